// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QPlainTextEdit>

#include <vector>

namespace guanlan {

class SqlHighlighter;

/// A mistake at a place of the text.
struct SqlMark {
    TextPosition position{};
    QString words{};
};

/// A text of SQL with line numbers, colours, the current line, and marks under mistakes, which tell
/// themselves under the pointer. Tab leaves it; Ctrl+Space asks for completion.
class SqlText : public QPlainTextEdit {
    Q_OBJECT
  public:
    explicit SqlText(QWidget* parent = nullptr);
    /// The number of the first line; what stands before it belongs to somebody else.
    void setFirstLine(int line);
    void setMarks(std::vector<SqlMark> marks);
    [[nodiscard]] const std::vector<SqlMark>& marks() const { return m_marks; }
    void moveTo(TextPosition position);
    /// Puts the whole text in place of the one there was, in one step that can be undone.
    void replaceText(const QString& text);
    [[nodiscard]] int gutterWidth() const;
    void paintGutter(QPaintEvent* event);

  protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool event(QEvent* event) override;

  private:
    void layOutGutter();
    void showSelections();
    [[nodiscard]] QTextCursor cursorOf(const SqlMark& mark) const;

    SqlHighlighter* m_highlighter;
    QWidget* m_gutter;
    int m_firstLine = 1;
    std::vector<SqlMark> m_marks{};
};

}  // namespace guanlan
