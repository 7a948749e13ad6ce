// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/scalar_function.h"

#include <optional>
#include <span>
#include <string_view>

namespace guanlan {

enum class TimeUnit {
    Microsecond,
    Millisecond,
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
    Millennium,
    DayOfWeek,
    IsoDayOfWeek,
    DayOfYear,
    IsoYear,
    Epoch,
};

/// By its SQL name in upper case (`HOUR`, `DOW`, `SQL_TSI_DAY`).
[[nodiscard]] std::optional<TimeUnit> timeUnitNamed(std::string_view name);
/// Its length, for units that have one (SECOND to WEEK).
[[nodiscard]] std::optional<Micros> lengthOf(TimeUnit unit);
/// The field of a wall time: `HOUR` of 08:15 is 8.
[[nodiscard]] std::int64_t fieldOf(Micros wall, TimeUnit unit);
/// The start of the unit that holds the wall time (`up`: the next one unless it is a start); weeks begin on
/// Sunday, as Flink's do.
[[nodiscard]] Micros roundTo(Micros wall, TimeUnit unit, bool up);

/// FLOOR(time TO unit) and CEIL(time TO unit), called with the time and the unit's name as a text.
[[nodiscard]] Result<DataType> resolveRoundTime(std::string_view name, std::span<const DataType> arguments);
[[nodiscard]] ColumnPtr roundTime(std::span<const ColumnPtr> arguments, bool up, const DataType& result,
                                  EvaluationContext& context);

/// A cell of a DATE, TIME, TIMESTAMP or TIMESTAMP_LTZ column as wall time.
[[nodiscard]] inline Micros wallTimeOf(std::int64_t value, const DataType& type, const Zone* zone) {
    if (type.kind == TypeKind::Date) return value * kDay;
    return type.kind == TypeKind::TimestampLtz ? zone->toLocal(value) : value;
}
[[nodiscard]] inline std::int64_t fromWallTime(Micros wall, const DataType& type, const Zone* zone) {
    if (type.kind == TypeKind::Date) return floorTo(wall, kDay) / kDay;
    return type.kind == TypeKind::TimestampLtz ? zone->toUtc(wall) : wall;
}

}  // namespace guanlan
