// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/feed_hub.h"
#include "ui/model/rows_behind.h"
#include "ui/model/workspace_model.h"
#include "ui/settings/secret_access.h"
#include "ui/shell/rail.h"

#include <QMainWindow>

#include <functional>
#include <memory>

class QStackedWidget;

namespace guanlan {

class AlarmPage;
class CommandPalette;
class ConnectPage;
struct ConnectResult;
class DashboardPage;
class EventsPage;
class ExplorePage;
class MetricPage;
struct MetricEdit;
class NoticeBar;
class SettingsPage;
class SourcePage;
class StartPage;
class TopBar;

/// The one window: rail, top bar, pages. Shows the workspace it is given and, once there is one, its run.
class MainWindow : public QMainWindow {
    Q_OBJECT
  public:
    MainWindow(WorkspaceModel& workspace, const SecretAccess& secrets);
    ~MainWindow() override;

    void showStarting(const QString& step);
    /// `script` is the text of the file the error names; `editable` when that is the pipeline.
    void showStartError(const Error& error, const QString& script, bool editable);
    /// The run whose data is shown from now on; replaces the one before.
    void setRun(const RunView& run);
    /// Before the run ends: no page looks at it any more.
    void clearRun();
    /// The templates that ship, to be made into this workspace, which is not there yet (`here`), or into
    /// another.
    void showTemplates(bool here);
    /// What became of the template that was chosen.
    void tellTemplate(const QString& words);
    void showPage(Page page);
    /// The way from a broker to a dashboard, where it was left.
    void showConnect();
    void openDashboard(const std::string& id);
    /// The list of metrics, when an edit was saved.
    void showMetrics();
    enum class LastChange { Stream, Metric };
    /// What takes the last change of the script back; empty: there is nothing to take back.
    void setTakeBack(LastChange change, std::function<void()> takeBack);
    [[nodiscard]] Page page() const { return m_page; }
    [[nodiscard]] DashboardPage& dashboards() { return *m_dashboard; }
    [[nodiscard]] FeedHub* hub() { return m_hub.get(); }

  signals:
    void scriptEdited(const QString& script);
    void retryAsked();
    void templateChosen(const QString& id);
    /// A stream was connected: the script and the dashboard shall be saved and started.
    void streamConnected(const guanlan::ConnectResult& result);
    /// A metric was made or changed: the script shall be saved and started.
    void metricSaved(const guanlan::MetricEdit& edit);
    /// The run shall stop and this backup become the history.
    void restoreAsked(const QString& file);

  protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    /// To all pages.
    void giveHub(FeedHub* hub);
    void assemble();
    void connectBars();
    void addShortcuts();
    void openPalette();
    void updateTitle();
    void updateState();
    void watch();
    void showEvents(const RowsBehind& rows);
    void chooseTime(const TimeChoice& choice);
    void setEditing(bool editing);

    WorkspaceModel& m_workspace;
    const SecretAccess& m_secrets;
    std::unique_ptr<FeedHub> m_hub{};
    Rail* m_rail;
    TopBar* m_bar;
    NoticeBar* m_notices;
    QStackedWidget* m_pages;
    StartPage* m_start;
    DashboardPage* m_dashboard;
    EventsPage* m_events;
    ExplorePage* m_explore;
    MetricPage* m_metrics;
    AlarmPage* m_alarms;
    SourcePage* m_sources;
    SettingsPage* m_settings;
    CommandPalette* m_palette;
    ConnectPage* m_connect = nullptr;  ///< made when it is asked for
    LastChange m_lastChange = LastChange::Stream;
    std::function<void()> m_takeBack{};
    Page m_page = Page::Dashboards;
    bool m_failed = false;
};

}  // namespace guanlan
