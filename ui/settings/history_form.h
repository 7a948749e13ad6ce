// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/retention.h"
#include "ui/connect/errand.h"
#include "ui/model/workspace_model.h"

#include <QWidget>

class QDoubleSpinBox;
class QLabel;
class QSpinBox;

namespace guanlan {

class IconButton;

/// How much history there is, how fast it grows and how long there is room; how much is kept; a check of all
/// rows, a backup into one file, and the way back from one.
class HistoryForm : public QWidget {
    Q_OBJECT
  public:
    explicit HistoryForm(WorkspaceModel& workspace, QWidget* parent = nullptr);
    ~HistoryForm() override;

    /// Reads the size again, away from the UI thread.
    void refresh();
    void backUpInto(const QString& file);

  signals:
    /// By a backup that is sound; the run has to stop before the history can be replaced.
    void restoreAsked(const QString& file);

  protected:
    void showEvent(QShowEvent* event) override;

  private:
    void build();
    void buildActions(QWidget* into);
    void apply();
    void showSettings();
    void showUsage(const Result<HistoryUsage>& usage);
    void check();
    void chooseBackup();
    void chooseRestore();
    void askRestore(const QString& file);
    void startWork(const QString& words);
    void tell(bool good, const QString& words);
    [[nodiscard]] std::string stateFolder() const { return m_workspace.folder().stateFolder(); }

    WorkspaceModel& m_workspace;
    QLabel* m_facts = nullptr;
    QLabel* m_forecast = nullptr;
    QSpinBox* m_days = nullptr;
    QDoubleSpinBox* m_gigabytes = nullptr;
    IconButton* m_check = nullptr;
    IconButton* m_backup = nullptr;
    IconButton* m_restore = nullptr;
    QLabel* m_result = nullptr;
    bool m_filling = false;
    Errand m_reading{};
    Errand m_working{};  // a check or a backup
};

}  // namespace guanlan
