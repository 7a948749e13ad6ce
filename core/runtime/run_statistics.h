// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/zone.h"
#include "core/exec/job.h"
#include "core/plan/plan.h"

#include <string>

namespace guanlan {

/// The accounting of a run as one JSON object on one line: by source, then by query and source. Of several
/// queries that read a source, the one that used most speaks for the source.
[[nodiscard]] std::string runStatistics(const Plan& plan, Job& job, const Zone& zone);

/// Whether the operators from `node` down read the source.
[[nodiscard]] bool readsSource(const Node& node, std::size_t source);

}  // namespace guanlan
