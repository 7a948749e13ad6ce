// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dashboard/dashboard_tabs.h"
#include "ui/dashboard/edit_history.h"
#include "ui/dashboard/filter_bar.h"
#include "ui/dashboard/grid_canvas.h"
#include "ui/dashboard/inspector.h"
#include "ui/model/workspace_model.h"

#include <QElapsedTimer>
#include <QScrollArea>

#include <map>
#include <string>
#include <vector>

namespace guanlan {

class ChoicePopover;
class DashboardExport;
class EmptyFace;
class TakeBackBar;
class VersionBar;

/// The dashboards of the workspace, one at a time: its cards, and in edit mode the inspector. Every change is
/// saved by the workspace model a moment later and can be undone and done again while editing; each dashboard
/// has a history of its own.
class DashboardPage : public QWidget {
    Q_OBJECT
  public:
    explicit DashboardPage(WorkspaceModel& workspace, QWidget* parent = nullptr);

    void setHub(FeedHub* hub);
    void open(const std::string& dashboardId);
    /// The one that was open when the program ended.
    void openRemembered();
    [[nodiscard]] const DashboardConfig& dashboard() const { return m_canvas->dashboard(); }
    [[nodiscard]] QString title() const;
    void setEditing(bool editing);
    [[nodiscard]] bool editing() const { return m_canvas->editing(); }
    [[nodiscard]] GridCanvas& canvas() { return *m_canvas; }
    [[nodiscard]] DashboardExport& exports() { return *m_export; }
    [[nodiscard]] const EditHistory& history() const { return m_history; }
    [[nodiscard]] bool canUndo() const { return m_history.canUndo() || m_tabs->removedLast(); }
    void undo();
    void redo();
    void copySelected();
    void cutSelected();
    void paste();
    void duplicateSelected();
    void removeSelected();
    void add(const std::string& kind);
    /// The time of all panels, kept with the dashboard.
    void setTime(const TimeChoice& choice);
    /// A closer look that is not kept: the way back leads through every step.
    void zoomTo(Micros from, Micros to);
    void zoomBack();
    /// Narrows every panel to one value of a dimension, beside what it is narrowed to already. Not saved.
    void narrow(const std::string& dimension, const std::string& value);
    void widen(const std::string& dimension);
    void widenAll();
    /// Looks at what the dashboard was before.
    void showVersions();
    [[nodiscard]] const DashboardFilter& filter() const { return m_filter; }
    [[nodiscard]] bool zoomed() const { return !m_zooms.empty(); }

  signals:
    void editingChanged(bool editing);
    /// What can be undone or done again has changed.
    void historyChanged();
    void zoomChanged(bool zoomed);
    /// What a value on a panel was made of is to be shown.
    void eventsAsked(const guanlan::RowsBehind& rows);
    /// Another dashboard is shown, or its title is another one.
    void titleChanged();

  protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void change(const DashboardConfig& dashboard, const QString& field = {});
    void editPanel(const PanelConfig& panel, const QString& what);
    void insert(std::vector<PanelConfig> panels);
    [[nodiscard]] std::vector<PanelConfig> selectedPanels() const;
    void showHistory();
    void forgetZooms();
    void followTime(const std::string& before);
    void showTime();
    void addShortcuts();
    void rename(const DashboardConfig& dashboard);
    void showSelection();
    bool takeEditKey(QKeyEvent* event);
    void setFilter(const DashboardFilter& filter);
    void offer(const std::string& panelId, const PanelChoice& choice);
    void askEvents(const PanelChoice& choice);
    void connectParts();
    void showEmptyFace();
    void restore(const DashboardConfig& version, const QString& when);

    WorkspaceModel& m_workspace;
    DashboardTabs* m_tabs;
    FilterBar* m_chips;
    QScrollArea* m_scroll;
    GridCanvas* m_canvas;
    Inspector* m_inspector;
    EmptyFace* m_empty;
    ChoicePopover* m_choice;
    DashboardExport* m_export;
    VersionBar* m_versions;
    TakeBackBar* m_restored;
    std::string m_chosen{};  ///< the panel the choice was made on
    DashboardFilter m_filter{};
    FeedHub* m_hub = nullptr;
    EditHistory m_history{};                           ///< of the dashboard that is shown
    std::map<std::string, EditHistory> m_histories{};  ///< of those that were shown before
    std::vector<TimeChoice> m_zooms{};                 ///< what was shown before each step
    QElapsedTimer m_clock{};
};

}  // namespace guanlan
