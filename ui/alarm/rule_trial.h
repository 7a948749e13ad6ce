// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/back_test.h"
#include "ui/connect/errand.h"
#include "ui/model/feed_hub.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

class QLabel;

namespace guanlan {

/// When the rule that is edited would have fired in the last days, as the history knows it: tried while it is
/// written, away from the UI thread.
class RuleTrial : public QWidget {
    Q_OBJECT
  public:
    explicit RuleTrial(QWidget* parent = nullptr);
    /// Null while nothing runs.
    void setHub(FeedHub* hub);
    /// A moment after the last call.
    void tryRule(const AlarmRule& rule);

  protected:
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    void run();
    void tell(const Result<BackTest>& test, Micros now);
    [[nodiscard]] QString linesOf(const BackTest& test, Micros now) const;

    QPointer<FeedHub> m_hub{};
    AlarmRule m_rule{};
    QLabel* m_words;
    QLabel* m_episodes;
    QTimer m_pause;
    Errand m_trial{};
};

}  // namespace guanlan
