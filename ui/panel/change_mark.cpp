// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panel/change_mark.h"

#include "ui/theme/theme.h"
#include "ui/widget/paint.h"

namespace guanlan {

namespace {

QFont changeFont() {
    return Theme::font(12, QFont::DemiBold);
}

QString withoutSign(QString text) {
    return text.remove(u'+').remove(u'-');
}

}  // namespace

Change changeOf(double now, double before, const PanelOptions& options) {
    const Theme& theme = currentTheme();
    Change change{.text = changeText(now, before, options.format()), .up = now > before};
    change.colour =
        now == before ? theme.textMuted : (change.up != options.lowerIsBetter ? theme.good : theme.critical);
    return change;
}

qreal changeWidth(const Change& change, const QString& against) {
    const qreal pill = widthOf(withoutSign(change.text), changeFont()) + 32;
    return against.isEmpty() ? pill : pill + 8 + widthOf(against, currentTheme().label());
}

qreal paintChange(QPainter& painter, const QRectF& area, const Change& change, const QString& against) {
    const Theme& theme = currentTheme();
    const QString text = withoutSign(change.text);
    const bool moved = change.text.startsWith(u'+') || change.text.startsWith(u'-');
    const QRectF pill(area.left(), area.top(), changeWidth(change), area.height());
    painter.setPen(Qt::NoPen);
    painter.setBrush(withAlpha(change.colour, 34));
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2);
    if (moved) drawTriangle(painter, {pill.left() + 12, pill.center().y()}, 8, change.up, change.colour);
    drawText(painter, pill.adjusted(20, 0, -4, 0), text, changeFont(), change.colour);
    const qreal left = pill.right() + 8;
    if (against.isEmpty() || left + widthOf(against, theme.label()) > area.right() + 0.5) return pill.right();
    drawText(painter, QRectF(left, area.top(), area.right() - left, area.height()), against, theme.label(),
             theme.textFaint);
    return left + widthOf(against, theme.label());
}

}  // namespace guanlan
