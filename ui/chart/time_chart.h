// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/zone.h"
#include "ui/chart/axis_ticks.h"
#include "ui/chart/min_max_pyramid.h"
#include "ui/theme/theme.h"
#include "ui/widget/number_format.h"

#include <QPainter>
#include <QRectF>
#include <QString>

#include <optional>
#include <vector>

namespace guanlan {

/// Values over time: `at` in order of time, UTC.
struct ChartLine {
    QString name{};
    std::size_t colour = 0;   ///< index into the theme's series
    bool comparison = false;  ///< yesterday, last week: thin, dashed, without badge
    std::vector<Micros> at{};
    std::vector<double> value{};
    std::vector<Micros> openAt{};  ///< windows still open: dashed, with a hollow end
    std::vector<double> openValue{};
};

struct ChartThreshold {
    double value = 0;
    QColor colour{};
};

struct TimeChartModel {
    std::vector<ChartLine> lines{};
    std::vector<ChartThreshold> thresholds{};
    Micros from = 0;
    Micros to = 0;
    Zone zone{};
    ValueFormat format{};
    bool area = false;
    int hiddenLines = 0;  ///< left out because there are too many; said in the legend
};

/// A line or area chart over time, painted by hand: round local times below, five round values at the left,
/// a legend of dots above, the newest value of each line in a badge at the right. A line with more points
/// than pixels is drawn from its min-max pyramid. Missing windows are gaps.
class TimeChart {
  public:
    void setModel(TimeChartModel model);
    [[nodiscard]] const TimeChartModel& model() const { return m_model; }
    void paint(QPainter& painter, const QRectF& area, const Theme& theme);
    /// The time of the window nearest to `x`; none without points.
    [[nodiscard]] std::optional<Micros> timeAt(qreal x) const;
    /// The next window with a value before or after `at`.
    [[nodiscard]] std::optional<Micros> neighbour(std::optional<Micros> at, bool later) const;
    void paintCursor(QPainter& painter, Micros at, const Theme& theme) const;

  private:
    struct Prepared {
        MinMaxPyramid pyramid;
        Micros step = 0;  ///< usual distance of two windows; a wider one is a gap
    };
    void layOut(const QRectF& area);
    void paintGrid(QPainter& painter, const Theme& theme) const;
    void paintTimeAxis(QPainter& painter, const Theme& theme) const;
    void paintLegend(QPainter& painter, const QRectF& area, const Theme& theme) const;
    void paintLine(QPainter& painter, const ChartLine& line, const Prepared& prepared,
                   const Theme& theme) const;
    void paintOpen(QPainter& painter, const ChartLine& line, const QColor& colour, const Theme& theme) const;
    void paintArea(QPainter& painter, const ChartLine& line, const Prepared& prepared,
                   const QColor& colour) const;
    void paintThresholds(QPainter& painter) const;
    [[nodiscard]] qreal badgeRoom() const;
    void paintBadges(QPainter& painter, const Theme& theme) const;
    [[nodiscard]] std::vector<QLineF> segments(const ChartLine& line, const Prepared& prepared) const;
    [[nodiscard]] qreal x(Micros at) const;
    [[nodiscard]] qreal y(double value) const;
    [[nodiscard]] QColor colourOf(const ChartLine& line, const Theme& theme) const;

    TimeChartModel m_model;
    std::vector<Prepared> m_prepared;
    std::vector<Micros> m_times;  ///< all windows of the lines that are no comparison
    Micros m_end = 0;             ///< right edge: `to`, or the last open window behind it
    ValueScale m_scale;
    QRectF m_plot;
    bool m_hasLegend = false;
};

}  // namespace guanlan
