// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace guanlan {

enum class TypeKind : std::uint8_t {
    Null,  ///< the type of a bare NULL literal
    Boolean,
    TinyInt,
    SmallInt,
    Int,
    BigInt,
    Float,
    Double,
    Decimal,
    String,  ///< CHAR(n), VARCHAR(n), STRING; `length` 0 means unbounded
    Bytes,
    Date,           ///< days since 1970-01-01
    Time,           ///< microseconds of the day
    Timestamp,      ///< wall time, microseconds
    TimestampLtz,   ///< instant, microseconds
    IntervalDay,    ///< microseconds
    IntervalMonth,  ///< months
    Array,
    Map,
    Row,
};

/// How a column stores its values.
enum class Physical : std::uint8_t { Int64, Double, Decimal, Text, Nested };

struct Field;

/// A logical type. Nested types share their fields: Array has one ("element"), Map two ("key", "value").
struct DataType {
    TypeKind kind = TypeKind::Null;
    std::uint8_t precision = 0;  ///< DECIMAL digits, or fraction digits of TIME and TIMESTAMP
    std::uint8_t scale = 0;      ///< DECIMAL only
    bool nullable = true;
    bool fixedLength = false;  ///< CHAR
    std::int32_t length = 0;   ///< CHAR, VARCHAR
    std::shared_ptr<const std::vector<Field>> fields{};

    [[nodiscard]] Physical physical() const;
    [[nodiscard]] bool isInteger() const { return kind >= TypeKind::TinyInt && kind <= TypeKind::BigInt; }
    [[nodiscard]] bool isApproximate() const { return kind == TypeKind::Float || kind == TypeKind::Double; }
    [[nodiscard]] bool isNumeric() const { return kind >= TypeKind::TinyInt && kind <= TypeKind::Decimal; }
    [[nodiscard]] bool isTimestamp() const {
        return kind == TypeKind::Timestamp || kind == TypeKind::TimestampLtz;
    }
    /// As SQL writes it: `DECIMAL(10, 2) NOT NULL`.
    [[nodiscard]] std::string sql() const;
    bool operator==(const DataType& other) const;

    static DataType of(TypeKind kind, bool nullable = true) { return {.kind = kind, .nullable = nullable}; }
    static DataType boolean() { return of(TypeKind::Boolean); }
    static DataType integer() { return of(TypeKind::Int); }
    static DataType bigint() { return of(TypeKind::BigInt); }
    static DataType real() { return of(TypeKind::Double); }
    static DataType string() { return of(TypeKind::String); }
    static DataType decimal(int precision, int scale) {
        return {.kind = TypeKind::Decimal,
                .precision = static_cast<std::uint8_t>(precision),
                .scale = static_cast<std::uint8_t>(scale)};
    }
    static DataType timestamp(int precision = 3) {
        return {.kind = TypeKind::Timestamp, .precision = static_cast<std::uint8_t>(precision)};
    }
    static DataType timestampLtz(int precision = 3) {
        return {.kind = TypeKind::TimestampLtz, .precision = static_cast<std::uint8_t>(precision)};
    }
};

struct Field {
    std::string name;
    DataType type;
    bool operator==(const Field&) const = default;
};

/// Names and types of a batch's columns. Names are matched exactly, as in Flink.
class Schema {
  public:
    Schema() = default;
    explicit Schema(std::vector<Field> fields) : m_fields(std::move(fields)) {}

    [[nodiscard]] std::size_t size() const { return m_fields.size(); }
    [[nodiscard]] const Field& operator[](std::size_t i) const { return m_fields[i]; }
    [[nodiscard]] const std::vector<Field>& fields() const { return m_fields; }
    [[nodiscard]] std::optional<std::size_t> find(std::string_view name) const;
    bool operator==(const Schema&) const = default;

  private:
    std::vector<Field> m_fields;
};

using SchemaPtr = std::shared_ptr<const Schema>;

}  // namespace guanlan
