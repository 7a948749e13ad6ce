// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widget/section.h"

#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace guanlan {

namespace {

constexpr int kSide = 16;
constexpr int kHeader = 48;

}  // namespace

Section::Section(QWidget* parent) : QWidget(parent), m_body(new QVBoxLayout), m_actions(new QHBoxLayout) {
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(kSide, 8, kSide, kSide);
    outer->setSpacing(8);
    m_actions->setSpacing(6);
    m_actions->addStretch();
    m_actions->addSpacing(0);
    auto* header = new QWidget(this);
    header->setFixedHeight(kHeader - 14);
    m_actions->setContentsMargins(0, 0, 0, 0);
    header->setLayout(m_actions);
    outer->addWidget(header);
    outer->addLayout(m_body);
    m_body->setSpacing(8);
}

void Section::setTitle(const QString& title, const QString& note) {
    if (title == m_title && note == m_note) return;
    m_title = title;
    m_note = note;
    setAccessibleName(title);
    update();
}

void Section::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = currentTheme();
    painter.setPen(theme.cardBorder);
    painter.setBrush(theme.card);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.accent);
    painter.drawRoundedRect(QRectF(kSide, 18, 3, 14), 1.5, 1.5);
    painter.setFont(theme.title());
    painter.setPen(theme.text);
    const int width = painter.fontMetrics().horizontalAdvance(m_title);
    painter.drawText(QRect(kSide + 11, 12, width + 4, 26), Qt::AlignVCenter, m_title);
    painter.setFont(theme.label());
    painter.setPen(theme.textFaint);
    painter.drawText(QRect(kSide + width + 26, 13, this->width(), 26), Qt::AlignVCenter, m_note);
}

}  // namespace guanlan
