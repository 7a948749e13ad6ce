// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace guanlan {

/// How the records lie in a body.
struct BodyShape {
    bool json = true;       ///< else every line is a record
    std::string pointer{};  ///< to the rows inside the JSON text
};

/// The records of a body. JSON: the rows at the pointer; without one the elements of an array, an object that
/// stands alone, or lines (NDJSON, whose broken lines are left to the decoder).
[[nodiscard]] Result<std::vector<std::string>> recordsOfBody(std::string_view body, const BodyShape& shape);

}  // namespace guanlan
