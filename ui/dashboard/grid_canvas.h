// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dashboard/card.h"

#include <QWidget>

#include <memory>
#include <string>
#include <vector>

namespace guanlan {

/// The cards of one dashboard on a grid of 24 columns, whose rows share the height of the view. In edit mode
/// cards are selected (several with Ctrl or a frame), dragged, resized by their right and lower edges, or
/// moved by the arrow keys (with Shift: resized).
class GridCanvas : public QWidget {
    Q_OBJECT
  public:
    explicit GridCanvas(QWidget* parent = nullptr);

    void setHub(FeedHub* hub);
    void show(const DashboardConfig& dashboard);
    [[nodiscard]] const DashboardConfig& dashboard() const { return m_dashboard; }
    void setFilter(const DashboardFilter& filter);
    void setEditing(bool editing);
    [[nodiscard]] bool editing() const { return m_editing; }
    void select(const std::string& id);
    void selectAll(const std::vector<std::string>& ids);
    /// In the order of the panels.
    [[nodiscard]] const std::vector<std::string>& selection() const { return m_selection; }
    [[nodiscard]] bool isSelected(const std::string& id) const;
    void setViewHeight(int height);
    [[nodiscard]] Card* card(const std::string& id) const;
    /// The panel that has the keyboard, or is selected alone; empty: none.
    [[nodiscard]] std::string currentPanel() const;
    [[nodiscard]] const DashboardFilter& filter() const { return m_filter; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QRect pixelsOf(const QRect& cell) const;

  signals:
    /// The user has changed where panels lie.
    void arrangementChanged();
    void selectionChanged();
    void removalAsked();
    void zoomAsked(guanlan::Micros from, guanlan::Micros to);
    void zoomBackAsked();
    void choiceMade(const std::string& id, const guanlan::PanelChoice& choice);
    /// Of a panel, at a place of the screen.
    void menuAsked(const std::string& id, const QPoint& at);

  protected:
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    enum Edge : unsigned { kNone = 0, kRight = 1, kBottom = 2 };
    struct Drag {
        int index = -1;
        bool framing = false;  ///< a frame is pulled over the ground
        bool toggles = false;  ///< a click without a drag takes the card out of the selection
        unsigned edges = kNone;
        QPoint start{};
        QPoint at{};
        QRect pixels{};
        std::vector<QRect> cells{};
        std::vector<std::string> before{};  ///< selected when the frame began
        bool moved = false;
    };

    [[nodiscard]] std::unique_ptr<Card> newCard(const PanelConfig& panel);
    void shareCursor(const Card* from, std::optional<Micros> at);
    void layOut();
    void applyCells(const std::vector<QRect>& cells);
    [[nodiscard]] std::vector<QRect> cells() const;
    [[nodiscard]] int indexAt(const QPoint& position) const;
    [[nodiscard]] unsigned edgesAt(int index, const QPoint& position) const;
    [[nodiscard]] QRect cellUnder(const QRect& pixels, unsigned edges, const QRect& cell) const;
    void moveSelected(int dx, int dy, bool resize);
    void showCursor(const QPoint& position);
    void pressCard(int index, const QPoint& position, bool more);
    void dragCard(const QPoint& by);
    void dragFrame();
    [[nodiscard]] QRect frame() const;
    [[nodiscard]] std::vector<std::size_t> selectedIndexes() const;
    [[nodiscard]] int indexOf(const std::string& id) const;

    DashboardConfig m_dashboard{};
    DashboardFilter m_filter{};
    FeedHub* m_hub = nullptr;
    std::vector<std::unique_ptr<Card>> m_cards{};
    QWidget* m_layer;  ///< above the cards while editing, so that panels do not take the mouse
    std::vector<std::string> m_selection{};
    Drag m_drag{};
    bool m_editing = false;
    int m_viewHeight = 600;
    double m_rowHeight = 40;
};

}  // namespace guanlan
