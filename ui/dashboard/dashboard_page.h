// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dashboard/grid_canvas.h"
#include "ui/dashboard/inspector.h"
#include "ui/model/workspace_model.h"

#include <QScrollArea>

#include <vector>

namespace guanlan {

/// One dashboard of the workspace: its cards, and in edit mode the inspector. Every change is saved by the
/// workspace model a moment later and can be undone while editing.
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
    void undo();

  signals:
    void editingChanged(bool editing);

  protected:
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void change(const DashboardConfig& dashboard);
    void editPanel(const PanelConfig& panel);
    void remove(const std::string& id);
    void copy(const std::string& id);
    void add(const std::string& kind);
    [[nodiscard]] std::string freshId(const std::string& kind) const;
    void select(const std::string& id);

    WorkspaceModel& m_workspace;
    QScrollArea* m_scroll;
    GridCanvas* m_canvas;
    Inspector* m_inspector;
    DashboardConfig m_saved{};
    std::vector<DashboardConfig> m_past{};
};

}  // namespace guanlan
