// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/parser.h"

#include <array>

namespace guanlan::sql {

namespace {

Expr make(Expr::Kind kind, Place place, std::string text = {}) {
    Expr expr;
    expr.kind = kind;
    expr.text = std::move(text);
    expr.place = place;
    return expr;
}

/// DATE '…', TIME '…', TIMESTAMP '…'
Expr parseTyped(TokenCursor& cursor) {
    Expr expr = make(Expr::Kind::Typed, cursor.place(), upperCase(cursor.next().text));
    const Name text = cursor.expectString("a string");
    expr.arguments.push_back(make(Expr::Kind::String, text.place, text.text));
    return expr;
}

std::string parseIntervalUnit(TokenCursor& cursor) {
    std::string unit = cursor.peek().kind == Token::Kind::Word ? intervalUnit(cursor.peek().text) : "";
    if (unit.empty()) {
        cursor.failExpected("a unit of time (YEAR, MONTH, DAY, HOUR, MINUTE or SECOND)");
        return {};
    }
    cursor.next();
    return unit;
}

Expr parseInterval(TokenCursor& cursor) {
    Expr expr = make(Expr::Kind::Interval, cursor.place());
    cursor.next();
    IntervalLiteral literal;
    if (cursor.acceptSymbol("-")) {
        literal.negative = true;
    } else {
        cursor.acceptSymbol("+");
    }
    if (cursor.peek().kind == Token::Kind::Number) {
        cursor.failAt(cursor.place(), "the number of an interval is written as a string",
                      "write INTERVAL '" + cursor.peek().text + "'");
    }
    literal.text = cursor.expectString("a string such as '5'").text;
    literal.from = parseIntervalUnit(cursor);
    if (cursor.acceptSymbol("(")) {
        const Place place = cursor.place();
        const std::int64_t precision = cursor.expectInteger("a number of digits");
        if (!cursor.failed() && (precision < 1 || precision > 10)) {
            cursor.failAt(place, "an interval has 1 to 10 digits");
        }
        literal.precision = static_cast<int>(precision);
        if (cursor.acceptSymbol(",")) (void)cursor.expectInteger("a number of digits");  // of the fraction
        cursor.expectSymbol(")");
    }
    if (cursor.acceptWord("TO")) {
        literal.to = parseIntervalUnit(cursor);
        if (cursor.acceptSymbol("(")) {
            (void)cursor.expectInteger("a number of digits");
            cursor.expectSymbol(")");
        }
    }
    expr.interval = std::move(literal);
    return expr;
}

Expr parseCase(TokenCursor& cursor) {
    Expr expr = make(Expr::Kind::Case, cursor.place());
    cursor.next();
    if (!cursor.isWord("WHEN")) {
        expr.hasOperand = true;
        expr.arguments.push_back(parseExpression(cursor));
    }
    do {
        cursor.expectWord("WHEN");
        expr.arguments.push_back(parseExpression(cursor));
        cursor.expectWord("THEN");
        expr.arguments.push_back(parseExpression(cursor));
    } while (cursor.isWord("WHEN"));
    if (cursor.acceptWord("ELSE")) {
        expr.hasElse = true;
        expr.arguments.push_back(parseExpression(cursor));
    }
    cursor.expectWord("END");
    return expr;
}

Expr parseCast(TokenCursor& cursor) {
    Expr expr = make(Expr::Kind::Cast, cursor.place(), upperCase(cursor.next().text));
    cursor.expectSymbol("(");
    expr.arguments.push_back(parseExpression(cursor));
    cursor.expectWord("AS");
    expr.type = parseType(cursor);
    cursor.expectSymbol(")");
    return expr;
}

Expr parseParenthesised(TokenCursor& cursor) {
    const Place place = cursor.place();
    cursor.next();
    if (cursor.isWord("SELECT") || cursor.isWord("WITH")) {
        cursor.failNotYet(place, "a sub-query as a value", "put it into FROM");
    }
    Expr expr = parseExpression(cursor);
    if (cursor.isSymbol(",")) cursor.failNotYet(place, "a row as a value");
    cursor.expectSymbol(")");
    return expr;
}

/// ARRAY[a, b], MAP[key, value, ...]
Expr parseCollection(TokenCursor& cursor) {
    Expr expr = make(Expr::Kind::Call, cursor.place(), upperCase(cursor.peek().text) + "[]");
    cursor.next();
    cursor.next();
    if (cursor.acceptSymbol("]")) return expr;
    do {
        expr.arguments.push_back(parseExpression(cursor));
    } while (!cursor.failed() && cursor.acceptSymbol(","));
    cursor.expectSymbol("]");
    return expr;
}

/// A name, or a call, or a literal that begins with a word.
Expr parseWord(TokenCursor& cursor) {
    const Place place = cursor.place();
    const bool beforeString = cursor.peek(1).kind == Token::Kind::String;
    for (const std::string_view word : {"TRUE", "FALSE"}) {
        if (cursor.acceptWord(word)) return make(Expr::Kind::Boolean, place, std::string(word));
    }
    if (cursor.acceptWord("NULL")) return make(Expr::Kind::Null, place);
    if (cursor.isWord("CASE")) return parseCase(cursor);
    if (cursor.isWord("INTERVAL")) return parseInterval(cursor);
    if (beforeString && (cursor.isWord("DATE") || cursor.isWord("TIME") || cursor.isWord("TIMESTAMP"))) {
        return parseTyped(cursor);
    }
    if (cursor.isSymbol("(", 1)) {
        if (cursor.isWord("CAST") || cursor.isWord("TRY_CAST")) return parseCast(cursor);
        if (cursor.isWord("EXISTS")) cursor.failNotYet(place, "EXISTS (SELECT ...)");
        const bool callable = cursor.isName() || cursor.isWord("EXTRACT") || cursor.isWord("LEFT") ||
                              cursor.isWord("RIGHT") || cursor.isWord("ROW");
        if (!callable) cursor.failExpected("an expression");
        return parseCall(cursor);
    }
    if (cursor.isSymbol("[", 1) && (cursor.isWord("ARRAY") || cursor.isWord("MAP")))
        return parseCollection(cursor);
    if (!cursor.isName()) {
        const Token* previous = cursor.previous();
        const bool afterComma =
            previous != nullptr && previous->text == "," && previous->kind == Token::Kind::Symbol;
        cursor.failExpected("an expression", afterComma ? "remove the ',' before it" : "");
    }
    Expr expr = make(Expr::Kind::Path, place);
    expr.path = parsePath(cursor, "an expression");
    return expr;
}

Expr parseAtom(TokenCursor& cursor) {
    const Place place = cursor.place();
    switch (cursor.peek().kind) {
        case Token::Kind::Number:
            return make(Expr::Kind::Number, place, cursor.next().text);
        case Token::Kind::String:
            return make(Expr::Kind::String, place, cursor.next().text);
        case Token::Kind::Word:
        case Token::Kind::Quoted:
            return parseWord(cursor);
        case Token::Kind::Symbol:
            if (cursor.isSymbol("(")) return parseParenthesised(cursor);
            if (cursor.acceptSymbol("*")) return make(Expr::Kind::Star, place);
            break;
        case Token::Kind::Invalid:
        case Token::Kind::End:
            break;
    }
    cursor.failExpected("an expression");
    return {};
}

}  // namespace

std::vector<Name> parsePath(TokenCursor& cursor, std::string_view what) {
    std::vector<Name> path;
    path.push_back(cursor.expectName(what));
    while (cursor.isSymbol(".") && !cursor.isSymbol("*", 1)) {
        cursor.next();
        path.push_back(cursor.expectName("a name"));
    }
    return path;
}

Expr parsePrimary(TokenCursor& cursor) {
    Expr expr = parseAtom(cursor);
    while (!cursor.failed()) {
        const Place place = cursor.place();
        if (cursor.acceptSymbol("[")) {
            Expr element = make(Expr::Kind::Element, place);
            element.arguments.push_back(std::move(expr));
            element.arguments.push_back(parseExpression(cursor));
            cursor.expectSymbol("]");
            expr = std::move(element);
        } else if (expr.kind == Expr::Kind::Path && cursor.isSymbol(".") && cursor.isSymbol("*", 1)) {
            cursor.next();
            cursor.next();
            expr.kind = Expr::Kind::Star;
        } else if (cursor.acceptSymbol(".")) {
            Expr field = make(Expr::Kind::Field, place);
            field.path.push_back(cursor.expectName("the name of a field"));
            field.arguments.push_back(std::move(expr));
            expr = std::move(field);
        } else {
            break;
        }
    }
    return expr;
}

}  // namespace guanlan::sql
