// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alarm/series.h"

#include "core/base/decimal.h"
#include "core/base/time.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace guanlan {

namespace {

std::string doubleText(double value) {
    std::array<char, 32> buffer{};
    const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    return error == std::errc() ? std::string(buffer.data(), end) : std::string();
}

std::string intText(const DataType& type, std::int64_t value) {
    switch (type.kind) {
        case TypeKind::Boolean:
            return value != 0 ? "true" : "false";
        case TypeKind::Date:
            return formatTimestamp(value * kDay, 0).substr(0, 10);
        case TypeKind::Time:
            return formatTimestamp(value, std::min<int>(type.precision, 6)).substr(11);
        case TypeKind::Timestamp:
        case TypeKind::TimestampLtz:
            return formatTimestamp(value, std::min<int>(type.precision, 6));
        default:
            return std::to_string(value);
    }
}

}  // namespace

std::string dimensionText(const Column& column, std::size_t row) {
    if (column.isNull(row)) return "NULL";
    switch (column.type().physical()) {
        case Physical::Int64:
            return intText(column.type(), column.ints()[row]);
        case Physical::Double:
            return doubleText(column.doubles()[row]);
        case Physical::Decimal:
            return formatDecimal(column.decimals()[row], column.type().scale);
        case Physical::Text:
            return std::string(column.text(row));
        case Physical::Nested:
            break;
    }
    return {};
}

std::string seriesText(const Batch& rows, std::size_t row, const std::vector<std::size_t>& dimensions) {
    std::string text;
    for (const std::size_t column : dimensions) {
        if (!text.empty()) text += ", ";
        text += rows.schema()[column].name + "=" + dimensionText(rows.column(column), row);
    }
    return text;
}

}  // namespace guanlan
