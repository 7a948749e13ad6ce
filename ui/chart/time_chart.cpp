// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chart/time_chart.h"

#include "ui/widget/paint.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace guanlan {

namespace {

constexpr qreal kLegendHeight = 22;
constexpr qreal kTimeAxisHeight = 20;
constexpr qreal kBadgeRoom = 58;
constexpr qreal kWidestBadge = 110;
constexpr qreal kBadgeGap = 9;

QFont badgeFont() {
    return Theme::font(11, QFont::DemiBold);
}

/// The usual distance of neighbouring windows: the median, which some missing windows do not move.
Micros usualStep(const std::vector<Micros>& at) {
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
    m_prepared.clear();
    m_times.clear();
    m_end = m_model.to;
    for (const ChartLine& line : m_model.lines) {
        Prepared prepared;
        for (const double value : line.value)
            prepared.pyramid.append(value);
        prepared.step = usualStep(line.at);
        m_prepared.push_back(std::move(prepared));
        if (line.comparison) continue;
        m_times.insert(m_times.end(), line.at.begin(), line.at.end());
        m_times.insert(m_times.end(), line.openAt.begin(), line.openAt.end());
    }
    std::sort(m_times.begin(), m_times.end());
    m_times.erase(std::unique(m_times.begin(), m_times.end()), m_times.end());
    if (!m_times.empty()) m_end = std::max(m_end, m_times.back());
    m_hasLegend = m_model.lines.size() > 1 || m_model.hiddenLines > 0;
}

qreal TimeChart::x(Micros at) const {
    const auto range = static_cast<double>(std::max<Micros>(1, m_end - m_model.from));
    return m_plot.left() + static_cast<double>(at - m_model.from) / range * m_plot.width();
}

qreal TimeChart::y(double value) const {
    return m_plot.bottom() - m_scale.share(value) * m_plot.height();
}

QColor TimeChart::colourOf(const ChartLine& line, const Theme& theme) const {
    const QColor colour = theme.seriesColor(line.colour);
    return line.comparison ? withAlpha(colour, 150) : colour;
}

void TimeChart::layOut(const QRectF& area) {
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    for (std::size_t i = 0; i < m_prepared.size(); ++i) {
        const auto range = m_prepared[i].pyramid.range(0, m_prepared[i].pyramid.size());
        low = std::min(low, range.low);
        high = std::max(high, range.high);
        for (const double value : m_model.lines[i].openValue) {
            if (!m_model.area && value < low)
                continue;  // an open count starts at zero; lines keep their scale
            high = std::max(high, value);
            low = std::min(low, value);
        }
    }
    if (!std::isfinite(low)) low = high = 0;
    // A threshold far above the values would press them to the floor; it is then left outside.
    for (const ChartThreshold& threshold : m_model.thresholds) {
        if (threshold.value <= high * 2.5) high = std::max(high, threshold.value);
    }
    const int intervals = area.height() < 130 ? 2 : 4;
    m_scale = niceScale(low, high, intervals, m_model.area);
    qreal labels = 0;
    for (const double tick : m_scale.ticks())
        labels = std::max(labels, widthOf(axisNumber(tick, m_model.format), Theme::font(11)));
    // On whole pixels, so that the areas are copied and not resampled.
    const QRectF plot = area.adjusted(std::ceil(labels) + 10, m_hasLegend ? kLegendHeight + 8 : 8,
                                      -badgeRoom(), -kTimeAxisHeight);
    m_plot = QRectF(plot.topLeft().toPoint(), QSizeF(std::max(10.0, std::floor(plot.width())),
                                                     std::max(10.0, std::floor(plot.height()))));
}

/// For the newest value of each line, in steps, so that the plot does not move with every digit.
qreal TimeChart::badgeRoom() const {
    qreal widest = kBadgeRoom;
    for (const ChartLine& line : m_model.lines) {
        if (line.comparison || line.value.empty()) continue;
        const QString text = axisNumber(line.value.back(), m_model.format);
        widest = std::max(widest, widthOf(text, badgeFont()) + 12 + kBadgeGap);
    }
    return std::min(kWidestBadge, std::ceil(widest / 8) * 8);
}

void TimeChart::paint(QPainter& painter, const QRectF& area, const Theme& theme) {
    layOut(area);
    paintGrid(painter, theme);
    paintTimeAxis(painter, theme);
    if (m_hasLegend) paintLegend(painter, area, theme);
    painter.save();
    painter.setClipRect(m_plot.adjusted(-1, -4, 6, 1));
    for (const bool comparison : {true, false}) {
        for (std::size_t i = m_model.lines.size(); i-- > 0;) {
            const ChartLine& line = m_model.lines[i];
            if (line.comparison == comparison) paintLine(painter, line, m_prepared[i], theme);
        }
    }
    paintThresholds(painter);
    painter.restore();
    paintBadges(painter, theme);
}

void TimeChart::paintGrid(QPainter& painter, const Theme& theme) const {
    const QFont font = Theme::font(11);
    for (const double tick : m_scale.ticks()) {
        const qreal line = std::round(y(tick)) + 0.5;
        painter.setPen(QPen(theme.grid, 1));
        painter.drawLine(QPointF(m_plot.left(), line), QPointF(m_plot.right(), line));
        drawText(painter, QRectF(0, line - 8, m_plot.left() - 8, 16), axisNumber(tick, m_model.format), font,
                 theme.textFaint, Qt::AlignRight | Qt::AlignVCenter);
    }
}

void TimeChart::paintTimeAxis(QPainter& painter, const Theme& theme) const {
    const QFont font = Theme::font(11);
    const int most = std::max(2, static_cast<int>(m_plot.width() / 68));
    for (const TimeTick& tick : timeTicks(m_model.from, m_end, m_model.zone, most)) {
        const qreal middle = x(tick.at);
        const qreal half = widthOf(tick.label, font) / 2 + 1;
        drawText(painter, QRectF(middle - half, m_plot.bottom() + 4, 2 * half, 16), tick.label, font,
                 theme.textFaint, Qt::AlignCenter);
    }
}

void TimeChart::paintLegend(QPainter& painter, const QRectF& area, const Theme& theme) const {
    const QFont font = theme.label();
    std::vector<std::pair<const ChartLine*, qreal>> entries;
    const qreal room = area.width() - 16;
    qreal longest = 180;
    qreal natural = 0;
    for (const ChartLine& line : m_model.lines)
        natural += std::min(widthOf(line.name, font), longest) + 28;
    // Too many names share the width instead of pushing each other out.
    if (natural > room) {
        longest = std::clamp(room / static_cast<qreal>(m_model.lines.size()) - 40, 52.0, 140.0);
    }
    qreal total = 0;
    int left = m_model.hiddenLines;
    for (const ChartLine& line : m_model.lines) {
        const qreal width = std::min(widthOf(line.name, font), longest) + 28;
        if (total + width > room - (natural > room ? 60 : 0)) {
            left += static_cast<int>(m_model.lines.size() - entries.size());
            break;
        }
        entries.emplace_back(&line, width);
        total += width;
    }
    const QString more =
        left > 0 ? QCoreApplication::translate("TimeChart", "+%n more", nullptr, left) : QString();
    if (left > 0) total += widthOf(more, font) + 8;
    qreal at = area.left() + std::max(0.0, (area.width() - total) / 2);
    const qreal middle = area.top() + kLegendHeight / 2;
    for (const auto& [line, width] : entries) {
        const QColor colour = colourOf(*line, theme);
        if (line->comparison) {
            painter.setPen(QPen(colour, 1.2, Qt::DashLine));
            painter.drawLine(QPointF(at, middle), QPointF(at + 12, middle));
        } else {
            painter.setPen(Qt::NoPen);
            painter.setBrush(colour);
            painter.drawEllipse(QPointF(at + 6, middle), 4, 4);
        }
        drawText(painter, QRectF(at + 16, area.top(), width - 26, kLegendHeight), line->name, font,
                 theme.textMuted);
        at += width;
    }
    drawText(painter, QRectF(at, area.top(), area.right() - at, kLegendHeight), more, font, theme.textFaint);
}

void TimeChart::paintBadges(QPainter& painter, const Theme& theme) const {
    const QFont font = badgeFont();
    struct Badge {
        const ChartLine* line;
        qreal top;
    };
    std::vector<Badge> badges;
    for (const ChartLine& line : m_model.lines) {
        if (line.comparison || line.value.empty()) continue;
        badges.push_back({&line, std::clamp(y(line.value.back()), m_plot.top(), m_plot.bottom()) - 9});
    }
    std::sort(badges.begin(), badges.end(), [](const Badge& a, const Badge& b) { return a.top < b.top; });
    // Pushed apart downwards, then back up from the floor, so that close lines keep readable badges.
    for (std::size_t i = 1; i < badges.size(); ++i)
        badges[i].top = std::max(badges[i].top, badges[i - 1].top + 20);
    qreal floor = m_plot.bottom() - 9;
    for (std::size_t i = badges.size(); i-- > 0;) {
        badges[i].top = std::min(badges[i].top, floor);
        floor = badges[i].top - 20;
    }
    for (const Badge& badge : badges) {
        if (badge.top < m_plot.top() - 20) continue;
        const QColor colour = theme.seriesColor(badge.line->colour);
        const QString text = axisNumber(badge.line->value.back(), m_model.format);
        const QRectF box(m_plot.right() + kBadgeGap, badge.top,
                         std::min(widthOf(text, font) + 12, badgeRoom() - kBadgeGap), 18);
        painter.setPen(Qt::NoPen);
        painter.setBrush(withAlpha(colour, 50));
        painter.drawRoundedRect(box, 4, 4);
        drawText(painter, box.adjusted(2, 0, -2, 0), text, font, colour, Qt::AlignCenter);
    }
}

std::optional<Micros> TimeChart::timeAt(qreal x) const {
    if (m_times.empty() || m_plot.width() <= 0) return std::nullopt;
    const double share = std::clamp((x - m_plot.left()) / m_plot.width(), 0.0, 1.0);
    const Micros wanted =
        m_model.from + static_cast<Micros>(share * static_cast<double>(m_end - m_model.from));
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
