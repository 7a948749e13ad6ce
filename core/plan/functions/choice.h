// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/scalar_function.h"

#include <cstdint>
#include <span>
#include <vector>

namespace guanlan {

inline constexpr std::uint16_t kPickNull = 0xFFFF;

/// Row by row the cell of the branch picked there, in the type `result`; kPickNull gives NULL.
[[nodiscard]] ColumnPtr chooseCells(std::span<const ColumnPtr> branches, std::span<const std::uint16_t> pick,
                                    const DataType& result, EvaluationContext& context);

}  // namespace guanlan
