// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widget/popover.h"

#include "ui/theme/theme.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace guanlan {

Popover::Popover(QWidget* anchor)
    : QFrame(anchor->window()), m_anchor(anchor), m_body(new QVBoxLayout(this)) {
    m_body->setContentsMargins(16, 14, 16, 14);
    m_body->setSpacing(8);
    hide();
}

void Popover::openUnderAnchor() {
    m_part = {};
    open();
}

void Popover::openUnder(const QRect& part) {
    m_part = part;
    open();
}

void Popover::open() {
    if (parentWidget() != m_anchor->window()) setParent(m_anchor->window());
    place();
    show();
    raise();
    setFocus();
}

void Popover::toggle() {
    if (isVisible()) {
        hide();
    } else {
        openUnderAnchor();
    }
}

void Popover::place() {
    constexpr int kGap = 6;
    constexpr int kEdge = 12;
    adjustSize();
    const bool whole = m_part.isNull();
    const QRect part = whole ? m_anchor->rect() : m_part;
    const QPoint corner = m_anchor->mapTo(m_anchor->window(), part.topLeft());
    const int wanted = whole ? corner.x() + part.width() - width() : corner.x();
    const int rightmost = parentWidget()->width() - width() - kEdge;
    int top = corner.y() + part.height() + kGap;
    if (!whole && top + height() > parentWidget()->height() - kEdge) top = corner.y() - kGap - height();
    move(std::max(kEdge, std::min(wanted, rightmost)), std::max(kEdge, top));
}

void Popover::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = currentTheme();
    painter.setPen(theme.cardBorder);
    painter.setBrush(theme.raised);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10);
}

bool Popover::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        hide();
        return true;
    }
    if (event->type() == QEvent::Hide && watched == m_anchor) hide();
    if (event->type() == QEvent::MouseButtonPress) {
        const auto* widget = qobject_cast<QWidget*>(watched);
        const bool inside = widget != nullptr && (widget == this || isAncestorOf(widget));
        const bool popup = QApplication::activePopupWidget() != nullptr;
        const bool onAnchor = widget != nullptr && (widget == m_anchor || m_anchor->isAncestorOf(widget));
        if (widget != nullptr && !inside && !onAnchor && !popup) hide();
    }
    return QFrame::eventFilter(watched, event);
}

void Popover::showEvent(QShowEvent* event) {
    qApp->installEventFilter(this);
    QFrame::showEvent(event);
}

void Popover::hideEvent(QHideEvent* event) {
    qApp->removeEventFilter(this);
    QFrame::hideEvent(event);
}

}  // namespace guanlan
