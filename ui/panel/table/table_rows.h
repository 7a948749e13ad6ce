// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panel/panel_rows.h"

#include <cstdint>
#include <string>
#include <vector>

namespace guanlan {

/// One line of a table: a group over the span, or one window.
struct TableRow {
    std::string group{};  ///< as in the data
    Micros at = 0;        ///< of a window, UTC
    bool provisional = false;
    std::vector<double> value{};   ///< by series; not a number: none
    std::vector<double> before{};  ///< yesterday
    std::vector<double> course{};  ///< of the first series over the span
};

/// The rows of one value column, as the table takes them.
struct TableInput {
    PanelRows finals{};
    PanelRows provisional{};
    PanelRows yesterday{};  ///< shifted to today
};

/// One line for each group, its rows joined by the aggregate; `names` are those of all inputs.
[[nodiscard]] std::vector<TableRow> rowsByGroup(const std::vector<TableInput>& series,
                                                const GroupNames& names, Aggregate aggregate,
                                                bool withCourse);
/// One line for each window, the newest `most` of them.
[[nodiscard]] std::vector<TableRow> rowsByTime(const std::vector<TableInput>& series, Aggregate aggregate,
                                               std::size_t most);
/// Column 0 is group or time, then the values of the series. Rows without a value come last.
void sortRows(std::vector<TableRow>& rows, std::size_t column, bool descending);

}  // namespace guanlan
