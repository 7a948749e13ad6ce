// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sink/history_csv.h"

#include "core/sink/csv_file.h"

#include <algorithm>

namespace guanlan {

namespace {

constexpr Micros kMostSlices = 200;
constexpr Micros kShortestSlice = 10 * kMinute;

/// The whole time at once where rows have none: a result that updates is one state.
Micros sliceOf(const MetricDefinition& metric, const HistoryQuery& query) {
    const bool open = query.from == kMinTime || query.to == kMaxTime;
    if (!metric.timeColumn || open || query.to <= query.from) return 0;
    return std::max(kShortestSlice, (query.to - query.from) / kMostSlices + 1);
}

double shareOf(const HistoryQuery& query, Micros reached, Micros slice) {
    if (slice == 0) return 1;
    return static_cast<double>(reached - query.from) / static_cast<double>(query.to - query.from);
}

Result<void> addRows(CsvFile& file, const Batch& rows, const Zone& zone) {
    for (std::size_t row = 0; row < rows.rows(); ++row) {
        for (const ColumnPtr& column : rows.columns())
            file.addCell(*column, row, zone);
        if (auto ended = file.endRow(); !ended) return ended;
    }
    return {};
}

Error givenUp() {
    return {.code = ErrorCode::Cancelled, .id = "export.cancelled", .what = "the export was given up"};
}

}  // namespace

Result<std::int64_t> writeHistoryCsv(History& history, const MetricDefinition& metric,
                                     const HistoryQuery& query, const Zone& zone, const std::string& path,
                                     const ShareDone& progress) {
    CsvFile file(path);
    if (auto opened = file.open(); !opened) return std::move(opened).error();
    for (const Field& field : metric.schema->fields())
        file.addText(field.name);
    if (auto ended = file.endRow(); !ended) return std::move(ended).error();
    const Micros slice = sliceOf(metric, query);
    std::int64_t written = 0;
    HistoryQuery part = query;
    do {
        if (slice > 0) part.to = std::min(query.to, part.from + slice);
        const auto rows = history.rows(part);
        const bool none = !rows && rows.error().code == ErrorCode::NotFound;  // it has no rows yet
        if (!rows && !none) return rows.error();
        if (auto added = addRows(file, none ? Batch() : *rows, zone); !added) return std::move(added).error();
        written += none ? 0 : static_cast<std::int64_t>(rows->rows());
        if (progress && !progress(shareOf(query, part.to, slice))) return givenUp();
        part.from = part.to;
    } while (part.from < query.to);
    if (auto committed = file.commit(); !committed) return std::move(committed).error();
    return written;
}

}  // namespace guanlan
