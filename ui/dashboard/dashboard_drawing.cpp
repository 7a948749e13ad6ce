// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/dashboard_drawing.h"

#include "ui/dashboard/grid_canvas.h"
#include "ui/theme/theme.h"
#include "ui/widget/paint.h"

#include <QPointer>

#include <algorithm>

namespace guanlan {

namespace {

constexpr int kAround = 8;
constexpr int kHeading = 46;
constexpr int kSide = 16;

/// A card that has gone meanwhile leaves its place empty.
Drawing::Part partOf(Card& card, const QRect& place) {
    return {.place = place, .paint = [card = QPointer<Card>(&card), place](QPainter& painter) {
                if (card) card->paintOn(painter, place.topLeft());
            }};
}

Drawing::Part headingPart(const DashboardHeading& heading, int width) {
    const QRect place(0, 0, width, kHeading);
    return {.place = place, .paint = [heading, place](QPainter& painter) {
                const Theme& theme = currentTheme();
                const QFont font = Theme::font(19, QFont::DemiBold);
                const QRectF line = place.adjusted(kSide, 4, -kSide, 0);
                const qreal taken = std::min(widthOf(heading.title, font) + 1, line.width() * 0.6);
                drawText(painter, QRectF(line.topLeft(), QSizeF(taken, line.height())), heading.title, font,
                         theme.text);
                drawText(painter, line.adjusted(taken + kSide, 0, 0, 0), heading.more, theme.label(),
                         theme.textMuted, Qt::AlignRight | Qt::AlignVCenter);
            }};
}

}  // namespace

Drawing drawingOf(Card& card) {
    Drawing drawing{.title = card.title(), .ground = currentTheme().window};
    drawing.size = card.size() + QSize(2 * kAround, 2 * kAround);
    drawing.parts.push_back(partOf(card, QRect(QPoint(kAround, kAround), card.size())));
    return drawing;
}

Drawing drawingOf(GridCanvas& canvas, const DashboardHeading& heading) {
    Drawing drawing{.title = heading.title, .ground = currentTheme().window, .paged = true};
    drawing.parts.push_back(headingPart(heading, canvas.width()));
    int bottom = kHeading;
    for (const PanelConfig& panel : canvas.dashboard().panels) {
        Card& card = *canvas.card(panel.id);
        const QRect place = card.geometry().translated(0, kHeading);
        bottom = std::max(bottom, place.bottom() + 1);
        drawing.parts.push_back(partOf(card, place));
    }
    drawing.size = QSize(canvas.width(), bottom + kSide);
    return drawing;
}

}  // namespace guanlan
