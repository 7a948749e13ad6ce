// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/zone.h"

#include <QString>

#include <vector>

namespace guanlan {

/// A value axis whose ends and ticks are round numbers.
struct ValueScale {
    double low = 0;
    double high = 1;
    double step = 1;
    [[nodiscard]] std::vector<double> ticks() const;
    /// 0 at the low end, 1 at the high end.
    [[nodiscard]] double share(double value) const { return (value - low) / (high - low); }
};

/// About `intervals` steps of 1, 2, 2.5 or 5 times a power of ten around [low, high]. Starts at zero where
/// the values are not far from it, or always when `fromZero` is set.
[[nodiscard]] ValueScale niceScale(double low, double high, int intervals, bool fromZero);

struct TimeTick {
    Micros at = 0;  ///< UTC
    QString label{};
};
/// Ticks on round local times inside [from, to], at most `most`.
[[nodiscard]] std::vector<TimeTick> timeTicks(Micros from, Micros to, const Zone& zone, int most);

/// "14:32", with seconds where `step` is below a minute, with the date where it is a day or more.
[[nodiscard]] QString timeLabel(Micros utc, const Zone& zone, Micros step);

}  // namespace guanlan
