// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/feed_hub.h"
#include "ui/model/workspace_model.h"

#include <QPointer>
#include <QWidget>

class QPlainTextEdit;

namespace guanlan {

class Section;
class TextTable;

/// The metrics of the workspace: what became of every record on its way into each, and the script that
/// declares them.
class MetricPage : public QWidget {
    Q_OBJECT
  public:
    explicit MetricPage(WorkspaceModel& workspace, QWidget* parent = nullptr);
    void setHub(FeedHub* hub);

  signals:
    void metricChosen(const QString& name);

  protected:
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    void retranslate();
    void refresh();
    void readScript();

    WorkspaceModel& m_workspace;
    QPointer<FeedHub> m_hub{};
    Section* m_tableSection;
    Section* m_scriptSection;
    TextTable* m_table;
    QPlainTextEdit* m_script;
    Micros m_refreshed = 0;
};

}  // namespace guanlan
