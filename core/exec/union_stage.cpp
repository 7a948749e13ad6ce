// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exec/union_stage.h"

#include <algorithm>

namespace guanlan {

Micros UnionInput::leastOfOthers() const {
    Micros least = kMaxTime;
    for (std::size_t i = 0; i < m_watermarks->inputs.size(); ++i) {
        if (i != m_number) least = std::min(least, m_watermarks->inputs[i]);
    }
    return least;
}

void UnionInput::push(Chunk chunk) {
    counts().pass(chunk);
    const Micros others = leastOfOthers();
    chunk.watermark = std::min(chunk.watermark, others);
    if (!chunk.watermarkBefore.empty()) {
        m_before.assign(chunk.watermarkBefore.begin(), chunk.watermarkBefore.end());
        for (Micros& before : m_before)
            before = std::min(before, others);
        chunk.watermarkBefore = m_before;
    }
    next().push(std::move(chunk));
}

void UnionInput::advance(Micros watermark) {
    Micros& own = m_watermarks->inputs[m_number];
    own = std::max(own, watermark);
    const Micros least = std::min(own, leastOfOthers());
    if (least <= m_watermarks->told) return;
    m_watermarks->told = least;
    next().advance(least);
}

Result<void> UnionInput::restore(StateReader& /*reader*/, const std::string& /*scope*/, Micros watermark) {
    m_watermarks->inputs[m_number] = watermark;
    m_watermarks->told = std::min(watermark, leastOfOthers());
    return {};
}

}  // namespace guanlan
