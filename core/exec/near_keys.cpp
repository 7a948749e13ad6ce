// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exec/near_keys.h"

#include <algorithm>
#include <bit>
#include <limits>

namespace guanlan {

namespace {

constexpr std::size_t kWidth = 2;          // words of a key
constexpr std::size_t kSample = 256;       // keys that are looked at
constexpr std::size_t kShareOutside = 20;  // one in so many may lie outside, on either side
constexpr std::uint64_t kPlacesAKey = 4;

/// In order.
std::vector<std::uint64_t> sampleOf(std::span<const std::uint64_t> keysWithNulls) {
    std::vector<std::uint64_t> sample;
    const std::size_t step = std::max<std::size_t>(keysWithNulls.size() / kWidth / kSample, 1) * kWidth;
    for (std::size_t at = 0; at < keysWithNulls.size(); at += step) {
        if (keysWithNulls[at] == 0) sample.push_back(keysWithNulls[at + 1]);
    }
    std::sort(sample.begin(), sample.end());
    return sample;
}

}  // namespace

void NearKeys::growTo(std::uint64_t at) {
    m_groups.resize(std::min(std::bit_ceil(at + 1), m_most), 0);
}

bool NearKeys::follow(std::span<const std::uint64_t> keysWithNulls) {
    const std::vector<std::uint64_t> sample = sampleOf(keysWithNulls);
    if (sample.empty()) return false;
    const std::uint64_t low = sample[sample.size() / kShareOutside];
    const std::uint64_t high = sample[sample.size() - 1 - sample.size() / kShareOutside];
    if (low >= m_first && covers(high)) return false;
    const std::uint64_t most = std::max<std::uint64_t>(kFewest, kPlacesAKey * keysWithNulls.size() / kWidth);
    if (high - low >= most) return false;
    const std::uint64_t spare = std::min((most - (high - low)) / 2, (high - low) / 4 + kFewest / 4);
    m_first = low - std::min(low, spare);
    m_most = std::min(high - m_first + 1 + spare, std::numeric_limits<std::uint64_t>::max() - m_first);
    m_groups.assign(m_most, 0);
    for (std::size_t at = 0; at < keysWithNulls.size(); at += kWidth) {
        if (keysWithNulls[at] == 0 && covers(keysWithNulls[at + 1]))
            note(keysWithNulls[at + 1], static_cast<std::uint32_t>(at / kWidth));
    }
    return true;
}

void NearKeys::appendInOrder(std::vector<std::uint32_t>& groups) const {
    constexpr std::uint64_t kFirstNegative = std::uint64_t{1} << 63U;
    const auto append = [&groups](std::span<const std::uint32_t> noted) {
        for (const std::uint32_t group : noted) {
            if (group != 0) groups.push_back(group - 1);
        }
    };
    const std::uint64_t below = m_first < kFirstNegative ? kFirstNegative - m_first : m_groups.size();
    const auto first = std::span(m_groups).first(std::min<std::uint64_t>(below, m_groups.size()));
    append(std::span(m_groups).subspan(first.size()));
    append(first);
}

}  // namespace guanlan
