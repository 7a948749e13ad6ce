// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/parser.h"

#include <algorithm>
#include <array>
#include <utility>

namespace guanlan::sql {

namespace {

constexpr std::array<std::string_view, 17> kUnits{
    "MILLENNIUM", "CENTURY", "DECADE", "YEAR",   "QUARTER", "MONTH", "WEEK",        "DAY",        "DOW",
    "ISODOW",     "DOY",     "HOUR",   "MINUTE", "SECOND",  "EPOCH", "MILLISECOND", "MICROSECOND"};

std::string timeUnit(std::string_view word) {
    std::string upper = upperCase(word);
    if (std::find(kUnits.begin(), kUnits.end(), upper) != kUnits.end()) return upper;
    return intervalUnit(word);
}

Expr parseUnit(TokenCursor& cursor) {
    Expr unit;
    unit.kind = Expr::Kind::Unit;
    unit.place = cursor.place();
    unit.text = cursor.peek().kind == Token::Kind::Word ? timeUnit(cursor.peek().text) : std::string();
    if (unit.text.empty()) {
        cursor.failExpected("a unit of time such as DAY or HOUR");
    } else {
        cursor.next();
    }
    return unit;
}

Expr stringArgument(std::string text, Place place) {
    Expr expr;
    expr.kind = Expr::Kind::String;
    expr.text = std::move(text);
    expr.place = place;
    return expr;
}

/// EXTRACT(unit FROM x)
void parseExtract(TokenCursor& cursor, Expr& call) {
    call.arguments.push_back(parseUnit(cursor));
    cursor.expectWord("FROM");
    call.arguments.push_back(parseExpression(cursor));
}

/// TIMESTAMPDIFF(unit, a, b), TIMESTAMPADD(unit, n, x)
void parseUnitFirst(TokenCursor& cursor, Expr& call) {
    call.arguments.push_back(parseUnit(cursor));
    while (cursor.acceptSymbol(","))
        call.arguments.push_back(parseExpression(cursor));
}

/// TRIM([BOTH | LEADING | TRAILING] [what] FROM text), TRIM(text): arguments where, what, text.
void parseTrim(TokenCursor& cursor, Expr& call) {
    const Place place = cursor.place();
    std::string where;
    for (const std::string_view word : {"BOTH", "LEADING", "TRAILING"}) {
        if (where.empty() && cursor.acceptWord(word)) where = word;
    }
    Expr first = cursor.isWord("FROM") ? stringArgument(" ", place) : parseExpression(cursor);
    if (where.empty() && !cursor.isWord("FROM")) {
        call.arguments.push_back(std::move(first));
        return;
    }
    cursor.expectWord("FROM");
    call.arguments.push_back(stringArgument(where.empty() ? "BOTH" : where, place));
    call.arguments.push_back(std::move(first));
    call.arguments.push_back(parseExpression(cursor));
}

/// POSITION(a IN b): the IN must not be read as the operator.
void parsePosition(TokenCursor& cursor, Expr& call) {
    call.arguments.push_back(parsePrimary(cursor));
    cursor.expectWord("IN");
    call.arguments.push_back(parseExpression(cursor));
}

/// a, b or (a, b); a comma may also go on with the next argument of the function.
std::vector<Expr> parsePartition(TokenCursor& cursor) {
    std::vector<Expr> columns;
    const bool wrapped = cursor.acceptSymbol("(");
    const auto more = [&cursor, wrapped] {
        const bool column = !cursor.isWord("DESCRIPTOR", 1) && cursor.isName(1) && !cursor.isSymbol("=>", 2);
        return cursor.isSymbol(",") && (wrapped || column) && cursor.acceptSymbol(",");
    };
    do {
        columns.push_back(parsePrimary(cursor));
    } while (more());
    if (wrapped) cursor.expectSymbol(")");
    return columns;
}

/// A call with RETURNING is its TRY_CAST.
Expr returned(Expr call) {
    if (!call.type) return call;
    Expr cast;
    cast.kind = Expr::Kind::Cast;
    cast.text = "TRY_CAST";
    cast.place = call.place;
    cast.type = std::exchange(call.type, std::nullopt);
    cast.arguments.push_back(std::move(call));
    return cast;
}

Expr parseArgument(TokenCursor& cursor) {
    Expr expr;
    expr.place = cursor.place();
    if (cursor.acceptWord("TABLE")) {
        expr.kind = Expr::Kind::Table;
        expr.path = parsePath(cursor, "the name of a table");
        if (cursor.acceptWords({"PARTITION", "BY"})) expr.arguments = parsePartition(cursor);
        return expr;
    }
    if (cursor.isWord("DESCRIPTOR") && cursor.isSymbol("(", 1)) {
        expr.kind = Expr::Kind::Descriptor;
        cursor.next();
        cursor.next();
        do {
            expr.path.push_back(cursor.expectName("the name of a column"));
        } while (cursor.acceptSymbol(","));
        cursor.expectSymbol(")");
        return expr;
    }
    if ((cursor.isName() || cursor.isWord("OFFSET")) && cursor.isSymbol("=>", 1)) {
        expr.kind = Expr::Kind::Named;
        expr.text = upperCase(cursor.next().text);
        cursor.next();
        expr.arguments.push_back(parseArgument(cursor));
        return expr;
    }
    return parseExpression(cursor);
}

/// FLOOR(x TO DAY), SUBSTRING(x FROM a FOR b), OVERLAY(x PLACING y FROM a FOR b), and plain lists.
void parseArguments(TokenCursor& cursor, Expr& call) {
    call.distinct = cursor.acceptWord("DISTINCT");
    if (!call.distinct) cursor.acceptWord("ALL");
    call.arguments.push_back(parseArgument(cursor));
    if (cursor.acceptWord("TO")) {
        call.arguments.push_back(parseUnit(cursor));
        return;
    }
    if (cursor.acceptWord("PLACING")) {
        call.arguments.push_back(parseExpression(cursor));
        if (!cursor.isWord("FROM")) cursor.failExpected("FROM");
    }
    if (cursor.acceptWord("FROM")) {
        call.arguments.push_back(parseExpression(cursor));
        if (cursor.acceptWord("FOR")) call.arguments.push_back(parseExpression(cursor));
        return;
    }
    while (cursor.acceptSymbol(","))
        call.arguments.push_back(parseArgument(cursor));
}

/// OVER ([PARTITION BY ...] [ORDER BY ...]) of a row number.
OverClause parseOver(TokenCursor& cursor) {
    OverClause over;
    over.place = cursor.place();
    cursor.expectWord("OVER");
    cursor.expectSymbol("(");
    if (cursor.acceptWords({"PARTITION", "BY"})) {
        do {
            over.partitionBy.push_back(parseExpression(cursor));
        } while (cursor.acceptSymbol(","));
    }
    if (cursor.acceptWords({"ORDER", "BY"})) over.orderBy = parseOrderItems(cursor);
    for (const std::string_view word : {"ROWS", "RANGE"}) {
        if (cursor.isWord(word)) cursor.failNotYet(cursor.place(), "OVER windows");
    }
    cursor.expectSymbol(")");
    return over;
}

void parseSuffix(TokenCursor& cursor, Expr& call) {
    if (cursor.acceptWord("FILTER")) {
        cursor.expectSymbol("(");
        cursor.expectWord("WHERE");
        call.filter.push_back(parseExpression(cursor));
        cursor.expectSymbol(")");
    }
    if (cursor.isWord("OVER") && !cursor.failed()) {
        const bool ranks = call.text == "ROW_NUMBER" || call.text == "RANK" || call.text == "DENSE_RANK";
        if (!ranks) return cursor.failNotYet(cursor.place(), "OVER windows");
        call.over.push_back(parseOver(cursor));
    }
    if (cursor.acceptWord("WITHIN")) cursor.failNotYet(call.place, "WITHIN GROUP");
}

}  // namespace

Expr parseCall(TokenCursor& cursor) {
    Expr call;
    call.kind = Expr::Kind::Call;
    call.place = cursor.place();
    call.text = upperCase(cursor.next().text);
    cursor.expectSymbol("(");
    const std::string& name = call.text;
    const bool makesJson = name == "JSON_OBJECT" || name == "JSON_ARRAY";
    if (!makesJson && cursor.acceptSymbol(")")) {
        parseSuffix(cursor, call);
        return call;
    }
    if (name == "EXTRACT") {
        parseExtract(cursor, call);
    } else if (name == "TIMESTAMPDIFF" || name == "TIMESTAMPADD") {
        parseUnitFirst(cursor, call);
    } else if (name == "TRIM") {
        parseTrim(cursor, call);
    } else if (name == "POSITION") {
        parsePosition(cursor, call);
    } else if (!parseJsonCall(cursor, call)) {
        parseArguments(cursor, call);
    }
    if (cursor.isWord("ORDER")) cursor.failNotYet(cursor.place(), "ORDER BY inside a call");
    cursor.expectSymbol(")");
    parseSuffix(cursor, call);
    return returned(std::move(call));
}

}  // namespace guanlan::sql
