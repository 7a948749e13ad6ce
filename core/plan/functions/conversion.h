// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/scalar_function.h"

#include <optional>
#include <string>
#include <string_view>

namespace guanlan {

/// What a value that cannot be converted becomes: its row bad (CAST), or NULL (TRY_CAST).
enum class OnFailure { BadRow, Null };

/// The column in another type, by Flink's rules for CAST; the same column where nothing has to be done.
/// castable() must hold for the types.
[[nodiscard]] ColumnPtr convertColumn(const ColumnPtr& column, const DataType& to, EvaluationContext& context,
                                      OnFailure onFailure = OnFailure::BadRow);

/// The same for an argument inside another function: leaves that function's memo alone.
[[nodiscard]] ColumnPtr convertArgument(const ColumnPtr& column, const DataType& to,
                                        EvaluationContext& context);

/// One text as a 64-bit physical value of `to` (integer, boolean, date, time, timestamp); empty when it is
/// none.
[[nodiscard]] std::optional<std::int64_t> intFromText(std::string_view text, const DataType& to,
                                                      const Zone* zone);
[[nodiscard]] std::optional<double> doubleFromText(std::string_view text);

/// As Java prints a double: `1.0`, `1.0E10`.
[[nodiscard]] std::string textOfDouble(double value, bool isFloat);
/// One physical value of `from` as CAST(… AS STRING) writes it.
[[nodiscard]] std::string textOfInt(std::int64_t value, const DataType& from, const Zone* zone);

}  // namespace guanlan
