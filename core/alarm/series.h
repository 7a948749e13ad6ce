// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/batch/batch.h"

#include <string>
#include <vector>

namespace guanlan {

/// A cell as the name of a series writes it: a null is "NULL", timestamps as SQL writes them (an instant in
/// UTC), decimals with all their digits.
[[nodiscard]] std::string dimensionText(const Column& column, std::size_t row);

/// "region=广东, kind=like"; empty without dimensions.
[[nodiscard]] std::string seriesText(const Batch& rows, std::size_t row,
                                     const std::vector<std::size_t>& dimensions);

}  // namespace guanlan
