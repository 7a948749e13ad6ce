// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/feed_hub.h"
#include "ui/model/workspace_model.h"
#include "ui/settings/secret_access.h"

#include <QPointer>
#include <QWidget>

class QStackedLayout;

namespace guanlan {

class IconButton;
class MetricEditor;
struct MetricEdit;
class MetricRemoval;
class PipelineStrip;
class Section;
class SqlText;
class TakeBackBar;
class TextTable;

/// The metrics of the workspace: what became of every record on its way into each, and the script that
/// declares them. A metric is made and changed in a MetricEditor that takes their place.
class MetricPage : public QWidget {
    Q_OBJECT
  public:
    MetricPage(WorkspaceModel& workspace, const SecretAccess& secrets, QWidget* parent = nullptr);
    void setHub(FeedHub* hub);
    /// An empty name makes a new one.
    void edit(const QString& metric);
    void closeEditor();
    /// The last change was taken back, or cannot be any more.
    void forgetRemoved();

  signals:
    void metricChosen(const QString& name);
    void metricSaved(const guanlan::MetricEdit& edit);
    /// The metric removed last shall be there again.
    void takeBackAsked();

  protected:
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    void build();
    void retranslate();
    void remove(const MetricEdit& edit);
    void refresh();
    void readScript();
    void showPipeline();

    WorkspaceModel& m_workspace;
    const SecretAccess& m_secrets;
    QPointer<FeedHub> m_hub{};
    Section* m_tableSection;
    Section* m_stripSection;
    Section* m_scriptSection;
    TextTable* m_table;
    PipelineStrip* m_strip;
    SqlText* m_script;
    QStackedLayout* m_pages;
    IconButton* m_new;
    IconButton* m_edit;
    IconButton* m_remove;
    MetricRemoval* m_removal;
    TakeBackBar* m_removed;
    MetricEditor* m_editor = nullptr;  ///< while one is open
    Micros m_refreshed = 0;
};

}  // namespace guanlan
