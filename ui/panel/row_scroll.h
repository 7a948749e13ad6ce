// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRectF>

#include <cstddef>

class QPainter;
class QWheelEvent;

namespace guanlan {

/// Which rows of a long list are in view: moved by wheel and keys, shown as a slim bar at the right.
class RowScroll {
  public:
    void setCount(std::size_t rows);
    void setRoom(std::size_t rows);
    /// New rows came in above: what is in view stays in view, unless the top is.
    void keepPlace(std::size_t rowsAbove);
    [[nodiscard]] std::size_t first() const { return m_first; }
    /// Behind the last row in view.
    [[nodiscard]] std::size_t end() const;
    [[nodiscard]] bool overflows() const { return m_count > m_room; }
    /// Brings a row into view.
    bool show(std::size_t row);
    /// Whether something moved.
    bool takeWheel(const QWheelEvent& event);
    bool takeKey(int key);
    void paint(QPainter& painter, const QRectF& area) const;

  private:
    bool moveTo(std::ptrdiff_t first);

    std::size_t m_count = 0;
    std::size_t m_room = 1;
    std::size_t m_first = 0;
    int m_wheel = 0;  ///< of a smooth wheel, until it is a row
};

}  // namespace guanlan
