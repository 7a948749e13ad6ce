// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/number_text.h"

#include "core/decode/digits.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

namespace guanlan {

namespace {

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

/// Takes a sign off the front; true for minus.
bool takeSign(std::string_view& text) {
    if (text.empty() || (text.front() != '-' && text.front() != '+')) return false;
    const bool minus = text.front() == '-';
    text.remove_prefix(1);
    return minus;
}

std::size_t digitsAt(std::string_view text, std::size_t from) {
    std::size_t count = 0;
    while (from + count < text.size() && isDigit(text[from + count]))
        ++count;
    return count;
}

}  // namespace

std::optional<std::int64_t> parseInteger(std::string_view text) {
    const bool minus = takeSign(text);
    if (text.empty() || text.size() > 64) return std::nullopt;
    constexpr std::size_t kSafeDigits = 19;  // of any 64-bit number without a sign
    const Digits digits = readDigits(text);
    if (digits.count < std::min(text.size(), kMostDigits)) return std::nullopt;
    std::uint64_t value = digits.value;
    for (const char c : text.substr(digits.count)) {
        const auto digit = static_cast<unsigned>(c - '0');
        if (digit > 9) return std::nullopt;
        if (text.size() > kSafeDigits && value > (std::numeric_limits<std::uint64_t>::max() - digit) / 10)
            return std::nullopt;
        value = value * 10 + digit;
    }
    constexpr auto kMost = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (value > kMost + (minus ? 1 : 0)) return std::nullopt;
    return minus ? static_cast<std::int64_t>(0 - value) : static_cast<std::int64_t>(value);
}

std::optional<double> parseDouble(std::string_view text) {
    if (!text.empty() && text.front() == '+') text.remove_prefix(1);
    double value = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (stop != end || !std::isfinite(value)) return std::nullopt;
    if (error == std::errc{}) return value;
    // Out of range: what is too small is zero to the nearest double, what is too large is refused.
    const bool tiny = error == std::errc::result_out_of_range && text.find("e-") != std::string_view::npos;
    if (!tiny && text.find("E-") == std::string_view::npos) return std::nullopt;
    return text.front() == '-' ? -0.0 : 0.0;
}

bool isJsonNumber(std::string_view text) {
    if (!text.empty() && text.front() == '-') text.remove_prefix(1);
    const std::size_t whole = digitsAt(text, 0);
    if (whole == 0 || (whole > 1 && text.front() == '0')) return false;
    std::size_t at = whole;
    if (at < text.size() && text[at] == '.') {
        const std::size_t fraction = digitsAt(text, at + 1);
        if (fraction == 0) return false;
        at += 1 + fraction;
    }
    if (at == text.size()) return true;
    if (text[at] != 'e' && text[at] != 'E') return false;
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    const std::size_t exponent = digitsAt(text, at);
    return exponent > 0 && at + exponent == text.size();
}

}  // namespace guanlan
