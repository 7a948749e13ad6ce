// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/byte_stream.h"

#include <cstdint>
#include <span>
#include <vector>

namespace guanlan {

/// Integers as base + scale * code with codes of a fixed width of bits, of the values themselves or of their
/// differences, or as runs of either, whichever is the smallest: a minute every minute takes no room, nor do
/// the same series in the same order again and again.
void encodeInts(ByteWriter& to, std::span<const std::int64_t> values);
/// Damaged bytes make the reader bad() and give what could be read.
[[nodiscard]] std::vector<std::int64_t> decodeInts(ByteReader& from, std::size_t rows);

}  // namespace guanlan
