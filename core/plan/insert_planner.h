// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/query_planner.h"
#include "core/sql/statement.h"

#include <vector>

namespace guanlan::planning {

/// The sink of INSERT INTO, added to Plan::sinks when it is new.
[[nodiscard]] Result<std::size_t> findSink(const sql::Name& name, Catalog& catalog);

/// The columns of the query brought to the types of the sink, in the order of its writable columns.
[[nodiscard]] Result<std::vector<NamedExpression>> matchSink(const sql::Insert& statement,
                                                             const Relation& relation,
                                                             const TableDefinition& sink);

/// A result that changes its rows needs a sink that can change them.
[[nodiscard]] Result<void> checkUpdates(const Node& root, const TableDefinition& sink, TextPosition position);

}  // namespace guanlan::planning
