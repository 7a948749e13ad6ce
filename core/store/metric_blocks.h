// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/database.h"
#include "core/store/metric_table.h"
#include "core/store/row_merge.h"

namespace guanlan {

/// Rows one block aims at where a metric has few series, and the most it holds.
inline constexpr std::size_t kBlockRows = 8192;
inline constexpr std::size_t kMostBlockRows = 262'144;
/// A block of many series holds about so many times, so that the names of the series weigh little.
inline constexpr std::size_t kBlockTimes = 64;

/// Merges ordered rows into the blocks of their metric: into a block that covers their time, else behind the
/// one before. Runs inside the caller's transaction; problems stay with the database.
void mergeIntoBlocks(Database& database, const StoredMetric& metric, const RowMerge& fresh);

[[nodiscard]] Error damagedRows(const Database& database, const std::string& metric);

}  // namespace guanlan
