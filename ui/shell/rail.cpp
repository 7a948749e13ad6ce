// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/rail.h"

#include "ui/theme/theme.h"

#include <QButtonGroup>
#include <QCoreApplication>
#include <QEvent>
#include <QFocusEvent>
#include <QPainter>
#include <QPainterPath>
#include <QVBoxLayout>

namespace guanlan {

namespace {

constexpr int kWidth = 82;
constexpr int kButton = 58;
constexpr int kMark = 34;

struct PageFace {
    const char* title;
    Icon icon;
};
constexpr std::array<PageFace, kPages> kFaces{{
    {QT_TRANSLATE_NOOP("Page", "Dashboards"), Icon::Dashboards},
    {QT_TRANSLATE_NOOP("Page", "Explore"), Icon::Explore},
    {QT_TRANSLATE_NOOP("Page", "Metrics"), Icon::Metrics},
    {QT_TRANSLATE_NOOP("Page", "Alarms"), Icon::Alarms},
    {QT_TRANSLATE_NOOP("Page", "Sources"), Icon::Sources},
    {QT_TRANSLATE_NOOP("Page", "Settings"), Icon::Settings},
}};

/// The program's mark: three waves on a blue square.
void paintMark(QPainter& painter, const QRectF& box) {
    QLinearGradient fill(box.topLeft(), box.bottomRight());
    fill.setColorAt(0, QColor(0x4F, 0xB3, 0xFF));
    fill.setColorAt(1, QColor(0x2A, 0x5B, 0xE8));
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawRoundedRect(box, 9, 9);
    painter.setBrush(Qt::NoBrush);
    const qreal step = box.width() / 6;
    for (int wave = 0; wave < 3; ++wave) {
        QColor ink(Qt::white);
        ink.setAlpha(255 - wave * 70);
        painter.setPen(QPen(ink, 2.2, Qt::SolidLine, Qt::RoundCap));
        const qreal y = box.top() + box.height() * (0.34 + 0.18 * wave);
        QPainterPath path(QPointF(box.left() + step, y));
        path.cubicTo(box.left() + 2 * step, y - 6, box.left() + 2 * step, y - 6, box.left() + 3 * step, y);
        path.cubicTo(box.left() + 4 * step, y + 6, box.left() + 4 * step, y + 6, box.left() + 5 * step, y);
        painter.drawPath(path);
    }
}

}  // namespace

QString pageTitle(Page page) {
    return QCoreApplication::translate("Page", kFaces.at(static_cast<std::size_t>(page)).title);
}

Icon pageIcon(Page page) {
    return kFaces.at(static_cast<std::size_t>(page)).icon;
}

RailButton::RailButton(Page page, QWidget* parent) : QAbstractButton(parent), m_page(page) {
    setCheckable(true);
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::TabFocus);
    retranslate();
}

void RailButton::setCount(int count) {
    if (count == m_count) return;
    m_count = count;
    update();
}

void RailButton::retranslate() {
    setText(pageTitle(m_page));
    setAccessibleName(text());
    setToolTip(tr("%1 (Ctrl+%2)").arg(text()).arg(static_cast<int>(m_page) + 1));
}

QSize RailButton::sizeHint() const {
    return {kWidth, kButton};
}

void RailButton::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = currentTheme();
    const QRectF frame = QRectF(rect()).adjusted(6, 2, -6, -2);
    if (isChecked() || underMouse()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(isChecked() ? theme.selection : theme.grid);
        painter.drawRoundedRect(frame, 9, 9);
    }
    if (hasFocus() && m_byKeyboard) {
        painter.setPen(QPen(theme.accent, 1.2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(frame, 9, 9);
    }
    const QColor ink = isChecked() ? theme.accent : underMouse() ? theme.text : theme.textMuted;
    constexpr qreal kGlyph = 22;
    paintIcon(painter, pageIcon(m_page), {(width() - kGlyph) / 2.0, 9, kGlyph, kGlyph}, ink);
    painter.setFont(Theme::font(10, isChecked() ? QFont::DemiBold : QFont::Normal));
    painter.setPen(ink);
    const QString label = painter.fontMetrics().elidedText(text(), Qt::ElideRight, width() - 6);
    painter.drawText(QRect(0, 34, width(), 18), Qt::AlignCenter, label);
    if (m_count == 0) return;
    const QString count = m_count > 99 ? QStringLiteral("99+") : QString::number(m_count);
    painter.setFont(Theme::font(10, QFont::Bold));
    const qreal badge = std::max(16, painter.fontMetrics().horizontalAdvance(count) + 8);
    const QRectF place(width() / 2.0 + 5, 4, badge, 16);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.critical);
    painter.drawRoundedRect(place, 8, 8);
    painter.setPen(theme.dark ? theme.window : QColor(Qt::white));
    painter.drawText(place, Qt::AlignCenter, count);
}

void RailButton::enterEvent(QEnterEvent* event) {
    QAbstractButton::enterEvent(event);
    update();
}

void RailButton::focusInEvent(QFocusEvent* event) {
    m_byKeyboard = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    QAbstractButton::focusInEvent(event);
}

void RailButton::leaveEvent(QEvent* event) {
    QAbstractButton::leaveEvent(event);
    update();
}

Rail::Rail(QWidget* parent) : QWidget(parent), m_group(new QButtonGroup(this)) {
    setFixedWidth(kWidth);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, kMark + 30, 0, 12);
    layout->setSpacing(2);
    for (int i = 0; i < kPages; ++i) {
        const auto page = static_cast<Page>(i);
        auto* button = new RailButton(page, this);
        button->setObjectName(QStringLiteral("rail-%1").arg(i));
        m_buttons.at(static_cast<std::size_t>(i)) = button;
        m_group->addButton(button, i);
        if (page == Page::Settings) layout->addStretch();
        layout->addWidget(button);
    }
    connect(m_group, &QButtonGroup::idClicked, this,
            [this](int id) { emit pageChosen(static_cast<Page>(id)); });
}

void Rail::setPage(Page page) {
    m_buttons.at(static_cast<std::size_t>(page))->setChecked(true);
}

void Rail::setAlarmCount(int count) {
    m_buttons.at(static_cast<std::size_t>(Page::Alarms))->setCount(count);
}

void Rail::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = currentTheme();
    painter.fillRect(rect(), theme.rail);
    painter.fillRect(QRect(width() - 1, 0, 1, height()), theme.cardBorder);
    paintMark(painter, QRectF((width() - kMark) / 2.0, 12, kMark, kMark));
}

void Rail::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() != QEvent::LanguageChange) return;
    for (RailButton* button : m_buttons)
        button->retranslate();
}

}  // namespace guanlan
