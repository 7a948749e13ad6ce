// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/window_program.h"
#include "app/desktop/workspace_run.h"
#include "core/runtime/demo/terminal_table.h"
#include "ui/settings/appearance.h"
#include "ui/shell/main_window.h"

#include <QApplication>
#include <QDir>
#include <QTimer>

#include <cstdio>
#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace guanlan {

namespace {

constexpr int kTableEvery = 1000;
constexpr int kMinuteLong = 60'000;
constexpr int kDrawTime = 4000;  // before the end: the window reads its history and draws
constexpr QSize kPicture(1600, 1000);

bool onTerminal() {
#ifdef Q_OS_UNIX
    return isatty(STDOUT_FILENO) != 0;
#else
    return false;
#endif
}

int fail(const Error& error) {
    std::fprintf(stderr, "guanlan: %s\n", error.sentence().c_str());
    return 1;
}

QString picturePath(const DesktopOptions& options) {
    if (!options.screenshot.isEmpty()) return QDir::current().absoluteFilePath(options.screenshot);
    return QDir::temp().filePath(
        QStringLiteral("guanlan-dashboard-%1.png").arg(QCoreApplication::applicationPid()));
}

/// Prints once a second; draws at the end of the minute.
class HeadlessProgram {
  public:
    HeadlessProgram(QApplication& application, const DesktopOptions& options, WorkspaceRun& run)
        : m_options(options),
          m_view(run.view()),
          m_workspace(run.folder()),
          m_appearance(application),
          m_table(m_view.zone, onTerminal()) {
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { print(); });
        m_timer.start(kTableEvery);
        QTimer::singleShot(kMinuteLong - kDrawTime, &m_timer, [this] { openWindow(); });
        QTimer::singleShot(kMinuteLong, &m_timer, [this] { draw(); });
    }
    ~HeadlessProgram() {
        if (m_window) m_window->clearRun();
    }
    HeadlessProgram(const HeadlessProgram&) = delete;
    HeadlessProgram& operator=(const HeadlessProgram&) = delete;

  private:
    void print() {
        const SnapshotPtr snapshot = m_view.snapshot();
        std::fputs(m_table.render(*snapshot, m_view.metrics).c_str(), stdout);
        std::fflush(stdout);
        if (snapshot->stopped) QApplication::exit(fail(*snapshot->stopped));
    }
    void openWindow() {
        const Result<void> loaded = m_workspace.load();
        if (!loaded.ok()) {
            QApplication::exit(fail(loaded.error()));
            return;
        }
        const WorkspaceSettings& settings = m_workspace.settings();
        m_appearance.setLanguage(m_options.language.isEmpty() ? QString::fromStdString(settings.language)
                                                              : m_options.language);
        m_appearance.setTheme(m_options.theme.isEmpty() ? QString::fromStdString(settings.theme)
                                                        : m_options.theme);
        m_window = std::make_unique<MainWindow>(m_workspace, m_secrets);
        m_window->resize(kPicture);
        m_window->show();
        m_window->setRun(m_view);
    }
    void draw() {
        if (!m_window) return;
        const QString path = picturePath(m_options);
        const bool saved = m_window->grab().save(path);
        m_window->clearRun();
        m_window.reset();
        if (!saved) {
            std::fprintf(stderr, "guanlan: cannot write %s\n", qPrintable(path));
        } else {
            std::printf("%s\n", qPrintable(path));
            std::fflush(stdout);
        }
        if (!m_options.keep || !saved) QApplication::exit(saved ? 0 : 1);
    }

    DesktopOptions m_options;
    RunView m_view;
    WorkspaceModel m_workspace;
    Appearance m_appearance;
    TerminalTable m_table;
    SecretAccess m_secrets{};
    std::unique_ptr<MainWindow> m_window{};
    QTimer m_timer{};
};

}  // namespace

int runHeadless(QApplication& application, const DesktopOptions& options) {
    const auto run = WorkspaceRun::prepare(options);
    if (!run) return fail(run.error());
    const Result<void> started = (*run)->start(systemSecrets());
    if (!started) return fail(started.error());
    const HeadlessProgram program(application, options, **run);
    return QApplication::exec();
}

}  // namespace guanlan
