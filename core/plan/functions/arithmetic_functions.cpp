// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/decimal.h"
#include "core/plan/functions/function_lists.h"
#include "core/plan/functions/month_arithmetic.h"
#include "core/plan/functions/type_rules.h"
#include "core/plan/functions/vectors.h"

#include <cmath>
#include <limits>

namespace guanlan {

namespace {

enum class Op { Add, Subtract, Multiply, Divide, Remainder };

template <Op O>
constexpr std::string_view kName = O == Op::Add        ? "+"
                                   : O == Op::Subtract ? "-"
                                   : O == Op::Multiply ? "*"
                                   : O == Op::Divide   ? "/"
                                                       : "%";

bool isInterval(const DataType& type) {
    return type.kind == TypeKind::IntervalDay || type.kind == TypeKind::IntervalMonth;
}
bool isMoment(const DataType& type) {
    return type.isTimestamp() || type.kind == TypeKind::Date || type.kind == TypeKind::Time;
}

template <Op O>
DataType numberResult(const DataType& a, const DataType& b) {
    const DataType pair[] = {a, b};
    const bool exact = !a.isApproximate() && !b.isApproximate();
    if (exact && (a.kind == TypeKind::Decimal || b.kind == TypeKind::Decimal)) {
        const DataType left = decimalOf(a);
        const DataType right = decimalOf(b);
        if constexpr (O == Op::Multiply) return decimalProduct(left, right);
        if constexpr (O == Op::Divide) return decimalQuotient(left, right);
        if constexpr (O == Op::Remainder) return decimalRemainder(left, right);
        return decimalSum(left, right);
    }
    if (O == Op::Remainder && exact) return b;
    return *leastRestrictiveType(pair);
}

/// The result for a time or interval with an interval or number; empty when the pair makes no sense.
template <Op O>
std::optional<DataType> intervalResult(const DataType& a, const DataType& b) {
    if (O == Op::Add || O == Op::Subtract) {
        if (isMoment(a) && isInterval(b)) return a;
        if (isInterval(a) && a.kind == b.kind) return a;
    }
    if (O == Op::Add && isInterval(a) && isMoment(b)) return b;
    if (O == Op::Multiply && isInterval(a) && b.isInteger()) return a;
    if (O == Op::Multiply && a.isInteger() && isInterval(b)) return b;
    return std::nullopt;
}

/// What it takes, and the next step where one is likely.
template <Op O>
Error refusal(std::span<const DataType> arguments) {
    Error error = argumentError(kName<O>, "numbers, or a time and an interval", arguments);
    if (arguments.size() == 2 && O == Op::Subtract && isMoment(arguments[0]) && isMoment(arguments[1])) {
        error.next = "use TIMESTAMPDIFF(SECOND, from, to) for the time between two moments";
    } else if (arguments.size() == 2 && (isText(arguments[0]) || isText(arguments[1]))) {
        error.next =
            O == Op::Add ? "use || to join texts, or CAST the text to a number" : "CAST the text to a number";
    }
    return error;
}

template <Op O>
Result<DataType> resolve(std::span<const DataType> arguments, const DataType*) {
    const bool nullable = anyNullable(arguments);
    if constexpr (O == Op::Subtract || O == Op::Add) {
        if (arguments.size() == 1 && (arguments[0].isNumeric() || isInterval(arguments[0]))) {
            return arguments[0];
        }
    }
    if (arguments.size() == 2) {
        DataType a = arguments[0];
        DataType b = arguments[1];
        if (isNullType(a)) a = b;
        if (isNullType(b)) b = isMoment(a) ? DataType::of(TypeKind::IntervalDay) : a;
        if (a.isNumeric() && b.isNumeric()) return withNullability(numberResult<O>(a, b), nullable);
        if (const auto type = intervalResult<O>(a, b)) return withNullability(*type, nullable);
    }
    return refusal<O>(arguments);
}

template <Op O>
std::int64_t wrapping(std::int64_t a, std::int64_t b) {
    const auto x = static_cast<std::uint64_t>(a);
    const auto y = static_cast<std::uint64_t>(b);
    if constexpr (O == Op::Add) return static_cast<std::int64_t>(x + y);
    if constexpr (O == Op::Subtract) return static_cast<std::int64_t>(x - y);
    if constexpr (O == Op::Multiply) return static_cast<std::int64_t>(x * y);
    if (b == -1)
        return O == Op::Divide ? static_cast<std::int64_t>(0 - x) : 0;  // the one quotient that overflows
    return O == Op::Divide ? a / b : a % b;
}

template <Op O>
ColumnPtr ofInts(const Column& a, const Column& b, const DataType& result, std::vector<std::uint8_t> valid,
                 EvaluationContext& context) {
    std::vector<std::int64_t> values(context.rows);
    const auto left = a.ints();
    const auto right = b.ints();
    for (std::size_t row = 0; row < context.rows; ++row) {
        if constexpr (O == Op::Divide || O == Op::Remainder) {
            if (right[row] == 0) {
                if (isValid(valid, row)) context.markBad(row, "division-by-zero");
                continue;
            }
        }
        values[row] = wrapped(result.kind, wrapping<O>(left[row], right[row]));
    }
    return sealInts(result, std::move(values), std::move(valid));
}

template <Op O>
double ofDoubles(double a, double b) {
    if constexpr (O == Op::Add) return a + b;
    if constexpr (O == Op::Subtract) return a - b;
    if constexpr (O == Op::Multiply) return a * b;
    if constexpr (O == Op::Divide) return a / b;
    return std::fmod(a, b);
}

template <Op O>
ColumnPtr ofDoubles(const Column& a, const Column& b, const DataType& result, std::vector<std::uint8_t> valid,
                    EvaluationContext& context) {
    const DoubleView left(a, context.rows);
    const DoubleView right(b, context.rows);
    std::vector<double> values(context.rows);
    for (std::size_t row = 0; row < context.rows; ++row)
        values[row] = ofDoubles<O>(left[row], right[row]);
    if (result.kind == TypeKind::Float) {
        for (double& value : values)
            value = static_cast<float>(value);
    }
    return sealDoubles(result, std::move(values), std::move(valid));
}

template <Op O>
std::optional<Int128> ofDecimals(Int128 a, int scaleA, Int128 b, int scaleB, int toScale) {
    if constexpr (O == Op::Multiply) return multiplyDecimals(a, b, scaleA + scaleB, toScale);
    if constexpr (O == Op::Divide) return divideDecimals(a, scaleA, b, scaleB, toScale);
    const int scale = std::max(scaleA, scaleB);
    const auto left = rescale(a, scaleA, scale);
    const auto right = rescale(b, scaleB, scale);
    if (!left || !right) return std::nullopt;
    if constexpr (O == Op::Remainder) return rescale(*left % *right, scale, toScale);
    const auto sum = addDecimals(*left, O == Op::Subtract ? -*right : *right);
    return sum ? rescale(*sum, scale, toScale) : std::nullopt;
}

template <Op O>
ColumnPtr ofDecimals(const Column& a, const Column& b, const DataType& result,
                     std::vector<std::uint8_t> valid, EvaluationContext& context) {
    const DecimalView left(a, context.rows);
    const DecimalView right(b, context.rows);
    std::vector<Int128> values(context.rows);
    for (std::size_t row = 0; row < context.rows; ++row) {
        if (!isValid(valid, row)) continue;
        if ((O == Op::Divide || O == Op::Remainder) && right[row] == 0) {
            context.markBad(row, "division-by-zero");
            continue;
        }
        const auto value = ofDecimals<O>(left[row], left.scale(), right[row], right.scale(), result.scale);
        if (value && fitsPrecision(*value, result.precision)) {
            values[row] = *value;
        } else {
            setNull(valid, row, context.rows);  // as Flink does with a result of too many digits
        }
    }
    return sealDecimals(result, std::move(values), std::move(valid));
}

/// A moment moved by an interval.
ColumnPtr moved(const Column& moment, const Column& interval, int sign, const DataType& result,
                std::vector<std::uint8_t> valid, EvaluationContext& context) {
    std::vector<std::int64_t> values(context.rows);
    for (std::size_t row = 0; row < context.rows; ++row) {
        if (!isValid(valid, row)) continue;
        const std::int64_t by = wrapping<Op::Multiply>(interval.ints()[row], sign);
        values[row] = interval.type().kind == TypeKind::IntervalMonth
                          ? addMonths(moment.ints()[row], by, moment.type(), *context.zone)
                          : addMicros(moment.ints()[row], by, moment.type());
    }
    return sealInts(result, std::move(values), std::move(valid));
}

ColumnPtr negated(const Column& a, const DataType& result, EvaluationContext& context) {
    const std::size_t rows = context.rows;
    const auto bytes = a.validity();
    std::vector<std::uint8_t> valid(bytes.begin(),
                                    bytes.begin() + static_cast<std::ptrdiff_t>(a.hasNulls() ? rows : 0));
    if (result.physical() == Physical::Double) {
        std::vector<double> values(a.doubles().begin(),
                                   a.doubles().begin() + static_cast<std::ptrdiff_t>(rows));
        for (double& value : values)
            value = -value;
        return sealDoubles(result, std::move(values), std::move(valid));
    }
    if (result.physical() == Physical::Decimal) {
        std::vector<Int128> values(a.decimals().begin(),
                                   a.decimals().begin() + static_cast<std::ptrdiff_t>(rows));
        for (Int128& value : values)
            value = -value;
        return sealDecimals(result, std::move(values), std::move(valid));
    }
    std::vector<std::int64_t> values(a.ints().begin(), a.ints().begin() + static_cast<std::ptrdiff_t>(rows));
    for (std::int64_t& value : values)
        value = wrapped(result.kind, wrapping<Op::Subtract>(0, value));
    return sealInts(result, std::move(values), std::move(valid));
}

template <Op O>
ColumnPtr evaluate(std::span<const ColumnPtr> arguments, const DataType& result, EvaluationContext& context) {
    if (arguments.size() == 1) {
        return O == Op::Subtract ? negated(*arguments[0], result, context) : arguments[0];
    }
    const Column& a = *arguments[0];
    const Column& b = *arguments[1];
    if (isNullType(a.type()) || isNullType(b.type())) return nullColumn(result, context.rows);
    auto valid = commonValidity(arguments, context.rows);
    if (isMoment(result)) {
        const int sign = O == Op::Subtract ? -1 : 1;
        return isInterval(b.type()) ? moved(a, b, sign, result, std::move(valid), context)
                                    : moved(b, a, sign, result, std::move(valid), context);
    }
    switch (result.physical()) {
        case Physical::Double:
            return ofDoubles<O>(a, b, result, std::move(valid), context);
        case Physical::Decimal:
            return ofDecimals<O>(a, b, result, std::move(valid), context);
        default:
            break;
    }
    return ofInts<O>(a, b, result, std::move(valid), context);
}

constexpr ScalarFunction kFunctions[] = {
    {"+", resolve<Op::Add>, evaluate<Op::Add>},
    {"-", resolve<Op::Subtract>, evaluate<Op::Subtract>},
    {"*", resolve<Op::Multiply>, evaluate<Op::Multiply>},
    {"/", resolve<Op::Divide>, evaluate<Op::Divide>},
    {"%", resolve<Op::Remainder>, evaluate<Op::Remainder>},
    {"MOD", resolve<Op::Remainder>, evaluate<Op::Remainder>},
};

}  // namespace

std::span<const ScalarFunction> arithmeticFunctions() {
    return kFunctions;
}

}  // namespace guanlan
