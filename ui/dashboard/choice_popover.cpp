// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/choice_popover.h"

#include "ui/dashboard/filter_bar.h"
#include "ui/theme/theme.h"
#include "ui/widget/icon.h"

#include <QKeyEvent>
#include <QLabel>
#include <QVBoxLayout>

namespace guanlan {

namespace {

constexpr int kWidest = 320;

}  // namespace

ChoicePopover::ChoicePopover(QWidget* page)
    : Popover(page),
      m_name(new QLabel),
      m_value(new QLabel),
      m_filter(new IconButton(Icon::Filter)),
      m_events(new IconButton(Icon::Explore)) {
    setObjectName(QStringLiteral("choice"));
    body()->setSpacing(4);
    for (QLabel* label : {m_name, m_value}) {
        label->setTextFormat(Qt::PlainText);
        body()->addWidget(label);
    }
    m_name->setProperty("muted", true);
    m_value->setFont(currentTheme().title());
    m_value->setContentsMargins(0, 0, 0, 4);
    m_filter->setObjectName(QStringLiteral("showOnly"));
    m_events->setObjectName(QStringLiteral("showEvents"));
    for (IconButton* button : {m_filter, m_events}) {
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        body()->addWidget(button);
    }
    connect(m_filter, &IconButton::clicked, this, [this] {
        hide();
        emit filterAsked(m_choice, m_filtered);
    });
    connect(m_events, &IconButton::clicked, this, [this] {
        hide();
        emit eventsAsked(m_choice);
    });
}

void ChoicePopover::offer(guanlan::Panel& panel, const PanelChoice& choice, const QRect& place,
                          bool filtered) {
    m_panel = &panel;
    m_choice = choice;
    m_filtered = filtered;
    const auto fitted = [](const QLabel* label, const QString& text) {
        return QFontMetrics(label->font()).elidedText(text, Qt::ElideMiddle, kWidest);
    };
    m_name->setText(fitted(m_name, choice.name));
    m_value->setText(fitted(m_value, choice.value));
    const QString condition = filterText(choice.dimension, choice.key);
    m_filter->setText(fitted(m_value, filtered ? tr("Show all again") : tr("Show only %1").arg(condition)));
    m_events->setText(tr("Events behind this"));
    setAccessibleName(choice.name + QStringLiteral(", ") + choice.value);
    openUnder(place);
    m_filter->setFocus(Qt::TabFocusReason);
}

void ChoicePopover::keyPressEvent(QKeyEvent* event) {
    auto* button = qobject_cast<IconButton*>(focusWidget());
    if (event->key() == Qt::Key_Down || event->key() == Qt::Key_Up) {
        (m_filter->hasFocus() ? m_events : m_filter)->setFocus(Qt::TabFocusReason);
    } else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && button != nullptr) {
        button->click();
    } else {
        Popover::keyPressEvent(event);
    }
}

void ChoicePopover::hideEvent(QHideEvent* event) {
    const bool hadFocus = focusWidget() != nullptr && focusWidget()->hasFocus();
    Popover::hideEvent(event);
    if (m_panel && hadFocus) m_panel->setFocus();
}

}  // namespace guanlan
