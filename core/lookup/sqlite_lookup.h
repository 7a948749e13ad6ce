// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lookup/lookup.h"

namespace guanlan {

/// 'connector' = 'jdbc' with a URL jdbc:sqlite:FILE: one query a key, answers remembered as the options say.
extern const LookupKind kSqliteLookup;

}  // namespace guanlan
