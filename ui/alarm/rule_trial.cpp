// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alarm/rule_trial.h"

#include "ui/model/stream_state.h"
#include "ui/widget/error_text.h"
#include "ui/widget/number_format.h"

#include <QEvent>
#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>

#include <algorithm>

namespace guanlan {

namespace {

constexpr int kPauseMilliseconds = 300;
constexpr int kDays = 7;
constexpr std::size_t kShown = 3;

}  // namespace

RuleTrial::RuleTrial(QWidget* parent)
    : QWidget(parent), m_words(new QLabel(this)), m_episodes(new QLabel(this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->setSpacing(4);
    for (QLabel* label : {m_words, m_episodes}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        layout->addWidget(label);
    }
    m_words->setObjectName(QStringLiteral("ruleTrial"));
    m_episodes->setObjectName(QStringLiteral("ruleEpisodes"));
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPauseMilliseconds);
    connect(&m_pause, &QTimer::timeout, this, &RuleTrial::run);
}

void RuleTrial::setHub(FeedHub* hub) {
    m_hub = hub;
    m_trial.forget();
    m_words->clear();
    m_episodes->clear();
    if (hub != nullptr) m_pause.start();
}

void RuleTrial::tryRule(const AlarmRule& rule) {
    const bool same = rule.metric == m_rule.metric && rule.meaning() == m_rule.meaning();
    m_rule = rule;
    if (!same || m_words->text().isEmpty()) m_pause.start();
}

void RuleTrial::run() {
    if (!isVisible() || !m_hub || m_rule.metric.empty() || m_rule.column.empty()) return;
    const RunView& view = m_hub->run();
    const Micros now = view.clock->now();
    m_trial.run("rule-trial", [this, folder = view.historyFolder, zone = view.zone, rule = m_rule, now](
                                  const std::atomic<bool>& stopping, const Errand::Deliver& deliver) {
        auto history = History::open(folder);
        auto test = history ? backTest(**history, rule, now - kDays * kDay, kMaxTime, zone, stopping)
                            : Result<BackTest>(history.error());
        deliver([this, test = std::move(test), now] { tell(test, now); });
    });
}

void RuleTrial::tell(const Result<BackTest>& test, Micros now) {
    m_episodes->clear();
    if (!test) {
        const bool none = test.error().code == ErrorCode::NotFound;
        m_words->setText(none ? tr("No history yet to try it with.") : errorSentence(test.error()));
        return;
    }
    const auto fired = static_cast<int>(test->episodes.size());
    if (!test->first) {
        m_words->setText(tr("The last %n days have no rows to try it with.", nullptr, kDays));
    } else if (fired == 0) {
        m_words->setText(tr("In the last %n days it would not have fired.", nullptr, kDays));
    } else {
        m_words->setText(tr("In the last %n days it would have fired %1 times, %2 in all.", nullptr, kDays)
                             .arg(QLocale().toString(fired), spanText(firingTime(*test, now))));
        m_episodes->setText(linesOf(*test, now));
    }
}

/// The newest ones.
QString RuleTrial::linesOf(const BackTest& test, Micros now) const {
    QStringList lines;
    const Zone& zone = m_hub->run().zone;
    for (auto each = test.episodes.rbegin(); each != test.episodes.rend() && lines.size() < int(kShown);
         ++each) {
        const QString to = each->to ? spanText(*each->to - each->from) : tr("still");
        QString line =
            QStringLiteral("%1 · %2 · %3")
                .arg(clockText(each->from, now, zone), to, fullNumber(each->fired.value, {}).number);
        if (!each->fired.series.empty())
            line += QStringLiteral(" · ") + QString::fromStdString(each->fired.series);
        lines += line;
    }
    return lines.join(u'\n');
}

void RuleTrial::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    m_pause.start();
}

void RuleTrial::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() != QEvent::LanguageChange) return;
    m_words->clear();
    m_episodes->clear();
    m_pause.start();
}

}  // namespace guanlan
