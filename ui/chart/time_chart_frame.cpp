// SPDX-License-Identifier: GPL-3.0-or-later
// What stands around the lines: grid, axes, legend, badges.
#include "ui/chart/time_chart.h"
#include "ui/widget/paint.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace guanlan {

namespace {

constexpr qreal kLegendHeight = 22;
constexpr qreal kLegendGap = 28;  // dot before a name, room behind it
constexpr qreal kLongestName = 180;
constexpr qreal kBadgeRoom = 58;
constexpr qreal kWidestBadge = 110;
constexpr qreal kBadgeGap = 9;

QFont badgeFont() {
    return Theme::font(11, QFont::DemiBold);
}

QString legendName(const ChartLine& line) {
    if (!line.right) return line.name;
    //: a line counted on the right-hand axis, in the legend
    return QCoreApplication::translate("TimeChart", "%1 (right)").arg(line.name);
}

}  // namespace

/// For the newest value of each line, in steps, so that the plot does not move with every digit.
qreal TimeChart::badgeRoom() const {
    qreal widest = kBadgeRoom;
    for (const ChartLine& line : m_model.lines) {
        if (line.comparison || line.hidden || line.value.empty()) continue;
        const QString text = axisNumber(line.value.back(), formatOf(line));
        widest = std::max(widest, widthOf(text, badgeFont()) + 12 + kBadgeGap);
    }
    return std::min(kWidestBadge, std::ceil(widest / 8) * 8);
}

void TimeChart::paintGrid(QPainter& painter, const Theme& theme) const {
    painter.setPen(QPen(theme.grid, 1));
    for (const double tick : m_scale.ticks()) {
        const qreal line = std::round(y(tick)) + 0.5;
        painter.drawLine(QPointF(m_plot.left(), line), QPointF(m_plot.right(), line));
    }
}

void TimeChart::paintAxisLabels(QPainter& painter, const Theme& theme) const {
    const QFont font = Theme::font(11);
    for (const double tick : m_scale.ticks()) {
        drawText(painter, QRectF(0, std::round(y(tick)) - 7.5, m_plot.left() - 8, 16),
                 axisNumber(tick, m_model.format), font, theme.textFaint, Qt::AlignRight | Qt::AlignVCenter);
    }
    if (!m_hasRight) return;
    for (const double tick : m_rightScale.ticks()) {
        const QRectF place(m_plot.right() + 8, std::round(y(tick, true)) - 7.5, kWidestBadge, 16);
        drawText(painter, place, axisNumber(tick, m_model.rightFormat), font, theme.textFaint);
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

/// As many names as fit, in the middle; too many names share the width instead of pushing each other out.
void TimeChart::layOutLegend(const QRectF& area) {
    m_legend.clear();
    m_unnamed = m_model.hiddenLines;
    if (!m_hasLegend) return;
    const QFont font = currentTheme().label();
    const qreal room = area.width() - 16;
    qreal longest = kLongestName;
    qreal natural = 0;
    for (const ChartLine& line : m_model.lines)
        natural += std::min(widthOf(legendName(line), font), longest) + kLegendGap;
    if (natural > room)
        longest = std::clamp(room / static_cast<qreal>(m_model.lines.size()) - 40, 52.0, 140.0);
    qreal total = 0;
    for (std::size_t i = 0; i < m_model.lines.size(); ++i) {
        const qreal width = std::min(widthOf(legendName(m_model.lines[i]), font), longest) + kLegendGap;
        if (total + width > room - (natural > room ? 60 : 0)) {
            m_unnamed += static_cast<int>(m_model.lines.size() - i);
            break;
        }
        m_legend.push_back({i, QRectF(total, area.top(), width, kLegendHeight)});
        total += width;
    }
    const QString more = QCoreApplication::translate("TimeChart", "+%n more", nullptr, m_unnamed);
    if (m_unnamed > 0) total += widthOf(more, font) + 8;
    const qreal left = area.left() + std::max(0.0, (area.width() - total) / 2);
    for (LegendEntry& entry : m_legend)
        entry.place.translate(left, 0);
}

void TimeChart::paintLegend(QPainter& painter, const QRectF& area, const Theme& theme) const {
    const QFont font = theme.label();
    qreal right = area.left();
    for (const LegendEntry& entry : m_legend) {
        const ChartLine& line = m_model.lines[entry.line];
        const QColor colour = line.hidden ? withAlpha(theme.textFaint, 120) : colourOf(line, theme);
        const QPointF at(entry.place.left(), entry.place.center().y());
        if (line.comparison) {
            painter.setPen(QPen(colour, 1.2, Qt::DashLine));
            painter.drawLine(at, at + QPointF(12, 0));
        } else if (line.hidden) {
            drawDot(painter, at + QPointF(6, 0), 3.2, colour, true, theme.card);
        } else {
            painter.setPen(Qt::NoPen);
            painter.setBrush(colour);
            painter.drawEllipse(at + QPointF(6, 0), 4, 4);
        }
        drawText(painter, entry.place.adjusted(16, 0, -10, 0), legendName(line), font,
                 line.hidden ? theme.textFaint : theme.textMuted);
        right = entry.place.right();
    }
    if (m_unnamed == 0) return;
    drawText(painter, QRectF(right, area.top(), area.right() - right, kLegendHeight),
             QCoreApplication::translate("TimeChart", "+%n more", nullptr, m_unnamed), font, theme.textFaint);
}

std::optional<std::size_t> TimeChart::legendAt(const QPointF& position) const {
    for (const LegendEntry& entry : m_legend) {
        if (entry.place.contains(position)) return entry.line;
    }
    return std::nullopt;
}

void TimeChart::paintBadges(QPainter& painter, const Theme& theme) const {
    const QFont font = badgeFont();
    struct Badge {
        const ChartLine* line;
        qreal top;
    };
    std::vector<Badge> badges;
    for (std::size_t i = 0; i < m_prepared.size(); ++i) {
        const ChartLine& line = m_model.lines[i];
        if (line.comparison || line.hidden || line.value.empty()) continue;
        const qreal at = y(m_prepared[i].top.back(), line.right);
        badges.push_back({&line, std::clamp(at, m_plot.top(), m_plot.bottom()) - 9});
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
    const qreal left =
        m_plot.right() + kBadgeGap + (m_hasRight ? axisRoom(m_rightScale, m_model.rightFormat) : 0);
    for (const Badge& badge : badges) {
        if (badge.top < m_plot.top() - 20) continue;
        const QColor colour = theme.seriesColor(badge.line->colour);
        const QString text = axisNumber(badge.line->value.back(), formatOf(*badge.line));
        const QRectF box(left, badge.top, std::min(widthOf(text, font) + 12, badgeRoom() - kBadgeGap), 18);
        painter.setPen(Qt::NoPen);
        painter.setBrush(withAlpha(colour, 50));
        painter.drawRoundedRect(box, 4, 4);
        drawText(painter, box.adjusted(2, 0, -2, 0), text, font, colour, Qt::AlignCenter);
    }
}

}  // namespace guanlan
