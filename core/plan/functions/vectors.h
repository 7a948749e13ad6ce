// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/scalar_function.h"

#include <cstdint>
#include <span>
#include <vector>

namespace guanlan {

/// One byte a row: 1 where every argument is valid; empty when no argument has a null.
[[nodiscard]] std::vector<std::uint8_t> commonValidity(std::span<const ColumnPtr> arguments,
                                                       std::size_t rows);

/// Finished values as a column; slots of nulls are set to 0, as columns promise.
[[nodiscard]] ColumnPtr sealInts(const DataType& type, std::vector<std::int64_t> values,
                                 std::vector<std::uint8_t> valid);
[[nodiscard]] ColumnPtr sealDoubles(const DataType& type, std::vector<double> values,
                                    std::vector<std::uint8_t> valid);
[[nodiscard]] ColumnPtr sealDecimals(const DataType& type, std::vector<Int128> values,
                                     std::vector<std::uint8_t> valid);
[[nodiscard]] ColumnPtr sealCodes(const DataType& type, std::vector<Code> codes, DictionaryPtr dictionary,
                                  std::vector<std::uint8_t> valid);
[[nodiscard]] ColumnPtr nullColumn(const DataType& type, std::size_t rows);

/// Turns row `row` into a null, making the validity vector when this is the first one.
inline void setNull(std::vector<std::uint8_t>& valid, std::size_t row, std::size_t rows) {
    if (valid.empty()) valid.assign(rows, 1);
    valid[row] = 0;
}
[[nodiscard]] inline bool isValid(const std::vector<std::uint8_t>& valid, std::size_t row) {
    return valid.empty() || valid[row] != 0;
}

/// A number column of any kind read as doubles, without a copy where it is one.
class DoubleView {
  public:
    DoubleView(const Column& column, std::size_t rows);
    [[nodiscard]] double operator[](std::size_t row) const { return m_values[row]; }

  private:
    std::vector<double> m_own;
    std::span<const double> m_values;
};

/// An exact number column read as unscaled decimals of the column's own scale.
class DecimalView {
  public:
    DecimalView(const Column& column, std::size_t rows);
    [[nodiscard]] Int128 operator[](std::size_t row) const { return m_values[row]; }
    [[nodiscard]] int scale() const { return m_scale; }

  private:
    std::vector<Int128> m_own;
    std::span<const Int128> m_values;
    int m_scale;
};

/// What a two's complement integer of this kind keeps of a value.
[[nodiscard]] inline std::int64_t wrapped(TypeKind kind, std::int64_t value) {
    switch (kind) {
        case TypeKind::TinyInt:
            return static_cast<std::int8_t>(value);
        case TypeKind::SmallInt:
            return static_cast<std::int16_t>(value);
        case TypeKind::Int:
            return static_cast<std::int32_t>(value);
        default:
            return value;
    }
}

}  // namespace guanlan
