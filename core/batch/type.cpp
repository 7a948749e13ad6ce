// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/batch/type.h"

#include <algorithm>

namespace guanlan {

namespace {

std::string sqlOfFields(const DataType& type) {
    std::string text;
    for (const Field& field : *type.fields) {
        if (!text.empty()) text += ", ";
        if (type.kind == TypeKind::Row) text += '`' + field.name + "` ";
        text += field.type.sql();
    }
    return text;
}

std::string sqlOfString(const DataType& type) {
    if (type.length == 0) return "STRING";
    return (type.fixedLength ? "CHAR(" : "VARCHAR(") + std::to_string(type.length) + ")";
}

std::string baseSql(const DataType& type) {
    const std::string precision = "(" + std::to_string(type.precision) + ")";
    switch (type.kind) {
        case TypeKind::Null:
            return "NULL";
        case TypeKind::Boolean:
            return "BOOLEAN";
        case TypeKind::TinyInt:
            return "TINYINT";
        case TypeKind::SmallInt:
            return "SMALLINT";
        case TypeKind::Int:
            return "INT";
        case TypeKind::BigInt:
            return "BIGINT";
        case TypeKind::Float:
            return "FLOAT";
        case TypeKind::Double:
            return "DOUBLE";
        case TypeKind::Decimal:
            return "DECIMAL(" + std::to_string(type.precision) + ", " + std::to_string(type.scale) + ")";
        case TypeKind::String:
            return sqlOfString(type);
        case TypeKind::Bytes:
            return "BYTES";
        case TypeKind::Date:
            return "DATE";
        case TypeKind::Time:
            return "TIME" + precision;
        case TypeKind::Timestamp:
            return "TIMESTAMP" + precision;
        case TypeKind::TimestampLtz:
            return "TIMESTAMP_LTZ" + precision;
        case TypeKind::IntervalDay:
            return "INTERVAL DAY TO SECOND";
        case TypeKind::IntervalMonth:
            return "INTERVAL YEAR TO MONTH";
        case TypeKind::Array:
            return "ARRAY<" + sqlOfFields(type) + ">";
        case TypeKind::Map:
            return "MAP<" + sqlOfFields(type) + ">";
        case TypeKind::Row:
            return "ROW<" + sqlOfFields(type) + ">";
    }
    return {};
}

}  // namespace

Physical DataType::physical() const {
    switch (kind) {
        case TypeKind::Float:
        case TypeKind::Double:
            return Physical::Double;
        case TypeKind::Decimal:
            return Physical::Decimal;
        case TypeKind::String:
        case TypeKind::Bytes:
            return Physical::Text;
        case TypeKind::Array:
        case TypeKind::Map:
        case TypeKind::Row:
            return Physical::Nested;
        default:
            return Physical::Int64;
    }
}

std::string DataType::sql() const {
    return baseSql(*this) + (nullable ? "" : " NOT NULL");
}

bool DataType::operator==(const DataType& other) const {
    if (kind != other.kind || precision != other.precision || scale != other.scale ||
        nullable != other.nullable || fixedLength != other.fixedLength || length != other.length) {
        return false;
    }
    if (!fields || !other.fields) return fields == other.fields;
    return *fields == *other.fields;
}

std::optional<std::size_t> Schema::find(std::string_view name) const {
    const auto it =
        std::find_if(m_fields.begin(), m_fields.end(), [name](const Field& f) { return f.name == name; });
    if (it == m_fields.end()) return std::nullopt;
    return static_cast<std::size_t>(it - m_fields.begin());
}

}  // namespace guanlan
