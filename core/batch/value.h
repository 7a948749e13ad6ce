// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/int128.h"

#include <cstdint>
#include <string>
#include <variant>

namespace guanlan {

/// One cell outside a column: a literal, a key, a threshold. What the alternative means (a count, a day, an
/// instant) is said by the DataType beside it; Int128 is the unscaled value of a DECIMAL.
using Value = std::variant<std::monostate, std::int64_t, double, Int128, std::string>;

[[nodiscard]] inline bool isNull(const Value& value) {
    return value.index() == 0;
}

}  // namespace guanlan
