// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/batch/row_values.h"

#include "core/base/bytes.h"
#include "core/base/hash.h"
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

template <typename T>
std::uint64_t hashOfBytes(const T& value, std::uint64_t seed) {
    return stableHash({reinterpret_cast<const char*>(&value), sizeof(value)}, seed);  // NOLINT: as bytes
}

std::uint64_t hashOf(const Value& value, std::uint64_t seed) {
    switch (value.index()) {
        case 1:
            return hashOfBytes(std::get<1>(value), seed);
        case 2: {
            double real = std::get<2>(value);
            if (real == 0) real = 0;  // -0 and 0 are one value
            return std::isnan(real) ? seed + 1 : hashOfBytes(real, seed);
        }
        case 3:
            return hashOfBytes(std::get<3>(value), seed);
        case 4:
            return stableHash(std::get<4>(value), seed);
        default:
            return seed;
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

bool equalRows(const RowValues& left, const RowValues& right) {
    return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                      [](const Value& a, const Value& b) { return compareValues(a, b) == 0; });
}

std::size_t RowValuesHash::operator()(const RowValues& row) const {
    std::uint64_t hash = row.size();
    for (const Value& value : row)
        hash = hashOf(value, hash);
    return hash;
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
