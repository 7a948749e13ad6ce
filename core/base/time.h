// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace guanlan {

/// Every instant and duration inside Guanlan: microseconds (since 1970-01-01T00:00Z where it is an instant).
/// A TIMESTAMP without zone is the same number for its wall-clock digits read as if they were UTC.
using Micros = std::int64_t;

inline constexpr Micros kMilli = 1000;
inline constexpr Micros kSecond = 1000 * kMilli;
inline constexpr Micros kMinute = 60 * kSecond;
inline constexpr Micros kHour = 60 * kMinute;
inline constexpr Micros kDay = 24 * kHour;
/// "No watermark yet" and "the input has ended".
inline constexpr Micros kMinTime = std::numeric_limits<Micros>::min();
inline constexpr Micros kMaxTime = std::numeric_limits<Micros>::max();

/// A date and time of day on the proleptic Gregorian calendar, without a zone.
struct CivilTime {
    int year = 1970;
    int month = 1;
    int day = 1;
    int hour = 0;
    int minute = 0;
    int second = 0;
    int micro = 0;
};

[[nodiscard]] std::int64_t daysFromCivil(int year, int month, int day);
[[nodiscard]] CivilTime civilFromMicros(Micros wallTime);
[[nodiscard]] Micros microsFromCivil(const CivilTime& civil);

/// Largest multiple of `step` (shifted by `offset`) that is not after `time`; right for negative times too.
[[nodiscard]] constexpr Micros floorTo(Micros time, Micros step, Micros offset = 0) {
    const Micros shifted = time - offset;
    const Micros remainder = shifted % step;
    return time - (remainder < 0 ? remainder + step : remainder);
}

/// `yyyy-MM-dd HH:mm:ss` plus `fractionDigits` (0 to 6) digits.
[[nodiscard]] std::string formatTimestamp(Micros wallTime, int fractionDigits = 3);

/// A timestamp text as read: the digits, and the offset from UTC where one was written ("Z" is 0).
struct ParsedTimestamp {
    Micros wallTime = 0;
    std::optional<Micros> utcOffset;
};
/// SQL (`yyyy-MM-dd HH:mm:ss[.f]`, also a bare date) and ISO-8601 (`T`, `Z`, `+08:00`); digits past the
/// sixth of a second are cut. Empty when the text is anything else or no such date exists.
[[nodiscard]] std::optional<ParsedTimestamp> parseTimestamp(std::string_view text);

}  // namespace guanlan
