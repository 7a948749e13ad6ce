// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/database.h"
#include "core/store/metric_table.h"
#include "core/store/row_merge.h"

namespace guanlan {

/// Rows one block aims at, and the most it holds when all have the same time.
inline constexpr std::size_t kBlockRows = 8192;
inline constexpr std::size_t kMostBlockRows = 262'144;

/// Merges ordered rows into the blocks of their metric: into a block that covers their time, else behind the
/// one before. Runs inside the caller's transaction; problems stay with the database.
void mergeIntoBlocks(Database& database, const StoredMetric& metric, const RowMerge& fresh);

[[nodiscard]] Error damagedRows(const Database& database, const std::string& metric);

}  // namespace guanlan
