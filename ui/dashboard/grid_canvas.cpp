// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/grid_canvas.h"

#include "core/runtime/snapshot.h"
#include "ui/dashboard/grid_arrangement.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace guanlan {

namespace {

constexpr int kGap = 12;
constexpr int kMargin = 16;
constexpr double kLowestRow = 22;
constexpr double kHighestRow = 72;
constexpr int kGrip = 12;
constexpr int kSpareRows = 6;  // below the last card while editing

}  // namespace

GridCanvas::GridCanvas(QWidget* parent) : QWidget(parent), m_layer(new QWidget(this)) {
    setFocusPolicy(Qt::StrongFocus);
    m_layer->setMouseTracking(true);
    m_layer->installEventFilter(this);
    m_layer->hide();
}

void GridCanvas::setHub(FeedHub* hub) {
    m_hub = hub;
    for (const auto& card : m_cards)
        card->configure(card->config(), hub);
    if (hub == nullptr) return;
    connect(hub, &FeedHub::pulsed, this, [this] {
        if (!isVisible()) return;
        for (const auto& card : m_cards)
            card->refresh(*m_hub);
    });
    connect(hub, &FeedHub::snapshotArrived, this, [this](const SnapshotPtr& snapshot) {
        if (!isVisible()) return;
        for (const auto& card : m_cards)
            card->showSnapshot(*snapshot);
    });
}

void GridCanvas::show(const DashboardConfig& dashboard) {
    std::vector<std::unique_ptr<Card>> cards;
    for (const PanelConfig& panel : dashboard.panels) {
        const auto same = [&](const auto& card) { return card && card->config().id == panel.id; };
        const auto known = std::find_if(m_cards.begin(), m_cards.end(), same);
        std::unique_ptr<Card> card;
        if (known != m_cards.end()) {
            card = std::move(*known);
        } else {
            card = newCard(panel);
        }
        PanelConfig before = card->config();
        before.cell = panel.cell;
        if (!(before == panel)) {
            card->configure(panel, m_hub);
        }
        card->setVisible(true);
        cards.push_back(std::move(card));
    }
    m_cards = std::move(cards);
    m_dashboard = dashboard;
    m_layer->raise();
    std::vector<std::string> kept = m_selection;
    std::erase_if(kept, [this](const std::string& id) { return indexOf(id) < 0; });
    selectAll(kept);
    layOut();
}

void GridCanvas::setFilter(const DashboardFilter& filter) {
    m_filter = filter;
    for (const auto& card : m_cards)
        card->setFilter(filter, m_hub);
}

std::unique_ptr<Card> GridCanvas::newCard(const PanelConfig& panel) {
    auto card = std::make_unique<Card>(panel, this);
    const Card* self = card.get();
    connect(card.get(), &Card::cursorMoved, this,
            [this, self](std::optional<Micros> at) { shareCursor(self, at); });
    connect(card.get(), &Card::zoomAsked, this, &GridCanvas::zoomAsked);
    connect(card.get(), &Card::zoomBackAsked, this, &GridCanvas::zoomBackAsked);
    connect(card.get(), &Card::choiceMade, this,
            [this, self](const PanelChoice& choice) { emit choiceMade(self->config().id, choice); });
    connect(card.get(), &Card::menuAsked, this,
            [this, self](const QPoint& at) { emit menuAsked(self->config().id, self->mapToGlobal(at)); });
    card->setFilter(m_filter, m_hub);
    card->configure(panel, m_hub);
    return card;
}

/// One instant across all panels that have a time axis.
void GridCanvas::shareCursor(const Card* from, std::optional<Micros> at) {
    for (const auto& card : m_cards) {
        if (card && card.get() != from && card->panel() != nullptr) card->panel()->showCursor(at);
    }
}

std::vector<QRect> GridCanvas::cells() const {
    std::vector<QRect> cells;
    for (const PanelConfig& panel : m_dashboard.panels)
        cells.push_back(panel.cell);
    return cells;
}

Card* GridCanvas::card(const std::string& id) const {
    const int index = indexOf(id);
    return index < 0 ? nullptr : m_cards[static_cast<std::size_t>(index)].get();
}

std::string GridCanvas::currentPanel() const {
    const QWidget* focused = QApplication::focusWidget();
    for (const auto& card : m_cards) {
        if (focused != nullptr && card->isAncestorOf(focused)) return card->config().id;
    }
    return m_selection.size() == 1 ? m_selection.front() : std::string();
}

int GridCanvas::indexOf(const std::string& id) const {
    for (std::size_t i = 0; i < m_dashboard.panels.size(); ++i) {
        if (m_dashboard.panels[i].id == id) return static_cast<int>(i);
    }
    return -1;
}

void GridCanvas::setViewHeight(int height) {
    m_viewHeight = height;
    layOut();
}

QRect GridCanvas::pixelsOf(const QRect& cell) const {
    const double column = (width() - 2.0 * kMargin + kGap) / kGridColumns;
    const double row = m_rowHeight + kGap;
    const auto edge = [](double value) { return static_cast<int>(std::lround(value)); };
    const int left = kMargin + edge(cell.x() * column);
    const int right = kMargin + edge((cell.x() + cell.width()) * column) - kGap;
    const int top = kMargin / 2 + edge(cell.y() * row);
    const int bottom = kMargin / 2 + edge((cell.y() + cell.height()) * row) - kGap;
    return {left, top, right - left, bottom - top};
}

QSize GridCanvas::sizeHint() const {
    const int rows = rowsUsed(cells()) + (m_editing ? kSpareRows : 0);
    return {600, kMargin / 2 + kMargin - kGap + static_cast<int>(std::floor(rows * (m_rowHeight + kGap)))};
}

void GridCanvas::layOut() {
    const int rows = std::max(1, rowsUsed(cells()));
    if (!m_editing) {
        const double room = m_viewHeight - kMargin * 1.5 + kGap;
        m_rowHeight = std::clamp(room / rows - kGap, kLowestRow, kHighestRow);
    }
    setMinimumHeight(std::max(sizeHint().height(), 0));
    for (std::size_t i = 0; i < m_cards.size(); ++i) {
        if (static_cast<int>(i) == m_drag.index && m_drag.moved) continue;
        m_cards[i]->setGeometry(pixelsOf(m_dashboard.panels[i].cell));
    }
    m_layer->setGeometry(rect());
    update();
}

void GridCanvas::setEditing(bool editing) {
    m_editing = editing;
    m_layer->setVisible(editing);
    m_layer->raise();
    m_drag = {};
    if (!editing) select({});
    layOut();
}

void GridCanvas::select(const std::string& id) {
    selectAll(id.empty() ? std::vector<std::string>() : std::vector{id});
}

void GridCanvas::selectAll(const std::vector<std::string>& ids) {
    std::vector<std::string> known;
    for (const PanelConfig& panel : m_dashboard.panels) {
        if (std::find(ids.begin(), ids.end(), panel.id) != ids.end()) known.push_back(panel.id);
    }
    const bool changed = known != m_selection;
    m_selection = std::move(known);
    for (const auto& card : m_cards)
        card->setSelected(isSelected(card->config().id));
    if (changed) emit selectionChanged();
}

bool GridCanvas::isSelected(const std::string& id) const {
    return std::find(m_selection.begin(), m_selection.end(), id) != m_selection.end();
}

void GridCanvas::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    layOut();
}

void GridCanvas::paintEvent(QPaintEvent* /*event*/) {
    if (!m_editing) return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = currentTheme();
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.grid);
    const int rows = rowsUsed(cells()) + kSpareRows;
    for (int column = 0; column < kGridColumns; ++column) {
        painter.drawRoundedRect(pixelsOf({column, 0, 1, rows}), 3, 3);
    }
    painter.setBrush(withAlpha(theme.accent, 40));
    painter.setPen(QPen(theme.accent, 1, Qt::DashLine));
    if (m_drag.framing) painter.drawRect(QRectF(frame()).adjusted(0.5, 0.5, -0.5, -0.5));
    if (m_drag.index < 0 || !m_drag.moved) return;
    const QRect cell = m_dashboard.panels[static_cast<std::size_t>(m_drag.index)].cell;
    painter.drawRoundedRect(QRectF(pixelsOf(cell)).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10);
}

int GridCanvas::indexAt(const QPoint& position) const {
    for (std::size_t i = 0; i < m_cards.size(); ++i) {
        if (m_cards[i]->geometry().contains(position)) return static_cast<int>(i);
    }
    return -1;
}

unsigned GridCanvas::edgesAt(int index, const QPoint& position) const {
    if (index < 0) return kNone;
    const QRect frame = m_cards[static_cast<std::size_t>(index)]->geometry();
    unsigned edges = kNone;
    if (position.x() > frame.right() - kGrip) edges |= kRight;
    if (position.y() > frame.bottom() - kGrip) edges |= kBottom;
    return edges;
}

QRect GridCanvas::cellUnder(const QRect& pixels, unsigned edges, const QRect& cell) const {
    const double column = (width() - 2.0 * kMargin + kGap) / kGridColumns;
    const double row = m_rowHeight + kGap;
    QRect wanted = cell;
    if (edges == kNone) {
        wanted.moveTo(static_cast<int>(std::lround((pixels.x() - kMargin) / column)),
                      static_cast<int>(std::lround((pixels.y() - kMargin / 2.0) / row)));
    }
    if ((edges & kRight) != 0)
        wanted.setWidth(static_cast<int>(std::lround((pixels.width() + kGap) / column)));
    if ((edges & kBottom) != 0)
        wanted.setHeight(static_cast<int>(std::lround((pixels.height() + kGap) / row)));
    return wanted;
}

void GridCanvas::applyCells(const std::vector<QRect>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i)
        m_dashboard.panels[i].cell = cells[i];
    layOut();
}

}  // namespace guanlan
