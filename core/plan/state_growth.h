// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/plan.h"

namespace guanlan::planning {

/// Says of queries without an end what they keep for ever: what no window bounds, and no
/// table.exec.state.ttl.
void warnOfGrowth(Plan& plan);

}  // namespace guanlan::planning
