// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

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
    void toggle();

  protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

  private:
    void place();
    QWidget* m_anchor;
    QVBoxLayout* m_body;
};

}  // namespace guanlan
