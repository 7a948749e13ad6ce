// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/zone_catalog.h"
#include "core/batch/column.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace guanlan {

/// What a function keeps between the batches of one call site: results by distinct text, compiled patterns.
struct FunctionMemo {
    FunctionMemo() = default;
    FunctionMemo(const FunctionMemo&) = delete;
    FunctionMemo& operator=(const FunctionMemo&) = delete;
    virtual ~FunctionMemo() = default;
};

/// What evaluation may look at besides its arguments, and where it reports rows it cannot compute.
struct EvaluationContext {
    const Zone* zone = nullptr;
    const Clock* clock = nullptr;
    std::size_t rows = 0;
    ZoneCatalog* zones = nullptr;  ///< null where no other zones are known
    /// One byte a row, set to 1 by a function that cannot compute the row (failed CAST, division by zero):
    /// the record is then bad, and its cause is `badCause`. Empty while no row is bad.
    std::vector<std::uint8_t> bad{};
    std::string badCause{};
    /// Bit i: argument i has the same value in every row.
    std::uint64_t constants = 0;
    /// Of this call site, empty at first; null when there is nothing to keep it in (constant folding).
    std::unique_ptr<FunctionMemo>* memo = nullptr;

    void markBad(std::size_t row, std::string_view cause) {
        if (bad.empty()) bad.assign(rows, 0);
        if (badCause.empty()) badCause = cause;
        bad[row] = 1;
    }
    [[nodiscard]] bool constant(std::size_t argument) const { return ((constants >> argument) & 1) != 0; }
};

/// One overloadable scalar function or operator ("+", "CAST", "HOUR"). Entries live in lists, one list a
/// file under core/plan/functions; scalarFunctions() joins the lists.
struct ScalarFunction {
    /// Upper case, as SQL writes it; operators by their sign ("+", "=", "AND", "IS NULL", "CASE", "LIKE").
    std::string_view name;
    /// The result type for these argument types, or an error that says what is accepted (what/next filled, no
    /// position: the binder adds it). `target` is the type named by CAST and TRY_CAST, or found by the binder
    /// for ROUND of a decimal to a literal number of places, else null.
    Result<DataType> (*resolve)(std::span<const DataType> arguments, const DataType* target);
    /// Evaluates whole columns of `context.rows` rows; the arguments may have any type that resolve()
    /// accepted. The column of a literal may be longer.
    ColumnPtr (*evaluate)(std::span<const ColumnPtr> arguments, const DataType& result,
                          EvaluationContext& context);
    /// False for functions of the clock, which must not be folded.
    bool deterministic = true;
    /// For AND, CASE, COALESCE …: clears in `reached` the rows in which argument `index` is not looked at,
    /// given the values of the arguments before it, so that a division by zero there harms nobody. Null: all
    /// arguments are always evaluated.
    void (*narrow)(std::size_t index, std::span<const ColumnPtr> before,
                   std::vector<std::uint8_t>& reached) = nullptr;
};

/// Every scalar function, by name. Never changes after start.
[[nodiscard]] std::span<const ScalarFunction* const> scalarFunctions();
[[nodiscard]] const ScalarFunction* findScalarFunction(std::string_view name);

}  // namespace guanlan
