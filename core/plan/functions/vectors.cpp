// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/functions/vectors.h"

#include "core/base/decimal.h"

namespace guanlan {

namespace {

template <typename T>
void clearNulls(std::vector<T>& values, const std::vector<std::uint8_t>& valid) {
    for (std::size_t row = 0; row < valid.size(); ++row) {
        if (valid[row] == 0) values[row] = T{};
    }
}

template <typename T>
ColumnPtr sealed(const DataType& type, std::vector<T> ColumnData::*slot, std::vector<T> values,
                 std::vector<std::uint8_t> valid) {
    clearNulls(values, valid);
    ColumnData data{.type = type};
    data.rows = values.size();
    data.*slot = std::move(values);
    data.valid = std::move(valid);
    return std::make_shared<const Column>(std::move(data));
}

}  // namespace

std::vector<std::uint8_t> commonValidity(std::span<const ColumnPtr> arguments, std::size_t rows) {
    std::vector<std::uint8_t> valid;
    for (const ColumnPtr& argument : arguments) {
        if (!argument->hasNulls()) continue;
        const auto bytes = argument->validity();
        if (valid.empty()) {
            valid.assign(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(rows));
        } else {
            for (std::size_t row = 0; row < rows; ++row)
                valid[row] &= bytes[row];
        }
    }
    return valid;
}

ColumnPtr sealInts(const DataType& type, std::vector<std::int64_t> values, std::vector<std::uint8_t> valid) {
    return sealed(type, &ColumnData::ints, std::move(values), std::move(valid));
}

ColumnPtr sealDoubles(const DataType& type, std::vector<double> values, std::vector<std::uint8_t> valid) {
    return sealed(type, &ColumnData::doubles, std::move(values), std::move(valid));
}

ColumnPtr sealDecimals(const DataType& type, std::vector<Int128> values, std::vector<std::uint8_t> valid) {
    return sealed(type, &ColumnData::decimals, std::move(values), std::move(valid));
}

ColumnPtr sealCodes(const DataType& type, std::vector<Code> codes, DictionaryPtr dictionary,
                    std::vector<std::uint8_t> valid) {
    ColumnData data{.type = type};
    data.rows = codes.size();
    data.codes = std::move(codes);
    data.dictionary = std::move(dictionary);
    data.valid = std::move(valid);
    return std::make_shared<const Column>(std::move(data));
}

ColumnPtr nullColumn(const DataType& type, std::size_t rows) {
    ColumnBuilder builder(type);
    builder.reserve(rows);
    for (std::size_t row = 0; row < rows; ++row)
        builder.appendNull();
    return builder.seal();
}

DoubleView::DoubleView(const Column& column, std::size_t rows) {
    if (column.type().physical() == Physical::Double) {
        m_values = column.doubles();
        return;
    }
    m_own.resize(rows);
    if (column.type().physical() == Physical::Decimal) {
        for (std::size_t row = 0; row < rows; ++row)
            m_own[row] = decimalToDouble(column.decimals()[row], column.type().scale);
    } else {
        for (std::size_t row = 0; row < rows; ++row)
            m_own[row] = static_cast<double>(column.ints()[row]);
    }
    m_values = m_own;
}

DecimalView::DecimalView(const Column& column, std::size_t rows) : m_scale(column.type().scale) {
    if (column.type().physical() == Physical::Decimal) {
        m_values = column.decimals();
        return;
    }
    m_scale = 0;
    m_own.assign(column.ints().begin(), column.ints().begin() + static_cast<std::ptrdiff_t>(rows));
    m_values = m_own;
}

}  // namespace guanlan
