// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace guanlan {

/// How a field writes an instant. The order is that of the choices a person is given.
enum class TimeFormat : std::uint8_t {
    None,
    EpochSeconds,
    EpochMillis,
    EpochMicros,
    EpochNanos,
    EpochFraction,  ///< seconds with decimals
    Zoned,          ///< SQL or ISO-8601 text with Z or an offset
    Local,          ///< SQL or ISO-8601 text without one
    LogDate,        ///< 17/May/2015:10:05:03 +0000
    SlashDate,      ///< 2015/05/17 10:05:03
    Digits,         ///< 20150517100503
};
inline constexpr std::size_t kTimeFormats = 11;

/// An instant, or the wall time of an unknown zone.
struct ReadTime {
    Micros time = 0;
    bool local = false;
};
[[nodiscard]] bool isEpoch(TimeFormat format);
/// Whether the text names no zone.
[[nodiscard]] bool isLocal(TimeFormat format);
/// The format of one number; only years from 2000 to 2099 count, others are None.
[[nodiscard]] TimeFormat timeFormatOf(double number, bool whole);
[[nodiscard]] TimeFormat timeFormatOf(std::string_view text);
/// Empty where the text, which may hold a number, is not written so.
[[nodiscard]] std::optional<ReadTime> readTime(std::string_view text, TimeFormat format);
/// The pattern for TO_TIMESTAMP; empty for formats that need none.
[[nodiscard]] std::string_view patternOf(TimeFormat format);

}  // namespace guanlan
