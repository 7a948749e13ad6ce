// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSyntaxHighlighter>

namespace guanlan {

/// Colours of SQL by the project's own lexer, a line at a time; what is open at the end of a line is the
/// state of its block. The colours are the theme's.
class SqlHighlighter : public QSyntaxHighlighter {
    Q_OBJECT
  public:
    using QSyntaxHighlighter::QSyntaxHighlighter;

  protected:
    void highlightBlock(const QString& text) override;
};

}  // namespace guanlan
