// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widget/paint.h"

#include "ui/theme/theme.h"

#include <QFontMetricsF>
#include <QPaintEngine>
#include <QPainterPath>

#include <algorithm>

namespace guanlan {

bool keepsShapes(const QPainter& painter) {
    return painter.paintEngine()->type() != QPaintEngine::Raster;
}

qreal widthOf(const QString& text, const QFont& font) {
    return QFontMetricsF(font).horizontalAdvance(text);
}

void drawText(QPainter& painter, const QRectF& area, const QString& text, const QFont& font,
              const QColor& color, Qt::Alignment alignment) {
    if (area.width() <= 0 || text.isEmpty()) return;
    const QFontMetricsF metrics(font);
    painter.setFont(font);
    painter.setPen(color);
    // The half pixel absorbs rounding of a text that was measured to fit exactly.
    const QString shown = metrics.elidedText(text, Qt::ElideRight, area.width() + 0.5);
    painter.drawText(area, static_cast<int>(alignment) | Qt::TextSingleLine | Qt::TextDontClip, shown);
}

qreal drawChip(QPainter& painter, const QRectF& area, const QString& text, const QColor& color,
               const QFont& font) {
    const QRectF chip(area.left(), area.top(), std::min(widthOf(text, font) + 16, area.width()),
                      area.height());
    painter.setPen(Qt::NoPen);
    painter.setBrush(withAlpha(color, 38));
    painter.drawRoundedRect(chip, chip.height() / 2, chip.height() / 2);
    drawText(painter, chip.adjusted(8, 0, -8, 0), text, font, color, Qt::AlignCenter);
    return chip.right();
}

void drawNoticeFrame(QPainter& painter, const QRectF& frame, const QColor& color) {
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(withAlpha(color, 90));
    painter.setBrush(withAlpha(color, currentTheme().dark ? 30 : 22));
    painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
}

void drawTriangle(QPainter& painter, const QPointF& centre, qreal size, bool up, const QColor& color) {
    const qreal half = size / 2;
    const qreal tip = up ? -half : half;
    const QPointF points[] = {{centre.x() - half, centre.y() - tip * 0.8},
                              {centre.x() + half, centre.y() - tip * 0.8},
                              {centre.x(), centre.y() + tip * 0.9}};
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawPolygon(points, 3);
}

void drawDot(QPainter& painter, const QPointF& centre, qreal radius, const QColor& color, bool hollow,
             const QColor& ground) {
    if (hollow) {
        painter.setPen(QPen(color, 1.5));
        painter.setBrush(ground);
    } else {
        painter.setPen(QPen(ground, 1.5));
        painter.setBrush(color);
    }
    painter.drawEllipse(centre, radius, radius);
}

void drawShareBar(QPainter& painter, const QRectF& track, double share, const QColor& color,
                  const QColor& trackColor) {
    const qreal radius = track.height() / 2;
    painter.setPen(Qt::NoPen);
    painter.setBrush(trackColor);
    painter.drawRoundedRect(track, radius, radius);
    const qreal width = track.width() * std::clamp(share, 0.0, 1.0);
    if (width <= 0) return;
    painter.setBrush(color);
    painter.drawRoundedRect(QRectF(track.topLeft(), QSizeF(std::max(width, track.height()), track.height())),
                            radius, radius);
}

}  // namespace guanlan
