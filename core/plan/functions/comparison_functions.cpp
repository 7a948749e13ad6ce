// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/decimal.h"
#include "core/plan/functions/comparison.h"
#include "core/plan/functions/conversion.h"
#include "core/plan/functions/function_lists.h"
#include "core/plan/functions/text_memo.h"
#include "core/plan/functions/type_rules.h"
#include "core/plan/functions/vectors.h"

namespace guanlan {

namespace {

enum class Op { Equal, NotEqual, Less, LessEqual, Greater, GreaterEqual };

template <Op O>
constexpr std::string_view kName = O == Op::Equal       ? "="
                                   : O == Op::NotEqual  ? "<>"
                                   : O == Op::Less      ? "<"
                                   : O == Op::LessEqual ? "<="
                                   : O == Op::Greater   ? ">"
                                                        : ">=";

template <Op O, typename T>
bool holds(const T& a, const T& b) {
    if constexpr (O == Op::Equal) return a == b;
    if constexpr (O == Op::NotEqual) return a != b;
    if constexpr (O == Op::Less) return a < b;
    if constexpr (O == Op::LessEqual) return a <= b;
    if constexpr (O == Op::Greater) return a > b;
    return a >= b;
}

template <Op O>
Result<DataType> resolve(std::span<const DataType> arguments, const DataType*) {
    if (arguments.size() == 2 && comparisonType(arguments[0], arguments[1])) {
        const bool ordered = O != Op::Equal && O != Op::NotEqual;
        const bool unordered = arguments[0].physical() == Physical::Nested;
        if (!ordered || !unordered) return withNullability(DataType::boolean(), anyNullable(arguments));
    }
    Error error = argumentError(kName<O>, "two values of comparable types", arguments);
    error.next = "CAST one side to the type of the other";
    return error;
}

/// One answer a distinct text, for the comparison with a constant.
template <Op O>
void textsWithConstant(const Column& texts, std::string_view constant, bool swapped,
                       std::vector<std::int64_t>& values) {
    const auto answers =
        perDistinctText<std::uint8_t>(texts, values.size(), [constant, swapped](std::string_view text) {
            return static_cast<std::uint8_t>(swapped ? holds<O>(constant, text) : holds<O>(text, constant));
        });
    for (std::size_t row = 0; row < values.size(); ++row)
        values[row] = answers[row];
}

template <Op O>
void compareTexts(std::span<const ColumnPtr> arguments, const EvaluationContext& context,
                  std::vector<std::int64_t>& values) {
    const Column& a = *arguments[0];
    const Column& b = *arguments[1];
    if (context.constant(1) && !values.empty() && !b.isNull(0)) {
        textsWithConstant<O>(a, b.text(0), false, values);
        return;
    }
    if (context.constant(0) && !values.empty() && !a.isNull(0)) {
        textsWithConstant<O>(b, a.text(0), true, values);
        return;
    }
    for (std::size_t row = 0; row < values.size(); ++row) {
        if (!a.isNull(row) && !b.isNull(row)) values[row] = holds<O>(a.text(row), b.text(row)) ? 1 : 0;
    }
}

template <Op O>
void compareNumbers(const Column& a, const Column& b, std::vector<std::int64_t>& values) {
    if (a.type().physical() == Physical::Int64 && b.type().physical() == Physical::Int64) {
        const auto left = a.ints();
        const auto right = b.ints();
        for (std::size_t row = 0; row < values.size(); ++row)
            values[row] = holds<O>(left[row], right[row]) ? 1 : 0;
    } else if (a.type().physical() == Physical::Double || b.type().physical() == Physical::Double) {
        const DoubleView left(a, values.size());
        const DoubleView right(b, values.size());
        for (std::size_t row = 0; row < values.size(); ++row)
            values[row] = holds<O>(left[row], right[row]) ? 1 : 0;
    } else {
        const DecimalView left(a, values.size());
        const DecimalView right(b, values.size());
        for (std::size_t row = 0; row < values.size(); ++row) {
            const int order = compareDecimals(left[row], left.scale(), right[row], right.scale());
            values[row] = holds<O>(order, 0) ? 1 : 0;
        }
    }
}

template <Op O>
ColumnPtr evaluate(std::span<const ColumnPtr> arguments, const DataType& result, EvaluationContext& context) {
    const auto common = comparisonType(arguments[0]->type(), arguments[1]->type());
    if (!common || isNullType(arguments[0]->type()) || isNullType(arguments[1]->type())) {
        return nullColumn(result, context.rows);
    }
    ColumnPtr pair[] = {arguments[0], arguments[1]};
    if (!common->isNumeric()) {
        for (ColumnPtr& side : pair)
            side = convertArgument(side, *common, context);
    }
    std::vector<std::int64_t> values(context.rows);
    if (common->physical() == Physical::Text) {
        compareTexts<O>(pair, context, values);
    } else {
        compareNumbers<O>(*pair[0], *pair[1], values);
    }
    return sealInts(result, std::move(values), commonValidity(pair, context.rows));
}

constexpr ScalarFunction kFunctions[] = {
    {"=", resolve<Op::Equal>, evaluate<Op::Equal>},
    {"<>", resolve<Op::NotEqual>, evaluate<Op::NotEqual>},
    {"<", resolve<Op::Less>, evaluate<Op::Less>},
    {"<=", resolve<Op::LessEqual>, evaluate<Op::LessEqual>},
    {">", resolve<Op::Greater>, evaluate<Op::Greater>},
    {">=", resolve<Op::GreaterEqual>, evaluate<Op::GreaterEqual>},
};

}  // namespace

std::span<const ScalarFunction> comparisonFunctions() {
    return kFunctions;
}

}  // namespace guanlan
