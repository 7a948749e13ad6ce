// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panel/data_panel.h"
#include "ui/panel/heatmap/heat_grid.h"

#include <optional>

namespace guanlan {

/// Hours of the day by weekday, date or group: when it is busy, seen at a glance.
class HeatMapPanel : public DataPanel {
    Q_OBJECT
  public:
    explicit HeatMapPanel(QWidget* parent);

  protected:
    Result<void> rebuild() override;
    void paintBody(QPainter& painter, const QRectF& area) override;
    void paintOverlay(QPainter& painter, const QRectF& area) override;
    [[nodiscard]] QString describe() const override;
    [[nodiscard]] ShownTable tableOfBody() const override;
    [[nodiscard]] bool nothingToShow() const override;
    [[nodiscard]] bool mixesOpenWindows() const override;
    [[nodiscard]] std::optional<PanelChoice> choiceAt(const QPointF& position) const override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

  private:
    [[nodiscard]] HeatRows rowsWanted() const;
    [[nodiscard]] bool timesAreEnds() const;
    void layOut(const QRectF& area);
    void paintCells(QPainter& painter) const;
    void paintCell(QPainter& painter, const QRectF& box, std::size_t cell, bool rounded) const;
    void paintLabels(QPainter& painter, const QRectF& area) const;
    void paintLegend(QPainter& painter, const QRectF& area);
    [[nodiscard]] QRectF boxOf(std::size_t row, std::size_t hour) const;
    [[nodiscard]] QString rowName(std::size_t row) const;
    [[nodiscard]] QString cellName(std::size_t cell) const;
    [[nodiscard]] double shareOf(double value) const;
    [[nodiscard]] std::optional<std::size_t> cellAt(const QPointF& position) const;
    /// Weekdays and dates are no dimension of the metric.
    [[nodiscard]] std::optional<PanelChoice> choiceOf(std::optional<std::size_t> cell) const;
    void setCurrent(std::optional<std::size_t> cell);

    HeatGrid m_grid;
    QRectF m_plot;
    QRectF m_scale;  ///< the bar of the legend
    std::optional<std::size_t> m_current;
};

extern const PanelKind kHeatMapPanel;

}  // namespace guanlan
