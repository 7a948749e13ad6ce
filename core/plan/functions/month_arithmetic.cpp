// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/functions/month_arithmetic.h"

#include <algorithm>

namespace guanlan {

namespace {

constexpr std::int64_t kMostMonths = 20'000 * 12;  // beyond the years a timestamp can have

Micros wallPlusMonths(Micros wall, std::int64_t months) {
    CivilTime civil = civilFromMicros(wall);
    const std::int64_t count =
        std::int64_t{civil.year} * 12 + civil.month - 1 + std::clamp(months, -kMostMonths, kMostMonths);
    const std::int64_t year = (count >= 0 ? count : count - 11) / 12;
    civil.year = static_cast<int>(year);
    civil.month = static_cast<int>(count - year * 12) + 1;
    civil.day = std::min(civil.day, daysInMonth(civil.year, civil.month));
    return microsFromCivil(civil);
}

Micros plus(Micros a, Micros b) {
    return static_cast<Micros>(static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b));
}

}  // namespace

int daysInMonth(int year, int month) {
    const std::int64_t next = month == 12 ? daysFromCivil(year + 1, 1, 1) : daysFromCivil(year, month + 1, 1);
    return static_cast<int>(next - daysFromCivil(year, month, 1));
}

std::int64_t addMonths(std::int64_t moment, std::int64_t months, const DataType& type, const Zone& zone) {
    switch (type.kind) {
        case TypeKind::Date:
            return wallPlusMonths(moment * kDay, months) / kDay;
        case TypeKind::TimestampLtz:
            return zone.toUtc(wallPlusMonths(zone.toLocal(moment), months));
        case TypeKind::Timestamp:
            return wallPlusMonths(moment, months);
        default:
            return moment;
    }
}

std::int64_t addMicros(std::int64_t moment, Micros length, const DataType& type) {
    if (type.kind == TypeKind::Date) return moment + floorTo(length, kDay) / kDay;
    const Micros sum = plus(moment, length);
    return type.kind == TypeKind::Time ? sum - floorTo(sum, kDay) : sum;
}

std::int64_t monthsBetween(Micros from, Micros to) {
    // As Flink counts: whole months between the days; when they end on the very day, the time of day decides,
    // but only in one direction.
    const Micros fromDay = floorTo(from, kDay);
    const Micros toDay = floorTo(to, kDay);
    const Micros early = std::min(fromDay, toDay);
    const Micros late = std::max(fromDay, toDay);
    const CivilTime a = civilFromMicros(early);
    const CivilTime b = civilFromMicros(late);
    std::int64_t months = (std::int64_t{b.year} - a.year) * 12 + b.month - a.month;
    if (months > 0 && wallPlusMonths(early, months) > late) --months;
    if (toDay < fromDay) months = -months;
    return wallPlusMonths(fromDay, months) == toDay && to - toDay < from - fromDay ? months - 1 : months;
}

}  // namespace guanlan
