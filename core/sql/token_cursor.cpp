// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/token_cursor.h"

#include "core/sql/nearest_name.h"
#include "core/sql/reserved_words.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace guanlan::sql {

namespace {

constexpr int kDeepest = 200;

std::string describe(const Token& token) {
    if (token.kind == Token::Kind::End) return "the end of the statement";
    if (token.kind == Token::Kind::String) return "the string '" + token.text + "'";
    return "'" + token.text + "'";
}

/// `FORM t` reads as an alias FORM and a t that fits nowhere: the mistake is the word before.
std::string misspeltClause(const Token* previous) {
    if (previous == nullptr || previous->kind != Token::Kind::Word || isReserved(previous->text)) return {};
    static const std::vector<std::string> kClauses{"FROM",  "WHERE", "GROUP", "HAVING",
                                                   "ORDER", "LIMIT", "UNION"};
    const auto nearest = nearestName(previous->text, kClauses);
    if (!nearest) return {};
    return "did you mean " + *nearest + " instead of '" + previous->text + "'?";
}

}  // namespace

Error notYet(TextPosition position, std::string_view feature, std::string next) {
    return {.code = ErrorCode::NotYet,
            .id = "sql.not-yet",
            .what = "not supported yet: " + std::string(feature),
            .next = std::move(next),
            .arguments = {std::string(feature)},
            .position = position};
}

const Token& TokenCursor::peek(std::size_t ahead) const {
    if (m_error) return m_tokens.back();
    return m_tokens[std::min(m_at + ahead, m_tokens.size() - 1)];
}

const Token& TokenCursor::next() {
    const Token& token = peek();
    if (!m_error && m_at + 1 < m_tokens.size()) ++m_at;
    return token;
}

bool TokenCursor::isWord(std::string_view keyword, std::size_t ahead) const {
    const Token& token = peek(ahead);
    return token.kind == Token::Kind::Word && equalsIgnoringCase(token.text, keyword);
}

bool TokenCursor::isSymbol(std::string_view symbol, std::size_t ahead) const {
    const Token& token = peek(ahead);
    return token.kind == Token::Kind::Symbol && token.text == symbol;
}

bool TokenCursor::acceptWord(std::string_view keyword) {
    if (!isWord(keyword)) return false;
    next();
    return true;
}

bool TokenCursor::acceptSymbol(std::string_view symbol) {
    if (!isSymbol(symbol)) return false;
    next();
    return true;
}

bool TokenCursor::acceptWords(std::initializer_list<std::string_view> keywords) {
    std::size_t ahead = 0;
    for (const std::string_view keyword : keywords) {
        if (!isWord(keyword, ahead++)) return false;
    }
    for (; ahead > 0; --ahead)
        next();
    return true;
}

void TokenCursor::expectWord(std::string_view keyword) {
    if (acceptWord(keyword)) return;
    const std::array<std::string, 1> candidates{std::string(keyword)};
    failExpected(keyword,
                 peek().kind == Token::Kind::Word ? didYouMean(peek().text, candidates) : std::string());
}

void TokenCursor::expectSymbol(std::string_view symbol) {
    if (!acceptSymbol(symbol)) failExpected("'" + std::string(symbol) + "'");
}

bool TokenCursor::isName(std::size_t ahead) const {
    const Token& token = peek(ahead);
    return token.kind == Token::Kind::Quoted || (token.kind == Token::Kind::Word && !isReserved(token.text));
}

Name TokenCursor::expectName(std::string_view what) {
    if (isName()) {
        const Token& token = next();
        return {token.text, token.position};
    }
    const bool reserved = peek().kind == Token::Kind::Word;
    failExpected(what,
                 reserved ? "as a name, the reserved word is written `" + peek().text + "`" : std::string());
    return {};
}

Name TokenCursor::expectString(std::string_view what) {
    if (peek().kind == Token::Kind::String) {
        const Token& token = next();
        return {token.text, token.position};
    }
    failExpected(what);
    return {};
}

std::int64_t TokenCursor::expectInteger(std::string_view what) {
    const Token& token = peek();
    std::int64_t value = 0;
    const char* end = token.text.data() + token.text.size();
    if (token.kind == Token::Kind::Number) {
        const auto read = std::from_chars(token.text.data(), end, value);
        if (read.ec == std::errc() && read.ptr == end) {
            next();
            return value;
        }
    }
    failExpected(what);
    return 0;
}

void TokenCursor::fail(Error error) {
    if (m_error) return;
    if (peek().kind == Token::Kind::Invalid && error.position == peek().position) {
        error.what = peek().text;
        error.next = peek().hint;
    }
    m_error = std::move(error);
}

void TokenCursor::failAt(TextPosition position, std::string what, std::string next) {
    fail({.code = ErrorCode::InvalidInput,
          .id = "sql.syntax",
          .what = std::move(what),
          .next = std::move(next),
          .position = position});
}

void TokenCursor::failExpected(std::string_view expected, std::string next) {
    if (next.empty()) next = misspeltClause(previous());
    failAt(peek().position, "expected " + std::string(expected) + " but found " + describe(peek()),
           std::move(next));
}

void TokenCursor::failNotYet(TextPosition position, std::string_view feature, std::string next) {
    fail(notYet(position, feature, std::move(next)));
}

Error TokenCursor::recover() {
    Error error = *std::move(m_error);
    m_error.reset();
    while (!atEnd() && !acceptSymbol(";"))
        next();
    return error;
}

TokenCursor::Depth::Depth(TokenCursor& cursor) : m_cursor(cursor) {
    if (++cursor.m_depth > kDeepest) {
        cursor.failAt(cursor.place(), "this is nested more than " + std::to_string(kDeepest) + " levels deep",
                      "split it with a view");
    }
}

}  // namespace guanlan::sql
