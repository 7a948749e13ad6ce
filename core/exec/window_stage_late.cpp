// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exec/window_stage.h"

#include <algorithm>

namespace guanlan {

void WindowStage::erase(std::map<Micros, Entry>::iterator& pane) {
    if (pane->second.saved) m_erased.push_back(pane->first);
    pane = m_panes.erase(pane);
}

bool WindowStage::over(Micros pane, const Entry& entry, Micros watermark) const {
    const Micros last = m_layout.lastEnd(pane);
    return entry.nextEnd > last && watermark >= m_layout.closingWatermark(last) + m_layout.spec().lateness;
}

void WindowStage::dropOver(Micros watermark) {
    for (auto it = m_panes.begin(); it != m_panes.end();) {
        if (over(it->first, it->second, watermark)) {
            erase(it);
        } else {
            ++it;
        }
    }
}

void WindowStage::correct(std::uint32_t row, Micros watermark, const AggregateInput& input) {
    const Micros over = watermark - m_layout.spec().lateness;
    const Micros last = m_layout.lastEnd(m_memo.pane);
    const Micros step = std::max<Micros>(m_layout.endStep(), 1);
    m_codec.encode(input.keys, std::span(&row, 1), m_keyWords);
    std::vector<ColumnBuilder> columns = builders();
    for (Micros end = m_layout.firstEnd(m_memo.pane); end <= last && m_layout.closed(end, watermark);
         end += step) {
        if (m_layout.closed(end, over)) continue;
        const auto first = m_panes.lower_bound(m_layout.windowStart(end));
        const bool single = std::next(first) == m_panes.lower_bound(end);
        const auto sum = single ? nullptr : combined(m_layout.windowStart(end), end);
        AggregatePane& window = single ? *first->second.pane : *sum;
        const std::uint32_t group = window.groupOf(m_keyWords.data());
        m_accounting.overflows += appendWindow(window, end, std::span(&group, 1), columns);
    }
    Chunk chunk = chunkOf(columns);
    chunk.watermark = watermark;
    if (chunk.rows() > 0) next().push(std::move(chunk));
}

}  // namespace guanlan
