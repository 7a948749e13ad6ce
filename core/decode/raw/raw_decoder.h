// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decode/decoder.h"

namespace guanlan {

/// 'format' = 'raw': the bytes of a record as the one column.
extern const DecoderKind kRawDecoder;

}  // namespace guanlan
