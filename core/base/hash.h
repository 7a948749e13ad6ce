// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace guanlan {

/// A hash that never changes between versions or machines: it is written to disk (checksums, ids of alarms).
/// Not for secrets.
[[nodiscard]] std::uint64_t stableHash(std::string_view bytes, std::uint64_t seed = 0);

/// 16 hexadecimal digits.
[[nodiscard]] std::string hexOf(std::uint64_t value);

}  // namespace guanlan
