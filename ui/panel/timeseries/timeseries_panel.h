// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/chart/time_chart.h"
#include "ui/panel/data_panel.h"

#include <optional>
#include <set>

namespace guanlan {

/// Values over time: several columns, or one column split by a dimension; yesterday and last week beside it.
class TimeSeriesPanel : public DataPanel {
    Q_OBJECT
  public:
    explicit TimeSeriesPanel(QWidget* parent);
    void showCursor(std::optional<Micros> at) override;

  protected:
    Result<void> rebuild() override;
    void paintBody(QPainter& painter, const QRectF& area) override;
    void paintOverlay(QPainter& painter, const QRectF& area) override;
    [[nodiscard]] QString describe() const override;
    [[nodiscard]] ShownTable tableOfBody() const override;
    [[nodiscard]] bool nothingToShow() const override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

  private:
    Result<void> addColumn(TimeChartModel& model, std::size_t series);
    Result<void> addGroups(TimeChartModel& model);
    Result<void> addComparison(TimeChartModel& model, const BatchPtr& batch, Micros shift,
                               const QString& name);
    void setCursorAt(std::optional<Micros> at);
    [[nodiscard]] ChartStyle style() const;
    [[nodiscard]] bool spansDashboard() const { return query().span == 0 && !query().sinceMidnight; }
    void toggle(const QString& name);
    void isolate(const QString& name);

    TimeChart m_chart;
    std::optional<Micros> m_cursor;
    std::optional<Micros> m_othersCursor;
    std::set<QString> m_hidden;      ///< names of lines switched off in the legend
    std::optional<qreal> m_boxFrom;  ///< where the mouse was pressed
    qreal m_boxTo = 0;
};

extern const PanelKind kTimeSeriesPanel;

}  // namespace guanlan
