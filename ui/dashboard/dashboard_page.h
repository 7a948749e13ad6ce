// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dashboard/edit_history.h"
#include "ui/dashboard/grid_canvas.h"
#include "ui/dashboard/inspector.h"
#include "ui/model/workspace_model.h"

#include <QElapsedTimer>
#include <QScrollArea>

#include <string>
#include <vector>

namespace guanlan {

/// One dashboard of the workspace: its cards, and in edit mode the inspector. Every change is saved by the
/// workspace model a moment later and can be undone and done again while editing.
class DashboardPage : public QWidget {
    Q_OBJECT
  public:
    explicit DashboardPage(WorkspaceModel& workspace, QWidget* parent = nullptr);

    void setHub(FeedHub* hub);
    void open(const std::string& dashboardId);
    [[nodiscard]] const DashboardConfig& dashboard() const { return m_canvas->dashboard(); }
    [[nodiscard]] QString title() const;
    void setEditing(bool editing);
    [[nodiscard]] bool editing() const { return m_canvas->editing(); }
    [[nodiscard]] GridCanvas& canvas() { return *m_canvas; }
    [[nodiscard]] const EditHistory& history() const { return m_history; }
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
    [[nodiscard]] bool zoomed() const { return !m_zooms.empty(); }

  signals:
    void editingChanged(bool editing);
    /// What can be undone or done again has changed.
    void historyChanged();
    void zoomChanged(bool zoomed);

  protected:
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void change(const DashboardConfig& dashboard, const QString& field = {});
    void editPanel(const PanelConfig& panel, const QString& what);
    void insert(std::vector<PanelConfig> panels);
    [[nodiscard]] std::vector<PanelConfig> selectedPanels() const;
    void showHistory();
    void forgetZooms();
    void followTime(const std::string& before);
    void showSelection();
    bool takeEditKey(QKeyEvent* event);

    WorkspaceModel& m_workspace;
    QScrollArea* m_scroll;
    GridCanvas* m_canvas;
    Inspector* m_inspector;
    FeedHub* m_hub = nullptr;
    EditHistory m_history{};
    std::vector<TimeChoice> m_zooms{};  ///< what was shown before each step
    QElapsedTimer m_clock{};
};

}  // namespace guanlan
