// SPDX-License-Identifier: GPL-3.0-or-later
// The keys of the dashboard page.
#include "ui/dashboard/dashboard_page.h"

#include <QKeyEvent>
#include <QShortcut>

namespace guanlan {

namespace {

constexpr int kNumberKeys = 9;

}  // namespace

/// Only while the page is on screen.
void DashboardPage::addShortcuts() {
    const auto on = [this](const QKeySequence& keys, auto action) {
        connect(new QShortcut(keys, this), &QShortcut::activated, this, action);
    };
    on(Qt::CTRL | Qt::Key_PageDown, [this] { m_tabs->step(1); });
    on(Qt::CTRL | Qt::Key_PageUp, [this] { m_tabs->step(-1); });
    for (int i = 0; i < kNumberKeys; ++i)
        on(QKeySequence(Qt::ALT | Qt::Key(Qt::Key_1 + i)), [this, i] { m_tabs->choose(i); });
}

void DashboardPage::keyPressEvent(QKeyEvent* event) {
    if (editing() && takeEditKey(event)) return;
    if (event->key() == Qt::Key_Escape && zoomed()) return zoomBack();
    if (event->key() == Qt::Key_Escape && !m_filter.empty()) return widenAll();
    QWidget::keyPressEvent(event);
}

bool DashboardPage::takeEditKey(QKeyEvent* event) {
    const bool control = (event->modifiers() & Qt::ControlModifier) != 0;
    if (event->matches(QKeySequence::Undo)) {
        undo();
    } else if (event->matches(QKeySequence::Redo) || (control && event->key() == Qt::Key_Y)) {
        redo();
    } else if (event->matches(QKeySequence::Copy)) {
        copySelected();
    } else if (event->matches(QKeySequence::Cut)) {
        cutSelected();
    } else if (event->matches(QKeySequence::Paste)) {
        paste();
    } else if (control && event->key() == Qt::Key_D) {
        duplicateSelected();
    } else if (event->key() == Qt::Key_Escape) {
        setEditing(false);
    } else {
        return false;
    }
    return true;
}

}  // namespace guanlan
