// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/serve_command.h"

#include "app/console/interrupt.h"
#include "app/console/script_file.h"
#include "core/config/secret_store.h"
#include "core/plan/planner.h"
#include "core/runtime/attach/live_server.h"
#include "core/runtime/live_session.h"
#include "core/runtime/workspace_plan.h"

#include <QFileInfo>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

namespace guanlan::console {

namespace {

constexpr auto kLookEvery = std::chrono::milliseconds(100);

/// Says what changed for the worse or the better since it last looked; one line each.
class Reporter {
  public:
    void look(const Snapshot& snapshot) {
        for (const SourceLive& source : snapshot.sources) {
            const auto& problem = source.health.problem;
            say(source.name, problem ? problem->sentence() : std::string());
        }
        say("prometheus", snapshot.endpointProblem ? snapshot.endpointProblem->sentence() : std::string());
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

/// What programs that attach see of the session, and what they ask for.
class Attachment {
  public:
    explicit Attachment(const WorkspaceFolder& workspace)
        : m_server(workspace.stateFolder(), {.snapshot = [this] { return snapshot(); },
                                             .script = [this] { return script(); },
                                             .reload = [this] { m_reload = true; },
                                             .restart = [this] { m_restart = true; }}) {}
    /// Null before the session ends.
    void show(const LiveSession* session, std::string script = {}) {
        const std::lock_guard lock(m_mutex);
        m_session = session;
        m_script = std::move(script);
    }
    [[nodiscard]] bool takeReload() { return m_reload.exchange(false); }
    [[nodiscard]] bool takeRestart() { return m_restart.exchange(false); }

  private:
    [[nodiscard]] SnapshotPtr snapshot() const {
        const std::lock_guard lock(m_mutex);
        return m_session != nullptr ? m_session->snapshot() : nullptr;
    }
    [[nodiscard]] std::string script() const {
        const std::lock_guard lock(m_mutex);
        return m_script;
    }
    mutable std::mutex m_mutex;  // guards the two below
    const LiveSession* m_session = nullptr;
    std::string m_script;
    std::atomic<bool> m_reload{false};
    std::atomic<bool> m_restart{false};
    LiveServer m_server;  // last: its thread uses the members above
};

/// Rules, channels and settings as they are in the files now; a file that is wrong changes nothing.
void reload(LiveSession& session, const WorkspaceFolder& workspace) {
    auto rules = workspace.alarms();
    auto channels = workspace.channels();
    const auto settings = workspace.settings();
    for (const Error* error : {rules ? nullptr : &rules.error(), channels ? nullptr : &channels.error(),
                               settings ? nullptr : &settings.error()}) {
        if (error != nullptr) std::fprintf(stderr, "guanlanctl: %s\n", error->sentence().c_str());
    }
    if (rules) session.setRules(std::move(*rules));
    if (channels) session.setChannels(std::move(*channels));
    if (!settings) return;
    session.setRetention(retentionOf(*settings));
    session.setPrometheusPort(settings->prometheusPort);
}

/// Whether a script that was saved can take the place of the one that runs; says why not.
bool canRun(const WorkspaceFolder& workspace) {
    const auto plan = planWorkspace(workspace, {});
    if (!plan) tell(plan.error(), workspace);
    return plan.ok();
}

struct Watched {
    std::optional<Error> ended{};
    bool restart = false;
};

/// Until Ctrl-C, the run has ended with an error, or another script is to run.
Watched watch(LiveSession& session, const WorkspaceFolder& workspace, Attachment& attachment,
              Reporter& reporter) {
    while (!interrupted()) {
        const SnapshotPtr snapshot = session.snapshot();
        reporter.look(*snapshot);
        if (snapshot->stopped) return {.ended = snapshot->stopped};
        if (attachment.takeReload()) reload(session, workspace);
        if (attachment.takeRestart() && canRun(workspace)) return {.restart = true};
        std::this_thread::sleep_for(kLookEvery);
    }
    return {};
}

/// False: Ctrl-C came first.
bool pauseFor(std::chrono::seconds pause) {
    const auto until = std::chrono::steady_clock::now() + pause;
    while (!interrupted() && std::chrono::steady_clock::now() < until)
        std::this_thread::sleep_for(kLookEvery);
    return !interrupted();
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
    Attachment attachment(workspace);
    Reporter reporter;
    Pauses pauses;
    while (session) {
        const auto script = workspace.pipeline();
        attachment.show(session.get(), script ? scriptNumber(*script) : std::string());
        const Watched watched = watch(*session, workspace, attachment, reporter);
        attachment.show(nullptr);
        session->stop();
        if (!watched.ended && !watched.restart) return kDone;
        session.reset();
        auto again = watched.restart ? LiveSession::start(workspace, options)
                                     : beginAgain(workspace, options, *watched.ended, pauses);
        if (!again && watched.restart) again = beginAgain(workspace, options, again.error(), pauses);
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
    catchInterrupts();
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
