// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widget/icon.h"

#include "ui/theme/theme.h"

#include <QFocusEvent>
#include <QPainter>
#include <QPainterPath>
#include <QTransform>

#include <array>

namespace guanlan {

namespace {

constexpr qreal kBox = 24;

QPainterPath polyline(std::initializer_list<QPointF> points, bool closed = false) {
    QPainterPath path;
    bool first = true;
    for (const QPointF& point : points) {
        if (first) {
            path.moveTo(point);
        } else {
            path.lineTo(point);
        }
        first = false;
    }
    if (closed) path.closeSubpath();
    return path;
}

QPainterPath dashboards() {
    QPainterPath path;
    path.addRoundedRect(QRectF(4, 4, 7, 9), 1.5, 1.5);
    path.addRoundedRect(QRectF(14, 4, 6, 5), 1.5, 1.5);
    path.addRoundedRect(QRectF(4, 16, 7, 4), 1.5, 1.5);
    path.addRoundedRect(QRectF(14, 12, 6, 8), 1.5, 1.5);
    return path;
}

QPainterPath explore() {
    QPainterPath path;
    path.addEllipse(QPointF(12, 12), 8.5, 8.5);
    path.addPath(polyline({{15.8, 8.2}, {13.6, 13.6}, {8.2, 15.8}, {10.4, 10.4}}, true));
    return path;
}

QPainterPath metrics() {
    QPainterPath path = polyline({{4, 4}, {4, 20}, {20, 20}});
    path.addPath(polyline({{7.5, 15}, {11, 10.5}, {14, 13}, {19, 6.5}}));
    return path;
}

QPainterPath alarms() {
    QPainterPath path;
    path.moveTo(6, 17);
    path.cubicTo(7.5, 15, 7.2, 12.5, 7.2, 10.5);
    path.cubicTo(7.2, 7.5, 9.3, 5.2, 12, 5.2);
    path.cubicTo(14.7, 5.2, 16.8, 7.5, 16.8, 10.5);
    path.cubicTo(16.8, 12.5, 16.5, 15, 18, 17);
    path.closeSubpath();
    path.addPath(polyline({{12, 5}, {12, 3.5}}));
    path.moveTo(10, 20);
    path.cubicTo(10.8, 21, 13.2, 21, 14, 20);
    return path;
}

QPainterPath sources() {
    QPainterPath path;
    path.addEllipse(QRectF(5, 3.5, 14, 5));
    path.moveTo(5, 6);
    path.lineTo(5, 18);
    path.cubicTo(5, 19.6, 8, 20.6, 12, 20.6);
    path.cubicTo(16, 20.6, 19, 19.6, 19, 18);
    path.lineTo(19, 6);
    path.moveTo(5, 12);
    path.cubicTo(5, 13.6, 8, 14.6, 12, 14.6);
    path.cubicTo(16, 14.6, 19, 13.6, 19, 12);
    return path;
}

QPainterPath settings() {
    QPainterPath path;
    constexpr std::array<QPointF, 3> knobs{QPointF(9, 6), QPointF(15, 12), QPointF(8, 18)};
    for (const QPointF& knob : knobs) {
        path.addPath(polyline({{4, knob.y()}, {knob.x() - 2.2, knob.y()}}));
        path.addPath(polyline({{knob.x() + 2.2, knob.y()}, {20, knob.y()}}));
        path.addEllipse(knob, 2.2, 2.2);
    }
    return path;
}

QPainterPath search() {
    QPainterPath path;
    path.addEllipse(QPointF(10.5, 10.5), 6, 6);
    path.addPath(polyline({{15, 15}, {20, 20}}));
    return path;
}

QPainterPath trash() {
    QPainterPath path = polyline({{4.5, 7}, {19.5, 7}});
    path.addPath(polyline({{9.5, 7}, {9.5, 4.5}, {14.5, 4.5}, {14.5, 7}}));
    path.addPath(polyline({{6.5, 7}, {7.3, 19.5}, {16.7, 19.5}, {17.5, 7}}));
    return path;
}

QPainterPath undo() {
    QPainterPath path = polyline({{8.5, 4.5}, {4.5, 8.5}, {8.5, 12.5}});
    path.moveTo(4.5, 8.5);
    path.lineTo(14, 8.5);
    path.cubicTo(21, 8.5, 21, 18.5, 14, 18.5);
    path.lineTo(9, 18.5);
    return path;
}

QPainterPath redo() {
    return QTransform(-1, 0, 0, 1, 24, 0).map(undo());
}

QPainterPath boxed(std::initializer_list<QRectF> boxes) {
    QPainterPath path;
    for (const QRectF& box : boxes)
        path.addRoundedRect(box, 1.5, 1.5);
    return path;
}

QPainterPath smallSign(Icon icon) {
    switch (icon) {
        case Icon::Pause:
            return boxed({{7, 5, 3, 14}, {14, 5, 3, 14}});
        case Icon::Play:
            return polyline({{8, 5}, {19, 12}, {8, 19}}, true);
        case Icon::Edit: {
            QPainterPath path = polyline({{5, 19}, {6, 15}, {16, 5}, {19, 8}, {9, 18}}, true);
            path.addPath(polyline({{13.5, 7.5}, {16.5, 10.5}}));
            return path;
        }
        case Icon::Plus: {
            QPainterPath path = polyline({{12, 5}, {12, 19}});
            path.addPath(polyline({{5, 12}, {19, 12}}));
            return path;
        }
        case Icon::Close: {
            QPainterPath path = polyline({{6, 6}, {18, 18}});
            path.addPath(polyline({{18, 6}, {6, 18}}));
            return path;
        }
        case Icon::Check:
            return polyline({{5, 12.5}, {10, 17.5}, {19.5, 7}});
        case Icon::Warning: {
            QPainterPath path = polyline({{12, 4}, {21, 20}, {3, 20}}, true);
            path.addPath(polyline({{12, 10}, {12, 14.5}}));
            path.addEllipse(QPointF(12, 17.2), 0.4, 0.4);
            return path;
        }
        case Icon::ChevronDown:
            return polyline({{7, 10}, {12, 15}, {17, 10}});
        case Icon::Mail: {
            QPainterPath path = boxed({{3.5, 5.5, 17, 13}});
            path.addPath(polyline({{4.5, 7}, {12, 13}, {19.5, 7}}));
            return path;
        }
        case Icon::Copy:
            return boxed({{8.5, 8.5, 11, 11}, {4.5, 4.5, 11, 11}});
        case Icon::Filter:
            return polyline({{4.5, 5}, {19.5, 5}, {13.7, 12.2}, {13.7, 19}, {10.3, 17}, {10.3, 12.2}}, true);
        case Icon::Export: {
            QPainterPath path = polyline({{12, 4}, {12, 15}});
            path.addPath(polyline({{7.5, 10.5}, {12, 15}, {16.5, 10.5}}));
            path.addPath(polyline({{4.5, 15.5}, {4.5, 19.5}, {19.5, 19.5}, {19.5, 15.5}}));
            return path;
        }
        case Icon::More: {
            QPainterPath path;
            for (const qreal x : {6.0, 12.0, 18.0})
                path.addEllipse(QPointF(x, 12), 0.8, 0.8);
            return path;
        }
        default:
            return {};
    }
}

QPainterPath pathOf(Icon icon) {
    switch (icon) {
        case Icon::Dashboards:
            return dashboards();
        case Icon::Explore:
            return explore();
        case Icon::Metrics:
            return metrics();
        case Icon::Alarms:
            return alarms();
        case Icon::Sources:
            return sources();
        case Icon::Settings:
            return settings();
        case Icon::Search:
            return search();
        case Icon::Trash:
            return trash();
        case Icon::Undo:
            return undo();
        case Icon::Redo:
            return redo();
        default:
            return smallSign(icon);
    }
}

constexpr int kButtonHeight = 32;
constexpr int kGlyph = 18;
constexpr int kPadding = 10;

}  // namespace

void paintIcon(QPainter& painter, Icon icon, const QRectF& box, const QColor& color, qreal stroke) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(box.topLeft());
    painter.scale(box.width() / kBox, box.height() / kBox);
    painter.setPen(QPen(color, stroke, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(pathOf(icon));
    painter.restore();
}

IconButton::IconButton(Icon icon, const QString& text, QWidget* parent)
    : QAbstractButton(parent), m_icon(icon) {
    setText(text);
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void IconButton::setLook(Look look) {
    m_look = look;
    update();
}

void IconButton::setGlyph(Icon icon) {
    m_icon = icon;
    updateGeometry();
    update();
}

QSize IconButton::sizeHint() const {
    const bool hasIcon = m_icon != Icon::None;
    if (text().isEmpty()) return {kButtonHeight, kButtonHeight};
    const int textWidth = fontMetrics().horizontalAdvance(text());
    return {2 * kPadding + textWidth + (hasIcon ? kGlyph + 6 : 0), kButtonHeight};
}

QColor IconButton::background() const {
    const Theme& theme = currentTheme();
    const bool hot = isEnabled() && (underMouse() || isDown());
    if (m_look == Look::Filled) return hot ? theme.accent.lighter(112) : theme.accent;
    if (isChecked()) {
        QColor tint = theme.accent;
        tint.setAlpha(hot ? 60 : 42);
        return tint;
    }
    return hot ? theme.raised : QColor(Qt::transparent);
}

QColor IconButton::foreground() const {
    const Theme& theme = currentTheme();
    if (!isEnabled()) return theme.textFaint;
    if (m_look == Look::Filled) return theme.dark ? QColor(0x06, 0x12, 0x22) : QColor(Qt::white);
    if (m_look == Look::Danger) return theme.critical;
    if (isChecked()) return theme.accent;
    return underMouse() ? theme.text : theme.textMuted;
}

void IconButton::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = currentTheme();
    const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    QColor fill = background();
    if (!isEnabled() && m_look == Look::Filled) fill.setAlpha(60);
    const bool framed = m_look == Look::Outlined || m_look == Look::Danger;
    painter.setPen(hasFocus() && m_byKeyboard ? QPen(theme.accent, 1.2)
                   : framed                   ? QPen(theme.cardBorder, 1)
                                              : QPen(Qt::NoPen));
    painter.setBrush(fill);
    painter.drawRoundedRect(frame, 7, 7);
    const QColor ink = foreground();
    const qreal top = (height() - kGlyph) / 2.0;
    if (text().isEmpty()) {
        paintIcon(painter, m_icon, {(width() - kGlyph) / 2.0, top, kGlyph, kGlyph}, ink);
        return;
    }
    int left = kPadding;
    if (m_icon != Icon::None) {
        paintIcon(painter, m_icon, {qreal(left), top, kGlyph, kGlyph}, ink);
        left += kGlyph + 6;
    }
    painter.setPen(ink);
    painter.setFont(font());
    painter.drawText(QRect(left, 0, width() - left - kPadding + 2, height()),
                     Qt::AlignVCenter | Qt::AlignLeft, text());
}

void IconButton::enterEvent(QEnterEvent* event) {
    QAbstractButton::enterEvent(event);
    update();
}

void IconButton::focusInEvent(QFocusEvent* event) {
    m_byKeyboard = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    QAbstractButton::focusInEvent(event);
}

void IconButton::leaveEvent(QEvent* event) {
    QAbstractButton::leaveEvent(event);
    update();
}

}  // namespace guanlan
