// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panel/row_scroll.h"

#include "ui/theme/theme.h"

#include <QPainter>
#include <QWheelEvent>

#include <algorithm>

namespace guanlan {

namespace {

constexpr int kWheelRow = 40;  // three rows a notch

}  // namespace

void RowScroll::setCount(std::size_t rows) {
    m_count = rows;
    moveTo(static_cast<std::ptrdiff_t>(m_first));
}

void RowScroll::setRoom(std::size_t rows) {
    m_room = std::max<std::size_t>(1, rows);
    moveTo(static_cast<std::ptrdiff_t>(m_first));
}

void RowScroll::keepPlace(std::size_t rowsAbove) {
    if (m_first > 0) moveTo(static_cast<std::ptrdiff_t>(m_first + rowsAbove));
}

std::size_t RowScroll::end() const {
    return std::min(m_count, m_first + m_room);
}

bool RowScroll::moveTo(std::ptrdiff_t first) {
    const std::size_t last = m_count > m_room ? m_count - m_room : 0;
    const std::size_t wanted = std::min(last, static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, first)));
    if (wanted == m_first) return false;
    m_first = wanted;
    return true;
}

bool RowScroll::show(std::size_t row) {
    if (row < m_first) return moveTo(static_cast<std::ptrdiff_t>(row));
    if (row < m_first + m_room) return false;
    return moveTo(static_cast<std::ptrdiff_t>(row + 1 - m_room));
}

bool RowScroll::takeWheel(const QWheelEvent& event) {
    m_wheel += event.angleDelta().y();
    const int rows = m_wheel / kWheelRow;
    m_wheel -= rows * kWheelRow;
    return rows != 0 && moveTo(static_cast<std::ptrdiff_t>(m_first) - rows);
}

bool RowScroll::takeKey(int key) {
    const auto here = static_cast<std::ptrdiff_t>(m_first);
    const auto page = static_cast<std::ptrdiff_t>(m_room);
    switch (key) {
        case Qt::Key_Down:
            return moveTo(here + 1);
        case Qt::Key_Up:
            return moveTo(here - 1);
        case Qt::Key_PageDown:
            return moveTo(here + page);
        case Qt::Key_PageUp:
            return moveTo(here - page);
        case Qt::Key_Home:
            return moveTo(0);
        case Qt::Key_End:
            return moveTo(static_cast<std::ptrdiff_t>(m_count));
        default:
            return false;
    }
}

void RowScroll::paint(QPainter& painter, const QRectF& area) const {
    if (!overflows()) return;
    const auto count = static_cast<qreal>(m_count);
    const qreal height = std::max(18.0, area.height() * static_cast<qreal>(m_room) / count);
    const qreal travelled = static_cast<qreal>(m_first) / static_cast<qreal>(m_count - m_room);
    const qreal top = area.top() + (area.height() - height) * travelled;
    painter.setPen(Qt::NoPen);
    painter.setBrush(withAlpha(currentTheme().textFaint, 110));
    painter.drawRoundedRect(QRectF(area.right() - 4, top, 4, height), 2, 2);
}

}  // namespace guanlan
