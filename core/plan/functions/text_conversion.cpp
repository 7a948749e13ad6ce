// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/decimal.h"
#include "core/base/time.h"
#include "core/plan/functions/conversion.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace guanlan {

namespace {

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

/// Digits with an optional fraction, which is checked and dropped, as Flink does.
std::optional<std::int64_t> integerFromText(std::string_view text, std::int64_t least, std::int64_t most) {
    if (text.starts_with('+')) {
        text.remove_prefix(1);
        if (text.starts_with('-')) return std::nullopt;
    }
    std::int64_t value = 0;
    const char* const end = text.data() + text.size();
    auto [at, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc{} || value < least || value > most) return std::nullopt;
    if (at != end && *at == '.') {
        ++at;
        while (at != end && *at >= '0' && *at <= '9')
            ++at;
    }
    if (at != end) return std::nullopt;
    return value;
}

std::optional<std::int64_t> booleanFromText(std::string_view text) {
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
    for (const std::string_view yes : {"t", "true", "y", "yes", "1"}) {
        if (lower == yes) return 1;
    }
    for (const std::string_view no : {"f", "false", "n", "no", "0"}) {
        if (lower == no) return 0;
    }
    return std::nullopt;
}

std::optional<std::int64_t> timeFromText(std::string_view text, const DataType& to, const Zone* zone) {
    if (to.kind == TypeKind::Time) {
        const auto parsed = parseTimestamp("1970-01-01 " + std::string(text));
        if (!parsed || parsed->utcOffset) return std::nullopt;
        return parsed->wallTime;
    }
    const auto parsed = parseTimestamp(text);
    if (!parsed) return std::nullopt;
    if (to.kind == TypeKind::Date) return floorTo(parsed->wallTime, kDay) / kDay;
    Micros unit = 1;
    for (int i = to.precision; i < 6; ++i)
        unit *= 10;
    const Micros wall = floorTo(parsed->wallTime, unit);
    if (to.kind == TypeKind::Timestamp) return wall;
    return parsed->utcOffset ? wall - *parsed->utcOffset : zone->toUtc(wall);
}

/// `digits` d1d2d3… meaning 0.d1d2d3… * 10^point, in Java's layout.
std::string javaLayout(std::string_view digits, int point, bool negative) {
    std::string text = negative ? "-" : "";
    const bool plain = point > -3 && point <= 7;
    if (!plain) {
        text += digits[0];
        text += '.';
        text += digits.size() > 1 ? digits.substr(1) : "0";
        return text + 'E' + std::to_string(point - 1);
    }
    if (point <= 0) {
        text += "0.";
        text.append(static_cast<std::size_t>(-point), '0');
        return text += digits;
    }
    const auto whole = static_cast<std::size_t>(point);
    text += digits.substr(0, whole);
    if (digits.size() <= whole) {
        text.append(whole - digits.size(), '0');
        return text += ".0";
    }
    return (text += '.') += digits.substr(whole);
}

}  // namespace

std::optional<std::int64_t> intFromText(std::string_view text, const DataType& to, const Zone* zone) {
    text = trimmed(text);
    switch (to.kind) {
        case TypeKind::Boolean:
            return booleanFromText(text);
        case TypeKind::TinyInt:
            return integerFromText(text, std::numeric_limits<std::int8_t>::min(),
                                   std::numeric_limits<std::int8_t>::max());
        case TypeKind::SmallInt:
            return integerFromText(text, std::numeric_limits<std::int16_t>::min(),
                                   std::numeric_limits<std::int16_t>::max());
        case TypeKind::Int:
            return integerFromText(text, std::numeric_limits<std::int32_t>::min(),
                                   std::numeric_limits<std::int32_t>::max());
        case TypeKind::BigInt:
            return integerFromText(text, std::numeric_limits<std::int64_t>::min(),
                                   std::numeric_limits<std::int64_t>::max());
        default:
            return timeFromText(text, to, zone);
    }
}

std::optional<double> doubleFromText(std::string_view text) {
    text = trimmed(text);
    if (text.starts_with('+')) text.remove_prefix(1);
    if (text == "NaN") return std::numeric_limits<double>::quiet_NaN();
    if (text == "Infinity") return std::numeric_limits<double>::infinity();
    if (text == "-Infinity") return -std::numeric_limits<double>::infinity();
    if (text.empty() || text.find_first_not_of("0123456789+-.eE") != std::string_view::npos) {
        return std::nullopt;
    }
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error == std::errc::invalid_argument || end != text.data() + text.size()) return std::nullopt;
    if (error == std::errc::result_out_of_range) {
        // from_chars leaves the value alone; Java gives 0 or an infinity.
        const std::size_t e = text.find_first_of("eE");
        const bool tiny = e != std::string_view::npos && text.substr(e + 1).starts_with('-');
        const double size = tiny ? 0.0 : std::numeric_limits<double>::infinity();
        return text.starts_with('-') ? -size : size;
    }
    return value;
}

std::string textOfDouble(double value, bool isFloat) {
    if (std::isnan(value)) return "NaN";
    if (std::isinf(value)) return value < 0 ? "-Infinity" : "Infinity";
    if (value == 0) return std::signbit(value) ? "-0.0" : "0.0";
    std::array<char, 64> buffer{};
    const auto [end, error] =
        isFloat ? std::to_chars(buffer.data(), buffer.data() + buffer.size(),
                                static_cast<float>(std::fabs(value)), std::chars_format::scientific)
                : std::to_chars(buffer.data(), buffer.data() + buffer.size(), std::fabs(value),
                                std::chars_format::scientific);
    if (error != std::errc{}) return {};
    const std::string_view written(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
    const std::size_t e = written.find('e');
    std::string digits(written.substr(0, 1));
    if (e > 2) digits += written.substr(2, e - 2);
    int exponent = 0;
    const std::string_view power = written.substr(e + (written[e + 1] == '+' ? 2 : 1));
    std::from_chars(power.data(), power.data() + power.size(), exponent);
    return javaLayout(digits, exponent + 1, value < 0);
}

std::string textOfInt(std::int64_t value, const DataType& from, const Zone* zone) {
    switch (from.kind) {
        case TypeKind::Boolean:
            return value != 0 ? "TRUE" : "FALSE";
        case TypeKind::Date:
            return formatTimestamp(value * kDay, 0).substr(0, 10);
        case TypeKind::Time:
            return formatTimestamp(value, from.precision).substr(11);
        case TypeKind::Timestamp:
            return formatTimestamp(value, from.precision);
        case TypeKind::TimestampLtz:
            return formatTimestamp(zone->toLocal(value), from.precision);
        default:
            return std::to_string(value);
    }
}

}  // namespace guanlan
