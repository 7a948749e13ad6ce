// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/batch/column.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace guanlan {

/// A row outside columns, for operators that keep rows.
using RowValues = std::vector<Value>;

[[nodiscard]] RowValues rowValues(std::span<const ColumnPtr> columns, std::size_t row);

/// Null before everything, NaN after every number; negative, 0 or positive.
[[nodiscard]] int compareValues(const Value& left, const Value& right);

/// As compareValues() sees it: NaN is itself.
[[nodiscard]] bool equalRows(const RowValues& left, const RowValues& right);

/// For hash tables whose rows are the same where equalRows() says so.
struct RowValuesHash {
    std::size_t operator()(const RowValues& row) const;
};
struct RowValuesEqual {
    bool operator()(const RowValues& left, const RowValues& right) const { return equalRows(left, right); }
};

/// By the first cell that differs.
struct RowValuesLess {
    bool operator()(const RowValues& left, const RowValues& right) const;
};

/// Of the first `columns` columns.
[[nodiscard]] std::vector<DataType> cellTypes(const Schema& schema, std::size_t columns);

void saveRow(const RowValues& row, std::string& out);
/// Advances `in`; false when the bytes are not a row of such cells.
[[nodiscard]] bool restoreRow(std::string_view& in, std::span<const DataType> types, RowValues& row);

}  // namespace guanlan
