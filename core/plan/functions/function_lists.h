// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/scalar_function.h"

#include <span>

namespace guanlan {

/// One list a file; scalar_functions.cpp joins them.
[[nodiscard]] std::span<const ScalarFunction> arithmeticFunctions();
[[nodiscard]] std::span<const ScalarFunction> arrayFunctions();
[[nodiscard]] std::span<const ScalarFunction> castFunctions();
[[nodiscard]] std::span<const ScalarFunction> characterFunctions();
[[nodiscard]] std::span<const ScalarFunction> clockFunctions();
[[nodiscard]] std::span<const ScalarFunction> comparisonFunctions();
[[nodiscard]] std::span<const ScalarFunction> conditionalFunctions();
[[nodiscard]] std::span<const ScalarFunction> digestFunctions();
[[nodiscard]] std::span<const ScalarFunction> jsonFunctions();
[[nodiscard]] std::span<const ScalarFunction> jsonMakingFunctions();
[[nodiscard]] std::span<const ScalarFunction> logicFunctions();
[[nodiscard]] std::span<const ScalarFunction> mathFunctions();
[[nodiscard]] std::span<const ScalarFunction> nestedFunctions();
[[nodiscard]] std::span<const ScalarFunction> patternFunctions();
[[nodiscard]] std::span<const ScalarFunction> roundingFunctions();
[[nodiscard]] std::span<const ScalarFunction> similarFunctions();
[[nodiscard]] std::span<const ScalarFunction> splitFunctions();
[[nodiscard]] std::span<const ScalarFunction> temporalFunctions();
[[nodiscard]] std::span<const ScalarFunction> textFunctions();
[[nodiscard]] std::span<const ScalarFunction> timeTextFunctions();
[[nodiscard]] std::span<const ScalarFunction> trigonometricFunctions();
[[nodiscard]] std::span<const ScalarFunction> urlFunctions();

}  // namespace guanlan
