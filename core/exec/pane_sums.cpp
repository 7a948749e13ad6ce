// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exec/pane_sums.h"

namespace guanlan {

void PaneSums::addHalf(std::unique_ptr<AggregatePane>& block, const AggregatePane* half) const {
    if (half == nullptr) return;
    if (!block) block = std::make_unique<AggregatePane>(m_calls, m_keyWidth);
    block->combine(*half);
}

void PaneSums::forget(Micros pane) {
    if (m_blocks.empty()) return;
    const std::int64_t number = numberOf(pane);
    const int highest = m_blocks.rbegin()->first.first;
    for (int level = 1; level <= highest; ++level)
        m_blocks.erase({level, number >> level << level});
}

}  // namespace guanlan
