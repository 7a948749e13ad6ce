// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sink/cell_text.h"

#include "core/base/decimal.h"

#include <array>
#include <charconv>
#include <cmath>

namespace guanlan {

namespace {

template <typename Number>
void appendNumber(std::string& out, Number value) {
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    out.append(digits.data(), end);
}

template <typename Real>
void appendShortest(std::string& out, Real value) {
    constexpr double kLeastPlain = 1e-6;
    constexpr double kMostPlain = 1e21;
    const double size = std::fabs(static_cast<double>(value));
    std::array<char, 64> digits{};
    char* const limit = digits.data() + digits.size();
    const bool plain = size == 0 || (size >= kLeastPlain && size < kMostPlain);
    const auto end = plain ? std::to_chars(digits.data(), limit, value, std::chars_format::fixed).ptr
                           : std::to_chars(digits.data(), limit, value).ptr;
    out.append(digits.data(), end);
}

void appendReal(std::string& out, const Column& column, std::size_t row) {
    const double value = column.doubles()[row];
    if (std::isnan(value)) {
        out += "NaN";
    } else if (std::isinf(value)) {
        out += value > 0 ? "Infinity" : "-Infinity";
    } else if (column.type().kind == TypeKind::Float) {
        appendShortest(out, static_cast<float>(value));
    } else {
        appendShortest(out, value);
    }
}

void appendInt64(std::string& out, const Column& column, std::size_t row, const Zone& zone) {
    const std::int64_t value = column.ints()[row];
    constexpr std::size_t kDateSize = 10;
    switch (column.type().kind) {
        case TypeKind::Boolean:
            out += value != 0 ? "true" : "false";
            return;
        case TypeKind::Date:
            out += formatTimestamp(value * kDay, 0).substr(0, kDateSize);
            return;
        case TypeKind::Time:
            out += formatTimestamp(value, column.type().precision).substr(kDateSize + 1);
            return;
        case TypeKind::Timestamp:
            out += formatTimestamp(value);
            return;
        case TypeKind::TimestampLtz:
            out += formatTimestamp(zone.toLocal(value));
            return;
        default:
            appendNumber(out, value);
    }
}

bool isBare(const Column& column, std::size_t row) {
    const TypeKind kind = column.type().kind;
    if (kind == TypeKind::Float || kind == TypeKind::Double) return std::isfinite(column.doubles()[row]);
    return kind == TypeKind::Boolean || column.type().isInteger() || kind == TypeKind::IntervalDay ||
           kind == TypeKind::IntervalMonth;
}

void appendRowJson(std::string& out, const Column& column, std::size_t row, const Zone& zone);

/// Arrays, and maps as an array of their keys and values where the keys are no texts.
void appendNestedJson(std::string& out, const Column& column, std::size_t row, const Zone& zone) {
    if (column.type().kind == TypeKind::Row) return appendRowJson(out, column, row, zone);
    const bool map = column.type().kind == TypeKind::Map;
    out += map ? '{' : '[';
    for (std::uint32_t at = column.offsets()[row]; at < column.offsets()[row + 1]; ++at) {
        if (at > column.offsets()[row]) out += ',';
        if (map) {
            std::string key;
            if (column.children()[0]->isNull(at)) key = "null";
            appendCellText(key, *column.children()[0], at, zone);
            appendJsonString(out, key);
            out += ':';
        }
        appendCellJson(out, *column.children().back(), at, zone);
    }
    out += map ? '}' : ']';
}

void appendRowJson(std::string& out, const Column& column, std::size_t row, const Zone& zone) {
    out += '{';
    const std::vector<Field>& fields = *column.type().fields;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (i > 0) out += ',';
        appendJsonString(out, fields[i].name);
        out += ':';
        appendCellJson(out, *column.children()[i], row, zone);
    }
    out += '}';
}

}  // namespace

void appendCellText(std::string& out, const Column& column, std::size_t row, const Zone& zone) {
    if (column.isNull(row)) return;
    switch (column.type().physical()) {
        case Physical::Int64:
            return appendInt64(out, column, row, zone);
        case Physical::Double:
            return appendReal(out, column, row);
        case Physical::Decimal:
            out += formatDecimal(column.decimals()[row], column.type().scale);
            return;
        case Physical::Text:
            out += column.text(row);
            return;
        case Physical::Nested:
            return appendNestedJson(out, column, row, zone);
    }
}

void appendCellJson(std::string& out, const Column& column, std::size_t row, const Zone& zone) {
    if (column.isNull(row)) {
        out += "null";
    } else if (column.type().physical() == Physical::Text) {
        appendJsonString(out, column.text(row));
    } else if (column.type().physical() == Physical::Nested || isBare(column, row)) {
        appendCellText(out, column, row, zone);
    } else {
        out += '"';
        appendCellText(out, column, row, zone);
        out += '"';
    }
}

void appendJsonString(std::string& out, std::string_view text) {
    constexpr std::string_view kHex = "0123456789abcdef";
    out += '"';
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else if (c == '\r') {
            out += "\\r";
        } else if (c == '\t') {
            out += "\\t";
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

void appendValueText(std::string& out, const Value& value) {
    if (const auto* integer = std::get_if<std::int64_t>(&value)) appendNumber(out, *integer);
    if (const auto* real = std::get_if<double>(&value)) appendShortest(out, *real);
    if (const auto* text = std::get_if<std::string>(&value)) out += *text;
}

void appendValueJson(std::string& out, const Value& value) {
    if (isNull(value)) {
        out += "null";
    } else if (const auto* text = std::get_if<std::string>(&value)) {
        appendJsonString(out, *text);
    } else {
        appendValueText(out, value);
    }
}

void appendCsvField(std::string& out, std::string_view text, char delimiter, std::optional<char> quote) {
    const char special[] = {delimiter, quote.value_or('\n'), '\n', '\r'};
    if (!quote || text.find_first_of(special, 0, sizeof special) == std::string_view::npos) {
        out += text;
        return;
    }
    out += *quote;
    for (const char c : text) {
        if (c == *quote) out += c;
        out += c;
    }
    out += *quote;
}

}  // namespace guanlan
