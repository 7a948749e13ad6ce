// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exec/window_rows_stage.h"

#include "core/exec/row_runs.h"

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
    return chunkOf(chunk, copy(chunk));
}

Chunk WindowRowsStage::chunkOf(const Chunk& input, Copies copies) const {
    Chunk out;
    out.columnRows = copies.rows.size();
    out.watermark = input.watermark;
    for (const ColumnPtr& column : input.columns)
        out.columns.push_back(gather(*column, copies.rows));
    for (auto* values : {&copies.starts, &copies.ends, &copies.times}) {
        const DataType& type = (*m_output)[out.columns.size()].type;
        out.columns.push_back(std::make_shared<const Column>(
            ColumnData{.type = type, .ints = std::move(*values), .rows = out.columnRows}));
    }
    return out;
}

void WindowRowsStage::push(Chunk chunk) {
    Copies copies = copy(chunk);
    std::vector<Micros> before;
    if (!chunk.watermarkBefore.empty()) {
        for (const std::uint32_t row : copies.rows)
            before.push_back(chunk.watermarkAt(row));
    }
    const bool areRecords = copies.rows.size() == chunk.rows();
    if (areRecords) {
        counts().pass(chunk);
    } else {
        counts().keep(
            chunk);  // from here on there are more rows than records, and records are what is counted
    }
    m_runs = areRecords ? runsOf(chunk.runs, copies.rows) : std::vector<RowRun>();
    Chunk out = chunkOf(chunk, std::move(copies));
    if (areRecords) out.ledger = chunk.ledger;
    out.runs = m_runs;
    m_watermarks = std::move(before);
    out.watermarkBefore = m_watermarks;
    next().push(std::move(out));
}

}  // namespace guanlan
