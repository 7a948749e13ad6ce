// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

namespace guanlan::sql {

/// Words that cannot be a name without backquotes here.
[[nodiscard]] bool isReserved(std::string_view word);
/// Words that cannot be a name without backquotes on Flink 1.20: those above and many more.
[[nodiscard]] bool isReservedByFlink(std::string_view word);
/// The words of the grammar that a person may write, in alphabetical order; reserved or not.
[[nodiscard]] const std::vector<std::string_view>& keywords();
[[nodiscard]] bool isKeyword(std::string_view word);

}  // namespace guanlan::sql
