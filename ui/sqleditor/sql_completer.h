// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/sql_completion.h"

#include <QObject>

#include <functional>
#include <string>
#include <vector>

class QListWidget;

namespace guanlan {

class SqlText;

/// The list of what may stand at the cursor: it comes while one types and on Ctrl+Space, and goes with
/// Escape. Up and Down choose, Enter and Tab take.
class SqlCompleter : public QObject {
    Q_OBJECT
  public:
    explicit SqlCompleter(SqlText* text);
    /// What the script before the text declares.
    void setDeclarations(std::vector<Declaration> declared) { m_declared = std::move(declared); }
    [[nodiscard]] bool open() const;

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    bool keyPressed(int key, Qt::KeyboardModifiers modifiers);
    void suggest(bool asked);
    void accept();
    [[nodiscard]] bool typedWhole() const;
    void close();
    void place();

    SqlText* m_text;
    QListWidget* m_list;
    std::vector<Declaration> m_declared{};
    SqlCompletions m_found{};
};

}  // namespace guanlan
