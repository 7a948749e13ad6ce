// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chart/time_chart.h"

#include "ui/widget/paint.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace guanlan {

namespace {

constexpr qreal kLegendHeight = 22;
constexpr qreal kTimeAxisHeight = 20;

/// The usual distance of neighbouring windows: the median, which some missing windows do not move.
Micros usualStep(std::span<const Micros> at) {
    if (at.size() < 2) return 0;
    std::vector<Micros> distances;
    const std::size_t stride = std::max<std::size_t>(1, at.size() / 512);
    for (std::size_t i = 1; i < at.size(); i += stride)
        distances.push_back(at[i] - at[i - 1]);
    const auto middle = distances.begin() + static_cast<std::ptrdiff_t>(distances.size() / 2);
    std::nth_element(distances.begin(), middle, distances.end());
    return *middle;
}

}  // namespace

void TimeChart::setModel(TimeChartModel model) {
    m_model = std::move(model);
    m_times.clear();
    m_end = m_model.to;
    prepare();
    for (const ChartLine& line : m_model.lines) {
        if (line.comparison || line.hidden) continue;
        m_times.insert(m_times.end(), line.at.begin(), line.at.end());
        m_times.insert(m_times.end(), line.openAt.begin(), line.openAt.end());
    }
    std::sort(m_times.begin(), m_times.end());
    m_times.erase(std::unique(m_times.begin(), m_times.end()), m_times.end());
    if (!m_times.empty()) m_end = std::max(m_end, m_times.back());
    m_hasLegend = m_model.lines.size() > 1 || m_model.hiddenLines > 0;
    m_hasRight = std::any_of(m_model.lines.begin(), m_model.lines.end(),
                             [](const ChartLine& line) { return line.right && !line.hidden; });
}

bool TimeChart::stacked(const ChartLine& line) const {
    return m_model.style == ChartStyle::Stacked && !line.comparison && !line.right && !line.hidden;
}

const ValueFormat& TimeChart::formatOf(const ChartLine& line) const {
    return line.right ? m_model.rightFormat : m_model.format;
}

void TimeChart::prepare() {
    m_prepared.clear();
    m_prepared.resize(m_model.lines.size());
    for (std::size_t i = 0; i < m_prepared.size(); ++i) {
        const ChartLine& line = m_model.lines[i];
        m_prepared[i].at = line.at;
        m_prepared[i].top = line.value;
        m_prepared[i].openTop = line.openValue;
    }
    if (m_model.style == ChartStyle::Stacked) stackLines();
    for (Prepared& prepared : m_prepared) {
        for (const double value : prepared.top)
            prepared.pyramid.append(value);
        prepared.step = usualStep(prepared.at);
    }
}

void TimeChart::stackLines() {
    std::vector<const ChartLine*> lines;
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < m_model.lines.size(); ++i) {
        if (!stacked(m_model.lines[i])) continue;
        lines.push_back(&m_model.lines[i]);
        places.push_back(i);
    }
    m_stacked = stackedLines(lines);
    for (std::size_t i = 0; i < places.size(); ++i) {
        Prepared& prepared = m_prepared[places[i]];
        prepared.at = m_stacked[i].at;
        prepared.top = m_stacked[i].top;
        prepared.base = m_stacked[i].base;
        prepared.openTop = m_stacked[i].openTop;
    }
}

qreal TimeChart::x(Micros at) const {
    const auto range = static_cast<double>(std::max<Micros>(1, m_end - m_model.from));
    return m_plot.left() + static_cast<double>(at - m_model.from) / range * m_plot.width();
}

qreal TimeChart::y(double value, bool right) const {
    return m_plot.bottom() - (right ? m_rightScale : m_scale).share(value) * m_plot.height();
}

QColor TimeChart::colourOf(const ChartLine& line, const Theme& theme) const {
    const QColor colour = theme.seriesColor(line.colour);
    return line.comparison ? withAlpha(colour, 150) : colour;
}

/// Both axes: their values, and above them the thresholds that do not press the values to the floor.
void TimeChart::findScales(const QRectF& area) {
    constexpr double kNone = std::numeric_limits<double>::infinity();
    double low[] = {kNone, kNone};
    double high[] = {-kNone, -kNone};
    const bool fromZero = m_model.style == ChartStyle::Area || m_model.style == ChartStyle::Stacked;
    for (std::size_t i = 0; i < m_prepared.size(); ++i) {
        const ChartLine& line = m_model.lines[i];
        if (line.hidden) continue;
        double& lowest = low[line.right ? 1 : 0];
        double& highest = high[line.right ? 1 : 0];
        const auto range = m_prepared[i].pyramid.range(0, m_prepared[i].pyramid.size());
        lowest = std::min(lowest, range.low);
        highest = std::max(highest, range.high);
        for (const double value : m_prepared[i].openTop) {
            if (!fromZero && value < lowest)
                continue;  // an open count starts at zero; lines keep their scale
            highest = std::max(highest, value);
            lowest = std::min(lowest, value);
        }
    }
    for (const ChartThreshold& threshold : m_model.thresholds) {
        if (threshold.value <= high[0] * 2.5) high[0] = std::max(high[0], threshold.value);
    }
    const int intervals = area.height() < 130 ? 2 : 4;
    m_scale = std::isfinite(low[0]) ? niceScale(low[0], high[0], intervals, fromZero)
                                    : niceScale(0, 0, intervals, true);
    m_rightScale = std::isfinite(low[1]) ? niceScale(low[1], high[1], intervals, false) : m_scale;
}

qreal TimeChart::axisRoom(const ValueScale& scale, const ValueFormat& format) const {
    qreal room = 0;
    for (const double tick : scale.ticks())
        room = std::max(room, widthOf(axisNumber(tick, format), Theme::font(11)));
    return std::ceil(room) + 10;
}

void TimeChart::layOut(const QRectF& area) {
    findScales(area);
    const qreal right = m_hasRight ? axisRoom(m_rightScale, m_model.rightFormat) : 0;
    // On whole pixels, so that the areas are copied and not resampled.
    const QRectF plot = area.adjusted(axisRoom(m_scale, m_model.format), m_hasLegend ? kLegendHeight + 8 : 8,
                                      -badgeRoom() - right, -kTimeAxisHeight);
    m_plot = QRectF(plot.topLeft().toPoint(), QSizeF(std::max(10.0, std::floor(plot.width())),
                                                     std::max(10.0, std::floor(plot.height()))));
    layOutLegend(area);
}

void TimeChart::paint(QPainter& painter, const QRectF& area, const Theme& theme) {
    layOut(area);
    paintGrid(painter, theme);
    paintTimeAxis(painter, theme);
    paintAxisLabels(painter, theme);
    if (m_hasLegend) paintLegend(painter, area, theme);
    painter.save();
    painter.setClipRect(m_plot.adjusted(-1, -4, 6, 1));
    for (const bool comparison : {true, false}) {
        for (std::size_t i = m_model.lines.size(); i-- > 0;) {
            const ChartLine& line = m_model.lines[i];
            if (line.comparison == comparison && !line.hidden) paintLine(painter, line, m_prepared[i], theme);
        }
    }
    paintThresholds(painter);
    painter.restore();
    paintBadges(painter, theme);
}

Micros TimeChart::instantAt(qreal x) const {
    const double share =
        m_plot.width() > 0 ? std::clamp((x - m_plot.left()) / m_plot.width(), 0.0, 1.0) : 0.0;
    return m_model.from + static_cast<Micros>(share * static_cast<double>(m_end - m_model.from));
}

std::optional<Micros> TimeChart::timeAt(qreal x) const {
    if (m_times.empty() || m_plot.width() <= 0) return std::nullopt;
    const Micros wanted = instantAt(x);
    auto after = std::lower_bound(m_times.begin(), m_times.end(), wanted);
    if (after == m_times.end()) return m_times.back();
    if (after != m_times.begin() && wanted - *(after - 1) < *after - wanted) --after;
    return *after;
}

std::optional<Micros> TimeChart::neighbour(std::optional<Micros> at, bool later) const {
    if (m_times.empty()) return std::nullopt;
    if (!at) return m_times.back();
    if (later) {
        const auto next = std::upper_bound(m_times.begin(), m_times.end(), *at);
        return next == m_times.end() ? m_times.back() : *next;
    }
    const auto here = std::lower_bound(m_times.begin(), m_times.end(), *at);
    return here == m_times.begin() ? m_times.front() : *(here - 1);
}

}  // namespace guanlan
