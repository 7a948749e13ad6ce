// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widget/callout.h"

#include "ui/theme/theme.h"
#include "ui/widget/paint.h"

#include <algorithm>

namespace guanlan {

namespace {

constexpr qreal kRow = 18;
constexpr qreal kTitleRow = 24;
constexpr qreal kLongestName = 170;
constexpr std::size_t kMostEntries = 12;

QFont valueFont() {
    return Theme::font(12, QFont::DemiBold);
}

}  // namespace

QSizeF Callout::size() const {
    qreal width = std::max(76.0, std::min(widthOf(title, Theme::font(11)), kLongestName + 60) + 20);
    for (const Entry& entry : entries) {
        width = std::max(width, std::min(widthOf(entry.name, currentTheme().label()), kLongestName) +
                                    widthOf(entry.value, valueFont()) + (entry.colour.isValid() ? 48 : 34));
    }
    return {width, kTitleRow + 6 + kRow * static_cast<qreal>(std::min(entries.size(), kMostEntries))};
}

void Callout::paint(QPainter& painter, const QPointF& topLeft) const {
    const Theme& theme = currentTheme();
    const QRectF box(topLeft, size());
    painter.setPen(QPen(withAlpha(theme.textFaint, 90), 1));
    painter.setBrush(theme.raised);
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 7, 7);
    drawText(painter, QRectF(box.left() + 10, box.top() + 4, box.width() - 20, kTitleRow - 4), title,
             Theme::font(11), theme.textMuted);
    qreal top = box.top() + kTitleRow;
    for (std::size_t i = 0; i < std::min(entries.size(), kMostEntries); ++i) {
        const Entry& entry = entries[i];
        qreal left = box.left() + 10;
        if (entry.colour.isValid()) {
            drawDot(painter, {left + 4, top + kRow / 2}, 3.5, entry.colour, entry.hollow, theme.raised);
            left += 14;
        }
        const qreal valueWidth = widthOf(entry.value, valueFont()) + 1;
        drawText(painter, QRectF(left, top, box.right() - 16 - valueWidth - left, kRow), entry.name,
                 theme.label(), theme.textMuted);
        drawText(painter, QRectF(box.right() - 10 - valueWidth, top, valueWidth, kRow), entry.value,
                 valueFont(), entry.valueColour.isValid() ? entry.valueColour : theme.text,
                 Qt::AlignRight | Qt::AlignVCenter);
        top += kRow;
    }
}

QRectF Callout::paintBeside(QPainter& painter, const QPointF& anchor, const QRectF& bounds) const {
    const QSizeF box = size();
    qreal left = anchor.x() + 14;
    if (left + box.width() > bounds.right()) left = anchor.x() - 14 - box.width();
    left = std::clamp(left, bounds.left(), std::max(bounds.left(), bounds.right() - box.width()));
    const qreal top = std::clamp(anchor.y() - box.height() / 2, bounds.top(),
                                 std::max(bounds.top(), bounds.bottom() - box.height()));
    paint(painter, {left, top});
    return {QPointF(left, top), box};
}

}  // namespace guanlan
