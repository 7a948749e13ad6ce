// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/functions/function_lists.h"
#include "core/plan/functions/type_rules.h"
#include "core/plan/functions/vectors.h"

#include <algorithm>

namespace guanlan {

namespace {

bool isTruth(const DataType& type) {
    return type.kind == TypeKind::Boolean || isNullType(type);
}

template <bool And>
Result<DataType> resolveJunction(std::span<const DataType> arguments, const DataType*) {
    if (arguments.size() < 2 || !std::all_of(arguments.begin(), arguments.end(), isTruth)) {
        return argumentError(And ? "AND" : "OR", "conditions", arguments);
    }
    return withNullability(DataType::boolean(), anyNullable(arguments));
}

/// Three-valued: one decisive value settles it, else a null makes it null.
template <bool And>
ColumnPtr evaluateJunction(std::span<const ColumnPtr> arguments, const DataType& result,
                           EvaluationContext& context) {
    constexpr std::int64_t decisive = And ? 0 : 1;
    std::vector<std::int64_t> values(context.rows, 1 - decisive);
    std::vector<std::uint8_t> valid;
    for (const ColumnPtr& argument : arguments) {
        const auto ints = argument->ints();
        for (std::size_t row = 0; row < context.rows; ++row) {
            if (values[row] == decisive && isValid(valid, row)) continue;
            if (argument->isNull(row)) {
                setNull(valid, row, context.rows);
            } else if (ints[row] == decisive) {
                values[row] = decisive;
                if (!valid.empty()) valid[row] = 1;
            }
        }
    }
    return sealInts(result, std::move(values), std::move(valid));
}

template <bool And>
void narrowJunction(std::size_t, std::span<const ColumnPtr> before, std::vector<std::uint8_t>& reached) {
    constexpr std::int64_t decisive = And ? 0 : 1;
    for (const ColumnPtr& argument : before) {
        for (std::size_t row = 0; row < reached.size(); ++row) {
            if (!argument->isNull(row) && argument->ints()[row] == decisive) reached[row] = 0;
        }
    }
}

Result<DataType> resolveNot(std::span<const DataType> arguments, const DataType*) {
    if (arguments.size() != 1 || !isTruth(arguments[0]))
        return argumentError("NOT", "a condition", arguments);
    return withNullability(DataType::boolean(), anyNullable(arguments));
}

ColumnPtr evaluateNot(std::span<const ColumnPtr> arguments, const DataType& result,
                      EvaluationContext& context) {
    std::vector<std::int64_t> values(context.rows);
    for (std::size_t row = 0; row < context.rows; ++row)
        values[row] = 1 - arguments[0]->ints()[row];
    return sealInts(result, std::move(values), commonValidity(arguments, context.rows));
}

Result<DataType> resolveNullTest(std::span<const DataType> arguments, const DataType*) {
    if (arguments.size() != 1) return argumentError("IS NULL", "one value", arguments);
    return withNullability(DataType::boolean(), false);
}

template <bool Null>
ColumnPtr evaluateNullTest(std::span<const ColumnPtr> arguments, const DataType& result,
                           EvaluationContext& context) {
    std::vector<std::int64_t> values(context.rows);
    for (std::size_t row = 0; row < context.rows; ++row)
        values[row] = arguments[0]->isNull(row) == Null ? 1 : 0;
    return sealInts(result, std::move(values), {});
}

enum class Test { True, False, Unknown };

Result<DataType> resolveTruthTest(std::span<const DataType> arguments, const DataType*) {
    if (arguments.size() != 1 || !isTruth(arguments[0]))
        return argumentError("IS TRUE", "a condition", arguments);
    return withNullability(DataType::boolean(), false);
}

template <Test T, bool Not>
ColumnPtr evaluateTruthTest(std::span<const ColumnPtr> arguments, const DataType& result,
                            EvaluationContext& context) {
    std::vector<std::int64_t> values(context.rows);
    const Column& a = *arguments[0];
    for (std::size_t row = 0; row < context.rows; ++row) {
        const bool null = a.isNull(row);
        bool is = false;
        if constexpr (T == Test::Unknown) {
            is = null;
        } else {
            is = !null && (a.ints()[row] != 0) == (T == Test::True);
        }
        values[row] = is != Not ? 1 : 0;
    }
    return sealInts(result, std::move(values), {});
}

constexpr ScalarFunction kFunctions[] = {
    {"AND", resolveJunction<true>, evaluateJunction<true>, true, narrowJunction<true>},
    {"OR", resolveJunction<false>, evaluateJunction<false>, true, narrowJunction<false>},
    {"NOT", resolveNot, evaluateNot},
    {"IS NULL", resolveNullTest, evaluateNullTest<true>},
    {"IS NOT NULL", resolveNullTest, evaluateNullTest<false>},
    {"IS TRUE", resolveTruthTest, evaluateTruthTest<Test::True, false>},
    {"IS NOT TRUE", resolveTruthTest, evaluateTruthTest<Test::True, true>},
    {"IS FALSE", resolveTruthTest, evaluateTruthTest<Test::False, false>},
    {"IS NOT FALSE", resolveTruthTest, evaluateTruthTest<Test::False, true>},
    {"IS UNKNOWN", resolveTruthTest, evaluateTruthTest<Test::Unknown, false>},
    {"IS NOT UNKNOWN", resolveTruthTest, evaluateTruthTest<Test::Unknown, true>},
};

}  // namespace

std::span<const ScalarFunction> logicFunctions() {
    return kFunctions;
}

}  // namespace guanlan
