// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/parser.h"

namespace guanlan::sql {

namespace {

std::vector<Name> parseNameList(TokenCursor& cursor) {
    std::vector<Name> names;
    cursor.expectSymbol("(");
    do {
        names.push_back(cursor.expectName("the name of a column"));
    } while (cursor.acceptSymbol(","));
    cursor.expectSymbol(")");
    return names;
}

void expectNotEnforced(TokenCursor& cursor) {
    const Place place = cursor.place();
    if (cursor.acceptWords({"NOT", "ENFORCED"})) return;
    cursor.failAt(place, "a primary key is a promise that nothing checks",
                  "write PRIMARY KEY (...) NOT ENFORCED");
}

void parsePrimaryKey(TokenCursor& cursor, CreateTable& table) {
    if (cursor.acceptWord("CONSTRAINT")) (void)cursor.expectName("the name of the constraint");
    const Place place = cursor.place();
    cursor.expectWord("PRIMARY");
    cursor.expectWord("KEY");
    if (!table.primaryKey.empty()) cursor.failAt(place, "a table has one PRIMARY KEY only");
    table.primaryKey = parseNameList(cursor);
    expectNotEnforced(cursor);
}

void parseWatermark(TokenCursor& cursor, CreateTable& table) {
    const Place place = cursor.place();
    cursor.expectWord("WATERMARK");
    cursor.expectWord("FOR");
    if (table.watermark) cursor.failAt(place, "a table has one WATERMARK only");
    WatermarkClause watermark;
    watermark.column = cursor.expectName("the name of a column");
    if (cursor.isSymbol(".")) cursor.failNotYet(cursor.place(), "WATERMARK on a field of a row");
    cursor.expectWord("AS");
    watermark.strategy = parseExpression(cursor);
    table.watermark = std::move(watermark);
}

void parsePhysical(TokenCursor& cursor, ColumnClause& column) {
    column.type = parseType(cursor);
    if (cursor.acceptWord("METADATA")) {
        column.kind = ColumnClause::Kind::Metadata;
        if (cursor.acceptWord("FROM"))
            column.metadataKey = cursor.expectString("the metadata key as a string").text;
        column.isVirtual = cursor.acceptWord("VIRTUAL");
    } else if (cursor.acceptWords({"PRIMARY", "KEY"})) {
        column.primaryKey = true;
        expectNotEnforced(cursor);
    }
}

void parseColumn(TokenCursor& cursor, CreateTable& table) {
    ColumnClause column;
    column.name = cursor.expectName("the name of a column, WATERMARK or PRIMARY KEY");
    if (cursor.acceptWord("AS")) {
        column.kind = ColumnClause::Kind::Computed;
        column.computation = parseExpression(cursor);
    } else {
        parsePhysical(cursor, column);
    }
    if (cursor.acceptWord("COMMENT")) column.comment = cursor.expectString("the comment as a string").text;
    table.columns.push_back(std::move(column));
}

void parseElement(TokenCursor& cursor, CreateTable& table) {
    if (cursor.isWord("WATERMARK") && cursor.isWord("FOR", 1)) {
        parseWatermark(cursor, table);
    } else if (cursor.isWord("CONSTRAINT") || (cursor.isWord("PRIMARY") && cursor.isWord("KEY", 1))) {
        parsePrimaryKey(cursor, table);
    } else {
        parseColumn(cursor, table);
    }
}

}  // namespace

OptionList parseOptions(TokenCursor& cursor) {
    OptionList options;
    cursor.expectSymbol("(");
    if (cursor.acceptSymbol(")")) return options;
    do {
        Name key = cursor.expectString("an option as 'key' = 'value'");
        cursor.expectSymbol("=");
        Name value = cursor.expectString("the value in quotes");
        options.emplace_back(std::move(key), std::move(value));
    } while (cursor.acceptSymbol(","));
    cursor.expectSymbol(")");
    return options;
}

namespace {

LikeOption parseLikeOption(TokenCursor& cursor) {
    LikeOption option;
    if (cursor.acceptWord("EXCLUDING")) {
        option.merge = LikeOption::Merge::Excluding;
    } else if (cursor.acceptWord("OVERWRITING")) {
        option.merge = LikeOption::Merge::Overwriting;
    } else if (!cursor.acceptWord("INCLUDING")) {
        cursor.failExpected("INCLUDING, EXCLUDING or OVERWRITING");
    }
    for (const std::string_view feature : {"ALL", "CONSTRAINTS", "DISTRIBUTION", "PARTITIONS", "GENERATED",
                                           "METADATA", "OPTIONS", "WATERMARKS"}) {
        if (!option.feature.empty() || !cursor.acceptWord(feature)) continue;
        option.feature = feature;
    }
    if (option.feature.empty())
        cursor.failExpected("ALL, CONSTRAINTS, GENERATED, METADATA, OPTIONS or WATERMARKS");
    return option;
}

/// LIKE base [(options)]; without them everything is taken over, and what the new table says counts.
CreateTableLike parseLike(TokenCursor& cursor, CreateTable table) {
    CreateTableLike like{.table = std::move(table)};
    like.base = parsePath(cursor, "the table to take over").back();
    if (!cursor.acceptSymbol("(")) return like;
    do {
        like.options.push_back(parseLikeOption(cursor));
    } while (!cursor.failed() && !cursor.acceptSymbol(")"));
    return like;
}

}  // namespace

void parseCreateTable(TokenCursor& cursor, bool temporary, Statement& statement) {
    CreateTable table;
    table.temporary = temporary;
    table.ifNotExists = cursor.acceptWords({"IF", "NOT", "EXISTS"});
    table.name = parsePath(cursor, "the name of the table").back();
    const bool hasNoColumns =
        cursor.isWord("AS") || cursor.isWord("WITH") || cursor.isWord("LIKE") || cursor.isWord("COMMENT");
    if (!hasNoColumns) {
        cursor.expectSymbol("(");
        do {
            parseElement(cursor, table);
        } while (cursor.acceptSymbol(","));
        if (!cursor.acceptSymbol(")")) cursor.failExpected("',' or ')'");
    }
    if (cursor.acceptWord("COMMENT")) table.comment = cursor.expectString("the comment as a string").text;
    if (cursor.isWord("PARTITIONED")) cursor.failNotYet(cursor.place(), "PARTITIONED BY");
    if (cursor.isWord("DISTRIBUTED")) cursor.failNotYet(cursor.place(), "DISTRIBUTED BY");
    if (cursor.acceptWord("WITH")) table.options = parseOptions(cursor);
    const Place place = cursor.place();
    if (cursor.acceptWord("LIKE")) {
        statement.body = parseLike(cursor, std::move(table));
    } else if (cursor.acceptWord("AS")) {
        if (!table.columns.empty()) cursor.failNotYet(place, "columns beside AS SELECT");
        statement.body = CreateTableAs{std::move(table), parseQuery(cursor)};
    } else {
        if (hasNoColumns) cursor.failExpected("'('");
        statement.body = std::move(table);
    }
}

}  // namespace guanlan::sql
