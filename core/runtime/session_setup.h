// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alarm/alarm_evaluator.h"
#include "core/exec/job.h"
#include "core/notify/wording.h"
#include "core/runtime/live_session.h"
#include "core/sink/sink.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace guanlan {

/// Everything a session needs before its first thread starts.
struct SessionSetup {
    Plan plan;
    std::unique_ptr<Store> store;
    std::unique_ptr<Job> job;
    std::vector<std::unique_ptr<Source>> sources;
    std::vector<std::vector<SourcePosition>> positions;  ///< by source
    std::vector<MetricDefinition> metrics;               ///< of the queries, then SelfMetrics::definitions()
    std::vector<std::optional<std::size_t>> metricOfQuery;
    std::vector<std::unique_ptr<Sink>> sinkOfQuery;
    AlarmEvaluator alarms;
    std::vector<ChannelConfig> channels;
    Retention retention{};
    int prometheusPort = 0;
    WordingContext wording;
};

/// Reads the workspace, plans its script, opens the store and restores what was saved. Starts nothing.
[[nodiscard]] Result<SessionSetup> prepareSession(const WorkspaceFolder& workspace,
                                                  const SessionOptions& options);

}  // namespace guanlan
