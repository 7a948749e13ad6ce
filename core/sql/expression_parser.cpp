// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/parser.h"

#include <array>

namespace guanlan::sql {

namespace {

/// A chain of operators becomes a tree of this depth at most, so that walking it needs a bounded stack.
constexpr int kLongestChain = 2000;

Expr operation(std::string sign, std::vector<Expr> arguments, Place place) {
    Expr expr;
    expr.kind = Expr::Kind::Operator;
    expr.text = std::move(sign);
    expr.arguments = std::move(arguments);
    expr.place = place;
    return expr;
}

Expr binary(std::string sign, Expr left, Expr right, Place place) {
    std::vector<Expr> arguments;
    arguments.push_back(std::move(left));
    arguments.push_back(std::move(right));
    return operation(std::move(sign), std::move(arguments), place);
}

/// Counts the links of one chain of operators; a mistake when there are too many.
class Chain {
  public:
    explicit Chain(TokenCursor& cursor) : m_cursor(cursor) {}
    void link() {
        if (++m_links > kLongestChain) {
            m_cursor.failAt(m_cursor.place(),
                            "more than " + std::to_string(kLongestChain) + " operators in a row",
                            "write a list: x IN (a, b, c)");
        }
    }

  private:
    TokenCursor& m_cursor;
    int m_links = 0;
};

Expr parseUnary(TokenCursor& cursor) {
    const TokenCursor::Depth depth(cursor);
    if (!depth) return {};
    const Place place = cursor.place();
    for (const std::string_view sign : {"-", "+"}) {
        if (!cursor.acceptSymbol(sign)) continue;
        std::vector<Expr> arguments;
        arguments.push_back(parseUnary(cursor));
        return operation(std::string(sign), std::move(arguments), place);
    }
    return parsePrimary(cursor);
}

using Level = Expr (*)(TokenCursor&);

Expr parseLeftAssociative(TokenCursor& cursor, Level operand, std::initializer_list<std::string_view> signs) {
    Expr left = operand(cursor);
    Chain chain(cursor);
    while (!cursor.failed()) {
        const Place place = cursor.place();
        std::string_view found;
        for (const std::string_view sign : signs) {
            if (found.empty() && cursor.acceptSymbol(sign)) found = sign;
        }
        if (found.empty()) break;
        if (found == "=" && cursor.isSymbol("="))
            cursor.failAt(place, "Flink SQL has no operator ==", "write =");
        chain.link();
        left = binary(std::string(found), std::move(left), operand(cursor), place);
    }
    return left;
}

Expr parseProduct(TokenCursor& cursor) {
    return parseLeftAssociative(cursor, parseUnary, {"*", "/", "%", "||"});
}

Expr parseSum(TokenCursor& cursor) {
    return parseLeftAssociative(cursor, parseProduct, {"+", "-"});
}

Expr parseInList(TokenCursor& cursor, Expr left, bool negated, Place place) {
    cursor.expectSymbol("(");
    if (cursor.isWord("SELECT") || cursor.isWord("WITH"))
        cursor.failNotYet(cursor.place(), "IN (SELECT ...)");
    std::vector<Expr> arguments;
    arguments.push_back(std::move(left));
    do {
        arguments.push_back(parseExpression(cursor));
    } while (cursor.acceptSymbol(","));
    cursor.expectSymbol(")");
    return operation(negated ? "NOT IN" : "IN", std::move(arguments), place);
}

Expr parseBetween(TokenCursor& cursor, Expr left, bool negated, Place place) {
    const Place modifier = cursor.place();
    if (cursor.acceptWord("SYMMETRIC")) cursor.failNotYet(modifier, "BETWEEN SYMMETRIC");
    cursor.acceptWord("ASYMMETRIC");
    std::vector<Expr> arguments;
    arguments.push_back(std::move(left));
    arguments.push_back(parseSum(cursor));
    cursor.expectWord("AND");
    arguments.push_back(parseSum(cursor));
    return operation(negated ? "NOT BETWEEN" : "BETWEEN", std::move(arguments), place);
}

Expr parseLike(TokenCursor& cursor, Expr left, std::string sign, Place place) {
    std::vector<Expr> arguments;
    arguments.push_back(std::move(left));
    arguments.push_back(parseSum(cursor));
    if (cursor.acceptWord("ESCAPE")) arguments.push_back(parseSum(cursor));
    return operation(std::move(sign), std::move(arguments), place);
}

/// x IN (...), x BETWEEN a AND b, x LIKE p, x SIMILAR TO p, each with NOT.
Expr parseRange(TokenCursor& cursor) {
    Expr left = parseSum(cursor);
    Chain chain(cursor);
    while (!cursor.failed()) {
        const Place place = cursor.place();
        const bool negated = cursor.isWord("NOT");
        const std::size_t at = negated ? 1 : 0;
        const bool similar = cursor.isWord("SIMILAR", at) && cursor.isWord("TO", at + 1);
        if (!similar && !cursor.isWord("IN", at) && !cursor.isWord("BETWEEN", at) &&
            !cursor.isWord("LIKE", at))
            break;
        chain.link();
        if (negated) cursor.next();
        if (cursor.acceptWord("IN")) {
            left = parseInList(cursor, std::move(left), negated, place);
        } else if (cursor.acceptWord("BETWEEN")) {
            left = parseBetween(cursor, std::move(left), negated, place);
        } else {
            cursor.next();
            if (similar) cursor.next();
            const std::string sign = similar ? "SIMILAR TO" : "LIKE";
            left = parseLike(cursor, std::move(left), negated ? "NOT " + sign : sign, place);
        }
    }
    return left;
}

Expr parseComparison(TokenCursor& cursor) {
    Expr left = parseLeftAssociative(cursor, parseRange, {"=", "<>", "<=", ">=", "<", ">"});
    if (cursor.isSymbol("!=")) cursor.failAt(cursor.place(), "Flink SQL has no operator !=", "write <>");
    return left;
}

/// What stands behind IS: NULL, JSON ARRAY.
std::string parseTested(TokenCursor& cursor) {
    for (const std::string_view word : {"NULL", "TRUE", "FALSE", "UNKNOWN"}) {
        if (cursor.acceptWord(word)) return std::string(word);
    }
    if (!cursor.acceptWord("JSON")) {
        cursor.failExpected("NULL, TRUE, FALSE, UNKNOWN, JSON or DISTINCT FROM");
        return {};
    }
    for (const std::string_view word : {"VALUE", "SCALAR", "ARRAY", "OBJECT"}) {
        if (cursor.acceptWord(word)) return "JSON " + std::string(word);
    }
    return "JSON";
}

/// Postfix IS [NOT] NULL, TRUE, FALSE, UNKNOWN, DISTINCT FROM.
Expr parseIs(TokenCursor& cursor) {
    Expr left = parseComparison(cursor);
    Chain chain(cursor);
    while (!cursor.failed() && cursor.isWord("IS")) {
        const Place place = cursor.place();
        chain.link();
        cursor.next();
        std::string sign = cursor.acceptWord("NOT") ? "IS NOT " : "IS ";
        if (cursor.acceptWords({"DISTINCT", "FROM"})) {
            left = binary(sign + "DISTINCT FROM", std::move(left), parseRange(cursor), place);
            continue;
        }
        const std::string what = parseTested(cursor);
        std::vector<Expr> arguments;
        arguments.push_back(std::move(left));
        left = operation(sign + what, std::move(arguments), place);
    }
    return left;
}

Expr parseNot(TokenCursor& cursor) {
    const TokenCursor::Depth depth(cursor);
    if (!depth) return {};
    const Place place = cursor.place();
    if (!cursor.acceptWord("NOT")) return parseIs(cursor);
    std::vector<Expr> arguments;
    arguments.push_back(parseNot(cursor));
    return operation("NOT", std::move(arguments), place);
}

/// Operands joined by one word, AND or OR.
Expr parseJoined(TokenCursor& cursor, Level operand, std::string_view word) {
    Expr left = operand(cursor);
    Chain chain(cursor);
    while (!cursor.failed() && cursor.isWord(word)) {
        const Place place = cursor.place();
        chain.link();
        cursor.next();
        left = binary(std::string(word), std::move(left), operand(cursor), place);
    }
    return left;
}

Expr parseAnd(TokenCursor& cursor) {
    return parseJoined(cursor, parseNot, "AND");
}

}  // namespace

Expr parseExpression(TokenCursor& cursor) {
    const TokenCursor::Depth depth(cursor);
    if (!depth) return {};
    return parseJoined(cursor, parseAnd, "OR");
}

}  // namespace guanlan::sql
