// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/query_planner.h"
#include "core/sql/statement.h"

namespace guanlan::planning {

// The results of a script: what is planned to its root, with ORDER BY and LIMIT, pruned and fingerprinted.
[[nodiscard]] Result<Query> planPlainSelect(const sql::Query& query, Catalog& catalog);
[[nodiscard]] Result<Query> planMetric(const sql::CreateMaterializedTable& statement, Catalog& catalog);
[[nodiscard]] Result<Query> planInsert(const sql::Insert& statement, Catalog& catalog);

}  // namespace guanlan::planning
