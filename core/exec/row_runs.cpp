// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exec/row_runs.h"

#include <algorithm>

namespace guanlan {

std::size_t rowsBelow(std::span<const std::uint32_t> rows, std::uint32_t bound) {
    if (rows.empty() || rows.back() < bound) return rows.size();
    std::size_t step = 1;
    while (step < rows.size() && rows[step - 1] < bound)
        step *= 2;
    const auto end = rows.begin() + static_cast<std::ptrdiff_t>(std::min(step, rows.size()));
    return static_cast<std::size_t>(std::lower_bound(rows.begin(), end, bound) - rows.begin());
}

std::vector<RowRun> runsOf(std::span<const RowRun> runs, std::span<const std::uint32_t> rows) {
    std::vector<RowRun> made;
    std::uint32_t row = 0;
    forEachRun(runs, rows, [&](const RowRun& run, std::span<const std::uint32_t> part) {
        for (const std::uint32_t from : part) {
            const std::int64_t offset = run.firstOffset + (from - run.firstRow);
            if (made.empty() || made.back().partition != run.partition ||
                made.back().firstOffset + made.back().rows != offset) {
                made.push_back({.partition = run.partition, .firstRow = row, .firstOffset = offset});
            }
            ++made.back().rows;
            ++row;
        }
    });
    return made;
}

}  // namespace guanlan
