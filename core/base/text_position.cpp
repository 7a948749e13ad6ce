// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text_position.h"

#include <algorithm>

namespace guanlan {

TextPosition positionAt(std::string_view text, std::size_t offset) {
    const std::string_view before = text.substr(0, offset);
    const std::size_t newline = before.rfind('\n');
    const std::string_view line = newline == std::string_view::npos ? before : before.substr(newline + 1);
    // Characters, not bytes: the bytes inside one are left out.
    const auto characters = std::count_if(
        line.begin(), line.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80; });
    return {.line = 1 + static_cast<int>(std::count(before.begin(), before.end(), '\n')),
            .column = 1 + static_cast<int>(characters)};
}

}  // namespace guanlan
