// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decode/decoder.h"

namespace guanlan {

/// 'format' = 'json': one JSON object a record.
extern const DecoderKind kJsonDecoder;

}  // namespace guanlan
