// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/planner.h"

#include <string>
#include <string_view>

namespace guanlan {

/// Everything a run would refuse before it starts: the script is planned and its sources, sinks and operators
/// are made; nothing is opened. `file` names the script in errors, relative paths start at `folder`.
[[nodiscard]] PlanOutcome checkScript(std::string_view script, const std::string& file,
                                      const std::string& folder);

}  // namespace guanlan
