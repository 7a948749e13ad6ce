// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panel/data_panel.h"

namespace guanlan {

/// One number on an arc between its bounds, with the levels of its thresholds, and where it stood yesterday.
class GaugePanel : public DataPanel {
    Q_OBJECT
  public:
    explicit GaugePanel(QWidget* parent);
    [[nodiscard]] QString subtitle() const override;

  protected:
    Result<void> rebuild() override;
    void paintBody(QPainter& painter, const QRectF& area) override;
    [[nodiscard]] QString describe() const override;
    [[nodiscard]] ShownTable tableOfBody() const override;
    [[nodiscard]] bool nothingToShow() const override;
    [[nodiscard]] bool mixesOpenWindows() const override;

  private:
    struct Dial {
        QPointF centre{};
        qreal radius = 0;  ///< to the middle of the arc
        qreal stroke = 0;
        [[nodiscard]] QRectF box(qreal outwards = 0) const;
        [[nodiscard]] QPointF at(double share, qreal outwards = 0) const;
    };
    [[nodiscard]] static Dial dialFor(const QRectF& area);
    void findBounds();
    [[nodiscard]] double shareOf(double value) const;
    void paintBands(QPainter& painter, const Dial& dial) const;
    void paintArc(QPainter& painter, const Dial& dial) const;
    void paintWords(QPainter& painter, const Dial& dial, const QRectF& area) const;
    void paintNumber(QPainter& painter, const Dial& dial) const;
    [[nodiscard]] QColor colour() const;

    GroupTotal m_total;
    double m_before = 0;
    double m_low = 0;
    double m_high = 1;
};

extern const PanelKind kGaugePanel;

}  // namespace guanlan
