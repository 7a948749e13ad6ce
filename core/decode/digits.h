// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace guanlan {

static_assert(std::endian::native == std::endian::little, "the first byte must be the lowest");

/// The decimal digits that a text begins with: so many of them, and what they say.
struct Digits {
    std::uint64_t value = 0;
    std::size_t count = 0;
};

/// As many are looked at; a text may go on with more.
constexpr std::size_t kMostDigits = 16;

inline constexpr std::array<std::uint64_t, 9> kPowersOfTen{1,       10,        100,        1'000,      10'000,
                                                           100'000, 1'000'000, 10'000'000, 100'000'000};

/// Eight digits, each a byte of 0 to 9, the first in the lowest byte: neighbours are joined three times.
[[nodiscard]] constexpr std::uint64_t joinDigits(std::uint64_t digits) {
    constexpr std::uint64_t kPairs = 0x00FF00FF00FF00FFU;
    constexpr std::uint64_t kFours = 0x0000FFFF0000FFFFU;
    digits = ((digits * ((std::uint64_t{10} << 8U) + 1)) >> 8U) & kPairs;
    digits = ((digits * ((std::uint64_t{100} << 16U) + 1)) >> 16U) & kFours;
    return (digits * ((std::uint64_t{10'000} << 32U) + 1)) >> 32U;
}

/// Those within the eight bytes.
[[nodiscard]] inline Digits digitsOf(std::uint64_t bytes) {
    constexpr std::uint64_t kZeros = 0x3030303030303030U;
    constexpr std::uint64_t kToHighBit = 0x7676767676767676U;  // lifts all but 0 to 9 to the high bit
    constexpr std::uint64_t kHighBits = 0x8080808080808080U;
    const std::uint64_t digits = bytes ^ kZeros;
    const std::uint64_t others = ((digits + kToHighBit) | digits) & kHighBits;
    if (others == 0) return {joinDigits(digits), 8};
    const auto count = static_cast<std::size_t>(std::countr_zero(others)) / 8;
    return {count == 0 ? 0 : joinDigits(digits << (64 - 8 * count)), count};
}

/// Those of the first kMostDigits bytes.
[[nodiscard]] inline Digits digitsAt(const char* text) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text, sizeof(bytes));
    const Digits first = digitsOf(bytes);
    if (first.count < 8) return first;
    std::memcpy(&bytes, text + 8, sizeof(bytes));
    const Digits second = digitsOf(bytes);
    return {first.value * kPowersOfTen[second.count] + second.value, 8 + second.count};
}

[[nodiscard]] inline Digits readDigits(std::string_view text) {
    if (text.size() >= kMostDigits) return digitsAt(text.data());
    std::array<char, kMostDigits> copy;
    std::memset(copy.data(), 0, copy.size());
    std::copy(text.begin(), text.end(), copy.begin());
    return digitsAt(copy.data());
}

/// Those at `text` and before `end`, of bytes that begin at `begin`.
[[nodiscard]] inline Digits digitsBefore(const char* end, const char* text, const char* begin) {
    const auto left = static_cast<std::size_t>(end - text);
    if (left >= kMostDigits) return digitsAt(text);
    if (left == 0 || left > 8 || end - begin < 8) return readDigits({text, left});
    // What stands before the text is shifted out; zeros, which are no digits, come in behind it.
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, end - 8, sizeof(bytes));
    return digitsOf(bytes >> (64 - 8 * left));
}

}  // namespace guanlan
