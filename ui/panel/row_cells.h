// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "ui/panel/panel_query.h"

#include <string>
#include <vector>

namespace guanlan {

/// Says that a query names a column that will not do; `what` is of the context PanelRows and takes the name.
[[nodiscard]] Error columnError(const char* what, const std::string& column, const PanelData& data);
/// "There is no column …".
[[nodiscard]] Error noSuchColumn(const std::string& column, const PanelData& data);

/// Reads the cells of a column as doubles without asking for the type at each row.
class NumberCells {
  public:
    explicit NumberCells(const Column& column);
    /// Not a number where the cell is null or no number.
    [[nodiscard]] double operator[](std::size_t row) const;

  private:
    const Column& m_column;
    Physical m_physical;
    double m_scale;
};

/// A row's time in UTC from the metric's time column; the end of the span where there is none.
class TimeCells {
  public:
    TimeCells(const Batch& batch, const PanelData& data, Micros shift);
    [[nodiscard]] Micros operator[](std::size_t row) const;

  private:
    const Zone& m_zone;
    Micros m_shift;
    Micros m_fallback;
    const Column* m_column = nullptr;
    bool m_wallTime = false;
};

/// One entry of a query's `where`.
struct RowCondition {
    const Column* column;
    const std::string* value;
    [[nodiscard]] bool holds(std::size_t row) const;
};
/// Fails when the query names a column the metric does not have.
[[nodiscard]] Result<std::vector<RowCondition>> conditionsOf(const Batch& batch, const PanelQuery& query,
                                                             const PanelData& data);
[[nodiscard]] bool allHold(const std::vector<RowCondition>& conditions, std::size_t row);

[[nodiscard]] bool holdsNumbers(const Column& column);
/// A cell as the name of a group; null: "".
[[nodiscard]] std::string cellName(const Column& column, std::size_t row);

}  // namespace guanlan
