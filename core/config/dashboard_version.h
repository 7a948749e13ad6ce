// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"
#include "core/config/workspace.h"

#include <string>
#include <vector>

namespace guanlan {

/// A dashboard as it once stood in its file.
struct DashboardVersion {
    Micros at = 0;  ///< when it was saved
    DashboardConfig dashboard{};
};

/// Keeps what stands in the file of a dashboard, which is about to be replaced, as a version in the state
/// folder: if it has stood for a minute, so that the steps of one edit are no versions. The oldest go.
Result<void> keepVersion(const WorkspaceFolder& folder, const std::string& id, Micros now);

/// Newest first; what cannot be read is left out.
[[nodiscard]] std::vector<DashboardVersion> versionsOf(const WorkspaceFolder& folder, const std::string& id);

}  // namespace guanlan
