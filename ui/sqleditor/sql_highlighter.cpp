// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sqleditor/sql_highlighter.h"

#include "core/aggregate/aggregate_function.h"
#include "core/plan/scalar_function.h"
#include "core/sql/reserved_words.h"
#include "core/sql/token.h"
#include "ui/theme/theme.h"

#include <QTextCharFormat>

namespace guanlan {

namespace {

using sql::Token;

enum Open { Nothing, InComment, InString, InName };
constexpr std::string_view kOpenings[] = {"", "/*", "'", "`"};

QTextCharFormat coloured(const QColor& color, bool italic = false) {
    QTextCharFormat format;
    format.setForeground(color);
    format.setFontItalic(italic);
    return format;
}

bool isFunction(const Token& token) {
    const std::string name = sql::upperCase(token.text);
    return findAggregateFunction(name) != nullptr || findScalarFunction(name) != nullptr;
}

/// Of words; a name keeps the colour of plain text.
QTextCharFormat wordFormat(const Token& token, bool called) {
    const Theme& theme = currentTheme();
    if (called && isFunction(token)) return coloured(theme.series[4]);
    if (sql::isKeyword(token.text)) {
        QTextCharFormat format = coloured(theme.accent);
        format.setFontWeight(QFont::DemiBold);
        return format;
    }
    return coloured(theme.text);
}

QTextCharFormat formatOf(const Token& token, bool called) {
    const Theme& theme = currentTheme();
    switch (token.kind) {
        case Token::Kind::Word:
            return wordFormat(token, called);
        case Token::Kind::String:
            return coloured(theme.good);
        case Token::Kind::Number:
            return coloured(theme.warning);
        case Token::Kind::Symbol:
            return coloured(theme.textMuted);
        case Token::Kind::Invalid:
            return coloured(theme.critical);
        default:
            return coloured(theme.text);
    }
}

/// What a token that has no end leaves open.
Open openedBy(std::string_view text) {
    if (text.starts_with("/*")) return InComment;
    if (text.starts_with('\'')) return InString;
    return text.starts_with('`') ? InName : Nothing;
}

}  // namespace

void SqlHighlighter::highlightBlock(const QString& text) {
    const int before = std::max(0, previousBlockState());
    const std::string_view opening = kOpenings[before];
    const std::string line = std::string(opening) + text.toStdString();
    const sql::LexedScript lexed = sql::lex(line);
    const auto place = [&](std::size_t byte) {
        if (byte <= opening.size()) return 0;
        return int(QString::fromUtf8(line.data() + opening.size(), qsizetype(byte - opening.size())).size());
    };
    const auto colour = [&](std::size_t begin, std::size_t end, const QTextCharFormat& format) {
        setFormat(place(begin), place(end) - place(begin), format);
    };
    setCurrentBlockState(Nothing);
    for (std::size_t i = 0; i < lexed.tokens.size(); ++i) {
        const Token& token = lexed.tokens[i];
        if (token.kind == Token::Kind::End) continue;
        const bool called = i + 1 < lexed.tokens.size() && lexed.tokens[i + 1].text == "(";
        QTextCharFormat format = formatOf(token, called);
        const Open opened = token.kind == Token::Kind::Invalid && token.end == line.size()
                                ? openedBy(std::string_view(line).substr(token.begin))
                                : Nothing;
        if (opened != Nothing) {
            setCurrentBlockState(opened);
            format = opened == InComment ? coloured(currentTheme().textFaint, true)
                                         : coloured(currentTheme().good);
        }
        colour(token.begin, token.end, format);
    }
    for (const sql::Comment& comment : lexed.comments)
        colour(comment.begin, comment.end, coloured(currentTheme().textFaint, true));
}

}  // namespace guanlan
