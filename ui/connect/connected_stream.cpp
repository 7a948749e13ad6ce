// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/connected_stream.h"

namespace guanlan {

Result<StreamUndo> saveStream(WorkspaceModel& workspace, const ConnectResult& result) {
    const WorkspaceFolder& folder = workspace.folder();
    if (const auto settings = folder.settings(); !settings && settings.error().code == ErrorCode::NotFound) {
        if (Result<void> saved = folder.save(workspace.settings()); !saved) return std::move(saved).error();
    }
    StreamUndo undo{.dashboard = result.dashboard.id};
    if (auto script = folder.pipeline()) undo.script = std::move(*script);
    if (Result<void> saved = folder.save(result.dashboard); !saved) return std::move(saved).error();
    workspace.setDashboard(result.dashboard);
    if (Result<void> saved = folder.savePipeline(result.script); !saved) return std::move(saved).error();
    return undo;
}

Result<void> takeBackStream(WorkspaceModel& workspace, const StreamUndo& undo) {
    if (Result<void> saved = workspace.folder().savePipeline(undo.script); !saved) return saved;
    workspace.removeDashboard(undo.dashboard);
    workspace.flush();
    return workspace.saveProblem() ? Result<void>(*workspace.saveProblem()) : Result<void>();
}

}  // namespace guanlan
