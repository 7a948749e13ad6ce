// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/decimal.h"
#include "core/plan/functions/function_lists.h"
#include "core/plan/functions/time_units.h"
#include "core/plan/functions/type_rules.h"
#include "core/plan/functions/vectors.h"

#include <algorithm>
#include <cmath>

namespace guanlan {

namespace {

std::vector<std::uint8_t> validityOf(const ColumnPtr& column, std::size_t rows) {
    return commonValidity({&column, 1}, rows);
}

// Functions of one double.

using OneDouble = double (*)(double);

template <char const* Name>
Result<DataType> resolveDouble(std::span<const DataType> arguments, const DataType*) {
    if (arguments.size() != 1 || !(arguments[0].isNumeric() || isNullType(arguments[0]))) {
        return argumentError(Name, "one number", arguments);
    }
    return withNullability(DataType::real(), anyNullable(arguments));
}

template <OneDouble Of>
ColumnPtr evaluateDouble(std::span<const ColumnPtr> arguments, const DataType& result,
                         EvaluationContext& context) {
    if (isNullType(arguments[0]->type())) return nullColumn(result, context.rows);
    const DoubleView from(*arguments[0], context.rows);
    std::vector<double> values(context.rows);
    for (std::size_t row = 0; row < context.rows; ++row)
        values[row] = Of(from[row]);
    return sealDoubles(result, std::move(values), validityOf(arguments[0], context.rows));
}

constexpr char kSqrt[] = "SQRT";
constexpr char kLn[] = "LN";
constexpr char kLog10[] = "LOG10";
constexpr char kLog2[] = "LOG2";
constexpr char kExp[] = "EXP";

double squareRoot(double x) {
    return std::sqrt(x);
}
double naturalLog(double x) {
    return std::log(x);
}
double decimalLog(double x) {
    return std::log10(x);
}
double binaryLog(double x) {
    return std::log2(x);
}
double exponential(double x) {
    return std::exp(x);
}

Result<DataType> resolvePower(std::span<const DataType> arguments, const DataType*) {
    if (arguments.size() != 2 || !arguments[0].isNumeric() || !arguments[1].isNumeric()) {
        return argumentError("POWER", "two numbers", arguments);
    }
    return withNullability(DataType::real(), anyNullable(arguments));
}

ColumnPtr evaluatePower(std::span<const ColumnPtr> arguments, const DataType& result,
                        EvaluationContext& context) {
    const DoubleView base(*arguments[0], context.rows);
    const DoubleView exponent(*arguments[1], context.rows);
    std::vector<double> values(context.rows);
    for (std::size_t row = 0; row < context.rows; ++row)
        values[row] = std::pow(base[row], exponent[row]);
    return sealDoubles(result, std::move(values), commonValidity(arguments, context.rows));
}

// Functions that keep the type of their number.

enum class Keep { Abs, Sign, Floor, Ceil };

template <Keep K>
Result<DataType> resolveKeep(std::span<const DataType> arguments, const DataType* target) {
    constexpr std::string_view name = K == Keep::Abs     ? "ABS"
                                      : K == Keep::Sign  ? "SIGN"
                                      : K == Keep::Floor ? "FLOOR"
                                                         : "CEIL";
    if (arguments.size() == 1 && arguments[0].isNumeric()) {
        DataType type = arguments[0];
        if ((K == Keep::Floor || K == Keep::Ceil) && type.kind == TypeKind::Decimal) type.scale = 0;
        return type;
    }
    if constexpr (K == Keep::Floor || K == Keep::Ceil) {
        if (arguments.size() == 2) return resolveRoundTime(name, arguments);
        return argumentError(name, "one number, or a time TO a unit", arguments);
    }
    static_cast<void>(target);
    return argumentError(name, "one number", arguments);
}

template <Keep K>
double keepDouble(double x) {
    if constexpr (K == Keep::Abs) return std::fabs(x);
    if constexpr (K == Keep::Sign) return x > 0 ? 1 : (x < 0 ? -1 : x);
    return K == Keep::Floor ? std::floor(x) : std::ceil(x);
}

template <Keep K>
Int128 keepDecimal(Int128 x, int scale) {
    if constexpr (K == Keep::Abs) return x < 0 ? -x : x;
    const Int128 one = powerOfTen(scale);
    if constexpr (K == Keep::Sign) return x > 0 ? one : (x < 0 ? -one : 0);
    const Int128 towardsZero = x / one;
    const bool exact = towardsZero * one == x;
    if (K == Keep::Floor) return !exact && x < 0 ? towardsZero - 1 : towardsZero;
    return !exact && x > 0 ? towardsZero + 1 : towardsZero;
}

template <Keep K>
std::int64_t keepInt(std::int64_t x) {
    if constexpr (K == Keep::Abs)
        return x < 0 ? static_cast<std::int64_t>(0 - static_cast<std::uint64_t>(x)) : x;
    if constexpr (K == Keep::Sign) return x > 0 ? 1 : (x < 0 ? -1 : 0);
    return x;
}

template <Keep K>
ColumnPtr evaluateKeep(std::span<const ColumnPtr> arguments, const DataType& result,
                       EvaluationContext& context) {
    if constexpr (K == Keep::Floor || K == Keep::Ceil) {
        if (arguments.size() == 2) return roundTime(arguments, K == Keep::Ceil, result, context);
    }
    const Column& a = *arguments[0];
    const std::size_t rows = context.rows;
    auto valid = validityOf(arguments[0], rows);
    if (result.physical() == Physical::Double) {
        std::vector<double> values(rows);
        for (std::size_t row = 0; row < rows; ++row)
            values[row] = keepDouble<K>(a.doubles()[row]);
        return sealDoubles(result, std::move(values), std::move(valid));
    }
    if (result.physical() == Physical::Decimal) {
        std::vector<Int128> values(rows);
        for (std::size_t row = 0; row < rows; ++row)
            values[row] = keepDecimal<K>(a.decimals()[row], a.type().scale);
        return sealDecimals(result, std::move(values), std::move(valid));
    }
    std::vector<std::int64_t> values(rows);
    for (std::size_t row = 0; row < rows; ++row)
        values[row] = wrapped(result.kind, keepInt<K>(a.ints()[row]));
    return sealInts(result, std::move(values), std::move(valid));
}

constexpr ScalarFunction kFunctions[] = {
    {"SQRT", resolveDouble<kSqrt>, evaluateDouble<squareRoot>},
    {"LN", resolveDouble<kLn>, evaluateDouble<naturalLog>},
    {"LOG10", resolveDouble<kLog10>, evaluateDouble<decimalLog>},
    {"LOG2", resolveDouble<kLog2>, evaluateDouble<binaryLog>},
    {"EXP", resolveDouble<kExp>, evaluateDouble<exponential>},
    {"POWER", resolvePower, evaluatePower},
    {"ABS", resolveKeep<Keep::Abs>, evaluateKeep<Keep::Abs>},
    {"SIGN", resolveKeep<Keep::Sign>, evaluateKeep<Keep::Sign>},
    {"FLOOR", resolveKeep<Keep::Floor>, evaluateKeep<Keep::Floor>},
    {"CEIL", resolveKeep<Keep::Ceil>, evaluateKeep<Keep::Ceil>},
    {"CEILING", resolveKeep<Keep::Ceil>, evaluateKeep<Keep::Ceil>},
};

}  // namespace

std::span<const ScalarFunction> mathFunctions() {
    return kFunctions;
}

}  // namespace guanlan
