// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chart/min_max_pyramid.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace guanlan {

namespace {

constexpr std::size_t kFan = 8;

constexpr MinMaxPyramid::Range emptyRange() {
    return {std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};
}

void widen(MinMaxPyramid::Range& range, double value) {
    if (std::isnan(value)) return;
    range.low = std::min(range.low, value);
    range.high = std::max(range.high, value);
}

void widen(MinMaxPyramid::Range& range, const MinMaxPyramid::Range& other) {
    range.low = std::min(range.low, other.low);
    range.high = std::max(range.high, other.high);
}

}  // namespace

void MinMaxPyramid::clear() {
    m_values.clear();
    m_levels.clear();
}

void MinMaxPyramid::append(double value) {
    std::size_t bucket = m_values.size() / kFan;
    m_values.push_back(value);
    // A level is begun once the one below has more than one entry to join.
    for (std::size_t level = 0;; ++level) {
        if (level == m_levels.size()) {
            if (level > 0 && m_levels[level - 1].size() <= kFan) return;
            m_levels.emplace_back();
            if (level > 0) {
                // Everything below so far falls into this level's first entries.
                for (std::size_t i = 0; i < m_levels[level - 1].size(); ++i) {
                    if (i % kFan == 0) m_levels[level].push_back(emptyRange());
                    widen(m_levels[level].back(), m_levels[level - 1][i]);
                }
                return;
            }
        }
        auto& entries = m_levels[level];
        if (bucket == entries.size()) entries.push_back(emptyRange());
        widen(entries[bucket], value);
        bucket /= kFan;
    }
}

MinMaxPyramid::Range MinMaxPyramid::range(std::size_t first, std::size_t last) const {
    Range result = emptyRange();
    last = std::min(last, m_values.size());
    while (first < last && (first % kFan != 0 || last - first < kFan))
        widen(result, m_values[first++]);
    while (first < last && last % kFan != 0)
        widen(result, m_values[--last]);
    first /= kFan;
    last /= kFan;
    for (std::size_t level = 0; first < last; ++level) {
        const bool top = level + 1 == m_levels.size();
        while (first < last && (top || first % kFan != 0 || last - first < kFan))
            widen(result, m_levels[level][first++]);
        while (first < last && last % kFan != 0)
            widen(result, m_levels[level][--last]);
        first /= kFan;
        last /= kFan;
    }
    return result;
}

}  // namespace guanlan
