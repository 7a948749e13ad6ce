// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/interval.h"

#include "core/sql/token.h"

#include <array>
#include <charconv>
#include <limits>
#include <optional>
#include <vector>

namespace guanlan::sql {

namespace {

struct Unit {
    std::string_view name;
    Micros micros;        // 0: counts in months
    std::int64_t months;  // 0: counts in time
    char before;          // the sign that separates it from the unit before
    std::int64_t limit;   // when it is not the first unit
};
/// From large to small; QUARTER and WEEK stand alone.
constexpr std::array<Unit, 8> kUnits{{{"YEAR", 0, 12, '\0', 0},
                                      {"MONTH", 0, 1, '-', 12},
                                      {"DAY", kDay, 0, '\0', 0},
                                      {"HOUR", kHour, 0, ' ', 24},
                                      {"MINUTE", kMinute, 0, ':', 60},
                                      {"SECOND", kSecond, 0, ':', 60},
                                      {"QUARTER", 0, 3, '\0', 0},
                                      {"WEEK", 7 * kDay, 0, '\0', 0}}};
constexpr std::size_t kSecondIndex = 5;
constexpr int kDefaultPrecision = 2;
constexpr std::size_t kMaxDigits = 10;

std::optional<std::size_t> indexOf(std::string_view unit) {
    for (std::size_t i = 0; i < kUnits.size(); ++i) {
        if (kUnits[i].name == unit) return i;
    }
    return std::nullopt;
}

Error mistake(std::string what, std::string next) {
    return {.code = ErrorCode::InvalidInput,
            .id = "sql.interval",
            .what = std::move(what),
            .next = std::move(next)};
}

std::string example(const IntervalLiteral& literal) {
    const std::string units = literal.from + (literal.to.empty() ? "" : " TO " + literal.to);
    if (literal.from == "YEAR" && literal.to == "MONTH") return "INTERVAL '1-6' " + units;
    if (literal.from == "DAY" && literal.to == "SECOND") return "INTERVAL '1 02:30:00' " + units;
    if (literal.from == "DAY" && literal.to == "MINUTE") return "INTERVAL '1 02:30' " + units;
    if (literal.from == "DAY" && literal.to == "HOUR") return "INTERVAL '1 02' " + units;
    if (literal.from == "HOUR" && literal.to == "SECOND") return "INTERVAL '02:30:00' " + units;
    if (!literal.to.empty()) return "INTERVAL '02:30' " + units;
    return "INTERVAL '5' " + units;
}

Error badText(const IntervalLiteral& literal) {
    return mistake("'" + literal.text + "' is not an interval of this kind",
                   "write for example " + example(literal));
}

/// Reads an unsigned number of at most kMaxDigits digits.
std::optional<std::int64_t> takeNumber(std::string_view& text, std::size_t& digits) {
    digits = 0;
    while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9')
        ++digits;
    if (digits == 0 || digits > kMaxDigits) return std::nullopt;
    std::int64_t value = 0;
    std::from_chars(text.data(), text.data() + digits, value);
    text.remove_prefix(digits);
    return value;
}

/// `.5` after seconds: microseconds; digits past the sixth are cut.
std::optional<Micros> takeFraction(std::string_view& text) {
    text.remove_prefix(1);
    if (text.empty()) return std::nullopt;
    Micros micros = 0;
    Micros worth = kSecond / 10;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        micros += (c - '0') * worth;
        worth /= 10;
    }
    text = {};
    return micros;
}

std::optional<Error> tooManyDigits(const IntervalLiteral& literal, std::size_t digits) {
    const std::size_t allowed =
        literal.precision > 0 ? static_cast<std::size_t>(literal.precision) : kDefaultPrecision;
    if (digits <= allowed) return std::nullopt;
    IntervalLiteral fixed = literal;
    fixed.precision = static_cast<int>(digits);
    return mistake(
        "'" + literal.text + "' has more than " + std::to_string(allowed) + " digits for " + literal.from,
        "write " + formatInterval(fixed));
}

/// From a larger unit to a smaller one of the same kind, or one unit alone.
bool mayRange(std::size_t first, std::size_t last) {
    if (first == last) return true;
    return first < last && last <= kSecondIndex && (kUnits[first].months == 0) == (kUnits[last].months == 0);
}

/// Reads the number of one unit, with the sign before it unless it is the first.
Result<void> takeUnit(const IntervalLiteral& literal, std::size_t unit, bool isFirst, std::string_view& rest,
                      IntervalValue& value) {
    if (!isFirst) {
        if (!rest.starts_with(kUnits[unit].before)) return badText(literal);
        rest.remove_prefix(1);
    }
    std::size_t digits = 0;
    const auto number = takeNumber(rest, digits);
    if (!number || (!isFirst && *number >= kUnits[unit].limit)) return badText(literal);
    if (isFirst) {
        if (auto error = tooManyDigits(literal, digits)) return *std::move(error);
    }
    const std::int64_t room = std::numeric_limits<std::int64_t>::max() / 2;  // for the units below it
    if (kUnits[unit].micros != 0 && *number > room / kUnits[unit].micros) {
        return mistake("this interval is longer than 140,000 years", "write a shorter one");
    }
    value.months += *number * kUnits[unit].months;
    value.micros += *number * kUnits[unit].micros;
    return {};
}

}  // namespace

std::string intervalUnit(std::string_view word) {
    std::string unit = upperCase(word);
    if (indexOf(unit)) return unit;
    if (!unit.empty() && unit.back() == 'S') unit.pop_back();
    return indexOf(unit) ? unit : std::string();
}

Result<IntervalValue> evaluate(const IntervalLiteral& literal) {
    const auto first = indexOf(literal.from);
    const auto last = literal.to.empty() ? first : indexOf(literal.to);
    if (!first || !last || !mayRange(*first, *last)) {
        return mistake("an interval cannot go from " + literal.from + " to " + literal.to,
                       "write YEAR TO MONTH, DAY TO SECOND, or one unit");
    }
    std::string_view rest = literal.text;
    const bool negative = literal.negative != rest.starts_with('-');
    if (rest.starts_with('-') || rest.starts_with('+')) rest.remove_prefix(1);
    IntervalValue value{.isMonths = kUnits[*first].months != 0};
    for (std::size_t i = *first; i <= *last; ++i) {
        if (auto taken = takeUnit(literal, i, i == *first, rest, value); !taken)
            return std::move(taken).error();
    }
    if (*last == kSecondIndex && rest.starts_with('.')) {
        const auto fraction = takeFraction(rest);
        if (!fraction) return badText(literal);
        value.micros += *fraction;
    }
    if (!rest.empty()) return badText(literal);
    if (negative) {
        value.months = -value.months;
        value.micros = -value.micros;
    }
    return value;
}

std::string formatInterval(const IntervalLiteral& literal) {
    std::string text =
        std::string("INTERVAL ") + (literal.negative ? "-" : "") + "'" + literal.text + "' " + literal.from;
    if (literal.precision > 0) text += "(" + std::to_string(literal.precision) + ")";
    if (!literal.to.empty()) text += " TO " + literal.to;
    return text;
}

}  // namespace guanlan::sql
