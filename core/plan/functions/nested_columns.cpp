// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/functions/nested_columns.h"

#include "core/plan/functions/comparison.h"
#include "core/plan/functions/vectors.h"

#include <algorithm>

namespace guanlan {

namespace {

template <typename T>
std::vector<T> valuesAt(std::span<const T> values, std::span<const std::uint32_t> rows) {
    std::vector<T> picked(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i] != kNoRow) picked[i] = values[rows[i]];
    }
    return picked;
}

ColumnPtr nestedAt(const Column& column, std::span<const std::uint32_t> rows) {
    ColumnBuilder builder(column.type());
    for (const std::uint32_t row : rows) {
        if (row == kNoRow) {
            builder.appendNull();
        } else {
            builder.appendFrom(column, row);
        }
    }
    return builder.seal();
}

DataType nested(TypeKind kind, std::vector<Field> fields) {
    DataType type = DataType::of(kind, false);
    type.fields = std::make_shared<const std::vector<Field>>(std::move(fields));
    return type;
}

}  // namespace

ColumnPtr cellsAt(const Column& column, std::span<const std::uint32_t> rows, const DataType& type) {
    if (column.size() == 0) return nullColumn(type, rows.size());
    std::vector<std::uint8_t> valid;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i] == kNoRow || column.isNull(rows[i])) setNull(valid, i, rows.size());
    }
    switch (type.physical()) {
        case Physical::Int64:
            return sealInts(type, valuesAt(column.ints(), rows), std::move(valid));
        case Physical::Double:
            return sealDoubles(type, valuesAt(column.doubles(), rows), std::move(valid));
        case Physical::Decimal:
            return sealDecimals(type, valuesAt(column.decimals(), rows), std::move(valid));
        case Physical::Text:
            return sealCodes(type, valuesAt(column.codes(), rows), column.dictionary(), std::move(valid));
        case Physical::Nested:
            break;
    }
    return nestedAt(column, rows);
}

ColumnPtr withEntries(const DataType& type, const Column& list, std::vector<ColumnPtr> children) {
    ColumnData data{.type = type, .children = std::move(children), .rows = list.size()};
    data.offsets.assign(list.offsets().begin(), list.offsets().end());
    data.valid.assign(list.validity().begin(), list.validity().end());
    return std::make_shared<const Column>(std::move(data));
}

bool sameCells(const Column& a, std::size_t rowA, const Column& b, std::size_t rowB) {
    if (a.isNull(rowA) || b.isNull(rowB)) return a.isNull(rowA) && b.isNull(rowB);
    if (a.type().physical() == Physical::Nested) return a.value(rowA) == b.value(rowB);
    return compareCells(a, rowA, b, rowB) == 0;
}

DataType arrayOf(DataType element) {
    return nested(TypeKind::Array, {{"element", std::move(element)}});
}

DataType mapOf(DataType key, DataType value) {
    return nested(TypeKind::Map, {{"key", std::move(key)}, {"value", std::move(value)}});
}

DataType rowOf(std::vector<Field> fields) {
    return nested(TypeKind::Row, std::move(fields));
}

}  // namespace guanlan
