// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/int128.h"
#include "core/batch/type.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace guanlan {

/// One cell outside a column: a literal, a key, a threshold. What the alternative means (a count, a day, an
/// instant) is said by the DataType beside it; Int128 is the unscaled value of a DECIMAL. A cell of an ARRAY,
/// MAP or ROW is the bytes that saveValue() writes for its parts, one after the other.
using Value = std::variant<std::monostate, std::int64_t, double, Int128, std::string>;

[[nodiscard]] inline bool isNull(const Value& value) {
    return value.index() == 0;
}

void saveValue(const Value& value, std::string& out);
/// Advances `in`; false when the bytes are no value of the type.
[[nodiscard]] bool restoreValue(std::string_view& in, const DataType& type, Value& value);

}  // namespace guanlan
