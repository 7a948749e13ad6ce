// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/time_choice.h"

#include <array>
#include <charconv>

namespace guanlan {

namespace {

struct Unit {
    char letter;
    Micros length;
};
constexpr std::array<Unit, 4> kUnits{{{'d', kDay}, {'h', kHour}, {'m', kMinute}, {'s', kSecond}}};
constexpr std::int64_t kLongest = 3660;  // ten years of days

std::optional<Micros> instant(const std::string& text, const Zone& zone) {
    const auto parsed = parseTimestamp(text);
    if (!parsed) return std::nullopt;
    return parsed->utcOffset ? parsed->wallTime - *parsed->utcOffset : zone.toUtc(parsed->wallTime);
}

std::string isoText(Micros utc, const Zone& zone) {
    std::string text = formatTimestamp(zone.toLocal(utc), 0);
    text[10] = 'T';
    return text;
}

}  // namespace

std::optional<Micros> parseDuration(const std::string& text) {
    if (text.size() < 2) return std::nullopt;
    std::int64_t count = 0;
    const char* last = text.data() + text.size() - 1;
    const auto [end, problem] = std::from_chars(text.data(), last, count);
    if (problem != std::errc() || end != last || count <= 0) return std::nullopt;
    for (const Unit& unit : kUnits) {
        if (unit.letter == *last && count <= kLongest * (kDay / unit.length)) return count * unit.length;
    }
    return std::nullopt;
}

std::string durationText(Micros duration) {
    for (const Unit& unit : kUnits) {
        if (duration >= unit.length && duration % unit.length == 0) {
            return std::to_string(duration / unit.length) + unit.letter;
        }
    }
    return std::to_string(duration / kSecond) + "s";
}

std::optional<TimeChoice> TimeChoice::parse(const std::string& text, const Zone& zone) {
    TimeChoice choice;
    if (text.starts_with("live:") || text.starts_with("last:")) {
        const auto duration = parseDuration(text.substr(5));
        if (!duration) return std::nullopt;
        choice.kind = text.starts_with("live:") ? Kind::Live : Kind::Last;
        choice.duration = *duration;
        return choice;
    }
    const auto slash = text.find('/');
    if (slash == std::string::npos) return std::nullopt;
    const auto from = instant(text.substr(0, slash), zone);
    const auto to = instant(text.substr(slash + 1), zone);
    if (!from || !to || *from >= *to) return std::nullopt;
    choice.kind = Kind::Range;
    choice.from = *from;
    choice.to = *to;
    return choice;
}

std::string TimeChoice::text(const Zone& zone) const {
    switch (kind) {
        case Kind::Live:
            return "live:" + durationText(duration);
        case Kind::Last:
            return "last:" + durationText(duration);
        case Kind::Range:
            return isoText(from, zone) + "/" + isoText(to, zone);
    }
    return {};
}

}  // namespace guanlan
