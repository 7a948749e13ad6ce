// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widget/icon.h"

#include <QWidget>

#include <array>

class QButtonGroup;

namespace guanlan {

enum class Page { Dashboards, Explore, Metrics, Alarms, Sources, Settings };
inline constexpr int kPages = 6;
[[nodiscard]] QString pageTitle(Page page);
[[nodiscard]] Icon pageIcon(Page page);

/// One entry of the rail: icon above its name, and a small count where something asks for attention.
class RailButton : public QAbstractButton {
    Q_OBJECT
  public:
    RailButton(Page page, QWidget* parent);
    void setCount(int count);
    void retranslate();
    [[nodiscard]] QSize sizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;

  private:
    Page m_page;
    int m_count = 0;
    bool m_byKeyboard = false;  ///< only then the focus is drawn
};

/// The slim rail on the left: which page is shown.
class Rail : public QWidget {
    Q_OBJECT
  public:
    explicit Rail(QWidget* parent = nullptr);
    void setPage(Page page);
    void setAlarmCount(int count);

  signals:
    void pageChosen(guanlan::Page page);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    std::array<RailButton*, kPages> m_buttons{};
    QButtonGroup* m_group;
};

}  // namespace guanlan
