// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/plan.h"

namespace guanlan {

/// Whether reading the table comes to an end by itself, as far as its options say.
[[nodiscard]] bool isBounded(const TableDefinition& table);
/// Whether all sources under a node do.
[[nodiscard]] bool isBounded(const Node& node, const Plan& plan);

}  // namespace guanlan
