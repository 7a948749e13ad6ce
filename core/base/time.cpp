// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/time.h"

#include <array>
#include <charconv>

namespace guanlan {

namespace {

constexpr int kEpochShift = 719468;  // days from 0000-03-01 to 1970-01-01
constexpr int kDaysPerEra = 146097;  // 400 Gregorian years

int daysInMonth(int year, int month) {
    constexpr std::array<int, 12> kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : kDays.at(static_cast<std::size_t>(month - 1));
}

/// Reads exactly the digits and separators asked for, moving along the text.
class Cursor {
  public:
    explicit Cursor(std::string_view text) : m_text(text) {}

    bool number(int digits, int& out) {
        if (m_text.size() < static_cast<std::size_t>(digits)) return false;
        int value = 0;
        for (int i = 0; i < digits; ++i) {
            const char c = m_text[static_cast<std::size_t>(i)];
            if (c < '0' || c > '9') return false;
            value = value * 10 + (c - '0');
        }
        m_text.remove_prefix(static_cast<std::size_t>(digits));
        out = value;
        return true;
    }
    bool take(char expected) {
        if (m_text.empty() || m_text.front() != expected) return false;
        m_text.remove_prefix(1);
        return true;
    }
    bool fraction(int& micro) {
        int digits = 0;
        int value = 0;
        while (!m_text.empty() && m_text.front() >= '0' && m_text.front() <= '9') {
            if (digits < 6) value = value * 10 + (m_text.front() - '0');
            ++digits;
            m_text.remove_prefix(1);
        }
        for (int i = digits; i < 6; ++i)
            value *= 10;
        micro = value;
        return digits > 0 && digits <= 9;
    }
    [[nodiscard]] bool atEnd() const { return m_text.empty(); }

  private:
    std::string_view m_text;
};

bool readDate(Cursor& in, CivilTime& civil) {
    if (!in.number(4, civil.year) || !in.take('-') || !in.number(2, civil.month) || !in.take('-') ||
        !in.number(2, civil.day)) {
        return false;
    }
    return civil.month >= 1 && civil.month <= 12 && civil.day >= 1 &&
           civil.day <= daysInMonth(civil.year, civil.month);
}

bool readTimeOfDay(Cursor& in, CivilTime& civil) {
    if (!in.number(2, civil.hour) || !in.take(':') || !in.number(2, civil.minute)) return false;
    if (in.take(':')) {
        if (!in.number(2, civil.second)) return false;
        if (in.take('.') && !in.fraction(civil.micro)) return false;
    }
    return civil.hour < 24 && civil.minute < 60 && civil.second < 60;
}

bool readZone(Cursor& in, std::optional<Micros>& offset) {
    if (in.take('Z')) {
        offset = 0;
        return true;
    }
    const bool plus = in.take('+');
    if (!plus && !in.take('-')) return false;
    int hours = 0;
    int minutes = 0;
    if (!in.number(2, hours)) return false;
    in.take(':');
    if (!in.atEnd() && !in.number(2, minutes)) return false;
    const Micros size = hours * kHour + minutes * kMinute;
    offset = plus ? size : -size;
    return hours < 19 && minutes < 60;
}

}  // namespace

std::int64_t daysFromCivil(int year, int month, int day) {
    const std::int64_t y = month <= 2 ? std::int64_t{year} - 1 : year;
    const std::int64_t era = (y >= 0 ? y : y - 399) / 400;
    const std::int64_t yearOfEra = y - era * 400;
    const std::int64_t dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    const std::int64_t dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * kDaysPerEra + dayOfEra - kEpochShift;
}

CivilTime civilFromMicros(Micros wallTime) {
    const Micros midnight = floorTo(wallTime, kDay);
    const Micros ofDay = wallTime - midnight;
    const std::int64_t z = midnight / kDay + kEpochShift;
    const std::int64_t era = (z >= 0 ? z : z - (kDaysPerEra - 1)) / kDaysPerEra;
    const std::int64_t dayOfEra = z - era * kDaysPerEra;
    const std::int64_t yearOfEra =
        (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / (kDaysPerEra - 1)) / 365;
    const std::int64_t dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    const std::int64_t shiftedMonth = (5 * dayOfYear + 2) / 153;
    CivilTime civil;
    civil.day = static_cast<int>(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1);
    civil.month = static_cast<int>(shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9);
    civil.year = static_cast<int>(yearOfEra + era * 400 + (civil.month <= 2 ? 1 : 0));
    civil.hour = static_cast<int>(ofDay / kHour);
    civil.minute = static_cast<int>(ofDay / kMinute % 60);
    civil.second = static_cast<int>(ofDay / kSecond % 60);
    civil.micro = static_cast<int>(ofDay % kSecond);
    return civil;
}

Micros microsFromCivil(const CivilTime& civil) {
    return daysFromCivil(civil.year, civil.month, civil.day) * kDay + civil.hour * kHour +
           civil.minute * kMinute + civil.second * kSecond + civil.micro;
}

std::string formatTimestamp(Micros wallTime, int fractionDigits) {
    const CivilTime c = civilFromMicros(wallTime);
    std::string text;
    constexpr std::size_t kUsual = 26;
    text.reserve(kUsual);
    const auto append = [&text](int value, std::size_t width) {
        std::array<char, 12> digits;
        const char* end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
        const auto size = static_cast<std::size_t>(end - digits.data());
        if (size < width) text.append(width - size, '0');
        text.append(digits.data(), size);
    };
    append(c.year, 4);
    text += '-';
    append(c.month, 2);
    text += '-';
    append(c.day, 2);
    text += ' ';
    append(c.hour, 2);
    text += ':';
    append(c.minute, 2);
    text += ':';
    append(c.second, 2);
    if (fractionDigits <= 0) return text;
    text += '.';
    append(c.micro, 6);
    text.resize(text.size() - static_cast<std::size_t>(6 - fractionDigits));
    return text;
}

std::optional<ParsedTimestamp> parseTimestamp(std::string_view text) {
    Cursor in(text);
    CivilTime civil;
    ParsedTimestamp parsed;
    if (!readDate(in, civil)) return std::nullopt;
    if (!in.atEnd()) {
        if (!in.take(' ') && !in.take('T')) return std::nullopt;
        if (!readTimeOfDay(in, civil)) return std::nullopt;
        if (!in.atEnd() && !readZone(in, parsed.utcOffset)) return std::nullopt;
        if (!in.atEnd()) return std::nullopt;
    }
    parsed.wallTime = microsFromCivil(civil);
    return parsed;
}

}  // namespace guanlan
