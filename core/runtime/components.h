// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/zone.h"
#include "core/plan/boundedness.h"
#include "core/plan/plan.h"
#include "core/plan/planner.h"
#include "core/source/source.h"

#include <string>
#include <vector>

namespace guanlan {

/// All connectors and formats of this program, for planScript().
[[nodiscard]] std::vector<PlannerOptions::Component> knownComponents();

/// For planScript(): those, and the time zones of this machine.
[[nodiscard]] PlannerOptions plannerOptions(std::string file);

/// What one source of a plan needs: the columns its queries read, its idle timeout, its place in the plan.
[[nodiscard]] Result<SourceSettings> sourceSettingsOf(const Plan& plan, std::size_t source,
                                                      const Clock& clock, const Zone& zone,
                                                      const std::string& baseFolder);

}  // namespace guanlan
