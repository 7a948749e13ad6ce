// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/duration.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <string>

namespace guanlan {

namespace {

struct Unit {
    std::string_view name;
    Micros length;
};

constexpr Unit kUnits[] = {
    {"", kMilli},
    {"d", kDay},
    {"day", kDay},
    {"days", kDay},
    {"h", kHour},
    {"hour", kHour},
    {"hours", kHour},
    {"m", kMinute},
    {"min", kMinute},
    {"minute", kMinute},
    {"minutes", kMinute},
    {"s", kSecond},
    {"sec", kSecond},
    {"secs", kSecond},
    {"second", kSecond},
    {"seconds", kSecond},
    {"ms", kMilli},
    {"milli", kMilli},
    {"millis", kMilli},
    {"millisecond", kMilli},
    {"milliseconds", kMilli},
    {"us", 1},
    {"\xC2\xB5s", 1},
    {"micro", 1},
    {"micros", 1},
    {"microsecond", 1},
    {"microseconds", 1},
};

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

}  // namespace

std::optional<Micros> parseDuration(std::string_view text) {
    text = trimmed(text);
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || number < 0) return std::nullopt;
    std::string unit(trimmed(text.substr(static_cast<std::size_t>(end - text.data()))));
    std::transform(unit.begin(), unit.end(), unit.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    for (const Unit& known : kUnits) {
        if (known.name != unit) continue;
        Micros length = 0;
        if (__builtin_mul_overflow(number, known.length, &length)) return std::nullopt;
        return length;
    }
    return std::nullopt;
}

}  // namespace guanlan
