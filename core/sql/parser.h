// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/sql/statement.h"
#include "core/sql/token_cursor.h"

#include <string_view>
#include <vector>

namespace guanlan::sql {

struct ParsedScript {
    std::vector<Statement> statements{};
    std::vector<Error> errors{};        ///< at most one a statement, in the order of the script
    std::vector<std::string> broken{};  ///< what the statements left out would have declared
};

/// Reads a whole script; a statement with a mistake is reported and left out, the next one is read.
[[nodiscard]] ParsedScript parseScript(std::string_view script);

// The parts of the grammar. After a mistake they return what they have; cursor.failed() tells.
[[nodiscard]] Statement parseStatement(TokenCursor& cursor);
/// Stands behind CREATE [TEMPORARY] TABLE: a CreateTable, CreateTableLike or CreateTableAs.
void parseCreateTable(TokenCursor& cursor, bool temporary, Statement& statement);
[[nodiscard]] OptionList parseOptions(TokenCursor& cursor);
[[nodiscard]] Query parseQuery(TokenCursor& cursor);
[[nodiscard]] Expr parseExpression(TokenCursor& cursor);
[[nodiscard]] Expr parsePrimary(TokenCursor& cursor);
/// `name(` has been seen but not taken.
[[nodiscard]] Expr parseCall(TokenCursor& cursor);
/// The arguments of JSON_VALUE and its like; false when the call is none of them.
[[nodiscard]] bool parseJsonCall(TokenCursor& cursor, Expr& call);
[[nodiscard]] std::vector<Name> parsePath(TokenCursor& cursor, std::string_view what);
/// What follows ORDER BY.
[[nodiscard]] std::vector<OrderItem> parseOrderItems(TokenCursor& cursor);
[[nodiscard]] DataType parseType(TokenCursor& cursor);

}  // namespace guanlan::sql
