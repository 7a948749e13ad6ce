// SPDX-License-Identifier: GPL-3.0-or-later
// The mouse and keyboard half of GridCanvas.
#include "core/runtime/snapshot.h"
#include "ui/dashboard/grid_arrangement.h"
#include "ui/dashboard/grid_canvas.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>
#include <utility>

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
    const bool more = (event->modifiers() & (Qt::ControlModifier | Qt::ShiftModifier)) != 0;
    if (index >= 0) return pressCard(index, event->pos(), more);
    if (!more) select({});
    m_drag = {.framing = true, .start = event->pos(), .at = event->pos(), .before = m_selection};
}

void GridCanvas::pressCard(int index, const QPoint& position, bool more) {
    const auto at = static_cast<std::size_t>(index);
    const std::string id = m_dashboard.panels[at].id;
    const bool known = isSelected(id);
    if (more && !known) {
        std::vector<std::string> ids = m_selection;
        ids.push_back(id);
        selectAll(ids);
    } else if (!known) {
        select(id);
    }
    m_drag = {.index = index,
              .toggles = known,
              .edges = edgesAt(index, position),
              .start = position,
              .at = position,
              .pixels = m_cards[at]->geometry(),
              .cells = cells()};
}

void GridCanvas::showCursor(const QPoint& position) {
    const int index = indexAt(position);
    switch (edgesAt(index, position)) {
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
}

void GridCanvas::mouseMoveEvent(QMouseEvent* event) {
    if (!m_editing) return;
    m_drag.at = event->pos();
    if (m_drag.framing) return dragFrame();
    if (m_drag.index < 0) return showCursor(event->pos());
    const QPoint by = event->pos() - m_drag.start;
    if (!m_drag.moved && by.manhattanLength() < QApplication::startDragDistance()) return;
    dragCard(by);
}

QRect GridCanvas::frame() const {
    return QRect(m_drag.start, m_drag.at).normalized();
}

void GridCanvas::dragFrame() {
    std::vector<std::string> ids = m_drag.before;
    for (const auto& card : m_cards) {
        if (frame().intersects(card->geometry())) ids.push_back(card->config().id);
    }
    selectAll(ids);
    update();
}

/// The card under the pointer follows it; what is selected with it goes as many cells as it does.
void GridCanvas::dragCard(const QPoint& by) {
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
    std::vector<std::size_t> moved{index};
    const QRect cell = fitted(cellUnder(pixels, m_drag.edges, m_drag.cells[index]), card.smallest());
    if (m_drag.edges == kNone) {
        moved = selectedIndexes();
        const QPoint step = cell.topLeft() - m_drag.cells[index].topLeft();
        for (const std::size_t other : moved)
            proposed[other] = fitted(proposed[other].translated(step), m_cards[other]->smallest());
    }
    proposed[index] = cell;
    const QRect smallest = pixelsOf(QRect(QPoint(0, 0), card.smallest()));
    card.setGeometry(QRect(pixels.topLeft(), pixels.size().expandedTo(smallest.size())));
    applyCells(arranged(proposed, moved));
}

void GridCanvas::mouseReleaseEvent(QMouseEvent* event) {
    const Drag drag = std::exchange(m_drag, Drag());
    update();
    if (drag.index < 0) return;
    const std::string id = m_dashboard.panels[static_cast<std::size_t>(drag.index)].id;
    const bool more = (event->modifiers() & (Qt::ControlModifier | Qt::ShiftModifier)) != 0;
    if (!drag.moved && drag.toggles) {
        // A click on one of several: without Ctrl it alone, with Ctrl all but it.
        std::vector<std::string> ids = m_selection;
        std::erase(ids, id);
        selectAll(more ? ids : std::vector{id});
    }
    m_cards[static_cast<std::size_t>(drag.index)]->setLifted(false);
    m_layer->raise();
    layOut();
    if (drag.moved && cells() != drag.cells) emit arrangementChanged();
}

std::vector<std::size_t> GridCanvas::selectedIndexes() const {
    std::vector<std::size_t> indexes;
    for (const std::string& id : m_selection)
        indexes.push_back(static_cast<std::size_t>(indexOf(id)));
    return indexes;
}

void GridCanvas::moveSelected(int dx, int dy, bool resize) {
    const std::vector<std::size_t> moved = selectedIndexes();
    const std::vector<QRect> before = cells();
    // One row down only counts once the middle of the card below is passed, so it goes on until then.
    const int steps = resize || dx != 0 ? 1 : 2 * rowsUsed(before);
    for (int step = 1; step <= steps && cells() == before; ++step) {
        std::vector<QRect> proposed = before;
        for (const std::size_t at : moved) {
            QRect& cell = proposed[at];
            if (resize) {
                cell.setSize(cell.size() + QSize(dx, dy));
            } else {
                cell.translate(dx * step, dy * step);
            }
            cell = fitted(cell, m_cards[at]->smallest());
        }
        applyCells(arranged(proposed, moved));
    }
    if (cells() != before) emit arrangementChanged();
}

/// The key of the menu comes as a key as well, and is taken there.
void GridCanvas::contextMenuEvent(QContextMenuEvent* event) {
    const int index = indexAt(event->pos());
    if (event->reason() == QContextMenuEvent::Keyboard || index < 0) return event->ignore();
    emit menuAsked(m_cards[static_cast<std::size_t>(index)]->config().id, event->globalPos());
}

void GridCanvas::keyPressEvent(QKeyEvent* event) {
    const bool menu = event->key() == Qt::Key_Menu ||
                      (event->key() == Qt::Key_F10 && (event->modifiers() & Qt::ShiftModifier) != 0);
    if (const std::string id = currentPanel(); menu && !id.empty()) {
        const Card& chosen = *card(id);
        return emit menuAsked(id, chosen.mapToGlobal(chosen.rect().center()));
    }
    if (m_editing && event->matches(QKeySequence::SelectAll)) {
        std::vector<std::string> all;
        for (const PanelConfig& panel : m_dashboard.panels)
            all.push_back(panel.id);
        return selectAll(all);
    }
    if (!m_editing || m_selection.empty()) {
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
        case Qt::Key_Backspace:
            emit removalAsked();
            break;
        default:
            QWidget::keyPressEvent(event);
    }
}

}  // namespace guanlan
