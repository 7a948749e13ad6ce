// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace guanlan {

/// Bytes of the character that begins at `at`; a damaged byte counts as one character.
[[nodiscard]] std::size_t characterBytes(std::string_view text, std::size_t at);
/// The character that begins at `at`.
[[nodiscard]] std::uint32_t codePoint(std::string_view text, std::size_t at);
[[nodiscard]] std::size_t characterCount(std::string_view text);
/// Where the character number `characters` begins; the end of the text when there are fewer.
[[nodiscard]] std::size_t byteOfCharacter(std::string_view text, std::size_t characters);
/// The UTF-8 of a code point up to U+FFFF; nothing for any other number.
[[nodiscard]] std::string characterOf(std::int64_t code);
/// Latin, Greek and Cyrillic letters change, everything else stays.
[[nodiscard]] std::string upperCase(std::string_view text);
[[nodiscard]] std::string lowerCase(std::string_view text);

}  // namespace guanlan
