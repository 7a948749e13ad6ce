// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/secret_store.h"
#include "core/config/workspace.h"
#include "core/runtime/event_search.h"

#include <atomic>
#include <map>
#include <string>

namespace guanlan {

/// One row of a workspace's metric, as history has it.
struct WorkspaceRow {
    std::string metric{};
    std::string row{};  ///< a JSON object with its columns, as `guanlanctl history` prints it
};

/// The events behind one row of a workspace: its script is planned, its history asked how far the sources had
/// been read, its sources are read once more. Takes as long as that; `stopping` ends it with Cancelled.
[[nodiscard]] Result<RowEvents> eventsBehind(const WorkspaceFolder& workspace, const WorkspaceRow& row,
                                             const std::map<std::string, std::string>& variables,
                                             const SecretLookup& secrets, const std::atomic<bool>& stopping);

}  // namespace guanlan
