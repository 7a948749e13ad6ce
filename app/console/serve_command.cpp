// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/serve_command.h"

#include "app/console/script_file.h"
#include "core/config/secret_store.h"
#include "core/plan/planner.h"
#include "core/runtime/live_session.h"

#include <QFileInfo>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <memory>
#include <optional>
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

void tell(const Error& error, const WorkspaceFolder& workspace) {
    const auto text = workspace.pipeline();
    const std::string rendered =
        error.position.line > 0 && text ? renderError(error, *text) : "guanlanctl: " + error.sentence();
    std::fprintf(stderr, "%s\n", rendered.c_str());
}

/// The pauses before a run that ended is begun again: longer and longer, until one has lasted a while.
class Pauses {
  public:
    [[nodiscard]] std::chrono::seconds next() {
        const auto now = std::chrono::steady_clock::now();
        const bool lasted = now - m_begun > kLastsAWhile;
        m_pause = lasted || m_pause.count() == 0 ? kFirst : std::min(2 * m_pause, kLongest);
        m_begun = now + m_pause;
        return m_pause;
    }

  private:
    static constexpr std::chrono::seconds kFirst{1};
    static constexpr std::chrono::seconds kLongest{30};
    static constexpr std::chrono::minutes kLastsAWhile{1};
    std::chrono::seconds m_pause{0};
    std::chrono::steady_clock::time_point m_begun = std::chrono::steady_clock::now();
};

/// Until Ctrl-C (nothing is returned) or the run has ended with an error.
std::optional<Error> watch(LiveSession& session, Reporter& reporter) {
    while (!g_stop.load()) {
        const SnapshotPtr snapshot = session.snapshot();
        reporter.look(*snapshot);
        if (snapshot->stopped) return snapshot->stopped;
        std::this_thread::sleep_for(kLookEvery);
    }
    return std::nullopt;
}

/// False: Ctrl-C came first.
bool pauseFor(std::chrono::seconds pause) {
    const auto until = std::chrono::steady_clock::now() + pause;
    while (!g_stop.load() && std::chrono::steady_clock::now() < until)
        std::this_thread::sleep_for(kLookEvery);
    return !g_stop.load();
}

/// A session that goes on from the last commit, tried until it starts; null: Ctrl-C came first.
Result<std::unique_ptr<LiveSession>> beginAgain(const WorkspaceFolder& workspace,
                                                const SessionOptions& options, Error ended, Pauses& pauses) {
    while (ended.retryable()) {
        const auto pause = pauses.next();
        std::fprintf(stderr, "guanlanctl: %s; going on from the last commit in %lld s\n",
                     ended.sentence().c_str(), static_cast<long long>(pause.count()));
        if (!pauseFor(pause)) return std::unique_ptr<LiveSession>();
        auto session = LiveSession::start(workspace, options);
        if (session) return session;
        ended = session.error();
    }
    return ended;
}

/// What went wrong may go well another time: a database that is looked into was away, a sink not reached.
int serveUntilStopped(const WorkspaceFolder& workspace, std::unique_ptr<LiveSession> session,
                      const SessionOptions& options) {
    Reporter reporter;
    Pauses pauses;
    while (session) {
        const auto ended = watch(*session, reporter);
        session->stop();
        if (!ended) return kDone;
        session.reset();
        auto again = beginAgain(workspace, options, *ended, pauses);
        if (!again) {
            tell(again.error(), workspace);
            return kFailed;
        }
        session = std::move(*again);
    }
    return kDone;
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
    const SessionOptions options{.clock = &clock, .secrets = readSecret};
    auto session = LiveSession::start(workspace, options);
    if (!session) {
        tell(session.error(), workspace);
        return exitCodeOf(session.error());
    }
    return serveUntilStopped(workspace, std::move(*session), options);
}

}  // namespace guanlan::console
