// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/batch/column.h"

#include <optional>

namespace guanlan {

/// The type in which two values are compared, as Flink does: numbers of any kind with each other, a time with
/// a text of its type. Empty when they cannot be.
[[nodiscard]] std::optional<DataType> comparisonType(const DataType& a, const DataType& b);

/// -1, 0, 1: order of two valid cells of one type.
[[nodiscard]] int compareCells(const Column& a, std::size_t rowA, const Column& b, std::size_t rowB);

}  // namespace guanlan
