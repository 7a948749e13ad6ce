// SPDX-License-Identifier: GPL-3.0-or-later
// Pointer, wheel and keys of the table.
#include "ui/panel/table/table_panel.h"

#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>

namespace guanlan {

std::optional<std::size_t> TablePanel::columnAt(qreal x) const {
    for (const Column& column : m_columns) {
        if (column.width <= 0 || x < column.left || x > column.left + column.width + kCellGap) continue;
        if (column.part == Part::Name) return 0;
        if (column.part == Part::Value) return column.series + 1;
    }
    return std::nullopt;
}

void TablePanel::sortBy(std::size_t column, bool descending) {
    m_sortColumn = column;
    m_descending = descending;
    m_sortChosen = true;
    refresh();
}

void TablePanel::scrolled(bool moved) {
    if (moved) repaintBody();
}

std::optional<std::size_t> TablePanel::rowAt(const QPointF& position) const {
    const qreal y = position.y() - kHeading;
    if (y < 0) return std::nullopt;
    const std::size_t row = m_scroll.first() + static_cast<std::size_t>(y / kRow);
    return row < m_scroll.end() ? std::optional(row) : std::nullopt;
}

/// The value under the pointer, or the row's first.
std::optional<PanelChoice> TablePanel::choiceAt(const QPointF& position) const {
    const auto index = rowAt(position);
    if (!index || query().group.empty() || query().series.empty()) return std::nullopt;
    const TableRow& row = m_rows[*index];
    const std::size_t series = std::max<std::size_t>(1, columnAt(position.x()).value_or(1)) - 1;
    const ValueFormat format = options().formatOf(query().series[series].unit);
    return PanelChoice{.dimension = query().group,
                       .key = row.group,
                       .name = QStringLiteral("%1 · %2").arg(groupName(row.group), seriesName(series)),
                       .value = fullNumber(row.value[series], format).joined(),
                       .place = QRect(position.toPoint(), QSize(1, 1))};
}

void TablePanel::mouseMoveEvent(QMouseEvent* event) {
    const auto row = showsBody() ? rowAt(event->position()) : std::nullopt;
    const bool heading = showsBody() && event->position().y() < kHeading && columnAt(event->position().x());
    const bool choice = row && choiceAt(event->position());
    setCursor(heading || choice ? Qt::PointingHandCursor : Qt::ArrowCursor);
    if (row != m_current) {
        m_current = row;
        update();
    }
    Panel::mouseMoveEvent(event);
}

void TablePanel::mousePressEvent(QMouseEvent* event) {
    const auto column = columnAt(event->position().x());
    if (event->button() != Qt::LeftButton || !showsBody() || event->position().y() >= kHeading || !column) {
        return DataPanel::mousePressEvent(event);
    }
    sortBy(*column, *column == m_sortColumn ? !m_descending : *column != 0 || query().group.empty());
}

void TablePanel::leaveEvent(QEvent* event) {
    m_current.reset();
    update();
    Panel::leaveEvent(event);
}

void TablePanel::wheelEvent(QWheelEvent* event) {
    if (!m_scroll.overflows()) return Panel::wheelEvent(event);
    scrolled(m_scroll.takeWheel(*event));
    event->accept();
}

void TablePanel::keyPressEvent(QKeyEvent* event) {
    const std::size_t columns = m_highest.size() + 1;
    if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right) {
        sortBy((m_sortColumn + (event->key() == Qt::Key_Right ? 1 : columns - 1)) % columns, m_descending);
    } else if (event->key() == Qt::Key_Space) {
        sortBy(m_sortColumn, !m_descending);
    } else if (m_scroll.takeKey(event->key())) {
        scrolled(true);
    } else {
        Panel::keyPressEvent(event);
    }
}

}  // namespace guanlan
