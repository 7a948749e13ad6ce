// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/functions/conversion.h"
#include "core/plan/functions/function_lists.h"
#include "core/plan/functions/month_arithmetic.h"
#include "core/plan/functions/time_units.h"
#include "core/plan/functions/type_rules.h"
#include "core/plan/functions/vectors.h"

#include <cmath>

namespace guanlan {

namespace {

bool isTime(const DataType& type) {
    return type.isTimestamp() || type.kind == TypeKind::Date || type.kind == TypeKind::Time;
}

ColumnPtr fields(const Column& times, TimeUnit unit, const DataType& result, std::vector<std::uint8_t> valid,
                 const EvaluationContext& context) {
    std::vector<std::int64_t> values(context.rows);
    // Neighbouring rows mostly share their second, whose fields need not be computed again.
    Micros knownSecond = kMaxTime;
    std::int64_t known = 0;
    const bool fine = unit == TimeUnit::Millisecond || unit == TimeUnit::Microsecond;
    for (std::size_t row = 0; row < context.rows; ++row) {
        if (!isValid(valid, row)) continue;
        const Micros wall = wallTimeOf(times.ints()[row], times.type(), context.zone);
        const Micros second = fine ? wall : floorTo(wall, kSecond);
        if (second != knownSecond) {
            known = fieldOf(second, unit);
            knownSecond = second;
        }
        values[row] = known;
    }
    return sealInts(result, std::move(values), std::move(valid));
}

template <TimeUnit U>
Result<DataType> resolveField(std::span<const DataType> arguments, const DataType*) {
    if (arguments.size() != 1 || !isTime(arguments[0])) {
        return argumentError("a time field function", "one TIMESTAMP, DATE or TIME", arguments);
    }
    return withNullability(DataType::bigint(), arguments[0].nullable);
}

template <TimeUnit U>
ColumnPtr evaluateField(std::span<const ColumnPtr> arguments, const DataType& result,
                        EvaluationContext& context) {
    return fields(*arguments[0], U, result, commonValidity(arguments, context.rows), context);
}

// EXTRACT, TIMESTAMPADD and TIMESTAMPDIFF are called with the unit's name as their first argument, a text.

Result<DataType> resolveExtract(std::span<const DataType> arguments, const DataType*) {
    if (arguments.size() != 2 || !isText(arguments[0]) || !isTime(arguments[1])) {
        return argumentError("EXTRACT", "a unit and a time", arguments);
    }
    return withNullability(DataType::bigint(), arguments[1].nullable);
}

ColumnPtr unitUnknown(const DataType& result, EvaluationContext& context) {
    for (std::size_t row = 0; row < context.rows; ++row)
        context.markBad(row, "time-unit");
    return nullColumn(result, context.rows);
}

ColumnPtr evaluateExtract(std::span<const ColumnPtr> arguments, const DataType& result,
                          EvaluationContext& context) {
    if (context.rows == 0) return nullColumn(result, 0);
    const auto unit = timeUnitNamed(arguments[0]->text(0));
    if (!unit) return unitUnknown(result, context);
    return fields(*arguments[1], *unit, result, commonValidity(arguments.subspan(1), context.rows), context);
}

Result<DataType> resolveAdd(std::span<const DataType> arguments, const DataType*) {
    if (arguments.size() != 3 || !isText(arguments[0]) || !arguments[1].isInteger() ||
        !isTime(arguments[2])) {
        return argumentError("TIMESTAMPADD", "a unit, a whole number and a time", arguments);
    }
    return withNullability(arguments[2], anyNullable(arguments.subspan(1)));
}

std::int64_t monthsOf(TimeUnit unit) {
    if (unit == TimeUnit::Month) return 1;
    if (unit == TimeUnit::Quarter) return 3;
    return unit == TimeUnit::Year ? 12 : 0;
}

ColumnPtr evaluateAdd(std::span<const ColumnPtr> arguments, const DataType& result,
                      EvaluationContext& context) {
    if (context.rows == 0) return nullColumn(result, 0);
    const auto unit = timeUnitNamed(arguments[0]->text(0));
    const auto length = unit ? lengthOf(*unit) : std::nullopt;
    if (!unit || (!length && monthsOf(*unit) == 0)) return unitUnknown(result, context);
    auto valid = commonValidity(arguments.subspan(1), context.rows);
    std::vector<std::int64_t> values(context.rows);
    for (std::size_t row = 0; row < context.rows; ++row) {
        if (!isValid(valid, row)) continue;
        const std::int64_t count = arguments[1]->ints()[row];
        const std::int64_t moment = arguments[2]->ints()[row];
        Micros by = 0;
        if (length && __builtin_mul_overflow(count, *length, &by)) {
            context.markBad(row, "time-overflow");
            continue;
        }
        values[row] = length ? addMicros(moment, by, result)
                             : addMonths(moment, count * monthsOf(*unit), result, *context.zone);
    }
    return sealInts(result, std::move(values), std::move(valid));
}

Result<DataType> resolveDiff(std::span<const DataType> arguments, const DataType*) {
    if (arguments.size() != 3 || !isText(arguments[0]) || !isTime(arguments[1]) || !isTime(arguments[2])) {
        return argumentError("TIMESTAMPDIFF", "a unit and two times", arguments);
    }
    return withNullability(DataType::integer(), anyNullable(arguments.subspan(1)));
}

ColumnPtr evaluateDiff(std::span<const ColumnPtr> arguments, const DataType& result,
                       EvaluationContext& context) {
    if (context.rows == 0) return nullColumn(result, 0);
    const auto unit = timeUnitNamed(arguments[0]->text(0));
    const auto length = unit ? lengthOf(*unit) : std::nullopt;
    if (!unit || (!length && monthsOf(*unit) == 0)) return unitUnknown(result, context);
    auto valid = commonValidity(arguments.subspan(1), context.rows);
    // Two instants are compared as instants; with a wall time on one side, both as wall times.
    const bool instants = length && arguments[1]->type().kind == TypeKind::TimestampLtz &&
                          arguments[2]->type().kind == TypeKind::TimestampLtz;
    const auto moment = [&](std::size_t argument, std::size_t row) {
        const std::int64_t value = arguments[argument]->ints()[row];
        return instants ? value : wallTimeOf(value, arguments[argument]->type(), context.zone);
    };
    std::vector<std::int64_t> values(context.rows);
    for (std::size_t row = 0; row < context.rows; ++row) {
        if (!isValid(valid, row)) continue;
        const Micros from = moment(1, row);
        const Micros to = moment(2, row);
        const std::int64_t count = length ? (to - from) / *length : monthsBetween(from, to) / monthsOf(*unit);
        values[row] = wrapped(TypeKind::Int, count);
    }
    return sealInts(result, std::move(values), std::move(valid));
}

Result<DataType> resolveFromEpoch(std::span<const DataType> arguments, const DataType*) {
    const bool precision = arguments.size() == 2 && arguments[1].isInteger();
    if (arguments.empty() || !(arguments[0].isNumeric() || isNullType(arguments[0])) ||
        !(arguments.size() == 1 || precision)) {
        return argumentError("TO_TIMESTAMP_LTZ", "a number and a precision of 0 or 3", arguments);
    }
    return DataType::timestampLtz(3);
}

/// NULL for what is no date of the years 0 to 9999, as in Flink.
std::optional<Micros> fromEpoch(std::int64_t value, std::int64_t precision) {
    constexpr Micros kFirst = -62'167'219'200 * kSecond;
    constexpr Micros kLast = 253'402'300'800 * kSecond - 1;
    Micros time = 0;
    if (precision != 0 && precision != 3) return std::nullopt;
    if (__builtin_mul_overflow(value, precision == 0 ? kSecond : kMilli, &time)) return std::nullopt;
    if (time < kFirst || time > kLast) return std::nullopt;
    return time;
}

ColumnPtr evaluateFromEpoch(std::span<const ColumnPtr> arguments, const DataType& result,
                            EvaluationContext& context) {
    if (isNullType(arguments[0]->type())) return nullColumn(result, context.rows);
    const ColumnPtr whole = convertArgument(arguments[0], DataType::bigint(), context);
    auto valid = commonValidity(arguments, context.rows);
    std::vector<std::int64_t> values(context.rows);
    for (std::size_t row = 0; row < context.rows; ++row) {
        if (!isValid(valid, row)) continue;
        const std::int64_t precision = arguments.size() == 2 ? arguments[1]->ints()[row] : 3;
        if (const auto time = fromEpoch(whole->ints()[row], precision)) {
            values[row] = *time;
        } else {
            setNull(valid, row, context.rows);
        }
    }
    return sealInts(result, std::move(values), std::move(valid));
}

constexpr ScalarFunction kFunctions[] = {
    {"YEAR", resolveField<TimeUnit::Year>, evaluateField<TimeUnit::Year>},
    {"QUARTER", resolveField<TimeUnit::Quarter>, evaluateField<TimeUnit::Quarter>},
    {"MONTH", resolveField<TimeUnit::Month>, evaluateField<TimeUnit::Month>},
    {"WEEK", resolveField<TimeUnit::Week>, evaluateField<TimeUnit::Week>},
    {"DAYOFYEAR", resolveField<TimeUnit::DayOfYear>, evaluateField<TimeUnit::DayOfYear>},
    {"DAYOFMONTH", resolveField<TimeUnit::Day>, evaluateField<TimeUnit::Day>},
    {"DAYOFWEEK", resolveField<TimeUnit::DayOfWeek>, evaluateField<TimeUnit::DayOfWeek>},
    {"HOUR", resolveField<TimeUnit::Hour>, evaluateField<TimeUnit::Hour>},
    {"MINUTE", resolveField<TimeUnit::Minute>, evaluateField<TimeUnit::Minute>},
    {"SECOND", resolveField<TimeUnit::Second>, evaluateField<TimeUnit::Second>},
    {"EXTRACT", resolveExtract, evaluateExtract},
    {"TIMESTAMPADD", resolveAdd, evaluateAdd},
    {"TIMESTAMPDIFF", resolveDiff, evaluateDiff},
    {"TO_TIMESTAMP_LTZ", resolveFromEpoch, evaluateFromEpoch},
};

}  // namespace

std::span<const ScalarFunction> temporalFunctions() {
    return kFunctions;
}

}  // namespace guanlan
