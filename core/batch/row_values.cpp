// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/batch/row_values.h"

#include "core/base/bytes.h"
#include "core/base/time_range.h"

#include <algorithm>
#include <cmath>

namespace guanlan {

namespace {

template <typename T>
int order(const T& left, const T& right) {
    return left < right ? -1 : (right < left ? 1 : 0);
}

int orderDoubles(double left, double right) {
    if (std::isnan(left) || std::isnan(right)) return order(std::isnan(left), std::isnan(right));
    return order(left, right);
}

void saveValue(const Value& value, std::string& out) {
    out += static_cast<char>(value.index());
    if (const auto* integer = std::get_if<std::int64_t>(&value)) appendNumber(out, *integer);
    if (const auto* real = std::get_if<double>(&value)) appendNumber(out, *real);
    if (const auto* decimal = std::get_if<Int128>(&value)) appendNumber(out, *decimal);
    if (const auto* text = std::get_if<std::string>(&value)) appendString(out, *text);
}

template <typename T>
bool restoreNumber(std::string_view& in, Value& value) {
    T number{};
    if (!readNumber(in, number)) return false;
    value = number;
    return true;
}

bool restoreText(std::string_view& in, Value& value) {
    std::string_view text;
    if (!readString(in, text)) return false;
    value = std::string(text);
    return true;
}

bool restoreValue(std::string_view& in, const DataType& type, Value& value) {
    std::uint8_t kind = 0;
    if (!readNumber(in, kind)) return false;
    value = {};
    if (kind == 0) return true;
    switch (type.physical()) {
        case Physical::Int64:
            return kind == 1 && restoreNumber<std::int64_t>(in, value) &&
                   (!type.isTimestamp() || canBeTime(std::get<std::int64_t>(value)));
        case Physical::Double:
            return kind == 2 && restoreNumber<double>(in, value);
        case Physical::Decimal:
            return kind == 3 && restoreNumber<Int128>(in, value);
        case Physical::Text:
            return kind == 4 && restoreText(in, value);
        case Physical::Nested:
            break;
    }
    return false;
}

}  // namespace

RowValues rowValues(std::span<const ColumnPtr> columns, std::size_t row) {
    RowValues values;
    values.reserve(columns.size());
    for (const ColumnPtr& column : columns)
        values.push_back(column->value(row));
    return values;
}

int compareValues(const Value& left, const Value& right) {
    if (left.index() != right.index()) return order(left.index(), right.index());
    if (const auto* real = std::get_if<double>(&left)) return orderDoubles(*real, std::get<double>(right));
    return order(left, right);
}

bool equalRows(const RowValues& left, const RowValues& right) {
    return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                      [](const Value& a, const Value& b) { return compareValues(a, b) == 0; });
}

bool RowValuesLess::operator()(const RowValues& left, const RowValues& right) const {
    for (std::size_t i = 0; i < std::min(left.size(), right.size()); ++i) {
        if (const int cell = compareValues(left[i], right[i]); cell != 0) return cell < 0;
    }
    return left.size() < right.size();
}

std::vector<DataType> cellTypes(const Schema& schema, std::size_t columns) {
    std::vector<DataType> types;
    for (std::size_t i = 0; i < columns; ++i)
        types.push_back(schema[i].type);
    return types;
}

void saveRow(const RowValues& row, std::string& out) {
    appendCount(out, row.size());
    for (const Value& value : row)
        saveValue(value, out);
}

bool restoreRow(std::string_view& in, std::span<const DataType> types, RowValues& row) {
    std::uint64_t cells = 0;
    if (!readCount(in, cells) || cells != types.size()) return false;
    row.assign(cells, {});
    for (std::size_t i = 0; i < cells; ++i) {
        if (!restoreValue(in, types[i], row[i])) return false;
    }
    return true;
}

}  // namespace guanlan
