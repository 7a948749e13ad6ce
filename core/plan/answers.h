// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/catalog.h"
#include "core/sql/statement.h"

namespace guanlan::planning {

/// SHOW TABLES, SHOW VIEWS, DESCRIBE, from what is declared so far.
[[nodiscard]] Result<Answer> answer(const sql::Ask& ask, Catalog& catalog);
/// The operators of one query, which is then forgotten.
[[nodiscard]] Result<Answer> explain(const sql::Explain& explain, Catalog& catalog);

/// The statement with what it takes over from the table it is like.
[[nodiscard]] Result<sql::CreateTable> resolveLike(const sql::CreateTableLike& like, const Catalog& catalog);
/// The table of CREATE TABLE ... AS SELECT, with the columns of its query.
[[nodiscard]] Result<TableDefinition> tableOfQuery(const sql::CreateTableAs& statement, Catalog& catalog);

}  // namespace guanlan::planning
