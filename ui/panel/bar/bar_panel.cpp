// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panel/bar/bar_panel.h"

#include "ui/chart/axis_ticks.h"
#include "ui/panel/state_face.h"
#include "ui/theme/theme.h"
#include "ui/widget/paint.h"

#include <QLinearGradient>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace guanlan {

namespace {

std::unique_ptr<Panel> create(QWidget* parent) {
    return std::make_unique<BarPanel>(parent);
}

constexpr OptionChoice kOrientations[] = {{"vertical", QT_TRANSLATE_NOOP("PanelOption", "Upright")},
                                          {"horizontal", QT_TRANSLATE_NOOP("PanelOption", "Ranking")}};
constexpr OptionField kOptions[] = {{.type = OptionField::Type::Choice,
                                     .key = "orientation",
                                     .title = QT_TRANSLATE_NOOP("PanelOption", "Bars"),
                                     .choices = kOrientations},
                                    topOption(10, 100),
                                    kUnitOption,
                                    kDecimalsOption,
                                    kColourOption,
                                    kLowerIsBetterOption};

QPainterPath roundedTop(const QRectF& bar) {
    const qreal radius = std::min({3.0, bar.width() / 2, bar.height()});
    QPainterPath path(bar.bottomLeft());
    path.lineTo(bar.left(), bar.top() + radius);
    path.quadTo(bar.topLeft(), QPointF(bar.left() + radius, bar.top()));
    path.lineTo(bar.right() - radius, bar.top());
    path.quadTo(bar.topRight(), QPointF(bar.right(), bar.top() + radius));
    path.lineTo(bar.bottomRight());
    path.closeSubpath();
    return path;
}

/// Slanted strokes over a part of a bar that may still grow.
void hatch(QPainter& painter, const QPainterPath& shape, const QRectF& part, const QColor& ground) {
    painter.save();
    painter.setClipPath(shape);
    painter.setPen(QPen(withAlpha(ground, 190), 1.6));
    for (qreal offset = -part.height(); offset < part.width() + part.height(); offset += 5) {
        painter.drawLine(QPointF(part.left() + offset, part.bottom()),
                         QPointF(part.left() + offset + part.height(), part.top()));
    }
    painter.restore();
}

QColor deeper(const QColor& colour, const Theme& theme) {
    return theme.dark ? colour.darker(165) : colour.lighter(125);
}

}  // namespace

const PanelKind kBarPanel{.name = "bar",
                          .title = QT_TRANSLATE_NOOP("PanelKind", "Bars"),
                          .smallest = {4, 4},
                          .reads = {},
                          .options = kOptions,
                          .wants = demandOf,
                          .create = create};

BarPanel::BarPanel(QWidget* parent) : RankedPanel(parent) {}

bool BarPanel::hasYesterday() const {
    return std::any_of(values().begin(), values().end(),
                       [](const RankedValue& value) { return std::isfinite(value.before); });
}

void BarPanel::paintBody(QPainter& painter, const QRectF& area) {
    m_places.clear();
    if (options().horizontal) {
        paintRanking(painter, area);
    } else {
        paintUpright(painter, area);
    }
}

void BarPanel::paintHidden(QPainter& painter, const QRectF& area, std::size_t shown) const {
    if (shown >= values().size()) return;
    StateFace::paintNote(painter, area,
                         tr("%n more not shown", nullptr, static_cast<int>(values().size() - shown)));
}

void BarPanel::paintPairLegend(QPainter& painter, const QRectF& area) const {
    const Theme& theme = currentTheme();
    const QString names[] = {tr("Today"), tr("Yesterday")};
    const QColor colours[] = {theme.seriesColor(options().palette), withAlpha(theme.textFaint, 170)};
    const qreal width = widthOf(names[0], theme.label()) + widthOf(names[1], theme.label()) + 54;
    qreal left = area.center().x() - width / 2;
    for (std::size_t i = 0; i < 2; ++i) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colours[i]);
        painter.drawEllipse(QPointF(left + 5, area.top() + 11), 4, 4);
        const qreal nameWidth = widthOf(names[i], theme.label()) + 2;
        drawText(painter, QRectF(left + 14, area.top(), nameWidth, 22), names[i], theme.label(),
                 theme.textMuted);
        left += nameWidth + 30;
    }
}

void BarPanel::paintUpright(QPainter& painter, const QRectF& area) {
    const Theme& theme = currentTheme();
    const ValueFormat format = options().format();
    const bool pairs = hasYesterday();
    const std::size_t room = std::max<std::size_t>(1, static_cast<std::size_t>((area.width() - 40) / 26));
    const std::size_t count = std::min({values().size(), static_cast<std::size_t>(options().top), room});
    double low = 0;
    double high = 0;
    for (std::size_t i = 0; i < count; ++i) {
        low = std::min(low, values()[i].value);
        high = std::max(high, values()[i].value);
        if (std::isfinite(values()[i].before)) high = std::max(high, values()[i].before);
    }
    const ValueScale scale = niceScale(low, high, area.height() < 130 ? 2 : 4, true);
    qreal labels = 0;
    for (const double tick : scale.ticks())
        labels = std::max(labels, widthOf(axisNumber(tick, format), Theme::font(11)));
    const bool note = count < values().size();
    const QRectF plot = area.adjusted(labels + 10, pairs ? 30 : 8, -4, note ? -38 : -22);
    for (const double tick : scale.ticks()) {
        const qreal y = std::round(plot.bottom() - scale.share(tick) * plot.height()) + 0.5;
        painter.setPen(QPen(theme.grid, 1));
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        drawText(painter, QRectF(area.left(), y - 8, labels + 2, 16), axisNumber(tick, format),
                 Theme::font(11), theme.textFaint, Qt::AlignRight | Qt::AlignVCenter);
    }
    if (pairs) paintPairLegend(painter, area);
    const qreal slot = plot.width() / static_cast<qreal>(count);
    const qreal bar = std::clamp(slot * (pairs ? 0.35 : 0.56), 4.0, pairs ? 26.0 : 40.0);
    const qreal zero = plot.bottom() - scale.share(0) * plot.height();
    const auto barTo = [&](qreal left, double value) {
        const qreal y = plot.bottom() - scale.share(value) * plot.height();
        return QRectF(QPointF(left, std::min(y, zero)), QPointF(left + bar, std::max(y, zero)));
    };
    for (std::size_t i = 0; i < count; ++i) {
        const RankedValue& value = values()[i];
        const qreal middle = plot.left() + slot * (static_cast<qreal>(i) + 0.5);
        const QRectF today = barTo(pairs ? middle - bar : middle - bar / 2, value.value);
        const QColor colour = theme.seriesColor(options().palette);
        QLinearGradient gradient(0, plot.top(), 0, plot.bottom());
        gradient.setColorAt(0, colour);
        gradient.setColorAt(1, deeper(colour, theme));
        painter.fillPath(roundedTop(today), gradient);
        if (value.provisional) {
            const qreal edge = plot.bottom() - scale.share(value.closed) * plot.height();
            hatch(painter, roundedTop(today),
                  QRectF(today.topLeft(), QPointF(today.right(), std::max(edge, today.top() + 3))),
                  theme.card);
        }
        if (std::isfinite(value.before)) {
            painter.fillPath(roundedTop(barTo(middle, value.before)), withAlpha(theme.textFaint, 130));
        }
        drawText(painter, QRectF(middle - slot / 2 + 1, plot.bottom() + 5, slot - 2, 16), value.name,
                 Theme::font(11), theme.textMuted, Qt::AlignCenter);
        m_places.emplace_back(middle - slot / 2, plot.top(), slot, plot.height() + 20);
    }
    paintHidden(painter, area, count);
}

void BarPanel::paintRanking(QPainter& painter, const QRectF& area) {
    const ValueFormat format = options().format();
    const std::size_t wanted = std::min(values().size(), static_cast<std::size_t>(options().top));
    const auto room = static_cast<std::size_t>(std::max(1.0, std::floor((area.height() - 16) / 22)));
    const std::size_t count = std::min(wanted, std::max<std::size_t>(1, room));
    const qreal height =
        std::min(32.0, (area.height() - (count < values().size() ? 16 : 0)) / static_cast<qreal>(count));
    qreal nameWidth = 0;
    qreal valueWidth = 0;
    for (std::size_t i = 0; i < count; ++i) {
        nameWidth = std::max(nameWidth, widthOf(values()[i].name, currentTheme().label()));
        valueWidth = std::max(valueWidth, widthOf(shortNumber(values()[i].value, format).joined(),
                                                  Theme::font(12, QFont::DemiBold)));
    }
    nameWidth = std::min(nameWidth + 2, area.width() * 0.34);
    for (std::size_t i = 0; i < count; ++i) {
        const QRectF row(area.left(), area.top() + height * static_cast<qreal>(i), area.width(), height);
        paintRank(painter, row, i, nameWidth, valueWidth + 2);
        m_places.push_back(row);
    }
    paintHidden(painter, area, count);
}

void BarPanel::paintRank(QPainter& painter, const QRectF& row, std::size_t index, qreal nameWidth,
                         qreal valueWidth) {
    const Theme& theme = currentTheme();
    const RankedValue& value = values()[index];
    drawText(painter, QRectF(row.left(), row.top(), 20, row.height()), QString::number(index + 1),
             Theme::font(12, QFont::Bold), index < 3 ? theme.warning : theme.textFaint);
    drawText(painter, QRectF(row.left() + 24, row.top(), nameWidth, row.height()), value.name, theme.label(),
             theme.text);
    const QRectF track(row.left() + 34 + nameWidth, row.center().y() - 3,
                       row.width() - 34 - nameWidth - valueWidth - 12, 6);
    double longest = values().front().value;
    for (const RankedValue& other : values()) {
        if (std::isfinite(other.before)) longest = std::max(longest, other.before);
    }
    if (track.width() > 10 && longest > 0) {
        const QColor colour = theme.seriesColor(options().palette);
        drawShareBar(painter, track, value.value / longest,
                     value.provisional ? withAlpha(colour, 120) : colour, theme.grid);
        // What is closed already stands solid in the bar.
        if (value.provisional && value.closed > 0) {
            drawShareBar(painter, track, value.closed / longest, colour, Qt::transparent);
        }
        if (std::isfinite(value.before)) {
            const qreal x = track.left() + track.width() * std::clamp(value.before / longest, 0.0, 1.0);
            painter.setPen(QPen(theme.textMuted, 1.5));
            painter.drawLine(QPointF(x, track.top() - 3), QPointF(x, track.bottom() + 3));
        }
    }
    drawText(painter, QRectF(row.right() - valueWidth, row.top(), valueWidth, row.height()),
             shortNumber(value.value, options().format()).joined(), Theme::font(12, QFont::DemiBold),
             theme.text, Qt::AlignRight | Qt::AlignVCenter);
}

void BarPanel::paintOverlay(QPainter& painter, const QRectF& area) {
    if (!current() || *current() >= m_places.size()) return;
    const QRectF place = m_places[*current()];
    painter.setPen(Qt::NoPen);
    painter.setBrush(currentTheme().selection);
    painter.drawRoundedRect(place, 4, 4);
    const QPointF anchor =
        options().horizontal ? place.center() : QPointF(place.right() - 10, place.top() + 40);
    calloutOf(values()[*current()]).paintBeside(painter, anchor, area);
}

std::optional<std::size_t> BarPanel::hitTest(const QPointF& position) const {
    for (std::size_t i = 0; i < m_places.size(); ++i) {
        if (m_places[i].contains(position)) return i;
    }
    return std::nullopt;
}

}  // namespace guanlan
