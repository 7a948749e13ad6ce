// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/aggregate_function.h"

#include <memory>
#include <span>

namespace guanlan {

/// States of `function`(DISTINCT x), exact: every value reaches the function's own states once a group. For
/// functions of one argument. save(…, Changes) writes only the values that came since the last save.
[[nodiscard]] std::unique_ptr<AggregateStates> makeDistinctStates(const AggregateFunction& function,
                                                                  std::span<const DataType> arguments,
                                                                  const DataType& result);

}  // namespace guanlan
