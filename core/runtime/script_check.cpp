// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/script_check.h"

#include "core/base/clock.h"
#include "core/config/workspace.h"
#include "core/runtime/components.h"
#include "core/runtime/script_run.h"
#include "core/runtime/workspace_plan.h"
#include "core/sink/history_sinks.h"

namespace guanlan {

PlanOutcome checkScript(std::string_view script, const std::string& file, const std::string& folder) {
    PlanOutcome outcome = planScript(script, plannerOptions(file));
    if (!outcome.ok()) return outcome;
    keepInHistory(outcome.plan);
    const auto zone = zoneOf(outcome.plan, WorkspaceSettings{});
    if (!zone) {
        outcome.errors.push_back(zone.error());
        return outcome;
    }
    const SystemClock clock;
    auto made = ScriptRun::create(
        outcome.plan,
        {.clock = &clock, .zone = *zone, .baseFolder = folder, .secrets = [](const std::string&) {
             return std::string();
         }});
    if (!made) outcome.errors.push_back(std::move(made).error());
    return outcome;
}

}  // namespace guanlan
