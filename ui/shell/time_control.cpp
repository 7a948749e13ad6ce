// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/time_control.h"

#include "ui/theme/theme.h"
#include "ui/widget/icon.h"
#include "ui/widget/popover.h"

#include <QCoreApplication>
#include <QDateTimeEdit>
#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace guanlan {

namespace {

constexpr int kPerRow = 3;

QString durationWords(Micros duration) {
    const auto words = [](const char* one, Micros count) {
        return QCoreApplication::translate("TimeControl", one, nullptr, static_cast<int>(count));
    };
    if (duration % kDay == 0 && duration > kDay)
        return words(QT_TRANSLATE_NOOP("TimeControl", "%n days"), duration / kDay);
    if (duration % kHour == 0) return words(QT_TRANSLATE_NOOP("TimeControl", "%n h"), duration / kHour);
    return words(QT_TRANSLATE_NOOP("TimeControl", "%n min"), duration / kMinute);
}

/// The edit shows local wall time; its QDateTime is that time called UTC, so that no other zone interferes.
QDateTime wallTime(Micros utc, const Zone& zone) {
    return QDateTime::fromMSecsSinceEpoch(zone.toLocal(utc) / kMilli, Qt::UTC);
}

}  // namespace

QString timeChoiceText(const TimeChoice& choice, const Zone& zone) {
    switch (choice.kind) {
        case TimeChoice::Kind::Live:
            return TimeControl::tr("Live · %1").arg(durationWords(choice.duration));
        case TimeChoice::Kind::Last:
            return TimeControl::tr("Last %1").arg(durationWords(choice.duration));
        case TimeChoice::Kind::Range: {
            const auto text = [&](Micros at) {
                return QString::fromStdString(formatTimestamp(zone.toLocal(at), 0)).mid(5, 11);
            };
            return text(choice.from) + QStringLiteral(" – ") + text(choice.to);
        }
    }
    return {};
}

TimeControl::TimeControl(QWidget* parent)
    : QWidget(parent),
      m_choose(new IconButton(Icon::ChevronDown, {}, this)),
      m_pause(new IconButton(Icon::Pause, {}, this)) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_choose);
    layout->addWidget(m_pause);
    m_choose->setLook(IconButton::Look::Outlined);
    m_pause->setCheckable(true);
    m_choose->setObjectName(QStringLiteral("timeChoose"));
    m_pause->setObjectName(QStringLiteral("timePause"));
    connect(m_choose, &IconButton::clicked, this, &TimeControl::open);
    connect(m_pause, &IconButton::clicked, this, [this] { emit pauseToggled(!m_paused); });
    retranslate();
}

void TimeControl::show(const TimeChoice& choice, bool paused) {
    m_choice = choice;
    m_paused = paused;
    m_pause->setVisible(choice.kind == TimeChoice::Kind::Live);
    retranslate();
}

void TimeControl::setRun(const Clock* clock, const Zone& zone) {
    m_clock = clock;
    m_zone = zone;
}

void TimeControl::retranslate() {
    const QString text = timeChoiceText(m_choice, m_zone);
    m_choose->setText(m_paused ? tr("Paused") : text);
    m_choose->setAccessibleName(tr("Time shown: %1").arg(text));
    m_choose->updateGeometry();
    m_pause->setGlyph(m_paused ? Icon::Play : Icon::Pause);
    m_pause->setChecked(m_paused);
    m_pause->setToolTip(m_paused ? tr("Go on (Space)") : tr("Pause (Space)"));
    m_pause->setAccessibleName(m_paused ? tr("Go on") : tr("Pause"));
}

void TimeControl::addPresets(QWidget* into, TimeChoice::Kind kind, std::initializer_list<Micros> durations) {
    auto* heading = new QLabel(kind == TimeChoice::Kind::Live ? tr("Live") : tr("Past"), into);
    heading->setFont(Theme::font(12, QFont::DemiBold));
    into->layout()->addWidget(heading);
    auto* grid = new QGridLayout;
    grid->setSpacing(6);
    int index = 0;
    for (const Micros duration : durations) {
        const TimeChoice choice{.kind = kind, .duration = duration};
        auto* button = new IconButton(Icon::None, durationWords(duration), into);
        button->setLook(IconButton::Look::Outlined);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        button->setCheckable(true);
        button->setChecked(choice.kind == m_choice.kind && choice.duration == m_choice.duration);
        connect(button, &IconButton::clicked, this, [this, choice] {
            m_popover->hide();
            emit timeChosen(choice);
        });
        grid->addWidget(button, index / kPerRow, index % kPerRow);
        ++index;
    }
    qobject_cast<QVBoxLayout*>(into->layout())->addLayout(grid);
}

void TimeControl::addRange(QWidget* into) {
    auto* heading = new QLabel(tr("From – to"), into);
    heading->setFont(Theme::font(12, QFont::DemiBold));
    into->layout()->addWidget(heading);
    const Micros now = m_clock != nullptr ? m_clock->now() : SystemClock().now();
    const bool range = m_choice.kind == TimeChoice::Kind::Range;
    auto* from = new QDateTimeEdit(wallTime(range ? m_choice.from : now - kDay, m_zone), into);
    auto* to = new QDateTimeEdit(wallTime(range ? m_choice.to : now, m_zone), into);
    for (QDateTimeEdit* edit : {from, to}) {
        edit->setTimeSpec(Qt::UTC);
        edit->setDisplayFormat(QStringLiteral("yyyy-MM-dd HH:mm"));
        into->layout()->addWidget(edit);
    }
    from->setObjectName(QStringLiteral("rangeFrom"));
    to->setObjectName(QStringLiteral("rangeTo"));
    auto* apply = new IconButton(Icon::Check, tr("Show this range"), into);
    apply->setLook(IconButton::Look::Filled);
    connect(apply, &IconButton::clicked, this, [this, from, to] {
        TimeChoice choice{.kind = TimeChoice::Kind::Range};
        choice.from = m_zone.toUtc(from->dateTime().toMSecsSinceEpoch() * kMilli);
        choice.to = m_zone.toUtc(to->dateTime().toMSecsSinceEpoch() * kMilli);
        if (choice.from >= choice.to) std::swap(choice.from, choice.to);
        if (choice.from == choice.to) return;
        m_popover->hide();
        emit timeChosen(choice);
    });
    into->layout()->addWidget(apply);
}

void TimeControl::open() {
    if (m_popover == nullptr) m_popover = new Popover(m_choose);
    delete m_content;
    m_content = new QWidget(m_popover);
    auto* layout = new QVBoxLayout(m_content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    addPresets(m_content, TimeChoice::Kind::Live,
               {5 * kMinute, 15 * kMinute, 30 * kMinute, kHour, 6 * kHour, 24 * kHour});
    addPresets(m_content, TimeChoice::Kind::Last, {24 * kHour, 7 * kDay, 30 * kDay});
    addRange(m_content);
    m_popover->body()->addWidget(m_content);
    m_content->show();
    m_popover->toggle();
}

void TimeControl::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) retranslate();
}

}  // namespace guanlan
