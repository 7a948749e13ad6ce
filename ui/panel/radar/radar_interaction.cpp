// SPDX-License-Identifier: GPL-3.0-or-later
// Pointer and keys of the radar.
#include "ui/panel/radar/radar_panel.h"

#include <QKeyEvent>
#include <QMouseEvent>

#include <cmath>
#include <numbers>

namespace guanlan {

void RadarPanel::setCurrent(std::optional<std::size_t> axis) {
    if (axis == m_current) return;
    m_current = axis;
    update();
}

void RadarPanel::mouseMoveEvent(QMouseEvent* event) {
    std::optional<std::size_t> nearest;
    const QPointF from = event->position() - m_centre;
    const qreal distance = std::hypot(from.x(), from.y());
    if (showsBody() && distance > 6 && distance < m_radius + 24) {
        const auto count = static_cast<double>(m_axes.size());
        const double turn = (std::atan2(from.y(), from.x()) + std::numbers::pi / 2) / (2 * std::numbers::pi);
        nearest = static_cast<std::size_t>(std::lround((turn + 1) * count)) % m_axes.size();
    }
    setCurrent(nearest);
    Panel::mouseMoveEvent(event);
}

void RadarPanel::leaveEvent(QEvent* event) {
    setCurrent(std::nullopt);
    Panel::leaveEvent(event);
}

void RadarPanel::focusOutEvent(QFocusEvent* event) {
    setCurrent(std::nullopt);
    Panel::focusOutEvent(event);
}

void RadarPanel::keyPressEvent(QKeyEvent* event) {
    const std::size_t count = m_axes.size();
    const bool next = event->key() == Qt::Key_Right || event->key() == Qt::Key_Down;
    const bool previous = event->key() == Qt::Key_Left || event->key() == Qt::Key_Up;
    if ((next || previous) && count > 0 && showsBody()) {
        const std::size_t from = m_current.value_or(next ? count - 1 : 0);
        setCurrent((from + (next ? 1 : count - 1)) % count);
    } else if (event->key() == Qt::Key_Escape && m_current) {
        setCurrent(std::nullopt);
    } else {
        Panel::keyPressEvent(event);
    }
}

}  // namespace guanlan
