// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/empty_face.h"

#include "ui/widget/icon.h"

#include <QEvent>
#include <QLabel>
#include <QVBoxLayout>

namespace guanlan {

EmptyFace::EmptyFace(QWidget* parent)
    : QWidget(parent), m_words(new QLabel), m_fill(new IconButton(Icon::Plus)) {
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(14);
    layout->addStretch();
    layout->addWidget(m_words, 0, Qt::AlignHCenter);
    layout->addWidget(m_fill, 0, Qt::AlignHCenter);
    layout->addStretch();
    m_words->setProperty("muted", true);
    m_fill->setLook(IconButton::Look::Outlined);
    m_fill->setObjectName(QStringLiteral("fillDashboard"));
    connect(m_fill, &IconButton::clicked, this, [this] { m_first ? emit firstAsked() : emit fillAsked(); });
    retranslate();
}

void EmptyFace::setFirst(bool first) {
    m_first = first;
    retranslate();
}

void EmptyFace::retranslate() {
    m_words->setText(m_first ? tr("This workspace has no dashboard yet.")
                             : tr("Nothing is on this dashboard yet."));
    m_fill->setText(m_first ? tr("New dashboard") : tr("Add panels"));
}

void EmptyFace::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) retranslate();
}

}  // namespace guanlan
