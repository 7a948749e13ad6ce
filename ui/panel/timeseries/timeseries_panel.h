// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/chart/time_chart.h"
#include "ui/panel/data_panel.h"

namespace guanlan {

/// Values over time: several columns, or one column split by a dimension; yesterday and last week beside it.
class TimeSeriesPanel : public DataPanel {
    Q_OBJECT
  public:
    explicit TimeSeriesPanel(QWidget* parent);

  protected:
    Result<void> rebuild() override;
    void paintBody(QPainter& painter, const QRectF& area) override;
    void paintOverlay(QPainter& painter, const QRectF& area) override;
    [[nodiscard]] QString describe() const override;
    [[nodiscard]] bool nothingToShow() const override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

  private:
    Result<void> addColumn(TimeChartModel& model, std::size_t series);
    Result<void> addGroups(TimeChartModel& model);
    Result<void> addComparison(TimeChartModel& model, const BatchPtr& batch, Micros shift,
                               const QString& name);
    void setCursorAt(std::optional<Micros> at);

    TimeChart m_chart;
    std::optional<Micros> m_cursor;
};

extern const PanelKind kTimeSeriesPanel;

}  // namespace guanlan
