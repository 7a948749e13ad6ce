// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/filter_bar.h"

#include "ui/theme/theme.h"
#include "ui/widget/icon.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLayoutItem>

namespace guanlan {

namespace {

constexpr int kWidestChip = 240;

}  // namespace

QString filterText(const std::string& dimension, const std::string& value) {
    return QStringLiteral("%1 = %2").arg(
        QString::fromStdString(dimension),
        value.empty() ? FilterBar::tr("(none)") : QString::fromStdString(value));
}

FilterBar::FilterBar(QWidget* parent) : QWidget(parent), m_chips(new QHBoxLayout(this)) {
    m_chips->setContentsMargins(16, 6, 16, 2);
    m_chips->setSpacing(6);
    setObjectName(QStringLiteral("filterBar"));
    hide();
}

void FilterBar::show(const DashboardFilter& filter) {
    if (filter == m_filter) return;
    m_filter = filter;
    build();
    setVisible(!filter.empty());
}

void FilterBar::build() {
    // Not at once: a chip that was clicked is still at work.
    while (QLayoutItem* item = m_chips->takeAt(0)) {
        if (QWidget* chip = item->widget()) {
            chip->hide();
            chip->setObjectName({});
            chip->deleteLater();
        }
        delete item;
    }
    QStringList words;
    for (const auto& [dimension, value] : m_filter) {
        const QString text = filterText(dimension, value);
        words += text;
        auto* chip = new IconButton(Icon::Close, {}, this);
        chip->setLook(IconButton::Look::Outlined);
        chip->setText(QFontMetrics(chip->font()).elidedText(text, Qt::ElideMiddle, kWidestChip));
        chip->setObjectName(QStringLiteral("filter-") + QString::fromStdString(dimension));
        chip->setToolTip(tr("Only %1 is shown. A click shows all again.").arg(text));
        chip->setAccessibleName(tr("Only %1; press to show all again").arg(text));
        connect(chip, &IconButton::clicked, this, [this, name = dimension] { emit removalAsked(name); });
        m_chips->addWidget(chip);
        chip->show();
    }
    if (m_filter.size() > 1) {
        auto* clear = new IconButton(Icon::None, tr("Show everything"), this);
        clear->setObjectName(QStringLiteral("clearFilter"));
        clear->setToolTip(tr("Takes all conditions away (Esc)"));
        connect(clear, &IconButton::clicked, this, &FilterBar::clearAsked);
        m_chips->addWidget(clear);
        clear->show();
    }
    m_chips->addStretch();
    setAccessibleName(tr("Narrowed to %1").arg(words.join(QStringLiteral(", "))));
}

void FilterBar::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) build();
}

}  // namespace guanlan
