// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/functions/choice.h"
#include "core/plan/functions/comparison.h"
#include "core/plan/functions/conversion.h"
#include "core/plan/functions/function_lists.h"
#include "core/plan/functions/type_rules.h"
#include "core/plan/functions/vectors.h"

#include <algorithm>
#include <array>
#include <utility>

namespace guanlan {

namespace {

bool isTruth(const DataType& type) {
    return type.kind == TypeKind::Boolean || isNullType(type);
}

Result<DataType> commonOr(std::string_view name, std::span<const DataType> values,
                          std::span<const DataType> all) {
    if (auto type = leastRestrictiveType(values)) return *type;
    return argumentError(name, "values of one type", all);
}

bool isTrue(const Column& condition, std::size_t row) {
    return !condition.isNull(row) && condition.ints()[row] != 0;
}

// CASE: condition, value, condition, value, …, else.

Result<DataType> resolveCase(std::span<const DataType> arguments, const DataType*) {
    if (arguments.size() < 3 || arguments.size() % 2 == 0 || arguments.size() > kPickNull) {
        return argumentError("CASE", "conditions, values and an ELSE", arguments);
    }
    std::vector<DataType> values;
    for (std::size_t i = 0; i + 1 < arguments.size(); i += 2) {
        if (!isTruth(arguments[i])) return argumentError("CASE WHEN", "conditions", arguments.subspan(i, 1));
        values.push_back(arguments[i + 1]);
    }
    values.push_back(arguments.back());
    return commonOr("CASE", values, values);
}

ColumnPtr evaluateCase(std::span<const ColumnPtr> arguments, const DataType& result,
                       EvaluationContext& context) {
    const std::size_t branches = arguments.size() / 2;
    std::vector<std::uint16_t> pick(context.rows, static_cast<std::uint16_t>(branches));
    for (std::size_t branch = branches; branch-- > 0;) {
        const Column& condition = *arguments[branch * 2];
        for (std::size_t row = 0; row < context.rows; ++row) {
            if (isTrue(condition, row)) pick[row] = static_cast<std::uint16_t>(branch);
        }
    }
    std::vector<ColumnPtr> values;
    for (std::size_t branch = 0; branch < branches; ++branch)
        values.push_back(arguments[branch * 2 + 1]);
    values.push_back(arguments.back());
    return chooseCells(values, pick, result, context);
}

/// A value is reached where its own condition holds and none before it; a condition, and ELSE, where none
/// before it holds.
void narrowCase(std::size_t index, std::span<const ColumnPtr> before, std::vector<std::uint8_t>& reached) {
    const bool isValue = index % 2 == 1;
    for (std::size_t c = 0; c < index; c += 2) {
        const bool own = isValue && c + 1 == index;
        for (std::size_t row = 0; row < reached.size(); ++row) {
            if (isTrue(*before[c], row) != own) reached[row] = 0;
        }
    }
}

Result<DataType> resolveIf(std::span<const DataType> arguments, const DataType*) {
    if (arguments.size() != 3 || !isTruth(arguments[0])) {
        return argumentError("IF", "a condition and two values", arguments);
    }
    return commonOr("IF", arguments.subspan(1), arguments);
}

Result<DataType> resolveCoalesce(std::span<const DataType> arguments, const DataType*) {
    auto type = commonOr("COALESCE", arguments, arguments);
    if (!type) return type;
    const bool nullable = std::all_of(arguments.begin(), arguments.end(),
                                      [](const DataType& t) { return t.nullable || isNullType(t); });
    return withNullability(*type, nullable);
}

Result<DataType> resolveIfNull(std::span<const DataType> arguments, const DataType* target) {
    if (arguments.size() != 2) return argumentError("IFNULL", "two values", arguments);
    return resolveCoalesce(arguments, target);
}

ColumnPtr evaluateCoalesce(std::span<const ColumnPtr> arguments, const DataType& result,
                           EvaluationContext& context) {
    std::vector<std::uint16_t> pick(context.rows, kPickNull);
    for (std::size_t i = arguments.size(); i-- > 0;) {
        for (std::size_t row = 0; row < context.rows; ++row) {
            if (!arguments[i]->isNull(row)) pick[row] = static_cast<std::uint16_t>(i);
        }
    }
    return chooseCells(arguments, pick, result, context);
}

void narrowCoalesce(std::size_t, std::span<const ColumnPtr> before, std::vector<std::uint8_t>& reached) {
    for (const ColumnPtr& argument : before) {
        for (std::size_t row = 0; row < reached.size(); ++row) {
            if (!argument->isNull(row)) reached[row] = 0;
        }
    }
}

/// Whether `a` = `b`, as a column of BOOLEAN.
ColumnPtr equality(const ColumnPtr& a, const ColumnPtr& b, std::uint64_t constants,
                   EvaluationContext& context) {
    static const ScalarFunction* const equal = findScalarFunction("=");
    const std::array<ColumnPtr, 2> pair{a, b};
    const std::uint64_t outer = std::exchange(context.constants, constants);
    std::unique_ptr<FunctionMemo>* const memo = std::exchange(context.memo, nullptr);
    ColumnPtr answer = equal->evaluate(pair, DataType::boolean(), context);
    context.constants = outer;
    context.memo = memo;
    return answer;
}

Result<DataType> resolveNullIf(std::span<const DataType> arguments, const DataType*) {
    if (arguments.size() != 2 || !comparisonType(arguments[0], arguments[1])) {
        return argumentError("NULLIF", "two comparable values", arguments);
    }
    return withNullability(arguments[0], true);
}

ColumnPtr evaluateNullIf(std::span<const ColumnPtr> arguments, const DataType& result,
                         EvaluationContext& context) {
    const ColumnPtr equal = equality(arguments[0], arguments[1], context.constants, context);
    std::vector<std::uint16_t> pick(context.rows, 0);
    for (std::size_t row = 0; row < context.rows; ++row) {
        if (isTrue(*equal, row)) pick[row] = kPickNull;
    }
    return chooseCells(arguments.first(1), pick, result, context);
}

// IN: the value, then the list.

Result<DataType> resolveIn(std::span<const DataType> arguments, const DataType*) {
    const auto comparable = [&](const DataType& item) {
        return comparisonType(arguments[0], item).has_value();
    };
    if (arguments.size() < 2 || !std::all_of(arguments.begin() + 1, arguments.end(), comparable)) {
        return argumentError("IN", "a value and a list of comparable values", arguments);
    }
    return withNullability(DataType::boolean(), anyNullable(arguments));
}

ColumnPtr evaluateIn(std::span<const ColumnPtr> arguments, const DataType& result,
                     EvaluationContext& context) {
    static const ScalarFunction* const either = findScalarFunction("OR");
    std::vector<ColumnPtr> answers;
    for (std::size_t i = 1; i < arguments.size(); ++i) {
        const std::uint64_t constants = (context.constants & 1) | (context.constant(i) ? 2U : 0U);
        answers.push_back(equality(arguments[0], arguments[i], constants, context));
    }
    return either->evaluate(answers, result, context);
}

Result<DataType> resolveBetween(std::span<const DataType> arguments, const DataType*) {
    if (arguments.size() != 3 || !comparisonType(arguments[0], arguments[1]) ||
        !comparisonType(arguments[0], arguments[2])) {
        return argumentError("BETWEEN", "three comparable values", arguments);
    }
    return withNullability(DataType::boolean(), anyNullable(arguments));
}

ColumnPtr evaluateBetween(std::span<const ColumnPtr> arguments, const DataType& result,
                          EvaluationContext& context) {
    static const ScalarFunction* const least = findScalarFunction(">=");
    static const ScalarFunction* const most = findScalarFunction("<=");
    static const ScalarFunction* const both = findScalarFunction("AND");
    const std::uint64_t outer = context.constants;
    const std::array<ColumnPtr, 2> low{arguments[0], arguments[1]};
    const std::array<ColumnPtr, 2> high{arguments[0], arguments[2]};
    context.constants = (outer & 1) | (outer & 2);
    const ColumnPtr above = least->evaluate(low, result, context);
    context.constants = (outer & 1) | ((outer & 4) >> 1);
    const ColumnPtr below = most->evaluate(high, result, context);
    context.constants = outer;
    const std::array<ColumnPtr, 2> answers{above, below};
    return both->evaluate(answers, result, context);
}

template <bool Greatest>
Result<DataType> resolveExtreme(std::span<const DataType> arguments, const DataType*) {
    constexpr std::string_view name = Greatest ? "GREATEST" : "LEAST";
    auto type = commonOr(name, arguments, arguments);
    if (type && type->physical() == Physical::Nested)
        return argumentError(name, "comparable values", arguments);
    return type;
}

/// NULL when one argument is NULL, as in Flink.
template <bool Greatest>
ColumnPtr evaluateExtreme(std::span<const ColumnPtr> arguments, const DataType& result,
                          EvaluationContext& context) {
    std::vector<ColumnPtr> converted;
    for (const ColumnPtr& argument : arguments)
        converted.push_back(convertArgument(argument, result, context));
    const auto valid = commonValidity(converted, context.rows);
    std::vector<std::uint16_t> pick(context.rows, kPickNull);
    for (std::size_t row = 0; row < context.rows; ++row) {
        if (!isValid(valid, row)) continue;
        pick[row] = 0;
        for (std::size_t i = 1; i < converted.size(); ++i) {
            const int order = compareCells(*converted[i], row, *converted[pick[row]], row);
            if (Greatest ? order > 0 : order < 0) pick[row] = static_cast<std::uint16_t>(i);
        }
    }
    return chooseCells(converted, pick, result, context);
}

constexpr ScalarFunction kFunctions[] = {
    {"CASE", resolveCase, evaluateCase, true, narrowCase},
    {"IF", resolveIf, evaluateCase, true, narrowCase},
    {"COALESCE", resolveCoalesce, evaluateCoalesce, true, narrowCoalesce},
    {"IFNULL", resolveIfNull, evaluateCoalesce, true, narrowCoalesce},
    {"NULLIF", resolveNullIf, evaluateNullIf},
    {"IN", resolveIn, evaluateIn},
    {"BETWEEN", resolveBetween, evaluateBetween},
    {"GREATEST", resolveExtreme<true>, evaluateExtreme<true>},
    {"LEAST", resolveExtreme<false>, evaluateExtreme<false>},
};

}  // namespace

std::span<const ScalarFunction> conditionalFunctions() {
    return kFunctions;
}

}  // namespace guanlan
