// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/batch/column.h"

#include <cstdint>
#include <limits>
#include <span>

namespace guanlan {

inline constexpr std::uint32_t kNoRow = std::numeric_limits<std::uint32_t>::max();

/// The cells of these rows, null for kNoRow.
[[nodiscard]] ColumnPtr cellsAt(const Column& column, std::span<const std::uint32_t> rows,
                                const DataType& type);

/// An ARRAY or MAP column with the offsets and validity of another one.
[[nodiscard]] ColumnPtr withEntries(const DataType& type, const Column& list,
                                    std::vector<ColumnPtr> children);

/// Whether two cells of one type are the same; a null equals nulls only.
[[nodiscard]] bool sameCells(const Column& a, std::size_t rowA, const Column& b, std::size_t rowB);

/// The entries of one cell of an ARRAY or MAP, as rows of its children.
struct Entries {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    Entries(const Column& list, std::size_t row) : begin(list.offsets()[row]), end(list.offsets()[row + 1]) {}
    [[nodiscard]] std::uint32_t size() const { return end - begin; }
};

[[nodiscard]] DataType arrayOf(DataType element);
[[nodiscard]] DataType mapOf(DataType key, DataType value);
[[nodiscard]] DataType rowOf(std::vector<Field> fields);
/// Of an ARRAY its element, of a MAP its value.
[[nodiscard]] inline const DataType& entryType(const DataType& list) {
    return list.fields->back().type;
}

}  // namespace guanlan
