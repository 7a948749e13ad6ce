// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "ui/model/time_choice.h"

#include <QWidget>

class QDateTimeEdit;
class QLabel;

namespace guanlan {

class IconButton;
class Popover;

/// One control for the time of all panels: live, a past range, pause.
class TimeControl : public QWidget {
    Q_OBJECT
  public:
    explicit TimeControl(QWidget* parent = nullptr);
    void setRun(const Clock* clock, const Zone& zone);
    void show(const TimeChoice& choice, bool paused);

  signals:
    void timeChosen(const guanlan::TimeChoice& choice);
    void pauseToggled(bool paused);

  protected:
    void changeEvent(QEvent* event) override;

  private:
    void open();
    void addPresets(QWidget* into, TimeChoice::Kind kind, std::initializer_list<Micros> durations);
    void addRange(QWidget* into);
    void retranslate();

    IconButton* m_choose;
    IconButton* m_pause;
    Popover* m_popover = nullptr;
    QWidget* m_content = nullptr;
    TimeChoice m_choice{};
    Zone m_zone{};
    const Clock* m_clock = nullptr;
    bool m_paused = false;
};

[[nodiscard]] QString timeChoiceText(const TimeChoice& choice, const Zone& zone);

}  // namespace guanlan
