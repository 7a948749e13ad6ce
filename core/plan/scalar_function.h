// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/zone.h"
#include "core/batch/column.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace guanlan {

/// What evaluation may look at besides its arguments, and where it reports rows it cannot compute.
struct EvaluationContext {
    const Zone* zone = nullptr;
    const Clock* clock = nullptr;
    std::size_t rows = 0;
    /// One byte a row, set to 1 by a function that cannot compute the row (failed CAST, division by zero):
    /// the record is then bad, and its cause is `badCause`.
    std::vector<std::uint8_t> bad{};
    std::string badCause{};
};

/// One overloadable scalar function or operator ("+", "CAST", "HOUR"). Entries live in lists, one list a
/// file under core/plan/functions; scalarFunctions() joins the lists.
struct ScalarFunction {
    /// Upper case, as SQL writes it; operators by their sign ("+", "=", "AND", "IS NULL", "CASE", "LIKE").
    std::string_view name;
    /// The result type for these argument types, or an error that says what is accepted (what/next filled, no
    /// position: the binder adds it). `target` is the type named by CAST and TRY_CAST, else null.
    Result<DataType> (*resolve)(std::span<const DataType> arguments, const DataType* target);
    /// Evaluates whole columns of `context.rows` rows; the arguments may have any type that resolve()
    /// accepted.
    ColumnPtr (*evaluate)(std::span<const ColumnPtr> arguments, const DataType& result,
                          EvaluationContext& context);
    /// False for functions of the clock, which must not be folded.
    bool deterministic = true;
};

/// Every scalar function, by name. Never changes after start.
[[nodiscard]] std::span<const ScalarFunction* const> scalarFunctions();
[[nodiscard]] const ScalarFunction* findScalarFunction(std::string_view name);

}  // namespace guanlan
