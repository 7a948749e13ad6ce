// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/options.h"
#include "core/base/clock.h"
#include "core/config/workspace.h"
#include "core/runtime/demo/demo_session.h"
#include "core/runtime/live_session.h"
#include "ui/model/run_view.h"
#include "ui/settings/secret_access.h"

#include <memory>

namespace guanlan {

/// The workspace the program was started for, with the demo around it where that was asked or its script
/// needs the demo's stream, and its run.
class WorkspaceRun {
  public:
    /// Makes or finds the workspace; nothing runs yet.
    static Result<std::unique_ptr<WorkspaceRun>> prepare(const DesktopOptions& options);
    ~WorkspaceRun();

    [[nodiscard]] const WorkspaceFolder& folder() const { return m_folder; }
    /// Starts the run, or starts it again after stop().
    Result<void> start(const SecretAccess& secrets);
    void stop();
    /// Null while nothing runs.
    [[nodiscard]] LiveSession* session() const { return m_session.get(); }
    [[nodiscard]] const Clock& clock() const;
    /// Of the running session.
    [[nodiscard]] RunView view() const;

  private:
    WorkspaceRun(WorkspaceFolder folder, std::unique_ptr<DemoSession> demo)
        : m_folder(std::move(folder)), m_demo(std::move(demo)) {}

    WorkspaceFolder m_folder;
    SystemClock m_clock{};
    std::unique_ptr<DemoSession> m_demo;  // outlives the session
    std::unique_ptr<LiveSession> m_session{};
    bool m_feeding = false;
};

/// The system's keychain, for the forms and the notifier.
[[nodiscard]] SecretAccess systemSecrets();

}  // namespace guanlan
