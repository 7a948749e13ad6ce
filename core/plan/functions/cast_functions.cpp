// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/functions/conversion.h"
#include "core/plan/functions/function_lists.h"
#include "core/plan/functions/type_rules.h"

namespace guanlan {

namespace {

template <bool Try>
Result<DataType> resolveCast(std::span<const DataType> arguments, const DataType* target) {
    constexpr std::string_view name = Try ? "TRY_CAST" : "CAST";
    if (arguments.size() != 1 || target == nullptr) {
        return argumentError(name, "one value and a type", arguments);
    }
    if (!castable(arguments[0], *target)) {
        Error error{.code = ErrorCode::InvalidInput, .id = "sql.cast"};
        error.what = "cannot cast " + withNullability(arguments[0], true).sql() + " to " +
                     withNullability(*target, true).sql();
        if (arguments[0].isNumeric() && target->isTimestamp()) {
            error.next = "use TO_TIMESTAMP_LTZ(x, 0) for seconds or TO_TIMESTAMP_LTZ(x, 3) for milliseconds";
        }
        return error;
    }
    return withNullability(*target, Try || arguments[0].nullable);
}

template <OnFailure Failure>
ColumnPtr evaluateCast(std::span<const ColumnPtr> arguments, const DataType& result,
                       EvaluationContext& context) {
    return convertColumn(arguments[0], result, context, Failure);
}

constexpr ScalarFunction kFunctions[] = {
    {"CAST", resolveCast<false>, evaluateCast<OnFailure::BadRow>},
    {"TRY_CAST", resolveCast<true>, evaluateCast<OnFailure::Null>},
};

}  // namespace

std::span<const ScalarFunction> castFunctions() {
    return kFunctions;
}

}  // namespace guanlan
