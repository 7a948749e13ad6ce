// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/decimal.h"
#include "core/plan/functions/conversion.h"
#include "core/plan/functions/function_lists.h"
#include "core/plan/functions/text_rows.h"
#include "core/plan/functions/type_rules.h"

#include <map>

namespace guanlan {

namespace {

using Types = std::span<const DataType>;
using Arguments = std::span<const ColumnPtr>;

/// Behind the values of JSON_OBJECT and JSON_ARRAY: what the parser says of nulls (NULL or ABSENT), and what
/// the binder says of each value: 'j' for one that is JSON already.
constexpr std::size_t kClauses = 2;

void appendText(std::string& out, std::string_view text) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    constexpr std::string_view kShort = "\b\t\n\f\r\"\\";
    constexpr std::string_view kLetters = "btnfr\"\\";
    out += '"';
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (const std::size_t at = kShort.find(c); at != std::string_view::npos) {
            out += '\\';
            out += kLetters[at];
        } else if (byte < 0x20) {
            out += "\\u00";
            out += kHex[byte >> 4U];
            out += kHex[byte & 15U];
        } else {
            out += c;
        }
    }
    out += '"';
}

/// Without zeros at the end, as Java writes it then: 12.5, 1.2E+3.
std::string shortDecimal(Int128 unscaled, int scale) {
    if (unscaled == 0) return "0";
    for (; unscaled % 10 == 0; unscaled /= 10)
        --scale;
    if (scale >= 0) return formatDecimal(unscaled, scale);
    std::string digits = formatDecimal(unscaled, 0);
    const std::size_t first = unscaled < 0 ? 2 : 1;  // behind the first digit
    const std::size_t exponent = digits.size() - first + static_cast<std::size_t>(-scale);
    if (digits.size() > first) digits.insert(first, ".");
    return digits + "E+" + std::to_string(exponent);
}

void appendJson(std::string& out, const Column& column, std::size_t row, const Zone* zone);

void appendNested(std::string& out, const Column& column, std::size_t row,  // NOLINT(misc-no-recursion)
                  const Zone* zone) {
    const TypeKind kind = column.type().kind;
    const bool isRow = kind == TypeKind::Row;
    const std::size_t begin = isRow ? 0 : column.offsets()[row];
    const std::size_t end = isRow ? column.children().size() : column.offsets()[row + 1];
    out += kind == TypeKind::Array ? '[' : '{';
    for (std::size_t at = begin; at < end; ++at) {
        if (at > begin) out += ',';
        if (kind == TypeKind::Map) {
            const Column& keys = *column.children()[0];
            appendText(out, keys.type().physical() == Physical::Text
                                ? keys.text(at)
                                : textOfInt(keys.ints()[at], keys.type(), zone));
        }
        if (isRow) appendText(out, (*column.type().fields)[at].name);
        if (kind != TypeKind::Array) out += ':';
        appendJson(out, isRow ? *column.children()[at] : *column.children().back(), isRow ? row : at, zone);
    }
    out += kind == TypeKind::Array ? ']' : '}';
}

void appendJson(std::string& out, const Column& column,
                std::size_t row,  // NOLINT(misc-no-recursion): its type
                const Zone* zone) {
    const DataType& type = column.type();
    if (isNullType(type) || column.isNull(row)) {
        out += "null";
        return;
    }
    switch (type.physical()) {
        case Physical::Double:
            out += textOfDouble(column.doubles()[row], type.kind == TypeKind::Float);
            return;
        case Physical::Decimal:
            out += shortDecimal(column.decimals()[row], type.scale);
            return;
        case Physical::Text:
            return appendText(out, column.text(row));
        case Physical::Nested:
            return appendNested(out, column, row, zone);
        case Physical::Int64:
            break;
    }
    const std::string text = textOfInt(column.ints()[row], type, zone);
    if (type.isInteger()) {
        out += text;
    } else if (type.kind == TypeKind::Boolean) {
        out += column.ints()[row] != 0 ? "true" : "false";
    } else {
        appendText(out, text);
    }
}

/// Nulls are values here, and the memo of texts does not know them.
template <typename Of>
ColumnPtr eachRow(Arguments arguments, const DataType& result, EvaluationContext& context, Of&& of) {
    context.memo = nullptr;
    context.constants = 0;
    return textRows(arguments, {}, result, context, std::forward<Of>(of));
}

/// One value; a null is left out where the clause says so.
bool appendValue(std::string& out, Arguments arguments, std::size_t at, std::size_t row, const Zone* zone) {
    const Column& value = *arguments[at];
    const bool isNull = isNullType(value.type()) || value.isNull(row);
    if (isNull && arguments[arguments.size() - 2]->text(row) == "ABSENT") return false;
    if (!isNull && arguments.back()->text(row)[at] == 'j') {
        out += value.text(row);
    } else {
        appendJson(out, value, row, zone);
    }
    return true;
}

Result<DataType> resolveObject(Types arguments, const DataType*) {
    bool good = arguments.size() >= kClauses && arguments.size() % 2 == 0;
    for (std::size_t i = 0; good && i + kClauses < arguments.size(); i += 2)
        good = isText(arguments[i]);
    if (!good) return argumentError("JSON_OBJECT", "texts as keys, each with a value", arguments);
    return withNullability(DataType::string(), false);
}

/// The keys in their order, as Flink puts them; of equal ones the last counts.
ColumnPtr evaluateObject(Arguments arguments, const DataType& result, EvaluationContext& context) {
    return eachRow(arguments, result, context, [&](std::size_t row) {
        std::map<std::string_view, std::string> pairs;
        for (std::size_t i = 0; i + kClauses < arguments.size(); i += 2) {
            std::string value;
            if (appendValue(value, arguments, i + 1, row, context.zone))
                pairs.insert_or_assign(arguments[i]->text(row), std::move(value));
        }
        std::string out = "{";
        for (const auto& [key, value] : pairs) {
            if (out.size() > 1) out += ',';
            appendText(out, key);
            out += ':' + value;
        }
        return std::optional<std::string>(out + "}");
    });
}

Result<DataType> resolveArray(Types arguments, const DataType*) {
    if (arguments.size() < kClauses) return argumentError("JSON_ARRAY", "values", arguments);
    return withNullability(DataType::string(), false);
}

ColumnPtr evaluateArray(Arguments arguments, const DataType& result, EvaluationContext& context) {
    return eachRow(arguments, result, context, [&](std::size_t row) {
        std::string out = "[";
        for (std::size_t i = 0; i + kClauses < arguments.size(); ++i) {
            std::string value = out.size() > 1 ? "," : "";
            if (appendValue(value, arguments, i, row, context.zone)) out += value;
        }
        return std::optional<std::string>(out + "]");
    });
}

Result<DataType> resolveString(Types arguments, const DataType*) {
    if (arguments.size() != 1) return argumentError("JSON_STRING", "one value", arguments);
    return withNullability(DataType::string(), anyNullable(arguments));
}

ColumnPtr evaluateString(Arguments arguments, const DataType& result, EvaluationContext& context) {
    if (isNullType(arguments[0]->type())) return nullColumn(result, context.rows);
    return textRows(arguments, commonValidity(arguments, context.rows), result, context,
                    [&](std::size_t row) {
                        std::string out;
                        appendJson(out, *arguments[0], row, context.zone);
                        return std::optional<std::string>(std::move(out));
                    });
}

constexpr ScalarFunction kFunctions[] = {
    {"JSON_OBJECT", resolveObject, evaluateObject},
    {"JSON_ARRAY", resolveArray, evaluateArray},
    {"JSON_STRING", resolveString, evaluateString},
};

}  // namespace

std::span<const ScalarFunction> jsonMakingFunctions() {
    return kFunctions;
}

}  // namespace guanlan
