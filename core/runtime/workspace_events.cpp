// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/workspace_events.h"

#include "core/base/clock.h"
#include "core/runtime/row_question.h"
#include "core/runtime/self_metrics.h"
#include "core/runtime/workspace_plan.h"
#include "core/store/history.h"

namespace guanlan {

Result<RowEvents> eventsBehind(const WorkspaceFolder& workspace, const WorkspaceRow& row,
                               const std::map<std::string, std::string>& variables,
                               const SecretLookup& secrets, const std::atomic<bool>& stopping) {
    if (isSelfMetric(row.metric)) {
        return Error{.code = ErrorCode::InvalidInput,
                     .id = "events.selfMetric",
                     .what = "There are no events behind '" + row.metric + "'",
                     .cause = "this program counts it itself",
                     .arguments = {row.metric}};
    }
    const auto settings = workspace.settings();
    if (!settings) return settings.error();
    auto plan = planWorkspace(workspace, variables);
    if (!plan) return std::move(plan).error();
    const auto zone = zoneOf(*plan, *settings);
    if (!zone) return zone.error();
    auto question = rowQuestionOf(*plan, {.query = row.metric, .row = row.row}, *zone);
    if (!question) return std::move(question).error();
    auto history = History::open(workspace.stateFolder());
    if (!history) return std::move(history).error();
    if (auto added = addReach(*question, *plan, **history); !added) return std::move(added).error();
    const SystemClock clock;
    auto search = EventSearch::create(std::move(*plan), *question,
                                      {.clock = &clock,
                                       .zone = *zone,
                                       .baseFolder = workspace.path(),
                                       .secrets = secrets,
                                       .stopping = &stopping});
    if (!search) return std::move(search).error();
    return (*search)->run();
}

}  // namespace guanlan
