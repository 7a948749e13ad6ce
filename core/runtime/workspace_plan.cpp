// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/workspace_plan.h"

#include "core/plan/planner.h"
#include "core/runtime/components.h"
#include "core/sink/history_sinks.h"

#include <algorithm>

namespace guanlan {

namespace {

TextPosition positionOf(const std::string& text, std::size_t offset) {
    const auto end = text.begin() + static_cast<std::ptrdiff_t>(offset);
    const std::size_t newline = text.rfind('\n', offset);
    const std::size_t lineStart = newline == std::string::npos ? 0 : newline + 1;
    // Characters, not bytes: the bytes inside one are left out.
    const auto column = std::count_if(text.begin() + static_cast<std::ptrdiff_t>(lineStart), end,
                                      [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80; });
    return {.line = 1 + static_cast<int>(std::count(text.begin(), end, '\n')),
            .column = 1 + static_cast<int>(column)};
}

Result<std::string> replaced(const std::string& script, const std::map<std::string, std::string>& variables) {
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
                         .position = positionOf(script, at)};
        }
        text.append(script, from, at - from).append(value->second);
        from = close + 1;
    }
    return text.append(script, from);
}

}  // namespace

Result<Plan> planWorkspace(const WorkspaceFolder& workspace,
                           const std::map<std::string, std::string>& variables) {
    const Result<std::string> text = workspace.pipeline();
    if (!text) return text.error();
    const Result<std::string> script = replaced(*text, variables);
    if (!script) {
        Error error = script.error();
        error.file = workspace.pipelinePath();
        return error;
    }
    PlanOutcome outcome =
        planScript(*script, {.file = workspace.pipelinePath(), .components = knownComponents()});
    if (!outcome.ok()) return outcome.errors.front();
    keepInHistory(outcome.plan);
    return std::move(outcome.plan);
}

MetricDefinition metricOf(const Query& query) {
    return {.name = query.name,
            .schema = query.root->output,
            .timeColumn = query.timeAxis,
            .dimensions = query.dimensions,
            .fingerprint = query.fingerprint};
}

std::vector<MetricDefinition> metricsOf(const Plan& plan) {
    std::vector<MetricDefinition> metrics;
    for (const Query& query : plan.queries) {
        if (query.kind == Query::Kind::Metric) metrics.push_back(metricOf(query));
    }
    return metrics;
}

}  // namespace guanlan
