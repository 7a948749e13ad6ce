// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"

namespace guanlan {

/// Whether a saved time can be that of a row, or of the end of a window that holds it: any other could
/// overflow where it is reckoned with. Rows lie between the years 1 and 9999.
[[nodiscard]] inline bool canBeTime(Micros time) {
    constexpr Micros kFirst = -100'000'000'000 * kSecond;
    constexpr Micros kLast = 300'000'000'000 * kSecond;
    return time >= kFirst && time <= kLast;
}

/// The same of a watermark, which may not have begun, or be over.
[[nodiscard]] inline bool canBeWatermark(Micros time) {
    return time == kMinTime || time == kMaxTime || canBeTime(time);
}

}  // namespace guanlan
