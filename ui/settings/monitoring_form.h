// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/feed_hub.h"
#include "ui/model/workspace_model.h"

#include <QPointer>
#include <QWidget>

class QLabel;
class QSpinBox;

namespace guanlan {

/// Where a Prometheus on this machine reads how the run is doing, and whether it can.
class MonitoringForm : public QWidget {
    Q_OBJECT
  public:
    explicit MonitoringForm(WorkspaceModel& workspace, QWidget* parent = nullptr);
    ~MonitoringForm() override;
    /// Null while nothing runs.
    void setHub(FeedHub* hub);

  private:
    void showSettings();
    void apply();
    void tell();

    WorkspaceModel& m_workspace;
    QPointer<FeedHub> m_hub{};
    QSpinBox* m_port;
    QLabel* m_state;
};

}  // namespace guanlan
