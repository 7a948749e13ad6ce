// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panel/data_panel.h"

#include <QFont>

namespace guanlan {

/// One number over the span, its change against yesterday, and its course as a sparkline.
class StatPanel : public DataPanel {
    Q_OBJECT
  public:
    explicit StatPanel(QWidget* parent);
    [[nodiscard]] QString subtitle() const override;

  protected:
    Result<void> rebuild() override;
    void paintBody(QPainter& painter, const QRectF& area) override;
    [[nodiscard]] QString describe() const override;
    [[nodiscard]] ShownTable tableOfBody() const override;
    [[nodiscard]] bool nothingToShow() const override;
    [[nodiscard]] bool mixesOpenWindows() const override;

  private:
    struct Headline {
        NumberText text{};
        QFont number{};
        QFont unit{};
        qreal width = 0;
    };
    [[nodiscard]] Headline headlineFor(const QSizeF& room) const;
    void paintHeadline(QPainter& painter, const Headline& headline, const QRectF& area) const;
    void paintChanges(QPainter& painter, const QRectF& area) const;

    GroupTotal m_total;
    double m_before = 0;
    double m_lastWeek = 0;
    std::vector<double> m_course;
    bool m_courseEndsOpen = false;
};

extern const PanelKind kStatPanel;

}  // namespace guanlan
