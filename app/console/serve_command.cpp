// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/serve_command.h"

#include "app/console/script_file.h"
#include "core/config/secret_store.h"
#include "core/plan/planner.h"
#include "core/runtime/live_session.h"

#include <QFileInfo>

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <thread>

namespace guanlan::console {

namespace {

constexpr auto kLookEvery = std::chrono::milliseconds(100);

std::atomic<bool> g_stop = false;
static_assert(std::atomic<bool>::is_always_lock_free, "written by a signal handler");

extern "C" void stopServing(int) {
    g_stop.store(true);
}

/// Says what changed for the worse or the better since it last looked; one line each.
class Reporter {
  public:
    void look(const Snapshot& snapshot) {
        for (const SourceLive& source : snapshot.sources) {
            const auto& problem = source.health.problem;
            say(source.name, problem ? problem->sentence() : std::string());
        }
        say("history", snapshot.store.problem ? snapshot.store.problem->sentence() : std::string());
    }

  private:
    void say(const std::string& of, const std::string& problem) {
        std::string& before = m_said[of];
        if (before == problem) return;
        std::fprintf(stderr, "guanlanctl: %s: %s\n", of.c_str(),
                     problem.empty() ? "well again" : problem.c_str());
        before = problem;
    }
    std::map<std::string, std::string> m_said;
};

int refuse(const Error& error, const WorkspaceFolder& workspace) {
    const auto text = workspace.pipeline();
    const std::string rendered =
        error.position.line > 0 && text ? renderError(error, *text) : "guanlanctl: " + error.sentence();
    std::fprintf(stderr, "%s\n", rendered.c_str());
    return error.position.line > 0 ? kWrongScript : kFailed;
}

}  // namespace

int serve(const std::string& path) {
    const WorkspaceFolder workspace(path);
    if (!QFileInfo(QString::fromStdString(path)).isDir()) {
        std::fprintf(stderr, "guanlanctl: there is no workspace folder '%s'\n", path.c_str());
        return kWrongScript;
    }
    std::signal(SIGINT, stopServing);
    std::signal(SIGTERM, stopServing);
    const SystemClock clock;
    auto session = LiveSession::start(workspace, {.clock = &clock, .secrets = readSecret});
    if (!session) return refuse(session.error(), workspace);
    Reporter reporter;
    while (!g_stop.load()) {
        const SnapshotPtr snapshot = (*session)->snapshot();
        reporter.look(*snapshot);
        if (snapshot->stopped) return refuse(*snapshot->stopped, workspace);
        std::this_thread::sleep_for(kLookEvery);
    }
    (*session)->stop();
    return kDone;
}

}  // namespace guanlan::console
