// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/aggregate_function.h"

#include <memory>
#include <span>

namespace guanlan {

/// States of any function, DISTINCT or not, that can take rows back, because they keep every row. MIN, MAX
/// and COUNT(DISTINCT) read their value off the kept rows; others compute it anew from them, in the order in
/// which they came. save(…, Changes) writes only what came and went since the last save.
[[nodiscard]] std::unique_ptr<AggregateStates> makeRetractableStates(const AggregateFunction& function,
                                                                     bool distinct,
                                                                     std::span<const DataType> arguments,
                                                                     const DataType& result);

}  // namespace guanlan
