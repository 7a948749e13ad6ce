// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/plan.h"

namespace guanlan::planning {

/// Notes what is valid and may yet not be meant: what queries without an end keep for ever where no
/// table.exec.state.ttl bounds it, and means of whole numbers, which are whole numbers. Each once.
void addRemarks(Plan& plan);

}  // namespace guanlan::planning
