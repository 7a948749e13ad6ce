// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/exporter.h"
#include "ui/model/workspace_model.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <string>
#include <vector>

class QWidget;

namespace guanlan {

class Card;
class FeedHub;
class GridCanvas;

/// One way out of a dashboard, for menus and the command palette.
struct ExportAction {
    QString title{};
    QString keys{};
    bool enabled = true;
    std::function<void()> run{};
};

/// Takes what the dashboard page shows elsewhere: a panel or all of it as a picture or PDF, the rows of a
/// panel as CSV. Panels that are out of sight are read to their end before they are drawn.
class DashboardExport : public QObject {
    Q_OBJECT
  public:
    DashboardExport(GridCanvas& canvas, const WorkspaceModel& workspace, QWidget* page);
    /// Where it is said how an export goes.
    [[nodiscard]] ExportBar& bar() { return *m_bar; }
    void setHub(FeedHub* hub);
    [[nodiscard]] std::vector<ExportAction> actions();
    [[nodiscard]] std::vector<ExportAction> panelActions(const std::string& id);
    /// At a place of the screen.
    void openMenu(const QPoint& at);
    void openPanelMenu(const std::string& id, const QPoint& at);
    /// Under the middle of the panel's title.
    void offerPanel(const std::string& id);

  private:
    void copyCurrent();
    void copyPicture(const std::string& id);
    void savePicture(const std::string& id, int scale);
    void savePdf(const std::string& id);
    void saveTable(const std::string& id);
    void saveRows(const std::string& id);
    [[nodiscard]] QString nameOf(const std::string& id) const;
    [[nodiscard]] Drawing drawing(const std::string& id) const;
    [[nodiscard]] QString moment() const;
    void ask(const QString& name, const char* ending, const std::function<void(const QString&)>& then);
    void whenComplete(const std::string& id, const std::function<void()>& then);
    void popUp(const std::vector<ExportAction>& actions, const QPoint& at);
    void cancel();

    GridCanvas& m_canvas;
    const WorkspaceModel& m_workspace;
    QWidget* m_page;
    ExportBar* m_bar;
    QPointer<FeedHub> m_hub{};
    bool m_waiting = false;
    int m_turn = 0;  ///< of the waiting
    Exporter m_exporter;
};

}  // namespace guanlan
