// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/time_format.h"

#include "core/plan/functions/date_format.h"

#include <charconv>

namespace guanlan {

namespace {

constexpr double kFirstSecond = 946684800;  // 2000-01-01
constexpr double kLastSecond = 4102444800;  // 2100-01-01
constexpr std::size_t kOffsetLength = 6;    // " +0000"
constexpr std::size_t kLogDateLength = 20;  // without the offset

struct EpochUnit {
    TimeFormat format;
    double perSecond;
};
constexpr std::array kUnits{EpochUnit{TimeFormat::EpochSeconds, 1}, EpochUnit{TimeFormat::EpochMillis, 1e3},
                            EpochUnit{TimeFormat::EpochMicros, 1e6}, EpochUnit{TimeFormat::EpochNanos, 1e9}};

template <typename Number>
std::optional<Number> numberIn(std::string_view text) {
    Number number{};
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (problem != std::errc() || end != text.data() + text.size()) return {};
    return number;
}

std::optional<Micros> byPattern(std::string_view text, TimeFormat format) {
    const auto pattern = DateFormat::compile(patternOf(format));
    return pattern ? pattern->parse(text) : std::nullopt;
}

/// "+0800" in microseconds.
std::optional<Micros> offsetIn(std::string_view text) {
    if (text.size() != kOffsetLength || text[0] != ' ' || (text[1] != '+' && text[1] != '-')) return {};
    const auto hours = numberIn<int>(text.substr(2, 2));
    const auto minutes = numberIn<int>(text.substr(4));
    if (!hours || !minutes) return {};
    return (text[1] == '-' ? -1 : 1) * (*hours * kHour + *minutes * kMinute);
}

std::optional<ReadTime> readLogDate(std::string_view text) {
    if (text.size() != kLogDateLength + kOffsetLength) return {};
    const auto wall = byPattern(text.substr(0, kLogDateLength), TimeFormat::LogDate);
    const auto offset = offsetIn(text.substr(kLogDateLength));
    if (!wall || !offset) return {};
    return ReadTime{*wall - *offset};
}

std::optional<ReadTime> readEpoch(std::string_view text, TimeFormat format) {
    if (format == TimeFormat::EpochFraction) {
        const auto seconds = numberIn<double>(text);
        if (!seconds || timeFormatOf(*seconds, true) != TimeFormat::EpochSeconds) return {};
        return ReadTime{static_cast<Micros>(*seconds * 1e6)};
    }
    const auto number = numberIn<std::int64_t>(text);
    if (!number) return {};
    constexpr std::int64_t kLargest = 4102444800000;
    switch (format) {
        case TimeFormat::EpochSeconds:
            return *number > kLargest || *number < -kLargest ? std::nullopt
                                                             : std::optional(ReadTime{*number * kSecond});
        case TimeFormat::EpochMillis:
            return *number > kLargest * 1000 || *number < -kLargest * 1000
                       ? std::nullopt
                       : std::optional(ReadTime{*number * kMilli});
        case TimeFormat::EpochMicros:
            return ReadTime{*number};
        default:
            return ReadTime{*number / 1000};
    }
}

}  // namespace

bool isEpoch(TimeFormat format) {
    return format >= TimeFormat::EpochSeconds && format <= TimeFormat::EpochFraction;
}

bool isLocal(TimeFormat format) {
    return format == TimeFormat::Local || format == TimeFormat::SlashDate || format == TimeFormat::Digits;
}

TimeFormat timeFormatOf(double number, bool whole) {
    for (const EpochUnit& unit : kUnits) {
        if (number < kFirstSecond * unit.perSecond || number >= kLastSecond * unit.perSecond) continue;
        if (whole) return unit.format;
        return unit.format == TimeFormat::EpochSeconds ? TimeFormat::EpochFraction : TimeFormat::None;
    }
    return TimeFormat::None;
}

TimeFormat timeFormatOf(std::string_view text) {
    if (text.size() < 8 || text.size() > 40 || text[0] < '0' || text[0] > '9') return TimeFormat::None;
    if (text.find_first_not_of("0123456789") == std::string_view::npos) {
        if (text.size() == 14 && byPattern(text, TimeFormat::Digits)) return TimeFormat::Digits;
        const auto number = numberIn<std::int64_t>(text);
        return number ? timeFormatOf(static_cast<double>(*number), true) : TimeFormat::None;
    }
    if (const auto parsed = parseTimestamp(text))
        return parsed->utcOffset ? TimeFormat::Zoned : TimeFormat::Local;
    if (readLogDate(text)) return TimeFormat::LogDate;
    if (byPattern(text, TimeFormat::SlashDate)) return TimeFormat::SlashDate;
    if (const auto number = numberIn<double>(text)) return timeFormatOf(*number, false);
    return TimeFormat::None;
}

std::optional<ReadTime> readTime(std::string_view text, TimeFormat format) {
    if (format == TimeFormat::None) return {};
    if (isEpoch(format)) return readEpoch(text, format);
    if (format == TimeFormat::LogDate) return readLogDate(text);
    if (format == TimeFormat::SlashDate || format == TimeFormat::Digits) {
        const auto wall = byPattern(text, format);
        return wall ? std::optional(ReadTime{*wall, true}) : std::nullopt;
    }
    const auto parsed = parseTimestamp(text);
    if (!parsed) return {};
    if (parsed->utcOffset) return ReadTime{parsed->wallTime - *parsed->utcOffset};
    return ReadTime{parsed->wallTime, true};
}

std::string_view patternOf(TimeFormat format) {
    switch (format) {
        case TimeFormat::LogDate:
            return "dd/MMM/yyyy:HH:mm:ss";
        case TimeFormat::SlashDate:
            return "yyyy/MM/dd HH:mm:ss";
        case TimeFormat::Digits:
            return "yyyyMMddHHmmss";
        default:
            return {};
    }
}

}  // namespace guanlan
