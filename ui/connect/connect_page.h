// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/dashboard_config.h"
#include "ui/connect/errand.h"
#include "ui/model/workspace_model.h"
#include "ui/settings/secret_access.h"

#include <QWidget>

#include <array>

class QLabel;
class QStackedWidget;
class QVBoxLayout;

namespace guanlan {

class ColumnStep;
class ConnectionForm;
class DashboardStep;
class IconButton;
class TopicStep;

/// What the way through the pages has made; nothing of it is written yet.
struct ConnectResult {
    std::string script{};  ///< the whole of pipeline.sql
    DashboardConfig dashboard{};
};

/// From the address of a broker to a dashboard in four steps, each with the next one as a button.
class ConnectPage : public QWidget {
    Q_OBJECT
  public:
    ConnectPage(WorkspaceModel& workspace, const SecretAccess& secrets, QWidget* parent = nullptr);
    /// At the first step, with what was entered before.
    void start();

  signals:
    void finished(const guanlan::ConnectResult& result);
    void cancelled();

  protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void buildButtons(QVBoxLayout* layout);
    void goTo(int step);
    void enter(int step);
    void next();
    void setReady(int step, bool ready);
    void finish();
    void keepPassword(const ConnectResult& result);

    static constexpr int kSteps = 4;
    WorkspaceModel& m_workspace;
    ConnectionForm* m_connection;
    TopicStep* m_topic;
    ColumnStep* m_columns;
    DashboardStep* m_dashboard;
    QStackedWidget* m_pages;
    std::array<QLabel*, kSteps> m_titles{};
    std::array<bool, kSteps> m_ready{};
    IconButton* m_back;
    IconButton* m_next;
    IconButton* m_cancel;
    int m_step = 0;
    const SecretAccess& m_secrets;
    QLabel* m_trouble;
    Errand m_keychain{};
    std::string m_proposedFor{};  ///< the topic that the columns are of
};

}  // namespace guanlan
