// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace guanlan {

[[nodiscard]] bool isValidUtf8(std::string_view text);

}  // namespace guanlan
