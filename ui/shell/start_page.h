// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;

namespace guanlan {

class IconButton;

/// What is shown while there is no run: that it is starting, what keeps it from starting, or what to begin
/// with. A mistake in the script is shown at its place, with the line and a caret, and can be put right here.
class StartPage : public QWidget {
    Q_OBJECT
  public:
    explicit StartPage(QWidget* parent = nullptr);
    void showStarting(const QString& step);
    /// `script` is the text of the file the error names; what cannot be put right here is only shown.
    void showError(const Error& error, const QString& script, bool editable);
    /// The templates that ship: to be made into the workspace that is not there yet (`here`), or into one
    /// beside the one that is open.
    void offerTemplates(bool here);
    /// Until the page shows something else.
    void tell(const QString& words);
    [[nodiscard]] QString script() const;

  signals:
    /// The script was edited and shall be saved and started.
    void scriptEdited(const QString& script);
    void retryAsked();
    void connectAsked();
    void templateChosen(const QString& id);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    enum class Face { Starting, Failed, Templates };
    void retranslate();
    void retranslateFailed();
    void addTemplates();
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
    QWidget* m_templates;
    Face m_face = Face::Starting;
    bool m_editable = false;
    bool m_here = true;  ///< where the workspace of a template is made
};

/// The line of `script` that a position names, and a caret under its column; empty without a place.
[[nodiscard]] QString caretText(const QString& script, const TextPosition& position);

}  // namespace guanlan
