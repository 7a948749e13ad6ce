// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/workspace_plan.h"

#include "core/base/text_position.h"
#include "core/plan/planner.h"
#include "core/runtime/components.h"
#include "core/runtime/self_metrics.h"
#include "core/sink/history_sinks.h"

namespace guanlan {

namespace {

Error nameTaken(const Query& query, const std::string& file) {
    return Error{.code = ErrorCode::InvalidInput,
                 .id = "workspace.selfMetric",
                 .what = "'" + query.name + "' is what this program tells of itself",
                 .next = "Choose another name for the metric",
                 .arguments = {query.name},
                 .file = file,
                 .position = query.position};
}

}  // namespace

Result<std::string> withVariables(const std::string& script,
                                  const std::map<std::string, std::string>& variables) {
    std::string text;
    std::size_t from = 0;
    for (std::size_t at = script.find("${"); at != std::string::npos; at = script.find("${", from)) {
        const std::size_t close = script.find('}', at);
        const std::string name =
            close == std::string::npos ? std::string() : script.substr(at + 2, close - at - 2);
        const auto value = variables.find(name);
        if (value == variables.end()) {
            return Error{.code = ErrorCode::InvalidInput,
                         .id = "workspace.variable",
                         .what = "No value for the variable '" + name + "'",
                         .next = "Write the value into the script",
                         .arguments = {name},
                         .position = positionAt(script, at)};
        }
        text.append(script, from, at - from).append(value->second);
        from = close + 1;
    }
    return text.append(script, from);
}

Result<Plan> planWorkspace(const WorkspaceFolder& workspace,
                           const std::map<std::string, std::string>& variables) {
    const Result<std::string> text = workspace.pipeline();
    if (!text) return text.error();
    const Result<std::string> script = withVariables(*text, variables);
    if (!script) {
        Error error = script.error();
        error.file = workspace.pipelinePath();
        return error;
    }
    PlanOutcome outcome = planScript(*script, plannerOptions(workspace.pipelinePath()));
    if (!outcome.ok()) return outcome.errors.front();
    for (const Query& query : outcome.plan.queries) {
        if (isSelfMetric(query.name)) return nameTaken(query, workspace.pipelinePath());
    }
    keepInHistory(outcome.plan);
    return std::move(outcome.plan);
}

Result<Zone> zoneOf(const Plan& plan, const WorkspaceSettings& settings) {
    const auto fromScript = plan.settings.find("table.local-time-zone");
    return zoneByName(fromScript != plan.settings.end() ? fromScript->second : settings.timeZone);
}

Result<Zone> zoneOf(const WorkspaceFolder& workspace) {
    const auto settings = workspace.settings();
    if (!settings) return settings.error();
    const auto plan = planWorkspace(workspace, {});
    return plan ? zoneOf(*plan, *settings) : zoneByName(settings->timeZone);
}

Retention retentionOf(const WorkspaceSettings& settings) {
    return {.age = settings.retentionDays * kDay,
            .bytes = std::int64_t{settings.retentionMegabytes} * 1'000'000};
}

MetricDefinition metricOf(const Query& query) {
    return {.name = query.name,
            .schema = query.root->output,
            .timeColumn = query.timeAxis,
            .dimensions = query.dimensions,
            .keyed = query.keyed,
            .fingerprint = query.fingerprint};
}

std::vector<MetricDefinition> metricsOf(const Plan& plan) {
    std::vector<MetricDefinition> metrics;
    for (const Query& query : plan.queries) {
        if (query.kind == Query::Kind::Metric) metrics.push_back(metricOf(query));
    }
    return metrics;
}

std::vector<MetricDefinition> runMetricsOf(const Plan& plan) {
    std::vector<MetricDefinition> metrics = metricsOf(plan);
    for (MetricDefinition& own : SelfMetrics::definitions())
        metrics.push_back(std::move(own));
    return metrics;
}

}  // namespace guanlan
