// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/batch/row_values.h"

#include "core/base/bytes.h"

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

bool restoreValue(std::string_view& in, Value& value) {
    std::uint8_t kind = 0;
    if (!readNumber(in, kind)) return false;
    std::string_view text;
    switch (kind) {
        case 0:
            value = {};
            return true;
        case 1:
            return restoreNumber<std::int64_t>(in, value);
        case 2:
            return restoreNumber<double>(in, value);
        case 3:
            return restoreNumber<Int128>(in, value);
        case 4:
            if (!readString(in, text)) return false;
            value = std::string(text);
            return true;
        default:
            return false;
    }
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

bool RowValuesLess::operator()(const RowValues& left, const RowValues& right) const {
    for (std::size_t i = 0; i < std::min(left.size(), right.size()); ++i) {
        if (const int cell = compareValues(left[i], right[i]); cell != 0) return cell < 0;
    }
    return left.size() < right.size();
}

void saveRow(const RowValues& row, std::string& out) {
    appendCount(out, row.size());
    for (const Value& value : row)
        saveValue(value, out);
}

bool restoreRow(std::string_view& in, RowValues& row) {
    std::uint64_t cells = 0;
    if (!readCount(in, cells) || cells > in.size()) return false;
    row.assign(cells, {});
    return std::all_of(row.begin(), row.end(), [&in](Value& value) { return restoreValue(in, value); });
}

}  // namespace guanlan
