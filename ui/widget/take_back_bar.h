// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <functional>

class QLabel;

namespace guanlan {

class IconButton;

/// One line that says what was taken away, with the way back; hidden while there is nothing to take back.
class TakeBackBar : public QWidget {
    Q_OBJECT
  public:
    explicit TakeBackBar(QWidget* parent = nullptr);
    void offer(const QString& words, std::function<void()> takeBack);
    /// What was taken away stays away.
    void dismiss();
    [[nodiscard]] bool offers() const { return m_takeBack != nullptr; }
    void takeBack();

  protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    void retranslate();
    QLabel* m_words;
    IconButton* m_back;
    IconButton* m_close;
    std::function<void()> m_takeBack{};
};

}  // namespace guanlan
