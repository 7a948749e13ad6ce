// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/regex/zoned_pattern.h"

#include "core/decode/number_text.h"

namespace guanlan {

namespace {

/// Takes `Z`, `+08`, `+0800` or `+08:00` off the end of `text`.
std::optional<Micros> takeOffset(std::string_view& text) {
    if (text.ends_with('Z')) {
        text.remove_suffix(1);
        return 0;
    }
    const std::size_t sign = text.find_last_of("+-");
    if (sign == std::string_view::npos) return std::nullopt;
    const std::string_view digits = text.substr(sign + 1);
    const bool colon = digits.size() == 5 && digits[2] == ':';
    if (digits.size() != 2 && digits.size() != 4 && !colon) return std::nullopt;
    const auto hours = parseInteger(digits.substr(0, 2));
    const auto minutes =
        digits.size() == 2 ? std::optional<std::int64_t>(0) : parseInteger(digits.substr(digits.size() - 2));
    if (!hours || !minutes || *hours < 0 || *hours > 18 || *minutes < 0 || *minutes > 59) return std::nullopt;
    const Micros offset = *hours * kHour + *minutes * kMinute;
    const bool west = text[sign] == '-';
    text = text.substr(0, sign);
    return west ? -offset : offset;
}

}  // namespace

std::optional<ZonedPattern> ZonedPattern::compile(std::string_view pattern) {
    const std::size_t end = pattern.find_last_not_of("ZX") + 1;
    auto format = DateFormat::compile(pattern.substr(0, end));
    if (!format) return std::nullopt;
    return ZonedPattern(std::move(*format), end < pattern.size());
}

std::optional<ParsedTimestamp> ZonedPattern::parse(std::string_view text) const {
    std::optional<Micros> offset;
    if (m_zoned) {
        offset = takeOffset(text);
        if (!offset) return std::nullopt;
    }
    const auto wallTime = m_format.parse(text);
    if (!wallTime) return std::nullopt;
    return ParsedTimestamp{*wallTime, offset};
}

}  // namespace guanlan
