// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/database.h"

namespace guanlan {

/// Checks that the file is a history of ours and not of a newer version. `fresh` is true for an empty file.
Result<void> checkHistoryFile(Database& database, bool& fresh);

/// Brings the tables up to the newest version, each numbered step in a transaction of its own.
Result<void> migrateHistory(Database& database);

}  // namespace guanlan
