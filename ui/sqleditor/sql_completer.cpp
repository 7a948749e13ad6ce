// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sqleditor/sql_completer.h"

#include "core/sql/token.h"
#include "ui/sqleditor/sql_text.h"
#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QListWidget>
#include <QScrollBar>

namespace guanlan {

namespace {

constexpr std::size_t kMostItems = 200;
constexpr int kVisibleItems = 9;
constexpr std::size_t kTypedBeforeList = 2;
constexpr int kWidth = 320;

QString kindText(SqlCompletion::Kind kind) {
    switch (kind) {
        case SqlCompletion::Kind::Column:
            return SqlCompleter::tr("column");
        case SqlCompletion::Kind::Table:
            return SqlCompleter::tr("table");
        case SqlCompletion::Kind::Function:
            return SqlCompleter::tr("function");
        case SqlCompletion::Kind::Keyword:
            return SqlCompleter::tr("keyword");
    }
    return {};
}

}  // namespace

SqlCompleter::SqlCompleter(SqlText* text) : QObject(text), m_text(text), m_list(new QListWidget(text)) {
    m_list->setObjectName(QStringLiteral("completions"));
    m_list->setAccessibleName(tr("Completions"));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setUniformItemSizes(true);
    m_list->hide();
    text->installEventFilter(this);
    text->viewport()->installEventFilter(this);
    connect(m_list, &QListWidget::itemClicked, this, &SqlCompleter::accept);
    connect(text->verticalScrollBar(), &QScrollBar::valueChanged, this, &SqlCompleter::close);
}

bool SqlCompleter::open() const {
    return m_list->isVisible();
}

void SqlCompleter::close() {
    m_list->hide();
}

bool SqlCompleter::eventFilter(QObject* watched, QEvent* event) {
    if (watched != m_text) {
        if (event->type() == QEvent::MouseButtonPress) close();
        return false;
    }
    if (event->type() == QEvent::FocusOut) close();
    const bool override = event->type() == QEvent::ShortcutOverride;
    if (event->type() != QEvent::KeyPress && !override) return false;
    const auto* key = static_cast<QKeyEvent*>(event);
    if (override) {
        if (open() && key->key() == Qt::Key_Escape) event->accept();
        return false;
    }
    if (keyPressed(key->key(), key->modifiers())) return true;
    const QString typed = key->text();
    const bool writes = !typed.isEmpty() && typed.at(0).isPrint();
    if (!writes && key->key() != Qt::Key_Backspace) {
        if (!typed.isEmpty() || key->key() == Qt::Key_Left || key->key() == Qt::Key_Right) close();
        return false;
    }
    if (writes || open())
        QMetaObject::invokeMethod(
            this, [this] { suggest(false); }, Qt::QueuedConnection);
    return false;
}

/// True when the key was for the list.
bool SqlCompleter::keyPressed(int key, Qt::KeyboardModifiers modifiers) {
    if (key == Qt::Key_Space && modifiers == Qt::ControlModifier) {
        suggest(true);
        return true;
    }
    if (!open()) return false;
    const int count = m_list->count();
    switch (key) {
        case Qt::Key_Escape:
            close();
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (typedWhole()) {
                close();
                return false;
            }
            accept();
            return true;
        case Qt::Key_Tab:
            accept();
            return true;
        case Qt::Key_Up:
            m_list->setCurrentRow((m_list->currentRow() + count - 1) % count);
            return true;
        case Qt::Key_Down:
            m_list->setCurrentRow((m_list->currentRow() + 1) % count);
            return true;
        case Qt::Key_PageUp:
            m_list->setCurrentRow(std::max(0, m_list->currentRow() - kVisibleItems));
            return true;
        case Qt::Key_PageDown:
            m_list->setCurrentRow(std::min(count - 1, m_list->currentRow() + kVisibleItems));
            return true;
        default:
            return false;
    }
}

void SqlCompleter::suggest(bool asked) {
    const QString text = m_text->toPlainText();
    const int at = m_text->textCursor().position();
    const QByteArray before = text.left(at).toUtf8();
    m_found = completionsAt(text.toStdString(), std::size_t(before.size()), m_declared);
    const bool member = before.endsWith('.') && !m_found.items.empty() &&
                        m_found.items.front().kind == SqlCompletion::Kind::Column;
    if (m_found.items.empty() || (!asked && !member && m_found.typed.size() < kTypedBeforeList)) {
        close();
        return;
    }
    if (m_found.items.size() > kMostItems) m_found.items.resize(kMostItems);
    m_list->clear();
    for (const SqlCompletion& item : m_found.items) {
        const QString note = item.note.empty() ? kindText(item.kind) : QString::fromStdString(item.note);
        m_list->addItem(QStringLiteral("%1   %2").arg(QString::fromStdString(item.text), note));
    }
    m_list->setCurrentRow(0);
    place();
}

/// Under the line of the cursor, or above it where there is more room.
void SqlCompleter::place() {
    const QRect cursor = m_text->cursorRect().translated(m_text->viewport()->pos());
    const int rows = std::min(kVisibleItems, m_list->count());
    const int height = rows * m_list->sizeHintForRow(0) + 2 * m_list->frameWidth() + 2;
    const int width = std::min(kWidth, m_text->width());
    const int left = std::clamp(cursor.left(), 0, m_text->width() - width);
    const bool below = cursor.bottom() + height <= m_text->height() || cursor.top() < height;
    m_list->setGeometry(left, below ? cursor.bottom() + 2 : cursor.top() - height - 2, width, height);
    m_list->show();
    m_list->raise();
}

/// The word is there already: Enter begins a new line.
bool SqlCompleter::typedWhole() const {
    const int row = m_list->currentRow();
    return row >= 0 && sql::upperCase(m_found.items[std::size_t(row)].text) == sql::upperCase(m_found.typed);
}

void SqlCompleter::accept() {
    const int row = m_list->currentRow();
    close();
    if (row < 0) return;
    const SqlCompletion& item = m_found.items[std::size_t(row)];
    QTextCursor cursor = m_text->textCursor();
    const auto typed = QString::fromStdString(m_found.typed).size();
    cursor.movePosition(QTextCursor::Left, QTextCursor::KeepAnchor, int(typed));
    const bool function = item.kind == SqlCompletion::Kind::Function;
    cursor.insertText(QString::fromStdString(item.text) + (function ? QStringLiteral("(") : QString()));
    m_text->setTextCursor(cursor);
}

}  // namespace guanlan
