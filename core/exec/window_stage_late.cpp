// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exec/window_stage.h"

#include <algorithm>

namespace guanlan {

void WindowStage::erase(std::map<Micros, Entry>::iterator& pane) {
    if (pane->second.saved) m_erased.push_back(pane->first);
    if (m_sums) m_sums->forget(pane->first);
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
    flush(input);
    std::vector<ColumnBuilder> columns = builders();
    Chunk changes{.watermark = watermark};
    std::vector<Micros> before;
    const std::int64_t told = m_accounting.overflows;  // counted when the rows were given
    if (m_takesBack) before = appendClosed(row, watermark, input, columns);
    m_accounting.overflows = told;
    changes.kinds.assign(before.size(), RowKind::UpdateBefore);
    intoBucket(row, watermark);
    flush(input);
    for (const Micros end : appendClosed(row, watermark, input, columns)) {
        const bool known = std::find(before.begin(), before.end(), end) != before.end();
        changes.kinds.push_back(known ? RowKind::UpdateAfter : RowKind::Insert);
    }
    if (changes.kinds.empty()) return;
    if (!m_takesBack) changes.kinds.clear();
    for (ColumnBuilder& builder : columns)
        changes.columns.push_back(builder.seal());
    changes.columnRows = changes.columns.front()->size();
    next().push(std::move(changes));
}

std::vector<Micros> WindowStage::appendClosed(std::uint32_t row, Micros watermark,
                                              const AggregateInput& input, std::vector<ColumnBuilder>& out) {
    const Micros over = watermark - m_layout.spec().lateness;
    const Micros last = m_layout.lastEnd(m_memo.pane);
    const Micros step = std::max<Micros>(m_layout.endStep(), 1);
    std::vector<Micros> ends;
    m_codec.encode(input.keys, std::span(&row, 1), m_keyWords);
    for (Micros end = m_layout.firstEnd(m_memo.pane); end <= last && m_layout.closed(end, watermark);
         end += step) {
        if (m_layout.closed(end, over)) continue;
        const auto first = m_panes.lower_bound(m_layout.windowStart(end));
        const auto behind = m_panes.lower_bound(end);
        const bool single = first != behind && std::next(first) == behind;
        const auto sum = single ? nullptr : combined(m_layout.windowStart(end), end);
        const AggregatePane& window = single ? *first->second.pane : *sum;
        const auto group = window.find(m_keyWords.data());
        if (!group) continue;
        ends.push_back(end);
        m_accounting.overflows += appendWindow(window, end, std::span(&*group, 1), out);
    }
    return ends;
}

}  // namespace guanlan
