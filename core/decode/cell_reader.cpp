// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/cell_reader.h"

#include "core/base/decimal.h"
#include "core/decode/number_text.h"
#include "core/decode/option_values.h"

#include <algorithm>
#include <cstring>
#include <limits>

namespace guanlan {

namespace {

bool equalsIgnoringCase(std::string_view text, std::string_view lower) {
    return std::equal(text.begin(), text.end(), lower.begin(), lower.end(), [](char a, char b) {
        return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
    });
}

bool fitsInteger(TypeKind kind, std::int64_t value) {
    switch (kind) {
        case TypeKind::TinyInt:
            return value >= std::numeric_limits<std::int8_t>::min() &&
                   value <= std::numeric_limits<std::int8_t>::max();
        case TypeKind::SmallInt:
            return value >= std::numeric_limits<std::int16_t>::min() &&
                   value <= std::numeric_limits<std::int16_t>::max();
        case TypeKind::Int:
            return value >= std::numeric_limits<std::int32_t>::min() &&
                   value <= std::numeric_limits<std::int32_t>::max();
        default:
            return true;
    }
}

Micros stepOf(int precision) {
    Micros step = 1;
    for (int i = precision; i < 6; ++i)
        step *= 10;
    return step;
}

bool appendBoolean(ColumnBuilder& column, std::string_view text) {
    const bool yes = equalsIgnoringCase(text, "true");
    if (!yes && !equalsIgnoringCase(text, "false")) return false;
    column.appendInt(yes ? 1 : 0);
    return true;
}

bool appendDate(ColumnBuilder& column, std::string_view text) {
    const auto parsed = text.size() == 10 ? parseTimestamp(text) : std::nullopt;
    if (!parsed) return false;
    column.appendInt(floorTo(parsed->wallTime, kDay) / kDay);
    return true;
}

bool appendTime(ColumnBuilder& column, std::string_view text) {
    const auto parsed = parseTimestamp("1970-01-01 " + std::string(text));
    if (!parsed || parsed->utcOffset.value_or(0) != 0) return false;
    column.appendInt(floorTo(parsed->wallTime, stepOf(column.type().precision)));
    return true;
}

/// Two digits at `at`, or a negative number.
int twoDigits(const char* at) {
    const auto tens = static_cast<unsigned>(at[0] - '0');
    const auto ones = static_cast<unsigned>(at[1] - '0');
    return tens > 9 || ones > 9 ? -1 : static_cast<int>(tens * 10 + ones);
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
        text.remove_suffix(1);
    return text;
}

}  // namespace

Result<TimestampFormat> timestampFormatOf(const TableDefinition& table, std::string_view option) {
    const std::string value = table.option(option, "auto");
    if (value == "auto") return TimestampFormat::Auto;
    if (value == "SQL") return TimestampFormat::Sql;
    if (value == "ISO-8601") return TimestampFormat::Iso8601;
    return wrongOptionValue(table, option, "Use SQL, ISO-8601 or auto");
}

bool CellReader::append(ColumnBuilder& column, std::string_view text) {
    const TypeKind kind = column.type().kind;
    if (kind == TypeKind::String || kind == TypeKind::Bytes) {
        column.appendText(text);
        return true;
    }
    text = trimmed(text);
    switch (kind) {
        case TypeKind::Boolean:
            return appendBoolean(column, text);
        case TypeKind::Date:
            return appendDate(column, text);
        case TypeKind::Time:
            return appendTime(column, text);
        case TypeKind::Timestamp:
        case TypeKind::TimestampLtz:
            return appendTimestampText(column, text);
        default:
            return appendNumber(column, text);
    }
}

bool CellReader::appendNumber(ColumnBuilder& column, std::string_view text) {
    const DataType& type = column.type();
    if (type.isInteger()) {
        const auto value = parseInteger(text);
        if (!value || !fitsInteger(type.kind, *value)) return false;
        column.appendInt(*value);
        return true;
    }
    if (type.kind == TypeKind::Decimal) {
        const auto value = parseDecimal(text, type.scale);
        if (!value || !fitsPrecision(*value, type.precision)) return false;
        column.appendDecimal(*value);
        return true;
    }
    if (!type.isApproximate()) return false;
    const auto value = parseDouble(text);
    if (!value) return false;
    if (type.kind == TypeKind::Double) {
        column.appendDouble(*value);
        return true;
    }
    if (*value > std::numeric_limits<float>::max() || *value < std::numeric_limits<float>::lowest())
        return false;
    column.appendDouble(static_cast<double>(static_cast<float>(*value)));
    return true;
}

void CellReader::appendTimestamp(ColumnBuilder& column, const ParsedTimestamp& parsed) const {
    Micros value = parsed.wallTime;
    const DataType& type = column.type();
    if (type.kind == TypeKind::TimestampLtz)
        value = parsed.utcOffset ? value - *parsed.utcOffset : m_zone.toUtc(value);
    column.appendInt(floorTo(value, stepOf(type.precision)));
}

/// Whether it is the minute remembered, or another of that date, which is then remembered.
inline bool CellReader::findMinute(const char* text) {
    constexpr std::size_t kWords = 16;  // which need no call
    static_assert(kWords + 1 == std::tuple_size_v<decltype(m_minute)>);
    if (text[kWords] == m_minute[kWords] && std::memcmp(text, m_minute.data(), kWords) == 0) return true;
    constexpr std::size_t kDate = 10;
    if (std::memcmp(text, m_minute.data(), kDate) != 0) return false;
    const int hour = twoDigits(text + 11);
    const int minute = twoDigits(text + 14);
    const bool separators = (text[10] == ' ' || text[10] == 'T') && text[13] == ':' && text[16] == ':';
    if (!separators || hour < 0 || hour > 23 || minute < 0 || minute > 59) return false;
    std::memcpy(m_minute.data(), text, m_minute.size());
    m_minuteStart = m_midnight + hour * kHour + minute * kMinute;
    return true;
}

/// The common shapes by hand, with the minute remembered: whole milliseconds.
inline bool CellReader::readCommonTimestamp(std::string_view text, std::size_t digits, Micros& wallTime) {
    if ((digits != 19 && digits != 23) || !findMinute(text.data())) return false;
    const char* at = text.data() + m_minute.size();
    const int second = twoDigits(at);
    if (second < 0 || second > 59) return false;
    wallTime = m_minuteStart + second * kSecond;
    if (digits == 19) return true;
    const int tens = twoDigits(at + 3);
    const auto ones = static_cast<unsigned>(at[5] - '0');
    if (at[2] != '.' || tens < 0 || ones > 9) return false;
    wallTime += (tens * 10 + static_cast<int>(ones)) * kMilli;
    return true;
}

std::optional<ParsedTimestamp> CellReader::readOtherTimestamp(std::string_view text) {
    auto parsed = parseTimestamp(text);
    if (parsed && text.size() > m_minute.size() && text[m_minute.size() - 1] == ':') {  // there are seconds
        std::memcpy(m_minute.data(), text.data(), m_minute.size());
        m_minuteStart = floorTo(parsed->wallTime, kMinute);
        m_midnight = floorTo(parsed->wallTime, kDay);
    }
    return parsed;
}

bool CellReader::appendTimestampText(ColumnBuilder& column, std::string_view text) {
    if (m_format != TimestampFormat::Auto) {
        const char separator = m_format == TimestampFormat::Sql ? ' ' : 'T';
        if (text.size() < 11 || text[10] != separator) return false;
    }
    constexpr int kMillis = 3;
    const bool zulu = !text.empty() && text.back() == 'Z';
    Micros wallTime = 0;
    if (column.type().precision < kMillis ||
        !readCommonTimestamp(text, text.size() - (zulu ? 1 : 0), wallTime)) {
        const auto parsed = readOtherTimestamp(text);
        if (parsed) appendTimestamp(column, *parsed);
        return parsed.has_value();
    }
    const bool local = column.type().kind == TypeKind::TimestampLtz && !zulu;
    column.appendInt(local ? m_zone.toUtc(wallTime) : wallTime);
    return true;
}

std::string quoteForMessage(std::string_view text) {
    constexpr std::size_t kMost = 60;
    if (text.size() <= kMost) return '"' + std::string(text) + '"';
    std::size_t end = kMost;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end;  // not inside a character
    return '"' + std::string(text.substr(0, end)) + "…\"";
}

}  // namespace guanlan
