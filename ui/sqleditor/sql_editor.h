// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/planner.h"
#include "ui/connect/errand.h"

#include <QTimer>
#include <QWidget>

#include <string>
#include <vector>

class QLabel;

namespace guanlan {

class SqlCompleter;
class SqlText;

/// The text of a script, or of a statement inside one. A moment after an edit the whole script is checked
/// away from the UI thread; its mistakes are marked where they are, the first one is told below.
class SqlEditor : public QWidget {
    Q_OBJECT
  public:
    explicit SqlEditor(QWidget* parent = nullptr);

    /// What the text stands in.
    struct Ground {
        std::string before{};
        std::string after{};
        std::string file{};    ///< the script's path, for errors
        std::string folder{};  ///< where relative paths start
    };
    void setGround(Ground ground);
    /// Set by a program: edited() is not emitted.
    void setText(const QString& text);
    [[nodiscard]] QString text() const;
    [[nodiscard]] SqlText& input() const { return *m_text; }
    [[nodiscard]] std::string script() const;
    /// What the script before the text declares.
    [[nodiscard]] const std::vector<Declaration>& declarations() const { return m_declared; }
    /// Of the last check; false while one is due.
    [[nodiscard]] bool valid() const { return m_valid; }
    /// Checks no more; what runs is asked to stop.
    void rest();
    [[nodiscard]] bool busy() const { return m_errand.busy(); }

  signals:
    void edited();
    void checked(bool valid);
    void declarationsChanged();
    void busyChanged(bool busy);

  private:
    void checkSoon();
    void check();
    void mark(const std::vector<Error>& errors);
    void learn(std::vector<Declaration> declared);
    void tell(const QString& words, bool good);
    void goToMistake();

    SqlText* m_text;
    SqlCompleter* m_completer;
    QLabel* m_result;
    Ground m_ground{};
    std::vector<Declaration> m_declared{};
    QTimer m_soon{};
    bool m_quiet = false;
    bool m_valid = false;
    Errand m_errand{};
};

}  // namespace guanlan
