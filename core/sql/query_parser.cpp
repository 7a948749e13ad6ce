// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/parser.h"

#include <array>

namespace guanlan::sql {

namespace {

/// Words that may follow an expression or a table, so that they are no alias.
bool startsClause(const TokenCursor& cursor) {
    constexpr std::array<std::string_view, 7> kWords{"WINDOW", "FETCH", "QUALIFY",        "TABLESAMPLE",
                                                     "MINUS",  "BEGIN", "MATCH_RECOGNIZE"};
    for (const std::string_view word : kWords) {
        if (cursor.isWord(word)) return true;
    }
    return false;
}

Name parseAlias(TokenCursor& cursor) {
    if (cursor.acceptWord("AS")) return cursor.expectName("an alias");
    if (cursor.isName() && !startsClause(cursor)) return cursor.expectName("an alias");
    return {};
}

std::vector<SelectItem> parseItems(TokenCursor& cursor) {
    std::vector<SelectItem> items;
    do {
        SelectItem item;
        item.expression = parseExpression(cursor);
        item.alias = parseAlias(cursor);
        items.push_back(std::move(item));
    } while (cursor.acceptSymbol(","));
    return items;
}

OptionList parseHints(TokenCursor& cursor) {
    OptionList options;
    if (!cursor.acceptSymbol("/*+")) return options;
    const Place place = cursor.place();
    if (!cursor.acceptWord("OPTIONS")) cursor.failNotYet(place, "hints other than OPTIONS");
    options = parseOptions(cursor);
    cursor.expectSymbol("*/");
    return options;
}

TableReference parseTable(TokenCursor& cursor) {
    TableReference table;
    table.place = cursor.place();
    if (cursor.isWord("LATERAL")) cursor.failNotYet(table.place, "LATERAL");
    if (cursor.isWord("UNNEST") && cursor.isSymbol("(", 1)) cursor.failNotYet(table.place, "UNNEST");
    if (cursor.isWord("VALUES")) cursor.failNotYet(table.place, "VALUES");
    if (cursor.acceptSymbol("(")) {
        if (cursor.isWord("VALUES")) cursor.failNotYet(cursor.place(), "VALUES");
        table.kind = TableReference::Kind::Query;
        table.query.push_back(parseQuery(cursor));
        cursor.expectSymbol(")");
    } else if (cursor.isWord("TABLE") && cursor.isSymbol("(", 1)) {
        table.kind = TableReference::Kind::Function;
        cursor.next();
        cursor.next();
        if (!cursor.isName() || !cursor.isSymbol("(", 1)) {
            cursor.failExpected("a window function",
                                "write TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' MINUTE))");
        } else {
            table.function.push_back(parseCall(cursor));
        }
        cursor.expectSymbol(")");
    } else {
        table.path = parsePath(cursor, "a table");
        if (cursor.isSymbol("(")) {
            cursor.failAt(table.place, "a function in FROM stands inside TABLE( )",
                          "write TABLE(" + table.path.back().text + "(...))");
        }
        table.hints = parseHints(cursor);
        if (cursor.isWord("FOR") && cursor.isWord("SYSTEM_TIME", 1))
            cursor.failAt(cursor.place(), "FOR SYSTEM_TIME AS OF belongs to a table that is joined",
                          "write FROM t LEFT JOIN dim FOR SYSTEM_TIME AS OF t.proctime AS d ON ...");
    }
    table.alias = parseAlias(cursor);
    if (!table.alias.text.empty() && cursor.isSymbol("("))
        cursor.failNotYet(cursor.place(), "column names after an alias");
    return table;
}

/// FOR SYSTEM_TIME AS OF stands behind the table that is joined next.
bool comesLookup(const TokenCursor& cursor) {
    std::size_t ahead = 0;
    constexpr std::size_t kFarthest = 64;  // JOIN a.b /*+ OPTIONS(...) */ FOR
    const auto ends = [&] {
        return cursor.peek(ahead).kind == Token::Kind::End || cursor.isWord("ON", ahead);
    };
    while (!ends() && ahead < kFarthest && !cursor.isWord("FOR", ahead))
        ++ahead;
    return cursor.isWord("FOR", ahead) && cursor.isWord("SYSTEM_TIME", ahead + 1);
}

LookupJoin parseLookupJoin(TokenCursor& cursor) {
    LookupJoin join;
    join.place = cursor.place();
    join.keepsUnmatched = cursor.acceptWord("LEFT");
    if (join.keepsUnmatched) {
        cursor.acceptWord("OUTER");
    } else {
        cursor.acceptWord("INNER");
    }
    cursor.expectWord("JOIN");
    join.table.place = cursor.place();
    join.table.path = parsePath(cursor, "a table");
    join.table.hints = parseHints(cursor);
    cursor.expectWord("FOR");
    cursor.expectWord("SYSTEM_TIME");
    cursor.expectWord("AS");
    cursor.expectWord("OF");
    join.asOf = parsePrimary(cursor);
    join.table.alias = parseAlias(cursor);
    cursor.expectWord("ON");
    join.on = parseExpression(cursor);
    return join;
}

/// JOINs behind a table: lookups, and those that come later.
std::vector<LookupJoin> parseJoins(TokenCursor& cursor) {
    std::vector<LookupJoin> joins;
    while (!cursor.failed()) {
        const bool plain = cursor.isWord("JOIN") || cursor.isWord("INNER") || cursor.isWord("LEFT");
        if (plain && comesLookup(cursor)) {
            joins.push_back(parseLookupJoin(cursor));
            continue;
        }
        const bool other = plain || cursor.isWord("RIGHT") || cursor.isWord("FULL") ||
                           cursor.isWord("CROSS") || cursor.isWord("NATURAL") || cursor.isSymbol(",");
        if (other) cursor.failNotYet(cursor.place(), "joins");
        if (cursor.isWord("MATCH_RECOGNIZE")) cursor.failNotYet(cursor.place(), "MATCH_RECOGNIZE");
        if (cursor.isWord("TABLESAMPLE")) cursor.failNotYet(cursor.place(), "TABLESAMPLE");
        break;
    }
    return joins;
}

std::vector<Expr> parseGroupBy(TokenCursor& cursor) {
    std::vector<Expr> keys;
    do {
        if (cursor.isWord("GROUPING") ||
            ((cursor.isWord("ROLLUP") || cursor.isWord("CUBE")) && cursor.isSymbol("(", 1))) {
            cursor.failNotYet(cursor.place(), "GROUPING SETS, ROLLUP and CUBE");
        }
        const Place place = cursor.place();
        if (cursor.isSymbol("(") && cursor.isSymbol(")", 1))
            cursor.failNotYet(place, "the empty grouping set");
        keys.push_back(parseExpression(cursor));
    } while (cursor.acceptSymbol(","));
    return keys;
}

SelectHint parseSelectHint(TokenCursor& cursor) {
    SelectHint hint;
    hint.name = cursor.expectName("the name of a hint");
    hint.name.text = upperCase(hint.name.text);
    if (!cursor.isSymbol("(")) return hint;
    if (cursor.peek(1).kind == Token::Kind::String && cursor.isSymbol("=", 2)) {
        hint.options = parseOptions(cursor);
        return hint;
    }
    cursor.next();
    do {
        const bool text = cursor.peek().kind == Token::Kind::String;
        hint.tables.push_back(text ? cursor.expectString("a table") : cursor.expectName("a table"));
    } while (cursor.acceptSymbol(","));
    cursor.expectSymbol(")");
    return hint;
}

std::vector<SelectHint> parseSelectHints(TokenCursor& cursor) {
    std::vector<SelectHint> hints;
    if (!cursor.acceptSymbol("/*+")) return hints;
    while (!cursor.failed() && !cursor.acceptSymbol("*/")) {
        hints.push_back(parseSelectHint(cursor));
        cursor.acceptSymbol(",");
    }
    return hints;
}

Select parseSelect(TokenCursor& cursor) {
    Select select;
    select.place = cursor.place();
    cursor.expectWord("SELECT");
    select.hints = parseSelectHints(cursor);
    select.distinct = cursor.acceptWord("DISTINCT");
    if (!select.distinct) cursor.acceptWord("ALL");
    select.items = parseItems(cursor);
    if (cursor.atEnd() || cursor.isSymbol(";")) {
        cursor.failNotYet(select.place, "SELECT without FROM");
        return select;
    }
    if (!cursor.acceptWord("FROM")) {
        cursor.failExpected("',' or FROM");
        return select;
    }
    select.from = parseTable(cursor);
    select.joins = parseJoins(cursor);
    if (cursor.acceptWord("WHERE")) select.where = parseExpression(cursor);
    if (cursor.acceptWords({"GROUP", "BY"})) select.groupBy = parseGroupBy(cursor);
    if (cursor.acceptWord("HAVING")) select.having = parseExpression(cursor);
    if (cursor.isWord("WINDOW") || cursor.isWord("QUALIFY")) {
        cursor.failNotYet(cursor.place(), upperCase(cursor.peek().text));
    }
    return select;
}

/// One operand of UNION ALL: a SELECT, or a query in parentheses.
void parseOperand(TokenCursor& cursor, Query& query) {
    const Place place = cursor.place();
    if (!cursor.acceptSymbol("(")) {
        query.selects.push_back(parseSelect(cursor));
        return;
    }
    Query inner = parseQuery(cursor);
    cursor.expectSymbol(")");
    if (!inner.with.empty() || !inner.orderBy.empty() || inner.limit) {
        cursor.failNotYet(place, "WITH, ORDER BY and LIMIT inside a part of UNION ALL");
    }
    for (Select& select : inner.selects)
        query.selects.push_back(std::move(select));
}

void parseWith(TokenCursor& cursor, Query& query) {
    const Place recursive = cursor.place();
    if (cursor.acceptWord("RECURSIVE")) cursor.failNotYet(recursive, "WITH RECURSIVE");
    do {
        CommonTable table;
        table.name = cursor.expectName("the name of a common table");
        if (cursor.isSymbol("(")) cursor.failNotYet(cursor.place(), "column names of a common table");
        cursor.expectWord("AS");
        cursor.expectSymbol("(");
        table.query = parseQuery(cursor);
        cursor.expectSymbol(")");
        query.with.push_back(std::move(table));
    } while (cursor.acceptSymbol(","));
}

}  // namespace

std::vector<OrderItem> parseOrderItems(TokenCursor& cursor) {
    std::vector<OrderItem> items;
    do {
        OrderItem item;
        item.expression = parseExpression(cursor);
        item.descending = cursor.acceptWord("DESC");
        if (!item.descending) cursor.acceptWord("ASC");
        if (cursor.acceptWord("NULLS")) {
            item.nullsFirst = cursor.acceptWord("FIRST");
            if (!*item.nullsFirst && !cursor.acceptWord("LAST")) cursor.failExpected("FIRST or LAST");
        }
        items.push_back(std::move(item));
    } while (cursor.acceptSymbol(","));
    return items;
}

Query parseQuery(TokenCursor& cursor) {
    Query query;
    query.place = cursor.place();
    const TokenCursor::Depth depth(cursor);
    if (!depth) return query;
    if (cursor.acceptWord("WITH")) parseWith(cursor, query);
    parseOperand(cursor, query);
    while (!cursor.failed() && cursor.isWord("UNION")) {
        const Place place = cursor.place();
        cursor.next();
        if (!cursor.acceptWord("ALL"))
            cursor.failNotYet(place, "UNION", "UNION ALL keeps equal rows, and works");
        parseOperand(cursor, query);
    }
    for (const std::string_view word : {"INTERSECT", "EXCEPT", "MINUS"}) {
        if (cursor.isWord(word)) cursor.failNotYet(cursor.place(), word);
    }
    if (cursor.acceptWords({"ORDER", "BY"})) query.orderBy = parseOrderItems(cursor);
    if (cursor.acceptWord("LIMIT")) query.limit = cursor.expectInteger("a number of rows");
    if (cursor.isWord("OFFSET") || cursor.isWord("FETCH")) {
        cursor.failNotYet(cursor.place(), upperCase(cursor.peek().text));
    }
    return query;
}

}  // namespace guanlan::sql
