// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exec/window_rows_stage.h"

#include <utility>

namespace guanlan {

WindowRowsStage::Copies WindowRowsStage::copy(const Chunk& chunk) const {
    Copies copies;
    const auto times = chunk.columns[m_timeColumn]->ints();
    const Micros step = m_layout.endStep();
    for (std::size_t i = 0; i < chunk.rows(); ++i) {
        const std::uint32_t row = chunk.row(i);
        const Micros pane = m_layout.paneStart(m_layout.toWall(times[row]));
        const Micros last = m_layout.lastEnd(pane);
        for (Micros end = m_layout.firstEnd(pane);; end += step) {
            copies.rows.push_back(row);
            copies.starts.push_back(m_layout.windowStart(end));
            copies.ends.push_back(end);
            copies.times.push_back(m_layout.toTime(end) - kMilli);
            if (end == last) break;
        }
    }
    return copies;
}

Chunk WindowRowsStage::preview(Chunk chunk) const {
    Copies copies = copy(chunk);
    Chunk out;
    out.columnRows = copies.rows.size();
    out.watermark = chunk.watermark;
    out.accounting = chunk.accounting;
    for (const ColumnPtr& column : chunk.columns)
        out.columns.push_back(gather(*column, copies.rows));
    for (auto* values : {&copies.starts, &copies.ends, &copies.times}) {
        const DataType& type = (*m_output)[out.columns.size()].type;
        out.columns.push_back(std::make_shared<const Column>(
            ColumnData{.type = type, .ints = std::move(*values), .rows = out.columnRows}));
    }
    return out;
}

void WindowRowsStage::push(Chunk chunk) {
    const std::size_t rows = chunk.rows();
    std::vector<Micros> before;
    if (!chunk.watermarkBefore.empty()) {
        for (const std::uint32_t row : copy(chunk).rows)
            before.push_back(chunk.watermarkAt(row));
    }
    Chunk out = preview(std::move(chunk));
    if (out.columnRows != rows && out.accounting != nullptr) {
        // From here on there are more rows than records, and records are what is counted.
        std::exchange(out.accounting, nullptr)->used += static_cast<std::int64_t>(rows);
    }
    m_watermarks = std::move(before);
    out.watermarkBefore = m_watermarks;
    next().push(std::move(out));
}

}  // namespace guanlan
