// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace guanlan {

/// The records in a JSON text, each as its own text with every digit kept: the elements of the array at
/// `pointer` (RFC 6901; empty is the whole text), or the one value that stands there. InvalidInput says what
/// is not as expected.
[[nodiscard]] Result<std::vector<std::string>> jsonRows(std::string_view text, std::string_view pointer);

}  // namespace guanlan
