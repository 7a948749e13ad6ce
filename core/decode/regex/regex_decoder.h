// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decode/decoder.h"

namespace guanlan {

/// 'format' = 'regex': one line a record, cut by the groups of 'regex.pattern', which must match the whole
/// line. Groups with names fill the columns of these names; without names they fill the columns in order.
extern const DecoderKind kRegexDecoder;

}  // namespace guanlan
