// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/functions/type_rules.h"

#include "core/base/decimal.h"

#include <algorithm>

namespace guanlan {

namespace {

constexpr int kLeastScale = 6;  // fraction digits that Flink keeps when a DECIMAL would need more than 38

DataType adjusted(int precision, int scale) {
    if (precision <= kMaxDecimalDigits) return DataType::decimal(precision, scale);
    const int whole = precision - scale;
    return DataType::decimal(kMaxDecimalDigits,
                             std::max(kMaxDecimalDigits - whole, std::min(scale, kLeastScale)));
}

DataType commonNumber(const DataType& a, const DataType& b) {
    if (a.isApproximate() || b.isApproximate()) {
        const bool isDouble = a.kind == TypeKind::Double || b.kind == TypeKind::Double ||
                              a.kind == TypeKind::Decimal || b.kind == TypeKind::Decimal;
        return DataType::of(isDouble ? TypeKind::Double : TypeKind::Float);
    }
    if (a.kind != TypeKind::Decimal && b.kind != TypeKind::Decimal) {
        return DataType::of(std::max(a.kind, b.kind));
    }
    const DataType left = decimalOf(a);
    const DataType right = decimalOf(b);
    const int scale = std::max(left.scale, right.scale);
    const int whole = std::max(left.precision - left.scale, right.precision - right.scale);
    return adjusted(whole + scale, scale);
}

DataType commonText(const DataType& a, const DataType& b) {
    DataType type = DataType::string();
    if (a.length != 0 && b.length != 0) {
        type.length = std::max(a.length, b.length);
        type.fixedLength = a.fixedLength && b.fixedLength && a.length == b.length;
    }
    return type;
}

bool isDateOrTimestamp(const DataType& type) {
    return type.kind == TypeKind::Date || type.isTimestamp();
}

DataType commonTime(const DataType& a, const DataType& b) {
    const bool ltz = a.kind == TypeKind::TimestampLtz || b.kind == TypeKind::TimestampLtz;
    DataType type = DataType::of(ltz ? TypeKind::TimestampLtz : TypeKind::Timestamp);
    type.precision = std::max(a.precision, b.precision);
    return type;
}

std::optional<DataType> commonPair(const DataType& a, const DataType& b);

/// Part by part, under the names of the first.
std::optional<DataType> commonNested(const DataType& a, const DataType& b) {  // NOLINT(misc-no-recursion)
    if (a.fields->size() != b.fields->size()) return std::nullopt;
    std::vector<Field> fields = *a.fields;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const DataType& other = (*b.fields)[i].type;
        const auto common = commonPair(fields[i].type, other);
        if (!common) return std::nullopt;
        fields[i].type = withNullability(*common, fields[i].type.nullable || other.nullable);
    }
    DataType type = a;
    type.fields = std::make_shared<const std::vector<Field>>(std::move(fields));
    return type;
}

std::optional<DataType> commonPair(const DataType& a, const DataType& b) {  // NOLINT(misc-no-recursion)
    if (isNullType(a)) return b;
    if (isNullType(b)) return a;
    if (a.isNumeric() && b.isNumeric()) return commonNumber(a, b);
    if (isText(a) && isText(b)) return commonText(a, b);
    if (a.kind == b.kind && a.fields && b.fields) return commonNested(a, b);
    if (a.kind == b.kind && !isDateOrTimestamp(a)) return a;
    if (a.kind == TypeKind::Date && b.kind == TypeKind::Date) return a;
    if (isDateOrTimestamp(a) && isDateOrTimestamp(b)) return commonTime(a, b);
    return std::nullopt;
}

bool castableFromTime(const DataType& from, const DataType& to) {
    if (isText(to)) return true;
    switch (from.kind) {
        case TypeKind::Date:
            return to.kind == TypeKind::Date || to.isTimestamp();
        case TypeKind::Time:
            return to.kind == TypeKind::Time;
        case TypeKind::Timestamp:
        case TypeKind::TimestampLtz:
            return to.isTimestamp() || to.kind == TypeKind::Date || to.kind == TypeKind::Time;
        default:
            return to.kind == from.kind;
    }
}

/// Part by part, whatever the names; and to a text.
bool castableNested(const DataType& from, const DataType& to) {  // NOLINT(misc-no-recursion)
    if (isText(to)) return true;
    if (from.kind != to.kind || from.fields->size() != to.fields->size()) return false;
    return std::equal(from.fields->begin(), from.fields->end(), to.fields->begin(),
                      [](const Field& a, const Field& b) { return castable(a.type, b.type); });
}

}  // namespace

std::optional<DataType> leastRestrictiveType(std::span<const DataType> types) {
    if (types.empty()) return std::nullopt;
    DataType common = types.front();
    for (const DataType& type : types.subspan(1)) {
        const auto next = commonPair(common, type);
        if (!next) return std::nullopt;
        common = *next;
    }
    return withNullability(common, anyNullable(types));
}

DataType decimalOf(const DataType& exactNumber) {
    switch (exactNumber.kind) {
        case TypeKind::TinyInt:
            return DataType::decimal(3, 0);
        case TypeKind::SmallInt:
            return DataType::decimal(5, 0);
        case TypeKind::Int:
            return DataType::decimal(10, 0);
        case TypeKind::BigInt:
            return DataType::decimal(19, 0);
        default:
            return exactNumber;
    }
}

DataType decimalSum(const DataType& a, const DataType& b) {
    const int scale = std::max(a.scale, b.scale);
    return adjusted(std::max(a.precision - a.scale, b.precision - b.scale) + scale + 1, scale);
}

DataType decimalProduct(const DataType& a, const DataType& b) {
    return adjusted(a.precision + b.precision + 1, a.scale + b.scale);
}

DataType decimalQuotient(const DataType& a, const DataType& b) {
    const int scale = std::max(kLeastScale, a.scale + b.precision + 1);
    return adjusted(a.precision - a.scale + b.scale + scale, scale);
}

DataType roundedDecimal(const DataType& type, std::int64_t places) {
    if (places >= type.scale) return type;
    DataType rounded = type;
    rounded.scale = static_cast<std::uint8_t>(std::max<std::int64_t>(places, 0));
    rounded.precision = static_cast<std::uint8_t>(
        std::min(type.precision - type.scale + 1 + rounded.scale, kMaxDecimalDigits));
    return rounded;
}

DataType decimalRemainder(const DataType& a, const DataType& b) {
    const int scale = std::max(a.scale, b.scale);
    return adjusted(std::min(a.precision - a.scale, b.precision - b.scale) + scale, scale);
}

bool anyNullable(std::span<const DataType> types) {
    return std::any_of(types.begin(), types.end(),
                       [](const DataType& type) { return type.nullable || isNullType(type); });
}

DataType withNullability(DataType type, bool nullable) {
    type.nullable = nullable;
    return type;
}

bool isText(const DataType& type) {
    return type.kind == TypeKind::String;
}

bool isNullType(const DataType& type) {
    return type.kind == TypeKind::Null;
}

bool castable(const DataType& from, const DataType& to) {  // NOLINT(misc-no-recursion)
    if (isNullType(from)) return true;
    if (from.kind == TypeKind::Bytes || to.kind == TypeKind::Bytes) {
        return from.physical() == Physical::Text && to.physical() == Physical::Text;
    }
    if (from.physical() == Physical::Nested || to.physical() == Physical::Nested)
        return castableNested(from, to);
    const bool toInterval = to.kind == TypeKind::IntervalDay || to.kind == TypeKind::IntervalMonth;
    if (isText(from)) return !toInterval && !isNullType(to);
    if (from.isNumeric() || from.kind == TypeKind::Boolean) {
        return to.isNumeric() || to.kind == TypeKind::Boolean || isText(to);
    }
    return castableFromTime(from, to);
}

Error argumentError(std::string_view name, std::string_view accepted, std::span<const DataType> got) {
    std::string types;
    for (std::size_t i = 0; i < got.size(); ++i) {
        if (i > 0) types += i + 1 == got.size() ? " and " : ", ";
        types += withNullability(got[i], true).sql();
    }
    if (types.empty()) types = "nothing";
    Error error{.code = ErrorCode::InvalidInput, .id = "sql.arguments"};
    error.what = std::string(name) + " takes " + std::string(accepted) + ", but got " + types;
    error.arguments = {std::string(name), std::string(accepted), types};
    return error;
}

}  // namespace guanlan
