// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connect/errand.h"
#include "ui/metric/metric_editor.h"

#include <QWidget>

#include <string>

class QLabel;

namespace guanlan {

class IconButton;

/// Who names a metric, for people.
struct MetricUses {
    QStringList panels{};  ///< "Overview › Plays"
    QStringList rules{};
};
[[nodiscard]] MetricUses usesOf(const WorkspaceModel& workspace, const std::string& metric);

/// Asks in place before a metric is removed: says which panels and rules would lose it, and refuses while the
/// rest of the script cannot do without it.
class MetricRemoval : public QWidget {
    Q_OBJECT
  public:
    explicit MetricRemoval(WorkspaceModel& workspace, QWidget* parent = nullptr);
    void ask(const std::string& metric);
    void dismiss();

  signals:
    void confirmed(const guanlan::MetricEdit& edit);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    void retranslate();
    void check();
    void confirm();

    WorkspaceModel& m_workspace;
    QLabel* m_words;
    IconButton* m_keep;
    IconButton* m_remove;
    MetricEdit m_edit{};
    Errand m_errand{};
};

}  // namespace guanlan
