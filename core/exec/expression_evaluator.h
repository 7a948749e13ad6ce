// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/zone_catalog.h"
#include "core/plan/expression.h"
#include "core/plan/scalar_function.h"

#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
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
    /// At least so many rows of a literal; the same column again where it was asked for before.
    [[nodiscard]] const ColumnPtr& literalColumn(const Expression& literal, std::size_t rows) const;

    const Zone& m_zone;
    const Clock& m_clock;
    ZoneCatalog* m_zones;
    struct KnownLiteral {
        Value value{};
        ColumnPtr column{};
    };
    mutable std::unordered_map<const Expression*, KnownLiteral>
        m_literals;  // checked, as places are used again
};

/// Whether it has the same value wherever it is computed from the same row.
[[nodiscard]] bool isDeterministic(const Expression& expression);

/// A column that holds one literal in every row.
[[nodiscard]] ColumnPtr constantColumn(const Value& literal, const DataType& type, std::size_t rows);

}  // namespace guanlan
