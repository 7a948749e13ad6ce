// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QRect>

class QVBoxLayout;

namespace guanlan {

/// A card that floats under its anchor inside the same window: not modal, gone on Escape or a click
/// elsewhere.
class Popover : public QFrame {
    Q_OBJECT
  public:
    explicit Popover(QWidget* anchor);
    [[nodiscard]] QVBoxLayout* body() const { return m_body; }
    void openUnderAnchor();
    /// Under a part of the anchor, or above it where there is no room.
    void openUnder(const QRect& part);
    void toggle();

  protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

  private:
    void place();
    void open();
    QWidget* m_anchor;
    QRect m_part{};  ///< of the anchor; empty: all of it
    QVBoxLayout* m_body;
};

}  // namespace guanlan
