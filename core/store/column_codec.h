// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/batch/column.h"
#include "core/store/byte_stream.h"

#include <memory>

namespace guanlan {

void encodeColumn(ByteWriter& to, const Column& column);

/// A column of `rows` cells; null when the bytes are damaged. Texts go into `dictionary` where one is given
/// and has room for them; it is replaced by the one that was used.
[[nodiscard]] ColumnPtr decodeColumn(ByteReader& from, const DataType& type, std::size_t rows,
                                     std::shared_ptr<Dictionary>& dictionary);

}  // namespace guanlan
