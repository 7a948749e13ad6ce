// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/nearest_name.h"
#include "core/sql/parser.h"

#include <algorithm>
#include <array>

namespace guanlan::sql {

namespace {

constexpr std::array<std::string_view, 11> kStatements{
    "CREATE", "INSERT", "SELECT", "WITH", "SET", "RESET", "DROP", "EXECUTE", "EXPLAIN", "DESCRIBE", "SHOW"};
/// Understood by Flink and not by this version.
constexpr std::array<std::string_view, 13> kLater{"USE",      "ALTER",  "DELETE", "UPDATE", "ANALYZE",
                                                  "LOAD",     "UNLOAD", "ADD",    "REMOVE", "VALUES",
                                                  "TRUNCATE", "STOP",   "CALL"};

std::string takeComment(TokenCursor& cursor) {
    return cursor.acceptWord("COMMENT") ? cursor.expectString("the comment as a string").text : std::string();
}

CreateView parseCreateView(TokenCursor& cursor, bool temporary) {
    CreateView view;
    view.temporary = temporary;
    view.ifNotExists = cursor.acceptWords({"IF", "NOT", "EXISTS"});
    view.name = parsePath(cursor, "the name of the view").back();
    if (cursor.acceptSymbol("(")) {
        do {
            view.columns.push_back(cursor.expectName("the name of a column"));
            (void)takeComment(cursor);
        } while (cursor.acceptSymbol(","));
        cursor.expectSymbol(")");
    }
    view.comment = takeComment(cursor);
    cursor.expectWord("AS");
    view.query = parseQuery(cursor);
    return view;
}

/// The clauses of a materialized table that only a Flink cluster has a use for.
bool skipDeploymentClause(TokenCursor& cursor) {
    if (cursor.acceptWord("FRESHNESS")) {
        cursor.expectSymbol("=");
        if (!cursor.isWord("INTERVAL")) cursor.failExpected("INTERVAL");
        (void)parsePrimary(cursor);
    } else if (cursor.acceptWord("REFRESH_MODE")) {
        cursor.expectSymbol("=");
        if (!cursor.acceptWord("FULL") && !cursor.acceptWord("CONTINUOUS"))
            cursor.failExpected("FULL or CONTINUOUS");
    } else if (cursor.acceptWords({"PARTITIONED", "BY"})) {
        cursor.expectSymbol("(");
        do {
            (void)cursor.expectName("the name of a column");
        } while (cursor.acceptSymbol(","));
        cursor.expectSymbol(")");
    } else if (cursor.acceptWord("WITH")) {
        (void)parseOptions(cursor);
    } else {
        return false;
    }
    return !cursor.failed();
}

CreateMaterializedTable parseCreateMaterializedTable(TokenCursor& cursor) {
    CreateMaterializedTable table;
    cursor.expectWord("TABLE");
    table.ifNotExists = cursor.acceptWords({"IF", "NOT", "EXISTS"});
    table.name = parsePath(cursor, "the name of the metric").back();
    if (cursor.isSymbol("(")) cursor.failNotYet(cursor.place(), "constraints of a materialized table");
    table.comment = takeComment(cursor);
    while (skipDeploymentClause(cursor)) {
    }
    cursor.expectWord("AS");
    table.query = parseQuery(cursor);
    return table;
}

void parseCreate(TokenCursor& cursor, Statement& statement) {
    cursor.next();
    const Place place = cursor.place();
    if (cursor.acceptWords({"OR", "REPLACE"})) cursor.failNotYet(place, "CREATE OR REPLACE");
    const bool temporary = cursor.acceptWord("TEMPORARY");
    if (cursor.acceptWord("TABLE")) {
        parseCreateTable(cursor, temporary, statement);
    } else if (cursor.acceptWord("VIEW")) {
        statement.body = parseCreateView(cursor, temporary);
    } else if (!temporary && cursor.acceptWord("MATERIALIZED")) {
        statement.body = parseCreateMaterializedTable(cursor);
    } else {
        for (const std::string_view word : {"FUNCTION", "CATALOG", "DATABASE", "SYSTEM", "MODEL"}) {
            if (cursor.isWord(word)) cursor.failNotYet(place, "CREATE " + std::string(word));
        }
        const std::array<std::string, 4> kinds{"TABLE", "VIEW", "MATERIALIZED", "TEMPORARY"};
        cursor.failExpected("TABLE, VIEW or MATERIALIZED TABLE", didYouMean(cursor.peek().text, kinds));
    }
}

Insert parseInsert(TokenCursor& cursor) {
    Insert insert;
    cursor.expectWord("INSERT");
    const Place place = cursor.place();
    if (cursor.acceptWord("OVERWRITE")) {
        cursor.failNotYet(place, "INSERT OVERWRITE");
    } else {
        cursor.expectWord("INTO");
    }
    insert.table = parsePath(cursor, "the name of a table").back();
    if (cursor.isSymbol("/*+")) cursor.failNotYet(cursor.place(), "hints on the target of INSERT");
    if (cursor.isWord("PARTITION")) cursor.failNotYet(cursor.place(), "PARTITION");
    if (cursor.isSymbol("(") && !cursor.isWord("SELECT", 1) && !cursor.isWord("WITH", 1)) {
        cursor.next();
        do {
            insert.columns.push_back(cursor.expectName("the name of a column"));
        } while (cursor.acceptSymbol(","));
        cursor.expectSymbol(")");
    }
    if (cursor.isWord("VALUES")) cursor.failNotYet(cursor.place(), "VALUES");
    insert.query = parseQuery(cursor);
    return insert;
}

/// EXECUTE STATEMENT SET BEGIN … END, or BEGIN STATEMENT SET; … END as Flink's SQL client also takes it.
StatementSet parseStatementSet(TokenCursor& cursor) {
    StatementSet set;
    const bool begins = cursor.acceptWord("BEGIN");
    if (!begins) cursor.expectWord("EXECUTE");
    if (!begins && cursor.isWord("INSERT")) {  // EXECUTE INSERT INTO ...
        set.inserts.push_back(parseInsert(cursor));
        return set;
    }
    cursor.expectWord("STATEMENT");
    cursor.expectWord("SET");
    if (begins) {
        cursor.expectSymbol(";");
    } else {
        cursor.expectWord("BEGIN");
    }
    while (!cursor.failed() && !cursor.isWord("END")) {
        if (!cursor.isWord("INSERT")) {
            cursor.failExpected("INSERT or END");
            break;
        }
        set.inserts.push_back(parseInsert(cursor));
        cursor.expectSymbol(";");
    }
    cursor.expectWord("END");
    return set;
}

/// A key or a value of SET: in quotes, or bare as in `SET table.local-time-zone = UTC`.
Name parseSetting(TokenCursor& cursor, std::string_view what, std::string_view end) {
    if (cursor.peek().kind == Token::Kind::String) return cursor.expectString(what);
    Name name{{}, cursor.place()};
    while (!cursor.atEnd() && !cursor.isSymbol(";") && (end.empty() || !cursor.isSymbol(end))) {
        name.text += cursor.next().text;
    }
    if (name.text.empty()) cursor.failExpected(what);
    return name;
}

SetOption parseSet(TokenCursor& cursor) {
    SetOption set;
    const bool reset = cursor.isWord("RESET");
    cursor.next();
    if (cursor.isSymbol(";") || cursor.atEnd()) {
        cursor.failNotYet(cursor.place(), reset ? "RESET without a key" : "SET without a key");
        return set;
    }
    set.key = parseSetting(cursor, "'key'", "=");
    if (reset) return set;
    cursor.expectSymbol("=");
    set.value = parseSetting(cursor, "'value'", {});
    return set;
}

Drop parseDrop(TokenCursor& cursor) {
    Drop drop;
    cursor.next();
    drop.temporary = cursor.acceptWord("TEMPORARY");
    const Place place = cursor.place();
    if (cursor.acceptWord("TABLE")) {
        drop.kind = "TABLE";
    } else if (cursor.acceptWord("VIEW")) {
        drop.kind = "VIEW";
    } else if (cursor.acceptWords({"MATERIALIZED", "TABLE"})) {
        drop.kind = "MATERIALIZED TABLE";
    } else {
        for (const std::string_view word : {"FUNCTION", "CATALOG", "DATABASE", "SYSTEM", "MODEL"}) {
            if (cursor.isWord(word)) cursor.failNotYet(place, "DROP " + std::string(word));
        }
        cursor.failExpected("TABLE, VIEW or MATERIALIZED TABLE");
    }
    drop.ifExists = cursor.acceptWords({"IF", "EXISTS"});
    drop.name = parsePath(cursor, "a name").back();
    return drop;
}

Ask parseShow(TokenCursor& cursor) {
    Ask ask;
    cursor.expectWord("SHOW");
    const Place place = cursor.place();
    if (cursor.acceptWord("VIEWS")) {
        ask.kind = Ask::Kind::Views;
    } else if (cursor.acceptWord("FUNCTIONS")) {
        ask.kind = Ask::Kind::Functions;
    } else if (!cursor.acceptWord("TABLES")) {
        cursor.failNotYet(place, "SHOW " + upperCase(cursor.peek().text),
                          "SHOW TABLES, SHOW VIEWS and SHOW FUNCTIONS work");
    }
    for (const std::string_view word : {"FROM", "IN", "LIKE", "NOT"}) {
        if (cursor.isWord(word)) cursor.failNotYet(cursor.place(), std::string(word) + " behind SHOW");
    }
    return ask;
}

Ask parseDescribe(TokenCursor& cursor) {
    cursor.next();
    cursor.acceptWord("EXTENDED");
    return {.kind = Ask::Kind::Columns, .name = parsePath(cursor, "the name of a table").back()};
}

Explain parseExplain(TokenCursor& cursor) {
    Explain explain;
    cursor.expectWord("EXPLAIN");
    const Place place = cursor.place();
    if (!cursor.acceptWords({"PLAN", "FOR"})) {
        for (const std::string_view word :
             {"ESTIMATED_COST", "CHANGELOG_MODE", "JSON_EXECUTION_PLAN", "STATEMENT"}) {
            if (cursor.isWord(word)) cursor.failNotYet(place, "EXPLAIN " + std::string(word));
        }
    }
    if (cursor.isWord("INSERT")) {
        explain.body = parseInsert(cursor);
    } else {
        explain.body = SelectStatement{parseQuery(cursor)};
    }
    return explain;
}

void failUnknown(TokenCursor& cursor) {
    for (const std::string_view word : kLater) {
        if (cursor.isWord(word)) {
            cursor.failNotYet(cursor.place(), std::string(word) + " in a script");
            return;
        }
    }
    std::vector<std::string> candidates(kStatements.begin(), kStatements.end());
    const bool isWord = cursor.peek().kind == Token::Kind::Word;
    cursor.failExpected("a statement (CREATE, INSERT, SELECT, SET ...)",
                        isWord ? didYouMean(cursor.peek().text, candidates) : std::string());
}

void parseBody(TokenCursor& cursor, Statement& statement) {
    if (cursor.isWord("CREATE")) {
        parseCreate(cursor, statement);
    } else if (cursor.isWord("INSERT")) {
        statement.body = parseInsert(cursor);
    } else if (cursor.isWord("EXECUTE") || cursor.isWord("BEGIN")) {
        statement.body = parseStatementSet(cursor);
    } else if (cursor.isWord("SET") || cursor.isWord("RESET")) {
        statement.body = parseSet(cursor);
    } else if (cursor.isWord("DROP")) {
        statement.body = parseDrop(cursor);
    } else if (cursor.isWord("SHOW")) {
        statement.body = parseShow(cursor);
    } else if (cursor.isWord("DESCRIBE") || cursor.isWord("DESC")) {
        statement.body = parseDescribe(cursor);
    } else if (cursor.isWord("EXPLAIN")) {
        statement.body = parseExplain(cursor);
    } else if (cursor.isWord("SELECT") || cursor.isWord("WITH") || cursor.isSymbol("(")) {
        statement.body = SelectStatement{parseQuery(cursor)};
    } else {
        failUnknown(cursor);
    }
}

/// A mistake inside EXECUTE STATEMENT SET BEGIN ... END ends at the END, not at the next ';'.
void skipStatementSet(TokenCursor& cursor) {
    while (!cursor.atEnd() &&
           !(cursor.isWord("END") && (cursor.isSymbol(";", 1) || cursor.peek(1).kind == Token::Kind::End))) {
        cursor.next();
    }
    cursor.acceptWord("END");
    cursor.acceptSymbol(";");
}

/// The name that a CREATE statement declares, as far as it can be told from its first words.
std::string declaredName(const std::vector<Token>& tokens, TextPosition begin) {
    auto token =
        std::find_if(tokens.begin(), tokens.end(), [begin](const Token& t) { return t.position == begin; });
    if (token == tokens.end() || !equalsIgnoringCase(token->text, "CREATE")) return {};
    for (const std::string_view word :
         {"TEMPORARY", "MATERIALIZED", "TABLE", "VIEW", "IF", "NOT", "EXISTS"}) {
        if (equalsIgnoringCase((token + 1)->text, word)) ++token;
    }
    return (token + 1)->kind == Token::Kind::End ? std::string() : (token + 1)->text;
}

}  // namespace

Statement parseStatement(TokenCursor& cursor) {
    Statement statement;
    statement.place = cursor.place();
    parseBody(cursor, statement);
    if (!cursor.failed() && !cursor.atEnd() && !cursor.isSymbol(";")) cursor.failExpected("';'");
    return statement;
}

ParsedScript parseScript(std::string_view script) {
    const LexedScript lexed = lex(script);
    TokenCursor cursor(lexed.tokens);
    ParsedScript parsed;
    while (!cursor.atEnd()) {
        if (cursor.acceptSymbol(";")) continue;
        const bool inSet =
            (cursor.isWord("EXECUTE") || cursor.isWord("BEGIN")) && cursor.isWord("STATEMENT", 1);
        Statement statement = parseStatement(cursor);
        if (cursor.failed()) {
            parsed.broken.push_back(declaredName(lexed.tokens, statement.place));
            parsed.errors.push_back(cursor.recover());
            if (inSet) skipStatementSet(cursor);
            continue;
        }
        cursor.acceptSymbol(";");
        parsed.statements.push_back(std::move(statement));
    }
    return parsed;
}

}  // namespace guanlan::sql
