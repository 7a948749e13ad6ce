// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <string_view>

namespace guanlan {

/// The place of a byte in a UTF-8 text; columns count characters.
[[nodiscard]] TextPosition positionAt(std::string_view text, std::size_t offset);

}  // namespace guanlan
