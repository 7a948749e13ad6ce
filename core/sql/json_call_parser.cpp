// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/parser.h"

#include <iterator>
#include <utility>

namespace guanlan::sql {

namespace {

Expr stringArgument(std::string text, Place place) {
    Expr expr;
    expr.kind = Expr::Kind::String;
    expr.text = std::move(text);
    expr.place = place;
    return expr;
}

/// {NULL | ERROR | DEFAULT x} ON {EMPTY | ERROR}, as the kind and the default. False when there is none.
bool parseJsonClause(TokenCursor& cursor, Expr& kind, Expr& other) {
    const Place place = cursor.place();
    for (const std::string_view word : {"NULL", "ERROR", "DEFAULT"}) {
        if (!cursor.acceptWord(word)) continue;
        kind = stringArgument(std::string(word), place);
        if (word == "DEFAULT") other = parseExpression(cursor);
        cursor.expectWord("ON");
        return true;
    }
    return false;
}

Expr nullArgument(Place place) {
    Expr expr;
    expr.kind = Expr::Kind::Null;
    expr.place = place;
    return expr;
}

/// JSON_VALUE(text, path [RETURNING type] [… ON EMPTY] [… ON ERROR]): arguments text, path and, with clauses,
/// kind and default ON EMPTY, kind and default ON ERROR.
void parseJsonValue(TokenCursor& cursor, Expr& call) {
    call.arguments.push_back(parseExpression(cursor));
    cursor.expectSymbol(",");
    call.arguments.push_back(parseExpression(cursor));
    if (cursor.acceptWord("RETURNING")) call.type = parseType(cursor);
    const Place place = cursor.place();
    std::vector<Expr> clauses{stringArgument("NULL", place), nullArgument(place),
                              stringArgument("NULL", place), nullArgument(place)};
    Expr kind;
    Expr other = nullArgument(place);
    bool any = false;
    while (!cursor.failed() && parseJsonClause(cursor, kind, other)) {
        any = true;
        const std::size_t at = cursor.isWord("ERROR") ? 2 : 0;
        if (at == 0) {
            cursor.expectWord("EMPTY");
        } else {
            cursor.next();
        }
        clauses[at] = std::move(kind);
        clauses[at + 1] = std::exchange(other, nullArgument(place));
    }
    if (any) std::move(clauses.begin(), clauses.end(), std::back_inserter(call.arguments));
}

/// JSON_EXISTS(text, path [{TRUE | FALSE | UNKNOWN | ERROR} ON ERROR]).
void parseJsonExists(TokenCursor& cursor, Expr& call) {
    call.arguments.push_back(parseExpression(cursor));
    cursor.expectSymbol(",");
    call.arguments.push_back(parseExpression(cursor));
    const Place place = cursor.place();
    for (const std::string_view word : {"TRUE", "FALSE", "UNKNOWN", "ERROR"}) {
        if (!cursor.acceptWord(word)) continue;
        cursor.expectWord("ON");
        cursor.expectWord("ERROR");
        call.arguments.push_back(stringArgument(std::string(word), place));
        return;
    }
}

/// [WITHOUT | WITH [CONDITIONAL | UNCONDITIONAL]] [ARRAY] WRAPPER
std::string parseWrapper(TokenCursor& cursor) {
    std::string wrapper = "WITHOUT";
    if (cursor.acceptWord("WITH")) {
        wrapper = cursor.acceptWord("CONDITIONAL") ? "CONDITIONAL" : "UNCONDITIONAL";
        if (wrapper == "UNCONDITIONAL") cursor.acceptWord("UNCONDITIONAL");
    } else {
        cursor.expectWord("WITHOUT");
    }
    cursor.acceptWord("ARRAY");
    cursor.expectWord("WRAPPER");
    return wrapper;
}

/// {NULL | ERROR | EMPTY ARRAY | EMPTY OBJECT} ON; empty when there is none.
std::string parseQueryClause(TokenCursor& cursor) {
    std::string kind;
    for (const std::string_view word : {"NULL", "ERROR"}) {
        if (kind.empty() && cursor.acceptWord(word)) kind = word;
    }
    if (cursor.acceptWords({"EMPTY", "ARRAY"})) kind = "EMPTY ARRAY";
    if (cursor.acceptWords({"EMPTY", "OBJECT"})) kind = "EMPTY OBJECT";
    if (!kind.empty()) cursor.expectWord("ON");
    return kind;
}

/// JSON_QUERY(text, path [wrapper] [… ON EMPTY] [… ON ERROR]): arguments text, path and, with clauses, the
/// wrapper and what comes ON EMPTY and ON ERROR.
void parseJsonQuery(TokenCursor& cursor, Expr& call) {
    call.arguments.push_back(parseExpression(cursor));
    cursor.expectSymbol(",");
    call.arguments.push_back(parseExpression(cursor));
    const Place place = cursor.place();
    if (cursor.isWord("RETURNING")) cursor.failNotYet(place, "RETURNING of JSON_QUERY");
    std::vector<std::string> clauses{"WITHOUT", "NULL", "NULL"};
    bool any = cursor.isWord("WITH") || cursor.isWord("WITHOUT");
    if (any) clauses[0] = parseWrapper(cursor);
    while (!cursor.failed()) {
        std::string kind = parseQueryClause(cursor);
        if (kind.empty()) break;
        any = true;
        const std::size_t at = cursor.acceptWord("ERROR") ? 2 : 1;
        if (at == 1) cursor.expectWord("EMPTY");
        clauses[at] = std::move(kind);
    }
    for (std::string& clause : clauses) {
        if (any) call.arguments.push_back(stringArgument(std::move(clause), place));
    }
}

/// [{NULL | ABSENT} ON NULL]
void parseOnNull(TokenCursor& cursor, Expr& call, std::string_view otherwise) {
    const Place place = cursor.place();
    std::string kind(otherwise);
    for (const std::string_view word : {"NULL", "ABSENT"}) {
        if (!cursor.isWord(word) || !cursor.isWord("ON", 1)) continue;
        kind = word;
        cursor.next();
        cursor.next();
        cursor.expectWord("NULL");
        break;
    }
    call.arguments.push_back(stringArgument(std::move(kind), place));
}

bool atOnNull(const TokenCursor& cursor) {
    return (cursor.isWord("NULL") || cursor.isWord("ABSENT")) && cursor.isWord("ON", 1);
}

/// JSON_OBJECT([[KEY] key VALUE value, ...] [… ON NULL]): arguments keys and values, then NULL or ABSENT.
void parseJsonObject(TokenCursor& cursor, Expr& call) {
    while (!cursor.failed() && !cursor.isSymbol(")") && !atOnNull(cursor)) {
        if (cursor.isWord("KEY") && !cursor.isWord("VALUE", 1)) cursor.next();
        call.arguments.push_back(parseExpression(cursor));
        cursor.expectWord("VALUE");
        call.arguments.push_back(parseExpression(cursor));
        if (!cursor.acceptSymbol(",")) break;
    }
    parseOnNull(cursor, call, "NULL");
}

/// JSON_ARRAY([value, ...] [… ON NULL]): likewise, but nulls are left out by default.
void parseJsonArray(TokenCursor& cursor, Expr& call) {
    while (!cursor.failed() && !cursor.isSymbol(")") && !atOnNull(cursor)) {
        call.arguments.push_back(parseExpression(cursor));
        if (!cursor.acceptSymbol(",")) break;
    }
    parseOnNull(cursor, call, "ABSENT");
}

}  // namespace

bool parseJsonCall(TokenCursor& cursor, Expr& call) {
    if (call.text == "JSON_VALUE") {
        parseJsonValue(cursor, call);
    } else if (call.text == "JSON_EXISTS") {
        parseJsonExists(cursor, call);
    } else if (call.text == "JSON_QUERY") {
        parseJsonQuery(cursor, call);
    } else if (call.text == "JSON_OBJECT") {
        parseJsonObject(cursor, call);
    } else if (call.text == "JSON_ARRAY") {
        parseJsonArray(cursor, call);
    } else {
        return false;
    }
    return true;
}

}  // namespace guanlan::sql
