// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sql/ast.h"
#include "core/sql/token.h"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace guanlan::sql {

/// Walks the tokens of one script. The first mistake of a statement is kept; from then on the cursor stands
/// at an End token, so that every loop of the parser ends, and recover() goes to the next statement.
class TokenCursor {
  public:
    explicit TokenCursor(const std::vector<Token>& tokens) : m_tokens(tokens) {}

    [[nodiscard]] const Token& peek(std::size_t ahead = 0) const;
    const Token& next();
    [[nodiscard]] bool atEnd() const { return peek().kind == Token::Kind::End; }
    [[nodiscard]] Place place() const { return peek().position; }
    /// The token taken last; null at the begin of the script.
    [[nodiscard]] const Token* previous() const { return m_at == 0 ? nullptr : &m_tokens[m_at - 1]; }

    [[nodiscard]] bool isWord(std::string_view keyword, std::size_t ahead = 0) const;
    [[nodiscard]] bool isSymbol(std::string_view symbol, std::size_t ahead = 0) const;
    bool acceptWord(std::string_view keyword);
    bool acceptSymbol(std::string_view symbol);
    /// All of the words in a row, or none.
    bool acceptWords(std::initializer_list<std::string_view> keywords);
    void expectWord(std::string_view keyword);
    void expectSymbol(std::string_view symbol);
    /// A name that is no reserved word, or any name in backquotes. `what` completes "expected".
    Name expectName(std::string_view what);
    [[nodiscard]] bool isName(std::size_t ahead = 0) const;
    Name expectString(std::string_view what);
    std::int64_t expectInteger(std::string_view what);

    [[nodiscard]] bool failed() const { return m_error.has_value(); }
    void fail(Error error);
    void failAt(TextPosition position, std::string what, std::string next = {});
    /// "expected X but found Y".
    void failExpected(std::string_view expected, std::string next = {});
    void failNotYet(TextPosition position, std::string_view feature, std::string next = {});

    /// Ends the statement that failed: hands the mistake over and stands behind its ';'.
    [[nodiscard]] Error recover();

    /// Guards recursion; `false` (and a mistake) when the script nests too deeply.
    class Depth {
      public:
        explicit Depth(TokenCursor& cursor);
        ~Depth() { --m_cursor.m_depth; }
        Depth(const Depth&) = delete;
        Depth& operator=(const Depth&) = delete;
        explicit operator bool() const { return !m_cursor.failed(); }

      private:
        TokenCursor& m_cursor;
    };

  private:
    const std::vector<Token>& m_tokens;
    std::size_t m_at = 0;
    int m_depth = 0;
    std::optional<Error> m_error;
};

/// "valid, but this version cannot do it".
[[nodiscard]] Error notYet(TextPosition position, std::string_view feature, std::string next = {});

}  // namespace guanlan::sql
