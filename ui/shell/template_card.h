// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/workspace_template.h"

#include <QAbstractButton>

namespace guanlan {

/// A workspace to begin with: its first dashboard in small, its name and what it shows. A click chooses it.
class TemplateCard : public QAbstractButton {
    Q_OBJECT
  public:
    explicit TemplateCard(WorkspaceTemplate shown, QWidget* parent = nullptr);
    [[nodiscard]] QString id() const { return QString::fromStdString(m_shown.id); }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    void takeWords();
    WorkspaceTemplate m_shown;
};

/// The cells of a dashboard with a sign of what each of them shows.
void paintMiniature(QPainter& painter, const QRectF& area, const DashboardConfig& dashboard);

}  // namespace guanlan
