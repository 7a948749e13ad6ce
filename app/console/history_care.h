// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/workspace.h"

#include <string>

namespace guanlan::console {

/// Exit codes as of every command. `json`: facts as ONE object.
int historySize(const WorkspaceFolder& workspace, bool json);
/// kFailed where something is damaged.
int checkHistoryOf(const WorkspaceFolder& workspace, bool json);
int backUpHistoryOf(const WorkspaceFolder& workspace, const std::string& file, bool json);
int restoreHistoryOf(const WorkspaceFolder& workspace, const std::string& file, bool json);

}  // namespace guanlan::console
