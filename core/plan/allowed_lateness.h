// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/plan.h"

namespace guanlan::planning {

inline constexpr char kAllowLateness[] = "table.exec.emit.allow-lateness";

/// The query with what SET 'table.exec.emit.allow-lateness' says about its windows. A corrected row comes
/// again; where something counts on, and for sessions, which may grow, the result updates and takes the old
/// row back. An error where something stands above such a window that could not follow that.
[[nodiscard]] Result<NodePtr> withAllowedLateness(const NodePtr& root, const Options& settings);

/// History takes rows again but none back: an error where the option alone made `before` such a `root`.
[[nodiscard]] Result<void> checkStored(const NodePtr& before, const NodePtr& root, TextPosition position);

}  // namespace guanlan::planning
