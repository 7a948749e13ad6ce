// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/zone.h"
#include "core/store/history.h"
#include "core/store/history_copy.h"

#include <cstdint>
#include <string>

namespace guanlan {

/// Writes the rows of a query into a CSV file, all columns, times in `zone`: a slice of the time after the
/// other, so that a long time takes no more memory than a short one. Answers how many rows.
[[nodiscard]] Result<std::int64_t> writeHistoryCsv(History& history, const MetricDefinition& metric,
                                                   const HistoryQuery& query, const Zone& zone,
                                                   const std::string& path, const ShareDone& progress = {});

}  // namespace guanlan
