// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include <functional>
#include <vector>

class QLineEdit;
class QListWidget;

namespace guanlan {

/// Ctrl+K: every page and action by name. Type to narrow, arrows and Enter to choose, Escape to leave.
class CommandPalette : public QFrame {
    Q_OBJECT
  public:
    struct Entry {
        QString title;
        QString keys;  ///< its shortcut, shown beside it
        std::function<void()> run;
    };
    explicit CommandPalette(QWidget* window);
    void open(std::vector<Entry> entries);

  protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void narrow(const QString& text);
    void runCurrent();

    QLineEdit* m_input;
    QListWidget* m_list;
    std::vector<Entry> m_entries{};
};

}  // namespace guanlan
