// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/database.h"
#include "core/store/row_codec.h"
#include "core/store/store.h"

#include <cstdint>
#include <vector>

namespace guanlan {

/// One shape of a metric as the file keeps it. Of the shapes of one name the newest revision is current.
struct StoredMetric {
    std::int64_t id = 0;
    std::int64_t revision = 0;
    MetricDefinition definition{};
};

/// All shapes in order of their revisions. Problems stay with the database.
[[nodiscard]] std::vector<StoredMetric> readMetrics(Database& database);

/// Makes the shape current: inserts it, or takes up one that was current before.
void defineMetric(Database& database, const MetricDefinition& metric);

/// Rows of an older shape in the current one, by column names; a column that is new, or had another type, is
/// null. Empty when time and dimensions are not the same.
[[nodiscard]] std::optional<TimedRows> inCurrentShape(const TimedRows& rows, const MetricDefinition& old,
                                                      const MetricDefinition& current);

}  // namespace guanlan
