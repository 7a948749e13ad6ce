// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widget/take_back_bar.h"

#include "ui/theme/theme.h"
#include "ui/widget/icon.h"
#include "ui/widget/paint.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>

#include <utility>

namespace guanlan {

namespace {

constexpr int kSide = 16;

}  // namespace

TakeBackBar::TakeBackBar(QWidget* parent)
    : QWidget(parent),
      m_words(new QLabel),
      m_back(new IconButton(Icon::Undo)),
      m_close(new IconButton(Icon::Close)) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(kSide + 14, 4, kSide + 6, 4);
    layout->setSpacing(8);
    layout->addWidget(m_words, 1);
    layout->addWidget(m_back);
    layout->addWidget(m_close);
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    m_words->setFont(Theme::font(13));
    m_words->setObjectName(QStringLiteral("takenAway"));
    m_back->setObjectName(QStringLiteral("takeBack"));
    m_back->setLook(IconButton::Look::Outlined);
    connect(m_back, &IconButton::clicked, this, &TakeBackBar::takeBack);
    connect(m_close, &IconButton::clicked, this, &TakeBackBar::dismiss);
    retranslate();
    hide();
}

void TakeBackBar::offer(const QString& words, std::function<void()> takeBack) {
    m_takeBack = std::move(takeBack);
    m_words->setText(words);
    setAccessibleName(words);
    show();
}

void TakeBackBar::dismiss() {
    m_takeBack = nullptr;
    hide();
}

void TakeBackBar::takeBack() {
    const auto back = std::exchange(m_takeBack, nullptr);
    hide();
    if (back) back();
}

void TakeBackBar::retranslate() {
    m_back->setText(tr("Take back"));
    m_close->setToolTip(tr("Hide this line"));
    m_close->setAccessibleName(tr("Hide this line"));
}

void TakeBackBar::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    drawNoticeFrame(painter, QRectF(rect()).adjusted(kSide, 0, -kSide, 0), currentTheme().accent);
}

void TakeBackBar::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) retranslate();
}

}  // namespace guanlan
