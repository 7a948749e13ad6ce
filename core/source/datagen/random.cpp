// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/datagen/random.h"

#include <numeric>

namespace guanlan {

WeightedPick::WeightedPick(std::span<const double> weights)
    : m_keep(weights.begin(), weights.end()), m_alias(weights.size()) {
    const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    std::vector<std::uint32_t> small;
    std::vector<std::uint32_t> large;
    for (std::uint32_t i = 0; i < m_keep.size(); ++i) {
        m_keep[i] *= static_cast<double>(m_keep.size()) / sum;
        (m_keep[i] < 1 ? small : large).push_back(i);
    }
    while (!small.empty() && !large.empty()) {
        const std::uint32_t poor = small.back();
        const std::uint32_t rich = large.back();
        small.pop_back();
        m_alias[poor] = rich;
        m_keep[rich] -= 1 - m_keep[poor];
        if (m_keep[rich] >= 1) continue;
        large.pop_back();
        small.push_back(rich);
    }
    for (const std::uint32_t rest : small)
        m_keep[rest] = 1;
    for (const std::uint32_t rest : large)
        m_keep[rest] = 1;
}

}  // namespace guanlan
