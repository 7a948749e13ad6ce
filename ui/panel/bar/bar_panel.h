// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panel/ranked_panel.h"

namespace guanlan {

/// The largest groups as upright bars beside yesterday's, or as a ranking of level ones. The share of open
/// windows is hatched.
class BarPanel : public RankedPanel {
    Q_OBJECT
  public:
    explicit BarPanel(QWidget* parent);

  protected:
    void paintBody(QPainter& painter, const QRectF& area) override;
    void paintOverlay(QPainter& painter, const QRectF& area) override;
    [[nodiscard]] std::optional<std::size_t> hitTest(const QPointF& position) const override;
    [[nodiscard]] std::size_t reachable() const override { return m_places.size(); }

  private:
    void paintUpright(QPainter& painter, const QRectF& area);
    void paintRanking(QPainter& painter, const QRectF& area);
    void paintRank(QPainter& painter, const QRectF& row, std::size_t index, qreal nameWidth,
                   qreal valueWidth);
    void paintPairLegend(QPainter& painter, const QRectF& area) const;
    void paintHidden(QPainter& painter, const QRectF& area, std::size_t shown) const;
    [[nodiscard]] bool hasYesterday() const;

    std::vector<QRectF> m_places;  ///< of the drawn values
};

extern const PanelKind kBarPanel;

}  // namespace guanlan
