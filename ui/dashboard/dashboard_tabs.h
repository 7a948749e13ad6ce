// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/workspace_model.h"

#include <QWidget>

#include <string>

class QLineEdit;
class QTabBar;

namespace guanlan {

class IconButton;
class TakeBackBar;

/// The dashboards of the workspace as tabs, and in edit mode the ways to add, copy and remove one. Out of
/// sight where there is one and nothing is edited. Which one was open is remembered for this user.
class DashboardTabs : public QWidget {
    Q_OBJECT
  public:
    explicit DashboardTabs(WorkspaceModel& workspace, QWidget* parent = nullptr);
    /// The one that is shown; chosen() is not emitted.
    void setCurrent(const std::string& id);
    /// The one that was open when the program ended, or the first; empty without dashboards.
    [[nodiscard]] std::string remembered() const;
    void setEditing(bool editing);
    /// The next one (1) or the one before (-1), around the end.
    void step(int by);
    void choose(int index);
    void add();
    void duplicate();
    void remove();
    /// While the last thing that was done was to remove one.
    [[nodiscard]] bool removedLast() const;
    void takeBack();
    /// Something else was done since.
    void noteChange() { m_removedLast = false; }

  signals:
    void chosen(const std::string& id);
    void removed();
    void versionsAsked();
    void renamed(const guanlan::DashboardConfig& dashboard);

  protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void build();
    void retranslate();
    void showTabs();
    void showTools();
    void startRenaming(int index);
    void finishRenaming(bool keep);
    void openMenu(const QPoint& position);
    void insert(const DashboardConfig& dashboard);
    [[nodiscard]] std::string freshId(const std::string& stem) const;
    [[nodiscard]] int indexOf(const std::string& id) const;
    [[nodiscard]] QString rememberedKey() const;

    WorkspaceModel& m_workspace;
    QTabBar* m_tabs;
    QWidget* m_row;
    IconButton* m_add;
    IconButton* m_copy;
    IconButton* m_remove;
    TakeBackBar* m_removed;
    QLineEdit* m_name = nullptr;  ///< while one is renamed
    std::string m_renamed{};
    std::string m_current{};
    bool m_editing = false;
    bool m_filling = false;
    bool m_removedLast = false;
};

/// The title of a dashboard for people; its file's name where it has none.
[[nodiscard]] QString titleOf(const DashboardConfig& dashboard);

}  // namespace guanlan
