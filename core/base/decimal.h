// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/int128.h"

#include <optional>
#include <string>
#include <string_view>

namespace guanlan {

inline constexpr int kMaxDecimalDigits = 38;

/// 10^exponent for 0 <= exponent <= 38.
[[nodiscard]] Int128 powerOfTen(int exponent);

/// True when |unscaled| has at most `precision` digits.
[[nodiscard]] bool fitsPrecision(Int128 unscaled, int precision);

/// The same number with another scale, rounded half away from zero; empty when it needs more than 38 digits.
[[nodiscard]] std::optional<Int128> rescale(Int128 unscaled, int fromScale, int toScale);

/// Sum of two numbers of one scale; empty past 38 digits.
[[nodiscard]] std::optional<Int128> addDecimals(Int128 a, Int128 b);
/// a * b, whose exact scale is scaleA + scaleB, brought to `toScale`; empty past 38 digits.
[[nodiscard]] std::optional<Int128> multiplyDecimals(Int128 a, Int128 b, int exactScale, int toScale);
/// a / b, brought to `toScale`, half away from zero; empty past 38 digits. `b` is not 0.
[[nodiscard]] std::optional<Int128> divideDecimals(Int128 a, int scaleA, Int128 b, int scaleB, int toScale);

/// -1, 0 or 1, exact whatever the scales.
[[nodiscard]] int compareDecimals(Int128 a, int scaleA, Int128 b, int scaleB);

[[nodiscard]] double decimalToDouble(Int128 unscaled, int scale);
/// By the shortest decimal text of the double, as java.math.BigDecimal.valueOf does.
[[nodiscard]] std::optional<Int128> decimalFromDouble(double value, int toScale);

/// `-12.30`: always `scale` digits behind the point.
[[nodiscard]] std::string formatDecimal(Int128 unscaled, int scale);
/// Digits with optional sign, point and exponent, brought to `toScale` half away from zero. Empty when the
/// text is anything else or the number needs more than 38 digits.
[[nodiscard]] std::optional<Int128> parseDecimal(std::string_view text, int toScale);

}  // namespace guanlan
