// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/window_program.h"

#include "app/desktop/workspace_run.h"
#include "core/config/workspace_template.h"
#include "core/runtime/workspace_plan.h"
#include "core/store/history_copy.h"
#include "ui/connect/connected_stream.h"
#include "ui/connect/errand.h"
#include "ui/metric/metric_editor.h"
#include "ui/settings/appearance.h"
#include "ui/shell/main_window.h"
#include "ui/widget/error_text.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QTimer>

#include <cstdio>
#include <optional>

namespace guanlan {

namespace {

constexpr qint64 kLongestText = 1 << 20;
constexpr int kScreenshotDelay = 8000;  // until history is read and the first windows have closed

QString words(const char* text) {
    return QCoreApplication::translate("WindowProgram", text);
}

/// One among the documents that is not there yet.
QString freshFolder(const QString& name) {
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation) +
                           QStringLiteral("/Guanlan/") + name;
    QString free = folder;
    for (int number = 2; QFileInfo::exists(free); ++number)
        free = folder + QLatin1Char('-') + QString::number(number);
    return free;
}

/// Workspace, window and run, wired to each other.
class WindowProgram {
  public:
    WindowProgram(QApplication& application, const DesktopOptions& options, std::unique_ptr<WorkspaceRun> run)
        : m_options(options), m_run(std::move(run)), m_workspace(m_run->folder()), m_appearance(application) {
        const Result<void> loaded = m_workspace.load();
        appear();
        m_window = std::make_unique<MainWindow>(m_workspace, m_secrets);
        connectAll();
        m_window->show();
        if (loaded.ok()) {
            QTimer::singleShot(0, m_window.get(), [this] { start(); });
        } else {
            showError(loaded.error());
        }
    }
    ~WindowProgram() {
        m_window->clearRun();
        m_run->stop();
    }
    WindowProgram(const WindowProgram&) = delete;
    WindowProgram& operator=(const WindowProgram&) = delete;

    void shoot() {
        QTimer::singleShot(kScreenshotDelay, m_window.get(), [this] {
            QApplication::exit(m_window->grab().save(m_options.screenshot) ? 0 : 1);
        });
    }

  private:
    void connectAll() {
        QObject::connect(&m_workspace, &WorkspaceModel::settingsChanged, m_window.get(), [this] {
            appear();
            if (m_run->session() == nullptr) return;
            m_run->session()->setRetention(retentionOf(m_workspace.settings()));
            m_run->session()->setPrometheusPort(m_workspace.settings().prometheusPort);
        });
        QObject::connect(&m_workspace, &WorkspaceModel::rulesChanged, m_window.get(), [this] {
            if (m_run->session() != nullptr) m_run->session()->setRules(m_workspace.rules());
        });
        QObject::connect(&m_workspace, &WorkspaceModel::channelsChanged, m_window.get(), [this] {
            if (m_run->session() != nullptr) m_run->session()->setChannels(m_workspace.channels());
        });
        QObject::connect(m_window.get(), &MainWindow::retryAsked, m_window.get(), [this] { start(); });
        QObject::connect(m_window.get(), &MainWindow::streamConnected, m_window.get(),
                         [this](const ConnectResult& result) { connectStream(result); });
        QObject::connect(m_window.get(), &MainWindow::metricSaved, m_window.get(),
                         [this](const MetricEdit& edit) { saveMetric(edit); });
        QObject::connect(m_window.get(), &MainWindow::templateChosen, m_window.get(),
                         [this](const QString& id) { makeWorkspace(id); });
        QObject::connect(m_window.get(), &MainWindow::restoreAsked, m_window.get(),
                         [this](const QString& file) { restore(file); });
        QObject::connect(m_window.get(), &MainWindow::scriptEdited, m_window.get(),
                         [this](const QString& script) {
                             const Result<void> saved = m_run->folder().savePipeline(script.toStdString());
                             if (saved.ok()) {
                                 start();
                             } else {
                                 m_window->showStartError(saved.error(), script, true);
                             }
                         });
    }
    void connectStream(const ConnectResult& result) {
        auto saved = saveStream(m_workspace, result);
        m_window->openDashboard(result.dashboard.id);
        if (!saved) {
            m_window->showStartError(saved.error(), QString::fromStdString(result.script), true);
            return;
        }
        m_undo = std::move(*saved);
        m_window->setTakeBack(MainWindow::LastChange::Stream, [this] { takeBack(); });
        start();
    }
    void takeBack() {
        const Result<void> taken = takeBackStream(m_workspace, m_undo);
        m_window->setTakeBack(MainWindow::LastChange::Stream, {});
        if (!taken) {
            m_window->showStartError(taken.error(), {}, false);
            return;
        }
        if (!m_workspace.dashboards().empty()) m_window->openDashboard(m_workspace.dashboards().front().id);
        start();
    }
    void saveMetric(const MetricEdit& edit) {
        if (!startWith(edit.script)) return;
        m_window->setTakeBack(MainWindow::LastChange::Metric,
                              [this, before = edit.before] { takeBackMetric(before); });
    }
    /// By value: what calls it is gone once there is nothing to take back.
    void takeBackMetric(std::string before) {
        const std::string script = std::move(before);
        m_window->setTakeBack(MainWindow::LastChange::Metric, {});
        startWith(script);
    }
    /// Writes the script and starts it; false when it could not be written.
    bool startWith(const std::string& script) {
        const Result<void> saved = m_run->folder().savePipeline(script);
        m_window->showMetrics();
        if (!saved.ok()) {
            m_window->showStartError(saved.error(), QString::fromStdString(script), true);
            return false;
        }
        start();
        return true;
    }
    /// Copying takes as long as the history is large, so it is not done here.
    void restore(const QString& file) {
        m_window->clearRun();
        m_run->stop();
        m_window->showPage(Page::Dashboards);
        m_window->showStarting(words(QT_TRANSLATE_NOOP("WindowProgram", "Putting the backup back")));
        m_restoring.run("restore", [this, folder = m_run->folder().stateFolder(), file](
                                       const std::atomic<bool>& stopping, const Errand::Deliver& deliver) {
            const auto aside = restoreHistory(folder, file.toStdString(), SystemClock().now(),
                                              [&stopping](double) { return !stopping.load(); });
            deliver([this, aside] {
                if (aside.ok()) {
                    start();
                } else {
                    m_window->showStartError(aside.error(), {}, false);
                }
            });
        });
    }
    /// Where there is none yet, else in a folder and a window of its own.
    void makeWorkspace(const QString& id) {
        const bool here = isUnused(m_run->folder());
        const std::string path = here ? m_run->folder().path() : freshFolder(id).toStdString();
        const std::string from = ":/guanlan/workspaces/" + id.toStdString();
        if (here) m_window->showStarting(words(QT_TRANSLATE_NOOP("WindowProgram", "Making the workspace")));
        m_making.run("template", [this, here, from, path, options = m_options](
                                     const std::atomic<bool>&, const Errand::Deliver& deliver) {
            const auto made = WorkspaceFolder::createFrom(from, path);
            using Prepared = Result<std::unique_ptr<WorkspaceRun>>;
            const auto prepared = std::make_shared<Prepared>(
                made && here ? WorkspaceRun::prepare(options) : Prepared(std::unique_ptr<WorkspaceRun>()));
            deliver([this, here, path, made, prepared] {
                if (here) return begin(made ? std::move(*prepared) : Prepared(made.error()));
                m_window->tellTemplate(made ? openBeside(path) : errorSentence(made.error()));
            });
        });
    }
    /// The run of a workspace that was not there before.
    void begin(Result<std::unique_ptr<WorkspaceRun>> run) {
        if (!run) return m_window->showStartError(run.error(), {}, false);
        m_run = std::move(*run);
        start();
        if (!m_workspace.dashboards().empty()) m_window->openDashboard(m_workspace.dashboards().front().id);
    }
    static QString openBeside(const std::string& path) {
        const QString folder = QString::fromStdString(path);
        const bool opened = QProcess::startDetached(QCoreApplication::applicationFilePath(), {folder});
        return (opened ? words(QT_TRANSLATE_NOOP("WindowProgram",
                                                 "The workspace is in %1 and opens in a window of its own."))
                       : words(QT_TRANSLATE_NOOP(
                             "WindowProgram",
                             "The workspace is in %1. No window could be opened for it: start "
                             "Guanlan with this folder.")))
            .arg(QDir::toNativeSeparators(folder));
    }
    /// A choice on the command line holds until another one is made in the window.
    void appear() {
        const WorkspaceSettings& settings = m_workspace.settings();
        if (m_shown && m_shown->language != settings.language) m_options.language.clear();
        if (m_shown && m_shown->theme != settings.theme) m_options.theme.clear();
        m_shown = settings;
        const auto chosen = [](const QString& forNow, const std::string& saved) {
            return forNow.isEmpty() ? QString::fromStdString(saved) : forNow;
        };
        m_appearance.setLanguage(chosen(m_options.language, settings.language));
        m_appearance.setTheme(chosen(m_options.theme, settings.theme));
    }
    void start() {
        m_window->clearRun();
        const Result<void> loaded = m_workspace.load();
        const Result<void> started = loaded.ok() ? m_run->start(m_secrets) : loaded;
        if (started.ok()) {
            m_window->setRun(m_run->view());
        } else {
            showError(started.error());
        }
    }
    /// With the text of the file that holds the mistake; only the script can be put right in the window.
    void showError(const Error& error) {
        if (isUnused(m_run->folder())) return m_window->showTemplates(true);
        const std::string& pipeline = m_run->folder().pipelinePath();
        const bool elsewhere = !error.file.empty() && !error.file.ends_with("pipeline.sql");
        QFile file(QString::fromStdString(elsewhere ? error.file : pipeline));
        const QByteArray text = file.open(QIODevice::ReadOnly) ? file.read(kLongestText) : QByteArray();
        m_window->showStartError(error, QString::fromUtf8(text), !elsewhere);
    }

    DesktopOptions m_options;
    std::unique_ptr<WorkspaceRun> m_run;
    WorkspaceModel m_workspace;
    Appearance m_appearance;
    std::optional<WorkspaceSettings> m_shown{};  // the settings that appear() last followed
    StreamUndo m_undo{};                         // of the stream connected last
    SecretAccess m_secrets = systemSecrets();
    std::unique_ptr<MainWindow> m_window{};
    Errand m_restoring{};
    Errand m_making{};
};

}  // namespace

int runWindow(QApplication& application, const DesktopOptions& options) {
    auto run = WorkspaceRun::prepare(options);
    if (!run) {
        std::fprintf(stderr, "guanlan: %s\n", run.error().sentence().c_str());
        return 1;
    }
    WindowProgram program(application, options, std::move(*run));
    if (!options.screenshot.isEmpty()) program.shoot();
    return QApplication::exec();
}

}  // namespace guanlan
