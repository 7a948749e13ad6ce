// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace guanlan::sql {

/// Words that cannot be a name without backquotes here.
[[nodiscard]] bool isReserved(std::string_view word);
/// Words that cannot be a name without backquotes on Flink 1.20: those above and many more.
[[nodiscard]] bool isReservedByFlink(std::string_view word);

}  // namespace guanlan::sql
