// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/plan.h"

namespace guanlan::planning {

inline constexpr char kAllowLateness[] = "table.exec.emit.allow-lateness";

/// The query with what SET 'table.exec.emit.allow-lateness' says about its windows. An error where something
/// stands above such a window that could not take a corrected row back.
[[nodiscard]] Result<NodePtr> withAllowedLateness(const NodePtr& root, const Options& settings);

}  // namespace guanlan::planning
