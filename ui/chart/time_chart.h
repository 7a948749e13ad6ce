// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/chart/axis_ticks.h"
#include "ui/chart/min_max_pyramid.h"
#include "ui/chart/stacked_lines.h"
#include "ui/chart/time_chart_model.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QRectF>

#include <optional>
#include <span>
#include <vector>

namespace guanlan {

/// A chart over time, painted by hand: round local times below, five round values at the left and, where a
/// line asks for it, at the right, a legend of dots above, the newest value of each line in a badge. A line
/// with more points than pixels is drawn from its min-max pyramid. Missing windows are gaps.
class TimeChart {
  public:
    TimeChart() = default;
    TimeChart(const TimeChart&) = delete;
    TimeChart& operator=(const TimeChart&) = delete;
    void setModel(TimeChartModel model);
    [[nodiscard]] const TimeChartModel& model() const { return m_model; }
    void paint(QPainter& painter, const QRectF& area, const Theme& theme);
    /// The time of the window nearest to `x`; none without points.
    [[nodiscard]] std::optional<Micros> timeAt(qreal x) const;
    /// The next window with a value before or after `at`.
    [[nodiscard]] std::optional<Micros> neighbour(std::optional<Micros> at, bool later) const;
    void paintCursor(QPainter& painter, Micros at, const Theme& theme) const;
    /// The cursor of another panel: a hair line, and dots where this chart has values.
    void paintHair(QPainter& painter, Micros at, const Theme& theme) const;
    [[nodiscard]] const QRectF& plot() const { return m_plot; }
    /// The instant at `x`, between windows too.
    [[nodiscard]] Micros instantAt(qreal x) const;
    /// The line whose name in the legend is at `position`.
    [[nodiscard]] std::optional<std::size_t> legendAt(const QPointF& position) const;

  private:
    /// A line as it is drawn: its own values, or the sums they lie upon.
    struct Prepared {
        MinMaxPyramid pyramid{};
        Micros step = 0;  ///< usual distance of two windows; a wider one is a gap
        std::span<const Micros> at{};
        std::span<const double> top{};
        std::span<const double> base{};  ///< Stacked only
        std::span<const double> openTop{};
    };
    struct LegendEntry {
        std::size_t line;
        QRectF place;
    };
    void stackLines();
    void findScales(const QRectF& area);
    [[nodiscard]] bool stacked(const ChartLine& line) const;
    [[nodiscard]] const ValueFormat& formatOf(const ChartLine& line) const;
    [[nodiscard]] qreal axisRoom(const ValueScale& scale, const ValueFormat& format) const;
    void paintAxisLabels(QPainter& painter, const Theme& theme) const;
    void prepare();
    void layOut(const QRectF& area);
    void paintGrid(QPainter& painter, const Theme& theme) const;
    void paintTimeAxis(QPainter& painter, const Theme& theme) const;
    void layOutLegend(const QRectF& area);
    void paintLegend(QPainter& painter, const QRectF& area, const Theme& theme) const;
    void paintLine(QPainter& painter, const ChartLine& line, const Prepared& prepared,
                   const Theme& theme) const;
    void paintOpen(QPainter& painter, const ChartLine& line, const Prepared& prepared, const QColor& colour,
                   const Theme& theme) const;
    void paintArea(QPainter& painter, const ChartLine& line, const Prepared& prepared,
                   const QColor& colour) const;
    [[nodiscard]] std::vector<int> edgeOf(std::span<const double> values, const Prepared& prepared,
                                          const QSize& pixels, qreal ratio) const;
    void paintThresholds(QPainter& painter) const;
    [[nodiscard]] qreal badgeRoom() const;
    void paintBadges(QPainter& painter, const Theme& theme) const;
    [[nodiscard]] std::vector<QLineF> segments(const ChartLine& line, const Prepared& prepared) const;
    [[nodiscard]] qreal x(Micros at) const;
    [[nodiscard]] qreal y(double value, bool right = false) const;
    [[nodiscard]] QColor colourOf(const ChartLine& line, const Theme& theme) const;

    TimeChartModel m_model;
    std::vector<Prepared> m_prepared;
    std::vector<StackedLine> m_stacked;
    std::vector<Micros> m_times;  ///< all windows of the lines that are no comparison
    Micros m_end = 0;             ///< right edge: `to`, or the last open window behind it
    ValueScale m_scale;
    ValueScale m_rightScale;
    bool m_hasRight = false;
    std::vector<LegendEntry> m_legend;
    int m_unnamed = 0;  ///< lines the legend has no room for
    QRectF m_plot;
    bool m_hasLegend = false;
};

}  // namespace guanlan
