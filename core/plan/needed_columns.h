// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/plan.h"

#include <cstddef>
#include <vector>

namespace guanlan {

/// One entry for each column of Plan::sources[source]: whether some query, computed column or watermark reads
/// it.
[[nodiscard]] std::vector<bool> neededColumns(const Plan& plan, std::size_t source);

}  // namespace guanlan
