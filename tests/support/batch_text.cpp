// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/batch_text.h"

#include "core/base/time.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <sstream>

namespace guanlan {

namespace {

[[noreturn]] void refuse(std::string_view what, std::string_view text) {
    std::fprintf(stderr, "batchFromText: %.*s: '%.*s'\n", static_cast<int>(what.size()), what.data(),
                 static_cast<int>(text.size()), text.data());
    std::abort();
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (std::size_t from = 0; from <= text.size();) {
        const std::size_t to = std::min(text.find(separator, from), text.size());
        parts.push_back(trimmed(text.substr(from, to - from)));
        from = to + 1;
    }
    return parts;
}

DataType typeNamed(std::string_view name) {
    if (name == "BOOLEAN") return DataType::boolean();
    if (name == "INT") return DataType::integer();
    if (name == "BIGINT") return DataType::bigint();
    if (name == "DOUBLE") return DataType::real();
    if (name == "STRING") return DataType::string();
    if (name == "TIMESTAMP(3)") return DataType::timestamp();
    if (name == "TIMESTAMP_LTZ(3)") return DataType::timestampLtz();
    int precision = 0;
    int scale = 0;
    if (std::sscanf(std::string(name).c_str(), "DECIMAL(%d,%d)", &precision, &scale) == 2) {
        return DataType::decimal(precision, scale);
    }
    refuse("unknown type", name);
}

Int128 decimalOf(std::string_view text, int scale) {
    Int128 value = 0;
    int fraction = -1;
    for (const char c : text) {
        if (c == '.') {
            fraction = 0;
        } else if (c >= '0' && c <= '9') {
            value = value * 10 + (c - '0');
            if (fraction >= 0) ++fraction;
        }
    }
    for (int i = std::max(fraction, 0); i < scale; ++i)
        value *= 10;
    return text.starts_with('-') ? -value : value;
}

std::string textOfDecimal(Int128 value, int scale) {
    const bool negative = value < 0;
    std::string digits;
    for (Int128 rest = negative ? -value : value; rest != 0; rest /= 10) {
        digits.insert(digits.begin(), static_cast<char>('0' + static_cast<int>(rest % 10)));
    }
    const auto width = static_cast<std::size_t>(scale) + 1;
    if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
    if (scale > 0) digits.insert(digits.size() - static_cast<std::size_t>(scale), ".");
    return negative ? "-" + digits : digits;
}

void appendCell(ColumnBuilder& column, std::string_view cell) {
    if (cell == "NULL") return column.appendNull();
    const DataType& type = column.type();
    switch (type.kind) {
        case TypeKind::Boolean:
            return column.appendInt(cell == "true" ? 1 : 0);
        case TypeKind::Double:
            return column.appendDouble(std::strtod(std::string(cell).c_str(), nullptr));
        case TypeKind::String:
            return column.appendText(cell);
        case TypeKind::Decimal:
            return column.appendDecimal(decimalOf(cell, type.scale));
        case TypeKind::Timestamp:
        case TypeKind::TimestampLtz: {
            const auto parsed = parseTimestamp(cell);
            if (!parsed) refuse("not a timestamp", cell);
            return column.appendInt(parsed->wallTime);
        }
        default:
            return column.appendInt(std::strtoll(std::string(cell).c_str(), nullptr, 10));
    }
}

std::string cellText(const Column& column, std::size_t row);

/// (a, b), [a, b], [key: value]
std::string nestedText(const Column& column, std::size_t row) {
    const bool isRow = column.type().kind == TypeKind::Row;
    const std::size_t from = isRow ? row : column.offsets()[row];
    const std::size_t to = isRow ? row + 1 : column.offsets()[row + 1];
    std::string text;
    for (std::size_t at = from; at < to; ++at) {
        for (const ColumnPtr& child : column.children()) {
            const bool ofKey = !isRow && child != column.children().front();
            if (!text.empty()) text += ofKey ? ": " : ", ";
            text += cellText(*child, at);
        }
    }
    return isRow ? "(" + text + ")" : "[" + text + "]";
}

std::string cellText(const Column& column, std::size_t row) {
    if (column.isNull(row)) return "NULL";
    if (column.type().physical() == Physical::Nested) return nestedText(column, row);
    const DataType& type = column.type();
    switch (type.kind) {
        case TypeKind::Boolean:
            return column.ints()[row] != 0 ? "true" : "false";
        case TypeKind::String:
            return std::string(column.text(row));
        case TypeKind::Decimal:
            return textOfDecimal(column.decimals()[row], type.scale);
        case TypeKind::Timestamp:
        case TypeKind::TimestampLtz:
            return formatTimestamp(column.ints()[row], 3);
        default:
            break;
    }
    std::ostringstream out;
    if (type.isApproximate()) {
        out << column.doubles()[row];
    } else {
        out << column.ints()[row];
    }
    return out.str();
}

}  // namespace

Batch batchFromText(std::string_view table) {
    std::vector<std::string_view> lines;
    for (const std::string_view line : split(table, '\n')) {
        if (!line.empty()) lines.push_back(line);
    }
    if (lines.empty()) refuse("no header", table);
    std::vector<Field> fields;
    for (const std::string_view part : split(lines.front(), '|')) {
        const std::size_t space = part.find(' ');
        if (space == std::string_view::npos) refuse("column without type", part);
        fields.push_back({std::string(part.substr(0, space)), typeNamed(trimmed(part.substr(space)))});
    }
    BatchBuilder builder(std::make_shared<Schema>(std::move(fields)));
    for (std::size_t i = 1; i < lines.size(); ++i) {
        const auto cells = split(lines[i], '|');
        if (cells.size() != builder.columns()) refuse("wrong number of cells", lines[i]);
        for (std::size_t c = 0; c < cells.size(); ++c)
            appendCell(builder[c], cells[c]);
    }
    return builder.seal();
}

std::string textOf(const Batch& batch) {
    std::string text;
    constexpr std::array<const char*, 4> kChanges{"+I ", "-U ", "+U ", "-D "};
    for (std::size_t row = 0; row < batch.rows(); ++row) {
        if (!batch.kinds.empty()) text += kChanges[static_cast<std::size_t>(batch.kinds[row])];
        for (std::size_t c = 0; c < batch.schema().size(); ++c) {
            if (c > 0) text += " | ";
            text += cellText(batch.column(c), row);
        }
        text += '\n';
    }
    return text;
}

}  // namespace guanlan
