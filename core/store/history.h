// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/store.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace guanlan {

/// Which rows of a metric: time in [from, to), dimensions equal to the given texts.
struct HistoryQuery {
    std::string metric;
    Micros from = kMinTime;
    Micros to = kMaxTime;
    std::map<std::string, std::string> where{};
    std::optional<std::size_t> lastRows{};  ///< only the newest so many, still in order of time
};

/// Reads a workspace's history beside its writer, through a connection of its own. One thread at a time.
class History {
  public:
    static Result<std::unique_ptr<History>> open(const std::string& folder);
    virtual ~History() = default;

    [[nodiscard]] virtual Result<std::vector<MetricDefinition>> metrics() = 0;
    /// Rows in order of time, then of the dimensions; a corrected window appears once, with its newest
    /// values, and so does every key of a result that updates, in order of the keys. Schema as the metric's.
    /// No rows is an empty batch, an unknown metric is NotFound.
    [[nodiscard]] virtual Result<Batch> rows(const HistoryQuery& query) = 0;
    /// How far the sources had been read when the metric's rows at that time were made; empty when that is
    /// not known.
    [[nodiscard]] virtual Result<std::vector<SourceReach>> reach(const std::string& metric, Micros at) = 0;
    /// Newest first.
    [[nodiscard]] virtual Result<std::vector<StoredAlarm>> alarms(int limit) = 0;
    [[nodiscard]] virtual Result<std::vector<OutboxMessage>> messages(int limit) = 0;
    [[nodiscard]] virtual Result<std::vector<std::pair<std::string, BadRecord>>> quarantine(int limit) = 0;
    [[nodiscard]] virtual Result<HistoryUsage> usage() = 0;
};

}  // namespace guanlan
