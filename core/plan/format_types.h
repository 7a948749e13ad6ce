// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/planner.h"

namespace guanlan {

/// Whether a format can hold the physical columns of a table; the reason names the column. No position.
[[nodiscard]] Result<void> checkTypes(const PlannerOptions::Component& format, const TableDefinition& table);

}  // namespace guanlan
