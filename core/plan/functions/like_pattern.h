// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace guanlan {

/// SQL LIKE: `%` any text, `_` any one character; a character behind `escape` (empty: none) stands for
/// itself. Time grows with the product of the lengths at worst.
[[nodiscard]] bool matchesLike(std::string_view text, std::string_view pattern, std::string_view escape);

}  // namespace guanlan
