// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/nearest_name.h"
#include "core/sql/parser.h"

#include <algorithm>
#include <array>
#include <limits>

namespace guanlan::sql {

namespace {

struct TypeName {
    std::string_view name;
    TypeKind kind;
};
constexpr std::array<TypeName, 26> kTypes{{{"BOOLEAN", TypeKind::Boolean},
                                           {"TINYINT", TypeKind::TinyInt},
                                           {"SMALLINT", TypeKind::SmallInt},
                                           {"INT", TypeKind::Int},
                                           {"INTEGER", TypeKind::Int},
                                           {"BIGINT", TypeKind::BigInt},
                                           {"FLOAT", TypeKind::Float},
                                           {"DOUBLE", TypeKind::Double},
                                           {"DECIMAL", TypeKind::Decimal},
                                           {"NUMERIC", TypeKind::Decimal},
                                           {"DEC", TypeKind::Decimal},
                                           {"STRING", TypeKind::String},
                                           {"VARCHAR", TypeKind::String},
                                           {"CHAR", TypeKind::String},
                                           {"BYTES", TypeKind::Bytes},
                                           {"VARBINARY", TypeKind::Bytes},
                                           {"BINARY", TypeKind::Bytes},
                                           {"DATE", TypeKind::Date},
                                           {"TIME", TypeKind::Time},
                                           {"TIMESTAMP", TypeKind::Timestamp},
                                           {"TIMESTAMP_LTZ", TypeKind::TimestampLtz},
                                           {"ARRAY", TypeKind::Array},
                                           {"MAP", TypeKind::Map},
                                           {"ROW", TypeKind::Row},
                                           {"MULTISET", TypeKind::Null},
                                           {"RAW", TypeKind::Null}}};
/// Types of other systems, and what Flink has for them.
constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kForeignTypes{
    {{"TEXT", "STRING"},
     {"VARCHAR2", "STRING"},
     {"NVARCHAR", "STRING"},
     {"JSON", "STRING"},
     {"UUID", "STRING"},
     {"DATETIME", "TIMESTAMP(3)"},
     {"TIMESTAMPTZ", "TIMESTAMP_LTZ(3)"},
     {"NUMBER", "DECIMAL(38, 0)"},
     {"REAL", "FLOAT"},
     {"LONG", "BIGINT"},
     {"BOOL", "BOOLEAN"},
     {"BLOB", "BYTES"}}};
constexpr std::int64_t kUnbounded = std::numeric_limits<std::int32_t>::max();

/// `(n)`; the fallback when there is none. The range is checked.
std::int64_t parseBound(TokenCursor& cursor, std::int64_t fallback, std::int64_t low, std::int64_t high) {
    if (!cursor.acceptSymbol("(")) return fallback;
    const Place place = cursor.place();
    const std::int64_t value = cursor.expectInteger("a number");
    if (!cursor.failed() && (value < low || value > high)) {
        cursor.failAt(place,
                      "this number must be between " + std::to_string(low) + " and " + std::to_string(high));
    }
    cursor.expectSymbol(")");
    return value;
}

void parseDecimal(TokenCursor& cursor, DataType& type) {
    type.precision = 10;
    if (!cursor.acceptSymbol("(")) return;
    const Place place = cursor.place();
    const std::int64_t precision = cursor.expectInteger("the number of digits");
    std::int64_t scale = 0;
    if (cursor.acceptSymbol(",")) scale = cursor.expectInteger("the digits behind the point");
    cursor.expectSymbol(")");
    if (!cursor.failed() && (precision < 1 || precision > 38 || scale > precision)) {
        cursor.failAt(place, "DECIMAL takes 1 to 38 digits, and not more of them behind the point",
                      "write for example DECIMAL(10, 2)");
    }
    type.precision = static_cast<std::uint8_t>(precision);
    type.scale = static_cast<std::uint8_t>(scale);
}

void parseText(TokenCursor& cursor, DataType& type, std::string_view name) {
    if (name == "STRING" || name == "BYTES") return;
    const std::int64_t length = parseBound(cursor, 1, 1, kUnbounded);
    type.fixedLength = name == "CHAR" || name == "BINARY";
    type.length = length == kUnbounded ? 0 : static_cast<std::int32_t>(length);
}

void parseTimestamp(TokenCursor& cursor, DataType& type) {
    type.precision = static_cast<std::uint8_t>(parseBound(cursor, 6, 0, 9));
    const Place place = cursor.place();
    if (cursor.acceptWords({"WITH", "LOCAL", "TIME", "ZONE"})) {
        type.kind = TypeKind::TimestampLtz;
    } else if (cursor.acceptWords({"WITH", "TIME", "ZONE"})) {
        cursor.failNotYet(place, "TIMESTAMP WITH TIME ZONE", "use TIMESTAMP_LTZ");
    } else {
        cursor.acceptWords({"WITHOUT", "TIME", "ZONE"});
    }
}

std::vector<Field> parseRowFields(TokenCursor& cursor, std::string_view close) {
    std::vector<Field> fields;
    do {
        Name name = cursor.expectName("the name of a field");
        if (cursor.isSymbol(",") || cursor.isSymbol(close))
            cursor.failExpected("the type of the field", "write ROW<name STRING, number INT>");
        fields.push_back({std::move(name.text), parseType(cursor)});
        if (!cursor.failed() && cursor.peek().kind == Token::Kind::String) cursor.next();  // its comment
    } while (cursor.acceptSymbol(","));
    cursor.expectSymbol(close);
    return fields;
}

void parseNested(TokenCursor& cursor, DataType& type) {
    std::vector<Field> fields;
    if (type.kind == TypeKind::Row) {
        const bool round = cursor.acceptSymbol("(");
        if (!round) cursor.expectSymbol("<");
        fields = parseRowFields(cursor, round ? ")" : ">");
    } else {
        cursor.expectSymbol("<");
        if (type.kind == TypeKind::Map) {
            fields.push_back({"key", parseType(cursor)});
            cursor.expectSymbol(",");
        }
        fields.push_back({type.kind == TypeKind::Map ? "value" : "element", parseType(cursor)});
        cursor.expectSymbol(">");
    }
    type.fields = std::make_shared<const std::vector<Field>>(std::move(fields));
}

/// What was meant by a word that is no type.
std::string meantType(const std::string& name) {
    for (const auto& [foreign, flink] : kForeignTypes) {
        if (foreign == name) return "Flink SQL has " + std::string(flink) + " for it";
    }
    std::vector<std::string> names;
    for (const TypeName& type : kTypes)
        names.emplace_back(type.name);
    return didYouMean(name, names);
}

DataType parseNamedType(TokenCursor& cursor) {
    const Token word = cursor.peek();
    const std::string name = upperCase(word.text);
    const auto* known =
        std::find_if(kTypes.begin(), kTypes.end(), [&name](const TypeName& t) { return t.name == name; });
    if (word.kind != Token::Kind::Word || known == kTypes.end()) {
        cursor.failExpected("a type", word.kind == Token::Kind::Word ? meantType(name) : std::string());
        return {};
    }
    cursor.next();
    DataType type = DataType::of(known->kind);
    switch (type.kind) {
        case TypeKind::Null:
            cursor.failNotYet(word.position, "the type " + name);
            break;
        case TypeKind::Double:
            cursor.acceptWord("PRECISION");
            break;
        case TypeKind::Decimal:
            parseDecimal(cursor, type);
            break;
        case TypeKind::String:
        case TypeKind::Bytes:
            parseText(cursor, type, name);
            break;
        case TypeKind::Time:
            type.precision = static_cast<std::uint8_t>(parseBound(cursor, 0, 0, 9));
            cursor.acceptWords({"WITHOUT", "TIME", "ZONE"});
            break;
        case TypeKind::Timestamp:
        case TypeKind::TimestampLtz:
            parseTimestamp(cursor, type);
            break;
        case TypeKind::Array:
        case TypeKind::Map:
        case TypeKind::Row:
            parseNested(cursor, type);
            break;
        default:
            break;
    }
    return type;
}

}  // namespace

DataType parseType(TokenCursor& cursor) {
    const TokenCursor::Depth depth(cursor);
    if (!depth) return {};
    DataType type = parseNamedType(cursor);
    while (cursor.acceptWord("ARRAY")) {  // INT ARRAY is ARRAY<INT>
        DataType array = DataType::of(TypeKind::Array);
        array.fields =
            std::make_shared<const std::vector<Field>>(std::vector<Field>{{"element", std::move(type)}});
        type = std::move(array);
    }
    if (cursor.acceptWords({"NOT", "NULL"})) {
        type.nullable = false;
    } else {
        cursor.acceptWord("NULL");
    }
    return type;
}

}  // namespace guanlan::sql
