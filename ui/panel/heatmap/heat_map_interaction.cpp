// SPDX-License-Identifier: GPL-3.0-or-later
// Pointer and keys of the heat map.
#include "ui/panel/heatmap/heat_map_panel.h"

#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>

namespace guanlan {

void HeatMapPanel::setCurrent(std::optional<std::size_t> cell) {
    if (cell == m_current) return;
    m_current = cell;
    update();
}

std::optional<std::size_t> HeatMapPanel::cellAt(const QPointF& position) const {
    if (!m_plot.contains(position) || m_grid.rows.empty()) return std::nullopt;
    const QPointF at = position - m_plot.topLeft();
    const auto part = [](qreal share, std::size_t count) {
        return static_cast<std::size_t>(std::clamp(share, 0.0, 0.9999) * static_cast<qreal>(count));
    };
    return HeatGrid::cell(part(at.y() / m_plot.height(), m_grid.rows.size()),
                          part(at.x() / m_plot.width(), HeatGrid::kHours));
}

std::optional<PanelChoice> HeatMapPanel::choiceOf(std::optional<std::size_t> cell) const {
    if (!cell || rowsWanted() != HeatRows::Group || !std::isfinite(m_grid.value[*cell])) return std::nullopt;
    const QRectF box = boxOf(*cell / HeatGrid::kHours, *cell % HeatGrid::kHours);
    return PanelChoice{.dimension = query().group,
                       .key = m_grid.rows[*cell / HeatGrid::kHours].key,
                       .name = cellName(*cell),
                       .value = fullNumber(m_grid.value[*cell], options().format()).joined(),
                       .place = box.toRect()};
}

std::optional<PanelChoice> HeatMapPanel::choiceAt(const QPointF& position) const {
    return choiceOf(cellAt(position));
}

void HeatMapPanel::mouseMoveEvent(QMouseEvent* event) {
    setCurrent(showsBody() ? cellAt(event->position()) : std::nullopt);
    setCursor(choiceOf(m_current) ? Qt::PointingHandCursor : Qt::ArrowCursor);
    Panel::mouseMoveEvent(event);
}

void HeatMapPanel::leaveEvent(QEvent* event) {
    setCurrent(std::nullopt);
    Panel::leaveEvent(event);
}

void HeatMapPanel::focusOutEvent(QFocusEvent* event) {
    setCurrent(std::nullopt);
    Panel::focusOutEvent(event);
}

void HeatMapPanel::keyPressEvent(QKeyEvent* event) {
    const std::size_t cells = m_grid.value.size();
    const auto step = [&](std::size_t by) { setCurrent(m_current ? (*m_current + by) % cells : cells - 1); };
    if (cells == 0) return Panel::keyPressEvent(event);
    switch (event->key()) {
        case Qt::Key_Right:
            return step(1);
        case Qt::Key_Left:
            return step(cells - 1);
        case Qt::Key_Down:
            return step(HeatGrid::kHours);
        case Qt::Key_Up:
            return step(cells - HeatGrid::kHours);
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (const auto choice = choiceOf(m_current)) emit choiceMade(*choice);
            return;
        case Qt::Key_Escape:
            if (!m_current) return Panel::keyPressEvent(event);
            return setCurrent(std::nullopt);
        default:
            return Panel::keyPressEvent(event);
    }
}

}  // namespace guanlan
