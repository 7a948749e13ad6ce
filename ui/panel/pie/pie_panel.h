// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panel/ranked_panel.h"

namespace guanlan {

/// Shares of a whole as a donut with the total in its centre and a legend of values; small groups are
/// gathered as "others".
class PiePanel : public RankedPanel {
    Q_OBJECT
  public:
    explicit PiePanel(QWidget* parent);

  protected:
    Result<void> rebuild() override;
    void paintBody(QPainter& painter, const QRectF& area) override;
    void paintOverlay(QPainter& painter, const QRectF& area) override;
    [[nodiscard]] bool nothingToShow() const override { return m_slices.empty(); }
    [[nodiscard]] std::optional<std::size_t> hitTest(const QPointF& position) const override;
    [[nodiscard]] const RankedValue& valueAt(std::size_t index) const override {
        return m_slices[index].value;
    }
    [[nodiscard]] std::size_t reachable() const override { return m_slices.size(); }

  private:
    struct Slice {
        RankedValue value;
        double start = 0;  ///< share of the turn, from the top clockwise
        double share = 0;
        int gathered = 0;  ///< groups in "others"
    };
    void layOut(const QRectF& area);
    void paintLegend(QPainter& painter) const;
    void paintCentre(QPainter& painter) const;
    [[nodiscard]] QColor colourOf(std::size_t slice) const;

    std::vector<Slice> m_slices;
    double m_whole = 0;
    QRectF m_donut;
    QRectF m_legend;
};

extern const PanelKind kPiePanel;

}  // namespace guanlan
