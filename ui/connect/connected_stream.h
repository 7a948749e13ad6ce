// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connect/connect_page.h"

#include <string>

namespace guanlan {

/// What the workspace was before a stream was connected, to go back to.
struct StreamUndo {
    std::string script{};     ///< pipeline.sql as it was; empty: there was none
    std::string dashboard{};  ///< the one that was added
};

/// Writes a connected stream into the workspace's files: the dashboard first, since a script without one
/// still runs.
[[nodiscard]] Result<StreamUndo> saveStream(WorkspaceModel& workspace, const ConnectResult& result);
[[nodiscard]] Result<void> takeBackStream(WorkspaceModel& workspace, const StreamUndo& undo);

}  // namespace guanlan
