// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/workspace_model.h"
#include "ui/settings/secret_access.h"

#include <QWidget>

class QComboBox;
class QFormLayout;
class QLabel;
class QScrollArea;

namespace guanlan {

class FeedHub;
class HistoryForm;
class IconButton;
class MonitoringForm;
class Section;
class SmtpForm;
class TextTable;

/// Language, theme and scale of the program, the workspace's history, how others watch the run, and the
/// channels that alarms go to.
class SettingsPage : public QWidget {
    Q_OBJECT
  public:
    SettingsPage(WorkspaceModel& workspace, const SecretAccess& secrets, QWidget* parent = nullptr);

    /// Null while nothing runs.
    void setHub(FeedHub* hub);

  signals:
    void restoreAsked(const QString& file);

  protected:
    void changeEvent(QEvent* event) override;

  private:
    void build();
    void buildGeneral(QWidget* into);
    void buildHistory(QWidget* into);
    void buildMonitoring(QWidget* into);
    void buildChannels(QWidget* into);
    void apply();
    void showSettings();
    void fillChannels();
    void saveChannel(const ChannelConfig& channel);
    void removeChannel(const std::string& id);

    WorkspaceModel& m_workspace;
    const SecretAccess& m_secrets;
    QScrollArea* m_scroll;
    QComboBox* m_language = nullptr;
    QComboBox* m_theme = nullptr;
    QComboBox* m_scale = nullptr;
    Section* m_channelSection = nullptr;
    TextTable* m_channels = nullptr;
    SmtpForm* m_form = nullptr;
    MonitoringForm* m_monitoring = nullptr;
    FeedHub* m_hub = nullptr;
    bool m_filling = false;
};

}  // namespace guanlan
