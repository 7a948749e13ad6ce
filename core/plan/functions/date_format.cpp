// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/functions/date_format.h"

#include "core/plan/functions/month_arithmetic.h"
#include "core/plan/functions/time_units.h"

#include <algorithm>
#include <array>

namespace guanlan {

namespace {

constexpr std::string_view kLetters = "yuMdDQeHhkKmsSaE";
constexpr std::array<std::string_view, 12> kMonths{"January",   "February", "March",    "April",
                                                   "May",       "June",     "July",     "August",
                                                   "September", "October",  "November", "December"};
constexpr std::array<std::string_view, 7> kDays{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                "Thursday", "Friday", "Saturday"};

void appendNumber(std::string& out, std::int64_t value, int width) {
    const std::string digits = std::to_string(value < 0 ? -value : value);
    if (value < 0) out += '-';
    if (static_cast<int>(digits.size()) < width)
        out.append(static_cast<std::size_t>(width) - digits.size(), '0');
    out += digits;
}

bool takeNumber(std::string_view& text, int least, int most, int& value) {
    int digits = 0;
    int number = 0;
    while (digits < most && static_cast<std::size_t>(digits) < text.size() &&
           text[static_cast<std::size_t>(digits)] >= '0' && text[static_cast<std::size_t>(digits)] <= '9') {
        number = number * 10 + (text[static_cast<std::size_t>(digits)] - '0');
        ++digits;
    }
    if (digits < least) return false;
    text.remove_prefix(static_cast<std::size_t>(digits));
    value = number;
    return true;
}

template <std::size_t N>
int takeName(std::string_view& text, const std::array<std::string_view, N>& names, bool full) {
    for (std::size_t i = 0; i < N; ++i) {
        const std::string_view name = full ? names[i] : names[i].substr(0, 3);
        if (!text.starts_with(name)) continue;
        text.remove_prefix(name.size());
        return static_cast<int>(i);
    }
    return -1;
}

/// Exactly `count` digits behind the second, as microseconds.
bool takeFraction(std::string_view& text, int count, int& micro) {
    if (count > 9 || !takeNumber(text, count, count, micro)) return false;
    for (int digits = count; digits < 6; ++digits)
        micro *= 10;
    for (int digits = 6; digits < count; ++digits)
        micro /= 10;
    return true;
}

/// AM (0) or PM (1).
bool takeHalf(std::string_view& text, int& half) {
    if (!text.starts_with("AM") && !text.starts_with("PM")) return false;
    half = text.starts_with("PM") ? 1 : 0;
    text.remove_prefix(2);
    return true;
}

/// Reads quoted text from the quote at `at`; leaves `at` on the closing quote.
std::optional<std::string> quotedText(std::string_view pattern, std::size_t& at) {
    std::string text;
    if (at + 1 < pattern.size() && pattern[at + 1] == '\'') {
        ++at;
        return "'";
    }
    for (++at; at < pattern.size(); ++at) {
        if (pattern[at] != '\'') {
            text += pattern[at];
        } else if (at + 1 < pattern.size() && pattern[at + 1] == '\'') {
            text += '\'';
            ++at;
        } else {
            return text;
        }
    }
    return std::nullopt;
}

}  // namespace

struct DateFormat::Reading {
    CivilTime civil;
    int dayOfYear = 0;
    int half = -1;  ///< 0 AM, 1 PM
};

std::optional<DateFormat> DateFormat::compile(std::string_view pattern) {
    DateFormat format;
    for (std::size_t at = 0; at < pattern.size(); ++at) {
        const char c = pattern[at];
        const bool isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (isLetter) {
            if (kLetters.find(c) == std::string_view::npos) return std::nullopt;
            std::size_t end = at;
            while (end < pattern.size() && pattern[end] == c)
                ++end;
            format.m_tokens.push_back({c, static_cast<int>(end - at)});
            at = end - 1;
            continue;
        }
        std::string literal(1, c);
        if (c == '\'') {
            auto quoted = quotedText(pattern, at);
            if (!quoted) return std::nullopt;
            literal = std::move(*quoted);
        }
        format.m_tokens.push_back({0, 0, std::move(literal)});
    }
    return format;
}

void DateFormat::formatToken(const Token& token, const CivilTime& civil, Micros wallTime, std::string& out) {
    switch (token.letter) {
        case 0:
            out += token.literal;
            return;
        case 'y':
        case 'u':
            if (token.count == 2) return appendNumber(out, civil.year % 100, 2);
            return appendNumber(out, civil.year, token.count);
        case 'M': {
            const std::string_view name = kMonths.at(static_cast<std::size_t>(civil.month - 1));
            if (token.count == 3) out += name.substr(0, 3);
            if (token.count > 3) out += name;
            if (token.count < 3) appendNumber(out, civil.month, token.count);
            return;
        }
        case 'd':
            return appendNumber(out, civil.day, token.count);
        case 'D':
            return appendNumber(out, fieldOf(wallTime, TimeUnit::DayOfYear), token.count);
        case 'Q':
            return appendNumber(out, fieldOf(wallTime, TimeUnit::Quarter), token.count);
        case 'e':
            return appendNumber(out, fieldOf(wallTime, TimeUnit::DayOfWeek), token.count);
        case 'H':
            return appendNumber(out, civil.hour, token.count);
        case 'k':
            return appendNumber(out, civil.hour == 0 ? 24 : civil.hour, token.count);
        case 'h':
            return appendNumber(out, civil.hour % 12 == 0 ? 12 : civil.hour % 12, token.count);
        case 'K':
            return appendNumber(out, civil.hour % 12, token.count);
        case 'm':
            return appendNumber(out, civil.minute, token.count);
        case 's':
            return appendNumber(out, civil.second, token.count);
        case 'a':
            out += civil.hour < 12 ? "AM" : "PM";
            return;
        case 'E': {
            const auto day = static_cast<std::size_t>(fieldOf(wallTime, TimeUnit::DayOfWeek) - 1);
            out += token.count < 4 ? kDays.at(day).substr(0, 3) : kDays.at(day);
            return;
        }
        default: {  // S: the first digits of the fraction
            std::string digits;
            appendNumber(digits, civil.micro, 6);
            digits.resize(static_cast<std::size_t>(token.count), '0');
            out += digits;
        }
    }
}

std::string DateFormat::format(Micros wallTime) const {
    const CivilTime civil = civilFromMicros(wallTime);
    std::string out;
    for (const Token& token : m_tokens)
        formatToken(token, civil, wallTime, out);
    return out;
}

bool DateFormat::parseToken(const Token& token, bool fixedWidth, std::string_view& text, Reading& reading) {
    CivilTime& civil = reading.civil;
    const int least = token.count;
    const int most = fixedWidth || token.count > 1 ? std::max(token.count, 2) : 2;
    switch (token.letter) {
        case 0:
            if (!text.starts_with(token.literal)) return false;
            text.remove_prefix(token.literal.size());
            return true;
        case 'y':
        case 'u': {
            if (!takeNumber(text, least, token.count == 2 ? 2 : 4, civil.year)) return false;
            if (token.count == 2) civil.year += 2000;
            return true;
        }
        case 'M':
            if (token.count < 3) return takeNumber(text, least, most, civil.month);
            civil.month = takeName(text, kMonths, token.count > 3) + 1;
            return civil.month > 0;
        case 'd':
            return takeNumber(text, least, most, civil.day);
        case 'D':
            return takeNumber(text, least, 3, reading.dayOfYear);
        case 'H':
        case 'k':
            if (!takeNumber(text, least, most, civil.hour)) return false;
            if (token.letter == 'k') civil.hour %= 24;
            return true;
        case 'h':
        case 'K':
            if (!takeNumber(text, least, most, civil.hour)) return false;
            civil.hour %= 12;
            return true;
        case 'm':
            return takeNumber(text, least, most, civil.minute);
        case 's':
            return takeNumber(text, least, most, civil.second);
        case 'a':
            return takeHalf(text, reading.half);
        case 'Q':
        case 'e':
            return false;  // they do not make a date
        case 'E':
            return takeName(text, kDays, token.count > 3) >= 0;
        default:  // S
            return takeFraction(text, token.count, civil.micro);
    }
}

std::optional<Micros> DateFormat::parse(std::string_view text) const {
    Reading reading;
    for (std::size_t i = 0; i < m_tokens.size(); ++i) {
        const bool numberFollows = i + 1 < m_tokens.size() && m_tokens[i + 1].letter != 0;
        if (!parseToken(m_tokens[i], numberFollows, text, reading)) return std::nullopt;
    }
    CivilTime& civil = reading.civil;
    if (reading.half == 1) civil.hour += 12;
    const bool exists = civil.month >= 1 && civil.month <= 12 && civil.day >= 1 &&
                        civil.day <= daysInMonth(civil.year, civil.month) && civil.hour < 24 &&
                        civil.minute < 60 && civil.second < 60;
    if (!text.empty() || !exists) return std::nullopt;
    const Micros shift = reading.dayOfYear > 0 ? (reading.dayOfYear - 1) * kDay : 0;
    return microsFromCivil(civil) + shift;
}

}  // namespace guanlan
