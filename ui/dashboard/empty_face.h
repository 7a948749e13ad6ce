// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;

namespace guanlan {

class IconButton;

/// What lies over the grid while there is no panel, or no dashboard: that nothing is there yet, and how to go
/// on.
class EmptyFace : public QWidget {
    Q_OBJECT
  public:
    explicit EmptyFace(QWidget* parent);
    /// Whether there is no dashboard either.
    void setFirst(bool first);

  signals:
    void fillAsked();
    void firstAsked();

  protected:
    void changeEvent(QEvent* event) override;

  private:
    void retranslate();
    QLabel* m_words;
    IconButton* m_fill;
    bool m_first = false;
};

}  // namespace guanlan
