// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/top_bar.h"

#include "ui/theme/theme.h"
#include "ui/widget/icon.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

namespace guanlan {

namespace {

constexpr int kHeight = 58;
constexpr int kSide = 16;

}  // namespace

TopBar::TopBar(QWidget* parent)
    : QWidget(parent),
      m_light(new StreamLight(this)),
      m_time(new TimeControl(this)),
      m_search(new IconButton(Icon::Search, {}, this)),
      m_edit(new IconButton(Icon::Edit, {}, this)),
      m_undo(new IconButton(Icon::Undo, {}, this)),
      m_redo(new IconButton(Icon::Redo, {}, this)),
      m_zoomBack(new IconButton(Icon::Undo, {}, this)),
      m_export(new IconButton(Icon::Export, {}, this)),
      m_clock(new QLabel(this)) {
    setFixedHeight(kHeight);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(kSide, 0, kSide, 0);
    layout->setSpacing(10);
    layout->addStretch();
    layout->addWidget(m_clock);
    m_clock->setFont(Theme::font(13));
    m_clock->setProperty("muted", true);
    m_clock->setTextFormat(Qt::PlainText);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_light, m_zoomBack, m_time, m_search, m_export,
                                                           m_undo, m_redo, m_edit})
        layout->addWidget(widget);
    m_edit->setCheckable(true);
    m_edit->setObjectName(QStringLiteral("editToggle"));
    m_search->setObjectName(QStringLiteral("searchButton"));
    connect(m_search, &IconButton::clicked, this, &TopBar::searchAsked);
    connect(m_edit, &IconButton::clicked, this, [this] { emit editToggled(!m_editing); });
    m_undo->setObjectName(QStringLiteral("undoButton"));
    m_redo->setObjectName(QStringLiteral("redoButton"));
    connect(m_undo, &IconButton::clicked, this, &TopBar::undoAsked);
    connect(m_redo, &IconButton::clicked, this, &TopBar::redoAsked);
    connect(m_zoomBack, &IconButton::clicked, this, &TopBar::zoomBackAsked);
    connect(m_export, &IconButton::clicked, this,
            [this] { emit exportAsked(m_export->mapToGlobal(m_export->rect().bottomLeft())); });
    m_export->setObjectName(QStringLiteral("exportDashboard"));
    m_zoomBack->setObjectName(QStringLiteral("zoomBack"));
    m_zoomBack->setLook(IconButton::Look::Outlined);
    setHistory(false, false);
    setZoomed(false);
    setEditing(false);
}

void TopBar::setTitle(const QString& title, const QString& subtitle) {
    m_title = title;
    m_subtitle = subtitle;
    setAccessibleName(title);
    update();
}

void TopBar::setClock(const QString& text) {
    if (text != m_clock->text()) m_clock->setText(text);
}

void TopBar::setDashboardTools(bool shown) {
    m_time->setVisible(shown);
    m_edit->setVisible(shown);
    m_export->setVisible(shown);
    m_zoomBack->setVisible(shown && m_zoomed);
    m_undo->setVisible(shown && m_editing);
    m_redo->setVisible(shown && m_editing);
}

void TopBar::setEditing(bool editing) {
    m_editing = editing;
    m_edit->setChecked(editing);
    m_edit->setGlyph(editing ? Icon::Check : Icon::Edit);
    m_undo->setVisible(editing);
    m_redo->setVisible(editing);
    retranslate();
}

void TopBar::setHistory(bool canUndo, bool canRedo) {
    m_undo->setEnabled(canUndo);
    m_redo->setEnabled(canRedo);
}

void TopBar::setZoomed(bool zoomed) {
    m_zoomed = zoomed;
    m_zoomBack->setVisible(zoomed && m_edit->isVisibleTo(this));
}

void TopBar::retranslate() {
    m_edit->setText(m_editing ? tr("Done") : QString());
    m_edit->setToolTip(m_editing ? tr("Changes are saved as you make them") : tr("Edit this dashboard (E)"));
    m_edit->setAccessibleName(m_editing ? tr("Done editing") : tr("Edit this dashboard"));
    m_edit->updateGeometry();
    m_search->setToolTip(tr("Search pages and actions (Ctrl+K)"));
    m_search->setAccessibleName(tr("Search"));
    m_export->setToolTip(tr("Save or copy this dashboard (Ctrl+Shift+E)"));
    m_export->setAccessibleName(tr("Save or copy this dashboard"));
    m_undo->setToolTip(tr("Undo (Ctrl+Z)"));
    m_undo->setAccessibleName(tr("Undo"));
    m_zoomBack->setText(tr("Zoom back"));
    m_zoomBack->setToolTip(tr("Show the time before (Esc, or a double click on the chart)"));
    m_redo->setToolTip(tr("Do again (Ctrl+Shift+Z)"));
    m_redo->setAccessibleName(tr("Do again"));
}

void TopBar::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    const Theme& theme = currentTheme();
    painter.fillRect(rect(), theme.window);
    painter.setFont(Theme::font(19, QFont::DemiBold));
    painter.setPen(theme.text);
    const int room = m_clock->x() - 2 * kSide;
    const QString title = painter.fontMetrics().elidedText(m_title, Qt::ElideRight, room);
    const int width = painter.fontMetrics().horizontalAdvance(title);
    painter.drawText(QRect(kSide, 0, room, height()), Qt::AlignVCenter | Qt::AlignLeft, title);
    painter.setFont(theme.label());
    painter.setPen(theme.textFaint);
    const int rest = room - width - 14;
    if (rest < 40) return;
    painter.drawText(QRect(kSide + width + 14, 4, rest, height() - 4), Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(m_subtitle, Qt::ElideRight, rest));
}

void TopBar::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) retranslate();
}

}  // namespace guanlan
