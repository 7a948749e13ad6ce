// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lookup/lookup.h"

namespace guanlan {

/// 'connector' = 'filesystem': the whole file, in any format, by key in memory.
extern const LookupKind kFileLookup;

}  // namespace guanlan
