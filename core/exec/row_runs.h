// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/batch/batch.h"

#include <cstdint>
#include <span>
#include <vector>

namespace guanlan {

/// The first of the rows, which are in order, that is not below `bound`; looks in ever wider steps, so that
/// near ones are found at once.
[[nodiscard]] std::size_t rowsBelow(std::span<const std::uint32_t> rows, std::uint32_t bound);

/// Calls visit(run, part) for every run with those of the rows, which are in order, that lie in it.
template <typename Visit>
void forEachRun(std::span<const RowRun> runs, std::span<const std::uint32_t> rows, const Visit& visit) {
    for (const RowRun& run : runs) {
        if (rows.empty()) return;
        const std::size_t size = rowsBelow(rows, run.firstRow + run.rows);
        if (size > 0) visit(run, rows.first(size));
        rows = rows.subspan(size);
    }
}

/// Where the rows came from once they alone stand in columns of their own.
[[nodiscard]] std::vector<RowRun> runsOf(std::span<const RowRun> runs, std::span<const std::uint32_t> rows);

}  // namespace guanlan
