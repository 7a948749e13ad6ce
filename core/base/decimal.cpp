// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/decimal.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

namespace guanlan {

namespace {

__extension__ typedef unsigned __int128 UInt128;  // NOLINT: __extension__ needs typedef

constexpr std::array<Int128, kMaxDecimalDigits + 1> makePowers() {
    std::array<Int128, kMaxDecimalDigits + 1> powers{};
    Int128 power = 1;
    for (std::size_t i = 0; i < powers.size(); ++i) {
        powers[i] = power;
        if (i + 1 < powers.size()) power *= 10;
    }
    return powers;
}
constexpr auto kPowers = makePowers();

constexpr UInt128 magnitude(Int128 value) {
    return value < 0 ? UInt128{0} - static_cast<UInt128>(value) : static_cast<UInt128>(value);
}

/// A product of two 128-bit magnitudes.
struct Wide {
    UInt128 high = 0;
    UInt128 low = 0;
};

Wide multiplyWide(UInt128 a, UInt128 b) {
    const UInt128 mask = ~std::uint64_t{0};
    const UInt128 low = (a & mask) * (b & mask);
    const UInt128 middle1 = (a >> 64) * (b & mask);
    const UInt128 middle2 = (a & mask) * (b >> 64);
    const UInt128 carry = (low >> 64) + (middle1 & mask) + (middle2 & mask);
    Wide product;
    product.low = (low & mask) | (carry << 64);
    product.high = (a >> 64) * (b >> 64) + (middle1 >> 64) + (middle2 >> 64) + (carry >> 64);
    return product;
}

/// Quotient rounded half up; empty when it does not fit 128 bits. Bit by bit where the dividend is wide,
/// which only happens near the limit of 38 digits.
std::optional<UInt128> divideRounded(Wide dividend, UInt128 divisor) {
    UInt128 quotient = 0;
    UInt128 remainder = 0;
    if (dividend.high == 0) {
        quotient = dividend.low / divisor;
        remainder = dividend.low % divisor;
    } else {
        if (dividend.high >= divisor) return std::nullopt;
        remainder = dividend.high;
        for (int bit = 127; bit >= 0; --bit) {
            const bool carried = (remainder >> 127) != 0;
            remainder = (remainder << 1) | ((dividend.low >> bit) & 1);
            quotient <<= 1;
            if (carried || remainder >= divisor) {
                remainder -= divisor;
                quotient |= 1;
            }
        }
    }
    if (remainder >= divisor - remainder) ++quotient;
    return quotient;
}

std::optional<Int128> withSign(std::optional<UInt128> value, bool negative) {
    if (!value || *value >= static_cast<UInt128>(kPowers.back())) return std::nullopt;
    const auto result = static_cast<Int128>(*value);
    return negative ? -result : result;
}

/// Reads the exponent behind an `e`; false when it is no number or beyond any DECIMAL.
bool readExponent(std::string_view text, int& exponent) {
    if (text.starts_with('+')) text.remove_prefix(1);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), exponent);
    return error == std::errc{} && end == text.data() + text.size() && std::abs(exponent) < 10'000;
}

/// The significant digits of a decimal text, still without its place.
struct Digits {
    UInt128 value = 0;
    int scale = 0;
    int firstDropped = -1;
    bool any = false;
    bool pastPoint = false;
    bool tooLong = false;

    bool take(char c) {
        if (c == '.') {
            if (pastPoint) return false;
            pastPoint = true;
            return true;
        }
        if (c < '0' || c > '9') return false;
        any = true;
        if (value >= static_cast<UInt128>(kPowers[kMaxDecimalDigits - 1])) {
            // A 39th digit in front of the point is too much; behind it only the first decides a rounding.
            if (!pastPoint) tooLong = true;
            if (firstDropped < 0) firstDropped = c - '0';
            return true;
        }
        value = value * 10 + static_cast<UInt128>(c - '0');
        if (pastPoint) ++scale;
        return true;
    }
};

}  // namespace

Int128 powerOfTen(int exponent) {
    return kPowers.at(static_cast<std::size_t>(exponent));
}

bool fitsPrecision(Int128 unscaled, int precision) {
    return magnitude(unscaled) < magnitude(powerOfTen(std::min(precision, kMaxDecimalDigits)));
}

std::optional<Int128> rescale(Int128 unscaled, int fromScale, int toScale) {
    if (fromScale == toScale) return unscaled;
    const UInt128 size = magnitude(unscaled);
    if (toScale > fromScale) {
        if (size == 0) return Int128{0};
        if (toScale - fromScale > kMaxDecimalDigits) return std::nullopt;
        const Wide product = multiplyWide(size, magnitude(powerOfTen(toScale - fromScale)));
        if (product.high != 0) return std::nullopt;
        return withSign(product.low, unscaled < 0);
    }
    if (fromScale - toScale > kMaxDecimalDigits) return Int128{0};
    return withSign(divideRounded({0, size}, magnitude(powerOfTen(fromScale - toScale))), unscaled < 0);
}

std::optional<Int128> addDecimals(Int128 a, Int128 b) {
    Int128 sum = 0;
    if (__builtin_add_overflow(a, b, &sum) || !fitsPrecision(sum, kMaxDecimalDigits)) return std::nullopt;
    return sum;
}

std::optional<Int128> multiplyDecimals(Int128 a, Int128 b, int exactScale, int toScale) {
    const Wide product = multiplyWide(magnitude(a), magnitude(b));
    const bool negative = (a < 0) != (b < 0);
    if (toScale < exactScale) {
        // More than 38 places to drop only happens where both factors have large scales: drop in two steps
        // would round twice, so the divisor is split exactly.
        const int drop = exactScale - toScale;
        if (drop > kMaxDecimalDigits) return std::nullopt;
        return withSign(divideRounded(product, magnitude(powerOfTen(drop))), negative);
    }
    if (product.high != 0) return std::nullopt;
    const auto exact = withSign(product.low, negative);
    return exact ? rescale(*exact, exactScale, toScale) : std::nullopt;
}

std::optional<Int128> divideDecimals(Int128 a, int scaleA, Int128 b, int scaleB, int toScale) {
    const int shift = toScale - scaleA + scaleB;
    const bool negative = (a < 0) != (b < 0);
    if (a == 0) return Int128{0};
    if (shift >= 0) {
        if (shift > kMaxDecimalDigits) return std::nullopt;
        return withSign(divideRounded(multiplyWide(magnitude(a), magnitude(powerOfTen(shift))), magnitude(b)),
                        negative);
    }
    const Wide divisor =
        multiplyWide(magnitude(b), magnitude(powerOfTen(std::min(-shift, kMaxDecimalDigits))));
    if (divisor.high != 0) return Int128{0};
    return withSign(divideRounded({0, magnitude(a)}, divisor.low), negative);
}

int compareDecimals(Int128 a, int scaleA, Int128 b, int scaleB) {
    if (scaleA == scaleB) return a < b ? -1 : (a > b ? 1 : 0);
    if ((a < 0) != (b < 0)) return a < 0 ? -1 : 1;
    const int shift = std::min(std::abs(scaleA - scaleB), kMaxDecimalDigits);
    const Wide left = multiplyWide(magnitude(a), scaleA < scaleB ? magnitude(powerOfTen(shift)) : 1);
    const Wide right = multiplyWide(magnitude(b), scaleB < scaleA ? magnitude(powerOfTen(shift)) : 1);
    int order = 0;
    if (left.high != right.high) {
        order = left.high < right.high ? -1 : 1;
    } else if (left.low != right.low) {
        order = left.low < right.low ? -1 : 1;
    }
    return a < 0 ? -order : order;
}

double decimalToDouble(Int128 unscaled, int scale) {
    // Through text: the nearest double, which a division by a power of ten does not always give.
    constexpr Int128 kExact = Int128{1} << 53;
    if (unscaled < kExact && unscaled > -kExact && scale <= 22) {
        return static_cast<double>(static_cast<std::int64_t>(unscaled)) /
               static_cast<double>(powerOfTen(scale));
    }
    const std::string text = formatDecimal(unscaled, scale);
    double value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

std::optional<Int128> decimalFromDouble(double value, int toScale) {
    if (!std::isfinite(value)) return std::nullopt;
    std::array<char, 32> text{};
    const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{}) return std::nullopt;
    return parseDecimal({text.data(), static_cast<std::size_t>(end - text.data())}, toScale);
}

std::string formatDecimal(Int128 unscaled, int scale) {
    std::array<char, 48> digits{};
    std::size_t at = digits.size();
    int written = 0;
    for (UInt128 rest = magnitude(unscaled); rest != 0 || written <= scale; rest /= 10, ++written) {
        if (written == scale && scale > 0) digits.at(--at) = '.';
        digits.at(--at) = static_cast<char>('0' + static_cast<int>(rest % 10));
    }
    if (unscaled < 0) digits.at(--at) = '-';
    return {digits.data() + at, digits.size() - at};
}

std::optional<Int128> parseDecimal(std::string_view text, int toScale) {
    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+')) text.remove_prefix(1);
    int exponent = 0;
    if (const std::size_t e = text.find_first_of("eE"); e != std::string_view::npos) {
        if (!readExponent(text.substr(e + 1), exponent)) return std::nullopt;
        text = text.substr(0, e);
    }
    Digits digits;
    for (const char c : text) {
        if (!digits.take(c)) return std::nullopt;
    }
    if (!digits.any || digits.tooLong) return std::nullopt;
    const int scale = digits.scale - exponent;
    auto size = static_cast<Int128>(digits.value);
    if (scale == toScale && digits.firstDropped >= 5) ++size;
    const auto scaled = rescale(size, scale, toScale);
    if (!scaled || !fitsPrecision(*scaled, kMaxDecimalDigits)) return std::nullopt;
    return negative ? -*scaled : *scaled;
}

}  // namespace guanlan
