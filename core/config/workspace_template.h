// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/workspace.h"

#include <string>
#include <vector>

namespace guanlan {

/// A workspace that ships with the program, to be copied and started from.
struct WorkspaceTemplate {
    std::string id{};    ///< name of its folder
    std::string path{};  ///< for WorkspaceFolder::createFrom()
    WorkspaceSettings settings{};
    std::vector<DashboardConfig> dashboards{};
};

/// In the order of their names.
[[nodiscard]] std::vector<WorkspaceTemplate> shippedTemplates();

/// Whether there is nothing yet where a workspace is to be: no folder, or an empty one.
[[nodiscard]] bool isUnused(const WorkspaceFolder& folder);

}  // namespace guanlan
