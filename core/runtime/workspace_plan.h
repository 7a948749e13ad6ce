// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/workspace.h"
#include "core/plan/plan.h"
#include "core/store/store.h"

#include <map>
#include <string>
#include <vector>

namespace guanlan {

/// `${NAME}` replaced by the values given; a name without one is an error with its place.
[[nodiscard]] Result<std::string> withVariables(const std::string& script,
                                                const std::map<std::string, std::string>& variables);

/// The plan of a workspace's pipeline.sql, `${NAME}` replaced by the values given; a mistake is the first
/// one, with its place in the file. Opens and starts nothing.
[[nodiscard]] Result<Plan> planWorkspace(const WorkspaceFolder& workspace,
                                         const std::map<std::string, std::string>& variables);

/// The zone that the script sets, else the workspace's.
[[nodiscard]] Result<Zone> zoneOf(const Plan& plan, const WorkspaceSettings& settings);

/// The same for a workspace as it lies there, also where its script cannot be planned.
[[nodiscard]] Result<Zone> zoneOf(const WorkspaceFolder& workspace);

/// How much history a workspace keeps.
[[nodiscard]] Retention retentionOf(const WorkspaceSettings& settings);

/// What history keeps of a metric query.
[[nodiscard]] MetricDefinition metricOf(const Query& query);
/// Of all metric queries, in the order of the script.
[[nodiscard]] std::vector<MetricDefinition> metricsOf(const Plan& plan);
/// Those of a run: and behind them what it tells of itself.
[[nodiscard]] std::vector<MetricDefinition> runMetricsOf(const Plan& plan);

}  // namespace guanlan
