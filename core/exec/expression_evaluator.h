// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/zone_catalog.h"
#include "core/plan/expression.h"
#include "core/plan/scalar_function.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace guanlan {

/// Rows an expression could not compute, and why. Empty `rows` means none.
struct BadRows {
    std::vector<std::uint8_t> rows{};  ///< one byte a row
    std::string cause{};
};

/// Evaluates bound expressions over whole columns. A row of a branch that CASE, IF, COALESCE, AND or OR does
/// not take is never bad. One thread.
class ExpressionEvaluator {
  public:
    /// `zones` are those that functions name.
    ExpressionEvaluator(const Zone& zone, const Clock& clock, ZoneCatalog* zones = nullptr)
        : m_zone(zone), m_clock(clock), m_zones(zones) {}

    /// `bad` receives (adds) the rows that could not be computed; their cells are null.
    [[nodiscard]] ColumnPtr evaluate(const Expression& expression, std::span<const ColumnPtr> columns,
                                     std::size_t rows, BadRows& bad) const;

  private:
    [[nodiscard]] ColumnPtr call(const Expression& expression, std::span<const ColumnPtr> columns,
                                 std::size_t rows, BadRows& bad) const;

    const Zone& m_zone;
    const Clock& m_clock;
    ZoneCatalog* m_zones;
};

/// A column that holds one literal in every row.
[[nodiscard]] ColumnPtr constantColumn(const Value& literal, const DataType& type, std::size_t rows);

}  // namespace guanlan
