// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chart/axis_ticks.h"

#include <array>
#include <cmath>

namespace guanlan {

namespace {

constexpr std::array<Micros, 24> kTimeSteps{
    kSecond,     2 * kSecond,  5 * kSecond,  10 * kSecond, 15 * kSecond, 30 * kSecond, kMinute,   2 * kMinute,
    5 * kMinute, 10 * kMinute, 15 * kMinute, 30 * kMinute, kHour,        2 * kHour,    3 * kHour, 4 * kHour,
    6 * kHour,   12 * kHour,   kDay,         2 * kDay,     7 * kDay,     14 * kDay,    30 * kDay, 90 * kDay};

double niceStep(double rough) {
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 2.5, 5.0}) {
        if (rough <= factor * power * (1 + 1e-9)) return factor * power;
    }
    return 10 * power;
}

}  // namespace

std::vector<double> ValueScale::ticks() const {
    std::vector<double> ticks;
    const auto count = std::lround((high - low) / step);
    for (long i = 0; i <= count; ++i)
        ticks.push_back(low + static_cast<double>(i) * step);
    return ticks;
}

ValueScale niceScale(double low, double high, int intervals, bool fromZero) {
    if (!std::isfinite(low) || !std::isfinite(high) || high < low) return {};
    const bool nearZero = fromZero || low <= 0.6 * high;
    if (low >= 0 && nearZero) low = 0;
    if (high <= 0 && (fromZero || high >= 0.6 * low)) high = 0;
    if (high - low < 1e-9 * std::max(1.0, std::abs(high))) {
        const double room = high == 0 ? 1 : std::abs(high) * 0.5;
        high += room;
        if (low != 0) low -= room;
    }
    const double step = niceStep((high - low) / std::max(1, intervals));
    return {.low = std::floor(low / step + 1e-9) * step,
            .high = std::ceil(high / step - 1e-9) * step,
            .step = step};
}

QString timeLabel(Micros utc, const Zone& zone, Micros step) {
    const Micros local = zone.toLocal(utc);
    const QString text = QString::fromStdString(formatTimestamp(local, 0));
    if (step >= kDay || (step >= kHour && floorTo(local, kDay) == local)) return text.mid(5, 5);
    return step < kMinute ? text.mid(11, 8) : text.mid(11, 5);
}

std::vector<TimeTick> timeTicks(Micros from, Micros to, const Zone& zone, int most) {
    std::vector<TimeTick> ticks;
    if (to <= from || most < 1) return ticks;
    Micros step = kTimeSteps.back();
    for (const Micros candidate : kTimeSteps) {
        if ((to - from) / candidate <= most - 1) {
            step = candidate;
            break;
        }
    }
    const Micros end = zone.toLocal(to);
    for (Micros local = floorTo(zone.toLocal(from), step); local <= end; local += step) {
        const Micros at = zone.toUtc(local);
        if (at < from || at > to) continue;
        if (ticks.size() >= static_cast<std::size_t>(most)) break;
        ticks.push_back({.at = at, .label = timeLabel(at, zone, step)});
    }
    return ticks;
}

}  // namespace guanlan
