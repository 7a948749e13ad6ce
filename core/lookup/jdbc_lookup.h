// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lookup/lookup.h"

namespace guanlan {

/// 'connector' = 'jdbc': a SQLite file (jdbc:sqlite:FILE) or a MySQL server (jdbc:mysql://HOST/DATABASE).
extern const LookupKind kJdbcLookup;

}  // namespace guanlan
