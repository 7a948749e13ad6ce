// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/command_palette.h"

#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace guanlan {

namespace {

constexpr int kWidth = 520;
constexpr int kHeight = 380;

/// All letters of `text` in order somewhere in `title`.
bool matches(const QString& title, const QString& text) {
    qsizetype at = 0;
    for (const QChar wanted : text) {
        if (wanted.isSpace()) continue;
        at = title.indexOf(wanted, at, Qt::CaseInsensitive);
        if (at < 0) return false;
        ++at;
    }
    return true;
}

constexpr int kKeysRole = Qt::UserRole + 1;

/// The title as every list draws it, its keys at the right.
class EntryDelegate : public QStyledItemDelegate {
  public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        QStyledItemDelegate::paint(painter, option, index);
        painter->setPen(currentTheme().textFaint);
        painter->setFont(currentTheme().label());
        painter->drawText(option.rect.adjusted(0, 0, -10, 0), Qt::AlignVCenter | Qt::AlignRight,
                          index.data(kKeysRole).toString());
    }
};

}  // namespace

CommandPalette::CommandPalette(QWidget* window)
    : QFrame(window), m_input(new QLineEdit(this)), m_list(new QListWidget(this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 14, 14, 14);
    layout->addWidget(m_input);
    layout->addWidget(m_list);
    m_list->setItemDelegate(new EntryDelegate(m_list));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setFrameShape(QFrame::NoFrame);
    m_input->setObjectName(QStringLiteral("paletteInput"));
    m_input->installEventFilter(this);
    connect(m_input, &QLineEdit::textChanged, this, &CommandPalette::narrow);
    connect(m_input, &QLineEdit::returnPressed, this, &CommandPalette::runCurrent);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::runCurrent);
    hide();
}

void CommandPalette::open(std::vector<Entry> entries) {
    m_entries = std::move(entries);
    m_input->setPlaceholderText(tr("Go to a page or run an action"));
    m_input->setAccessibleName(tr("Search pages and actions"));
    m_input->clear();
    narrow({});
    const QWidget* window = parentWidget();
    resize(std::min(kWidth, window->width() - 40), std::min(kHeight, window->height() - 120));
    move((window->width() - width()) / 2, 80);
    show();
    raise();
    m_input->setFocus();
}

void CommandPalette::narrow(const QString& text) {
    m_list->clear();
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        const Entry& entry = m_entries[i];
        if (!matches(entry.title, text)) continue;
        auto* item = new QListWidgetItem(entry.title, m_list);
        item->setData(kKeysRole, entry.keys);
        item->setData(Qt::UserRole, static_cast<int>(i));
        item->setSizeHint({0, 32});
    }
    m_list->setCurrentRow(0);
}

void CommandPalette::runCurrent() {
    const QListWidgetItem* item = m_list->currentItem();
    if (item == nullptr) return;
    const auto run = m_entries[static_cast<std::size_t>(item->data(Qt::UserRole).toInt())].run;
    hide();
    run();
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::FocusOut) hide();
    if (event->type() != QEvent::KeyPress) return QFrame::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key == Qt::Key_Escape) {
        hide();
        return true;
    }
    if (key == Qt::Key_Down || key == Qt::Key_Up) {
        const int row = m_list->currentRow() + (key == Qt::Key_Down ? 1 : -1);
        m_list->setCurrentRow(std::clamp(row, 0, std::max(0, m_list->count() - 1)));
        return true;
    }
    return QFrame::eventFilter(watched, event);
}

void CommandPalette::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(currentTheme().cardBorder);
    painter.setBrush(currentTheme().raised);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 12, 12);
}

}  // namespace guanlan
