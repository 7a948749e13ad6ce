// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/plan.h"

namespace guanlan {

/// Turns every INSERT into a 'history', 'elasticsearch-7' or 'jdbc' table into a metric of that table's name,
/// with a notice for the latter two. Called once after planning.
void keepInHistory(Plan& plan);

}  // namespace guanlan
