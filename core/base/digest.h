// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace guanlan {

/// The digests that SQL has functions for, as lower-case hexadecimal digits. Not for secrets of our own.
[[nodiscard]] std::string md5(std::string_view bytes);
[[nodiscard]] std::string sha1(std::string_view bytes);
/// SHA-2 of 224, 256, 384 or 512 bits; nothing for any other length.
[[nodiscard]] std::optional<std::string> sha2(std::string_view bytes, int bits);

}  // namespace guanlan
