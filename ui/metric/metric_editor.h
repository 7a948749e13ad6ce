// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/metric_shape.h"
#include "ui/model/workspace_model.h"
#include "ui/settings/secret_access.h"

#include <QTimer>
#include <QWidget>

#include <map>
#include <string>

class QLabel;
class QVBoxLayout;

namespace guanlan {

class IconButton;
class MetricForm;
class MetricPreview;
class Section;
class SqlEditor;

/// What an edit makes of pipeline.sql; nothing of it is written yet.
struct MetricEdit {
    std::string script{};  ///< the whole of pipeline.sql
    std::string before{};  ///< as it was, to go back to
    std::string metric{};
};

/// One metric as a form, as the SQL it makes, and as the rows it would give.
class MetricEditor : public QWidget {
    Q_OBJECT
  public:
    MetricEditor(WorkspaceModel& workspace, const SecretAccess& secrets, QWidget* parent = nullptr);
    /// An empty name makes a new one.
    void open(const std::string& metric);
    /// Goes away as soon as nothing runs for it any more; the caller never waits.
    void leave();
    /// Values of the script's ${NAME}, for the preview.
    void setVariables(std::map<std::string, std::string> variables) { m_variables = std::move(variables); }

  signals:
    void saved(const guanlan::MetricEdit& edit);
    void cancelled();

  protected:
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void buildParts(QVBoxLayout* layout);
    void buildButtons(QVBoxLayout* layout);
    void setPart(const MetricPart& part);
    void propose();
    void learn();
    void showInSql();
    void showInForm();
    void checked(bool valid);
    void save();
    void cancel();
    void complain(const QString& words);

    WorkspaceModel& m_workspace;
    const SecretAccess& m_secrets;
    Section* m_formSection;
    Section* m_sqlSection;
    Section* m_previewSection;
    MetricForm* m_form;
    SqlEditor* m_sql;
    MetricPreview* m_preview;
    IconButton* m_cancel;
    IconButton* m_save;
    QLabel* m_trouble;
    QTimer m_toForm{};
    std::map<std::string, std::string> m_variables{};
    std::string m_metric{};    ///< empty: a new one
    std::string m_opened{};    ///< the script it was taken from
    bool m_proposing = false;  ///< a new one waits for the names of the tables
    bool m_dirty = false;
    bool m_warned = false;  ///< that the next Cancel discards the edits
};

}  // namespace guanlan
