// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"
#include "core/batch/batch.h"

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace guanlan {

class RecordLedger;
class ScanConditions;

/// Rows on their way through the stages of one query: whole columns, and which of their rows are meant.
struct Chunk {
    std::vector<ColumnPtr> columns{};
    std::size_t columnRows = 0;             ///< length of the columns
    std::vector<std::uint32_t> selected{};  ///< in order; all rows of the columns when `all`
    bool all = true;
    std::span<const Micros> watermarkBefore{};  ///< per column row; empty: `watermark` for every row
    Micros watermark = kMinTime;
    Micros closedBy = kMinTime;            ///< of rows of windows: the watermark that closed them
    RecordLedger* ledger = nullptr;        ///< of the records that the rows are; null behind an aggregate
    std::span<const RowRun> runs{};        ///< with a ledger: where the rows of the columns came from
    std::vector<RowKind> kinds{};          ///< per column row; empty: all are inserts
    ScanConditions* conditions = nullptr;  ///< on these columns, while they are those of a scan

    [[nodiscard]] std::size_t rows() const { return all ? columnRows : selected.size(); }
    [[nodiscard]] std::uint32_t row(std::size_t i) const {
        return all ? static_cast<std::uint32_t>(i) : selected[i];
    }
    /// Whether the row takes an earlier one back.
    [[nodiscard]] bool takesBack(std::uint32_t columnRow) const {
        return !kinds.empty() &&
               (kinds[columnRow] == RowKind::UpdateBefore || kinds[columnRow] == RowKind::Delete);
    }
    [[nodiscard]] Micros watermarkAt(std::uint32_t columnRow) const {
        return watermarkBefore.empty() ? watermark : watermarkBefore[columnRow];
    }
};

/// All that the builders hold, as rows.
[[nodiscard]] Chunk chunkOf(std::span<ColumnBuilder> builders);

/// Copies the selected rows, so that what follows costs nothing for the others.
[[nodiscard]] ColumnPtr gather(const Column& column, std::span<const std::uint32_t> rows);

}  // namespace guanlan
