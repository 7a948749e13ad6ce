// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;

namespace guanlan {

class IconButton;

/// What is shown while there is no run: that it is starting, or what keeps it from starting. A mistake in
/// the script is shown at its place, with the line and a caret, and can be put right here.
class StartPage : public QWidget {
    Q_OBJECT
  public:
    explicit StartPage(QWidget* parent = nullptr);
    void showStarting(const QString& step);
    /// `script` is the text of the file the error names; what cannot be put right here is only shown.
    void showError(const Error& error, const QString& script, bool editable);
    [[nodiscard]] QString script() const;

  signals:
    /// The script was edited and shall be saved and started.
    void scriptEdited(const QString& script);
    void retryAsked();
    void connectAsked();

  protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    void retranslate();
    void markLine(int line, int column);

    QLabel* m_heading;
    QLabel* m_place;
    QLabel* m_caret;
    QLabel* m_words;
    QPlainTextEdit* m_editor;
    IconButton* m_start;
    IconButton* m_retry;
    IconButton* m_connect;
    Error m_error{};
    QString m_step{};
    bool m_failed = false;
    bool m_editable = false;
};

/// The line of `script` that a position names, and a caret under its column; empty without a place.
[[nodiscard]] QString caretText(const QString& script, const TextPosition& position);

}  // namespace guanlan
