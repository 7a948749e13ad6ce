// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/functions/function_lists.h"
#include "core/plan/functions/type_rules.h"
#include "core/plan/functions/vectors.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace guanlan {

namespace {

template <std::size_t Arguments>
Result<DataType> resolve(std::span<const DataType> arguments, const DataType*) {
    const bool numbers = std::all_of(arguments.begin(), arguments.end(), [](const DataType& type) {
        return type.isNumeric() || isNullType(type);
    });
    if (arguments.size() != Arguments || !numbers) {
        return argumentError("this function", Arguments == 1 ? "one number" : "two numbers", arguments);
    }
    return withNullability(DataType::real(), anyNullable(arguments));
}

template <double (*Of)(double)>
ColumnPtr evaluateOne(std::span<const ColumnPtr> arguments, const DataType& result,
                      EvaluationContext& context) {
    if (isNullType(arguments[0]->type())) return nullColumn(result, context.rows);
    const DoubleView from(*arguments[0], context.rows);
    std::vector<double> values(context.rows);
    for (std::size_t row = 0; row < context.rows; ++row)
        values[row] = Of(from[row]);
    return sealDoubles(result, std::move(values), commonValidity(arguments, context.rows));
}

template <double (*Of)(double, double)>
ColumnPtr evaluateTwo(std::span<const ColumnPtr> arguments, const DataType& result,
                      EvaluationContext& context) {
    if (isNullType(arguments[0]->type()) || isNullType(arguments[1]->type()))
        return nullColumn(result, context.rows);
    const DoubleView first(*arguments[0], context.rows);
    const DoubleView second(*arguments[1], context.rows);
    std::vector<double> values(context.rows);
    for (std::size_t row = 0; row < context.rows; ++row)
        values[row] = Of(first[row], second[row]);
    return sealDoubles(result, std::move(values), commonValidity(arguments, context.rows));
}

constexpr double kDegrees = 180;

double cotangent(double x) {
    return 1 / std::tan(x);
}
double radians(double x) {
    return x / kDegrees * std::numbers::pi;
}
double degrees(double x) {
    return x * kDegrees / std::numbers::pi;
}
/// LOG(base, x)
double logarithm(double base, double x) {
    return std::log(x) / std::log(base);
}

/// LOG(x) is the natural one.
Result<DataType> resolveLog(std::span<const DataType> arguments, const DataType* target) {
    return arguments.size() == 2 ? resolve<2>(arguments, target) : resolve<1>(arguments, target);
}
ColumnPtr evaluateLog(std::span<const ColumnPtr> arguments, const DataType& result,
                      EvaluationContext& context) {
    return arguments.size() == 2 ? evaluateTwo<logarithm>(arguments, result, context)
                                 : evaluateOne<std::log>(arguments, result, context);
}

template <double const& Value>
ColumnPtr evaluateConstant(std::span<const ColumnPtr>, const DataType& result, EvaluationContext& context) {
    return sealDoubles(result, std::vector<double>(context.rows, Value), {});
}

constexpr ScalarFunction kFunctions[] = {
    {"SIN", resolve<1>, evaluateOne<std::sin>},
    {"COS", resolve<1>, evaluateOne<std::cos>},
    {"TAN", resolve<1>, evaluateOne<std::tan>},
    {"COT", resolve<1>, evaluateOne<cotangent>},
    {"ASIN", resolve<1>, evaluateOne<std::asin>},
    {"ACOS", resolve<1>, evaluateOne<std::acos>},
    {"ATAN", resolve<1>, evaluateOne<std::atan>},
    {"SINH", resolve<1>, evaluateOne<std::sinh>},
    {"COSH", resolve<1>, evaluateOne<std::cosh>},
    {"TANH", resolve<1>, evaluateOne<std::tanh>},
    {"RADIANS", resolve<1>, evaluateOne<radians>},
    {"DEGREES", resolve<1>, evaluateOne<degrees>},
    {"ATAN2", resolve<2>, evaluateTwo<std::atan2>},
    {"LOG", resolveLog, evaluateLog},
    {"PI", resolve<0>, evaluateConstant<std::numbers::pi>},
    {"E", resolve<0>, evaluateConstant<std::numbers::e>},
};

}  // namespace

std::span<const ScalarFunction> trigonometricFunctions() {
    return kFunctions;
}

}  // namespace guanlan
