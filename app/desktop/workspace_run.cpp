// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/workspace_run.h"

#include "core/config/secret_store.h"

#include <QDir>
#include <QStandardPaths>

namespace guanlan {

namespace {

/// Where the demo keeps its workspace from one start to the next. What runs faster than the clock, or for a
/// picture only, gets a folder that is removed at the end.
std::string demoFolder(const DesktopOptions& options) {
    if (!options.workspace.isEmpty()) return options.workspace.toStdString();
    if (options.speed > 1 || options.headless) return {};
    const QString data = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    return (data + QStringLiteral("/demo")).toStdString();
}

/// A copy of the demo asks for the demo's broker until its script names another one.
bool bringsItsStream(const DesktopOptions& options) {
    const WorkspaceFolder folder(options.workspace.toStdString());
    const auto settings = folder.settings();
    const auto script = folder.pipeline();
    return settings && !settings->demo.isEmpty() && script && script->find("${BROKER}") != std::string::npos;
}

}  // namespace

SecretAccess systemSecrets() {
    return {.read = [](const std::string& name) { return readSecret(name); },
            .write = [](const std::string& name,
                        const std::string& secret) { return writeSecret(name, secret); }};
}

Result<std::unique_ptr<WorkspaceRun>> WorkspaceRun::prepare(const DesktopOptions& options) {
    const bool demo = options.demo || options.workspace.isEmpty() || bringsItsStream(options);
    if (!demo) {
        WorkspaceFolder folder(QDir(options.workspace).absolutePath().toStdString());
        return std::unique_ptr<WorkspaceRun>(new WorkspaceRun(std::move(folder), nullptr));
    }
    DemoOptions demoOptions{.folder = demoFolder(options), .speed = double(options.speed)};
    auto prepared = DemoSession::prepare(demoOptions);
    if (!prepared) return std::move(prepared).error();
    WorkspaceFolder folder = (*prepared)->workspace();
    return std::unique_ptr<WorkspaceRun>(new WorkspaceRun(std::move(folder), std::move(*prepared)));
}

WorkspaceRun::~WorkspaceRun() {
    stop();
}

const Clock& WorkspaceRun::clock() const {
    if (m_demo) return m_demo->clock();
    return m_clock;
}

Result<void> WorkspaceRun::start(const SecretAccess& secrets) {
    stop();
    SessionOptions options = m_demo ? m_demo->sessionOptions() : SessionOptions{};
    options.clock = &clock();
    options.secrets = secrets.read;
    auto started = LiveSession::start(m_folder, options);
    if (!started && started.error().code == ErrorCode::Conflict) {
        // Where the one that has the workspace serves it, it is looked at over there.
        if (auto attached = LiveSession::attach(m_folder, options); attached) started = std::move(attached);
    }
    if (!started) return std::move(started).error();
    m_session = std::move(*started);
    if (m_demo && !m_feeding) {
        m_demo->startFeeding();
        m_feeding = true;
    }
    return {};
}

void WorkspaceRun::stop() {
    m_session.reset();
}

RunView WorkspaceRun::view() const {
    return {.snapshot = [session = m_session.get()] { return session->snapshot(); },
            .metrics = m_session->metrics(),
            .historyFolder = m_folder.stateFolder(),
            .variables = m_demo ? m_demo->sessionOptions().variables : std::map<std::string, std::string>(),
            .clock = &clock(),
            .zone = m_session->zone()};
}

}  // namespace guanlan
