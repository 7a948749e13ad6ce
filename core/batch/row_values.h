// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/batch/column.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace guanlan {

/// A row outside columns, for operators that keep rows. Cells are not nested.
using RowValues = std::vector<Value>;

[[nodiscard]] RowValues rowValues(std::span<const ColumnPtr> columns, std::size_t row);

/// Null before everything, NaN after every number; negative, 0 or positive.
[[nodiscard]] int compareValues(const Value& left, const Value& right);

/// By the first cell that differs.
struct RowValuesLess {
    bool operator()(const RowValues& left, const RowValues& right) const;
};

void saveRow(const RowValues& row, std::string& out);
/// Advances `in`; false when the bytes are damaged.
[[nodiscard]] bool restoreRow(std::string_view& in, RowValues& row);

}  // namespace guanlan
