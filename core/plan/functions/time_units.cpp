// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/functions/time_units.h"

#include "core/plan/functions/type_rules.h"
#include "core/plan/functions/vectors.h"

namespace guanlan {

namespace {

struct Name {
    std::string_view text;
    TimeUnit unit;
};
constexpr Name kNames[] = {
    {"MICROSECOND", TimeUnit::Microsecond},
    {"MILLISECOND", TimeUnit::Millisecond},
    {"SECOND", TimeUnit::Second},
    {"MINUTE", TimeUnit::Minute},
    {"HOUR", TimeUnit::Hour},
    {"DAY", TimeUnit::Day},
    {"WEEK", TimeUnit::Week},
    {"MONTH", TimeUnit::Month},
    {"QUARTER", TimeUnit::Quarter},
    {"YEAR", TimeUnit::Year},
    {"DECADE", TimeUnit::Decade},
    {"CENTURY", TimeUnit::Century},
    {"MILLENNIUM", TimeUnit::Millennium},
    {"DOW", TimeUnit::DayOfWeek},
    {"ISODOW", TimeUnit::IsoDayOfWeek},
    {"DOY", TimeUnit::DayOfYear},
    {"ISOYEAR", TimeUnit::IsoYear},
    {"EPOCH", TimeUnit::Epoch},
};

/// 0 Sunday … 6 Saturday.
int weekday(Micros wall) {
    const std::int64_t days = floorTo(wall, kDay) / kDay;
    return static_cast<int>(((days + 4) % 7 + 7) % 7);
}

std::int64_t dayOfYear(Micros wall) {
    const CivilTime civil = civilFromMicros(wall);
    return daysFromCivil(civil.year, civil.month, civil.day) - daysFromCivil(civil.year, 1, 1) + 1;
}

/// The Thursday of the week decides to which ISO year a day belongs.
Micros thursdayOf(Micros wall) {
    const int isoDay = weekday(wall) == 0 ? 7 : weekday(wall);
    return floorTo(wall, kDay) + (4 - isoDay) * kDay;
}

Micros startOf(int year, int month) {
    return daysFromCivil(year, month, 1) * kDay;
}

Micros floorToCalendar(Micros wall, TimeUnit unit) {
    const CivilTime civil = civilFromMicros(wall);
    const auto floorYear = [&civil](int years) {
        const int start =
            civil.year >= 0 ? civil.year / years * years : (civil.year - years + 1) / years * years;
        return startOf(start, 1);
    };
    switch (unit) {
        case TimeUnit::Month:
            return startOf(civil.year, civil.month);
        case TimeUnit::Quarter:
            return startOf(civil.year, (civil.month - 1) / 3 * 3 + 1);
        case TimeUnit::Decade:
            return floorYear(10);
        default:
            return startOf(civil.year, 1);
    }
}

Micros nextCalendarStart(Micros start, TimeUnit unit) {
    CivilTime civil = civilFromMicros(start);
    int months = 12;
    if (unit == TimeUnit::Month) months = 1;
    if (unit == TimeUnit::Quarter) months = 3;
    if (unit == TimeUnit::Decade) months = 120;
    const int month = civil.month - 1 + months;
    return startOf(civil.year + month / 12, month % 12 + 1);
}

bool isTime(const DataType& type) {
    return type.isTimestamp() || type.kind == TypeKind::Date || type.kind == TypeKind::Time;
}

}  // namespace

std::optional<TimeUnit> timeUnitNamed(std::string_view name) {
    if (name.starts_with("SQL_TSI_")) name.remove_prefix(8);
    for (const Name& known : kNames) {
        if (known.text == name) return known.unit;
    }
    return std::nullopt;
}

std::optional<Micros> lengthOf(TimeUnit unit) {
    switch (unit) {
        case TimeUnit::Microsecond:
            return 1;
        case TimeUnit::Millisecond:
            return kMilli;
        case TimeUnit::Second:
            return kSecond;
        case TimeUnit::Minute:
            return kMinute;
        case TimeUnit::Hour:
            return kHour;
        case TimeUnit::Day:
            return kDay;
        case TimeUnit::Week:
            return 7 * kDay;
        default:
            return std::nullopt;
    }
}

std::int64_t fieldOf(Micros wall, TimeUnit unit) {
    const Micros ofDay = wall - floorTo(wall, kDay);
    switch (unit) {
        case TimeUnit::Microsecond:
            return ofDay % kMinute;
        case TimeUnit::Millisecond:
            return ofDay % kMinute / kMilli;
        case TimeUnit::Second:
            return ofDay / kSecond % 60;
        case TimeUnit::Minute:
            return ofDay / kMinute % 60;
        case TimeUnit::Hour:
            return ofDay / kHour;
        case TimeUnit::DayOfWeek:
            return weekday(wall) + 1;
        case TimeUnit::IsoDayOfWeek:
            return weekday(wall) == 0 ? 7 : weekday(wall);
        case TimeUnit::DayOfYear:
            return dayOfYear(wall);
        case TimeUnit::Week:
            return (dayOfYear(thursdayOf(wall)) - 1) / 7 + 1;
        case TimeUnit::IsoYear:
            return civilFromMicros(thursdayOf(wall)).year;
        case TimeUnit::Epoch:
            return floorTo(wall, kSecond) / kSecond;
        default:
            break;
    }
    const CivilTime civil = civilFromMicros(wall);
    switch (unit) {
        case TimeUnit::Day:
            return civil.day;
        case TimeUnit::Month:
            return civil.month;
        case TimeUnit::Quarter:
            return (civil.month - 1) / 3 + 1;
        case TimeUnit::Decade:
            return civil.year / 10;
        case TimeUnit::Century:
            return (civil.year + 99) / 100;
        case TimeUnit::Millennium:
            return (civil.year + 999) / 1000;
        default:
            return civil.year;
    }
}

Micros roundTo(Micros wall, TimeUnit unit, bool up) {
    Micros start = 0;
    Micros next = 0;
    if (const auto length = lengthOf(unit)) {
        const Micros sunday = unit == TimeUnit::Week ? 3 * kDay : 0;  // 1970-01-04
        start = floorTo(wall, *length, sunday);
        next = start + *length;
    } else {
        wall = floorTo(wall, kDay);  // as Flink, which looks at the day only: CEIL keeps a first day's noon
        start = floorToCalendar(wall, unit);
        next = nextCalendarStart(start, unit);
    }
    return up && start != wall ? next : start;
}

Result<DataType> resolveRoundTime(std::string_view name, std::span<const DataType> arguments) {
    if (arguments.size() == 2 && isTime(arguments[0]) && isText(arguments[1])) return arguments[0];
    return argumentError(name, "one number, or a time TO a unit", arguments);
}

ColumnPtr roundTime(std::span<const ColumnPtr> arguments, bool up, const DataType& result,
                    EvaluationContext& context) {
    if (context.rows == 0) return nullColumn(result, 0);
    const auto unit = timeUnitNamed(arguments[1]->text(0));
    auto valid = commonValidity(arguments.first(1), context.rows);
    std::vector<std::int64_t> values(context.rows);
    for (std::size_t row = 0; row < context.rows; ++row) {
        if (!isValid(valid, row)) continue;
        if (!unit) {
            context.markBad(row, "time-unit");
            continue;
        }
        const Micros wall = wallTimeOf(arguments[0]->ints()[row], result, context.zone);
        values[row] = fromWallTime(roundTo(wall, *unit, up), result, context.zone);
    }
    return sealInts(result, std::move(values), std::move(valid));
}

}  // namespace guanlan
