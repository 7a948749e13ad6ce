// SPDX-License-Identifier: GPL-3.0-or-later
// The mouse and keyboard half of GridCanvas.
#include "core/runtime/snapshot.h"
#include "ui/dashboard/grid_arrangement.h"
#include "ui/dashboard/grid_canvas.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>

namespace guanlan {

bool GridCanvas::eventFilter(QObject* watched, QEvent* event) {
    if (watched != m_layer) return QWidget::eventFilter(watched, event);
    auto* mouse = dynamic_cast<QMouseEvent*>(event);
    if (mouse == nullptr) return false;
    switch (event->type()) {
        case QEvent::MouseButtonPress:
            mousePressEvent(mouse);
            return true;
        case QEvent::MouseMove:
            mouseMoveEvent(mouse);
            return true;
        case QEvent::MouseButtonRelease:
            mouseReleaseEvent(mouse);
            return true;
        default:
            return false;
    }
}

void GridCanvas::mousePressEvent(QMouseEvent* event) {
    if (!m_editing || event->button() != Qt::LeftButton) return;
    setFocus();
    const int index = indexAt(event->pos());
    select(index < 0 ? std::string() : m_dashboard.panels[static_cast<std::size_t>(index)].id);
    if (index < 0) return;
    m_drag = {.index = index,
              .edges = edgesAt(index, event->pos()),
              .start = event->pos(),
              .pixels = m_cards[static_cast<std::size_t>(index)]->geometry(),
              .cells = cells()};
}

void GridCanvas::mouseMoveEvent(QMouseEvent* event) {
    if (!m_editing) return;
    if (m_drag.index < 0) {
        const int index = indexAt(event->pos());
        switch (edgesAt(index, event->pos())) {
            case kRight:
                m_layer->setCursor(Qt::SizeHorCursor);
                break;
            case kBottom:
                m_layer->setCursor(Qt::SizeVerCursor);
                break;
            case kRight | kBottom:
                m_layer->setCursor(Qt::SizeFDiagCursor);
                break;
            default:
                m_layer->setCursor(index < 0 ? Qt::ArrowCursor : Qt::OpenHandCursor);
        }
        return;
    }
    const QPoint by = event->pos() - m_drag.start;
    if (!m_drag.moved && by.manhattanLength() < QApplication::startDragDistance()) return;
    const auto index = static_cast<std::size_t>(m_drag.index);
    Card& card = *m_cards[index];
    if (!m_drag.moved) card.setLifted(true);
    m_drag.moved = true;
    m_layer->raise();
    QRect pixels = m_drag.pixels;
    if (m_drag.edges == kNone) pixels.translate(by);
    if ((m_drag.edges & kRight) != 0) pixels.setWidth(pixels.width() + by.x());
    if ((m_drag.edges & kBottom) != 0) pixels.setHeight(pixels.height() + by.y());
    std::vector<QRect> proposed = m_drag.cells;
    proposed[index] = fitted(cellUnder(pixels, m_drag.edges, m_drag.cells[index]), card.smallest());
    const QRect smallest = pixelsOf(QRect(QPoint(0, 0), card.smallest()));
    card.setGeometry(QRect(pixels.topLeft(), pixels.size().expandedTo(smallest.size())));
    applyCells(arranged(proposed, index));
}

void GridCanvas::mouseReleaseEvent(QMouseEvent* /*event*/) {
    if (m_drag.index < 0) return;
    const bool moved = m_drag.moved && cells() != m_drag.cells;
    m_cards[static_cast<std::size_t>(m_drag.index)]->setLifted(false);
    m_drag = {};
    m_layer->raise();
    layOut();
    if (moved) emit arrangementChanged();
}

void GridCanvas::moveSelected(int dx, int dy, bool resize) {
    const int index = indexOf(m_selected);
    if (index < 0) return;
    const auto at = static_cast<std::size_t>(index);
    const std::vector<QRect> before = cells();
    // One row down only counts once the middle of the card below is passed, so it goes on until then.
    const int steps = resize || dx != 0 ? 1 : 2 * rowsUsed(before);
    for (int step = 1; step <= steps && cells() == before; ++step) {
        std::vector<QRect> proposed = before;
        QRect& cell = proposed[at];
        if (resize) {
            cell.setSize(cell.size() + QSize(dx, dy));
        } else {
            cell.translate(dx * step, dy * step);
        }
        cell = fitted(cell, m_cards[at]->smallest());
        applyCells(arranged(proposed, at));
    }
    if (cells() != before) emit arrangementChanged();
}

void GridCanvas::keyPressEvent(QKeyEvent* event) {
    if (!m_editing || m_selected.empty()) {
        QWidget::keyPressEvent(event);
        return;
    }
    const bool resize = (event->modifiers() & Qt::ShiftModifier) != 0;
    switch (event->key()) {
        case Qt::Key_Left:
            moveSelected(-1, 0, resize);
            break;
        case Qt::Key_Right:
            moveSelected(1, 0, resize);
            break;
        case Qt::Key_Up:
            moveSelected(0, -1, resize);
            break;
        case Qt::Key_Down:
            moveSelected(0, 1, resize);
            break;
        case Qt::Key_Escape:
            select({});
            break;
        case Qt::Key_Delete:
            emit removalAsked(m_selected);
            break;
        default:
            QWidget::keyPressEvent(event);
    }
}

}  // namespace guanlan
