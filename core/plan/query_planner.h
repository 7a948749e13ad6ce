// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/catalog.h"
#include "core/plan/expression_binder.h"
#include "core/plan/node_builder.h"
#include "core/plan/relation.h"

namespace guanlan::planning {

/// A SELECT list with * replaced by names, each with the name of its column.
struct OutputItem {
    std::string name;
    const sql::Expr* expression = nullptr;
    std::optional<RelationColumn> column{};  ///< of *: no expression is written for it
    TextPosition position{};
};

// The steps from text to operators. All of them only read what they are given, but for the tables that the
// plan's sources grow by.
enum class Level : std::uint8_t { Top, Inner };
[[nodiscard]] Result<Relation> planQuery(const sql::Query& query, Catalog& catalog, CommonTables common,
                                         Level level = Level::Inner);
/// ORDER BY, as columns of the relation's list.
[[nodiscard]] Result<std::vector<OrderKey>> bindOrder(const sql::Query& query, const Relation& relation);
[[nodiscard]] Result<Relation> planSelect(const sql::Select& select, Catalog& catalog,
                                          const CommonTables& common);
[[nodiscard]] Result<Relation> planFrom(const sql::TableReference& from, Catalog& catalog,
                                        const CommonTables& common);
[[nodiscard]] Result<Relation> planTable(const sql::Name& name, const sql::OptionList& hints,
                                         Catalog& catalog, const CommonTables& common);
[[nodiscard]] Result<Relation> planNamedQuery(const NamedQuery& named, Catalog& catalog,
                                              TextPosition position);
/// SELECT with GROUP BY, aggregates, HAVING or DISTINCT. `conditions` are those of WHERE that speak of the
/// window and therefore wait until it is there.
[[nodiscard]] Result<Relation> planAggregation(const sql::Select& select,
                                               const std::vector<OutputItem>& items, Relation input,
                                               std::vector<Expression> conditions);
[[nodiscard]] bool needsAggregation(const sql::Select& select);
[[nodiscard]] Result<std::vector<OutputItem>> expandItems(const std::vector<sql::SelectItem>& items,
                                                          const Relation& input);

/// The rows of a lookup join.
[[nodiscard]] Result<Relation> planLookup(Relation input, const sql::LookupJoin& join, Catalog& catalog,
                                          const CommonTables& common);
/// SELECT with a ROW_NUMBER() in its list: the rows that it numbers, the number still pending. The rows of a
/// window function are made before.
[[nodiscard]] bool hasRowNumber(const sql::Select& select);
[[nodiscard]] Result<Relation> planRowNumber(const std::vector<OutputItem>& items, const Relation& input,
                                             TextPosition position);
/// The rows that the conditions on the pending row number leave; those conditions leave `where`.
[[nodiscard]] Result<Relation> limitRows(Relation input, std::optional<sql::Expr>& where);
/// An error when nothing has limited the row number.
[[nodiscard]] Result<Relation> withoutRowNumber(Result<Relation> relation);

/// The rows of a pending window function, made.
[[nodiscard]] Relation withWindowRows(Relation relation, TextPosition position);
/// Columns of the last calculation, with what the input's columns tell about them.
[[nodiscard]] RelationColumn describeOutput(const std::string& name, const Expression& expression,
                                            std::size_t index, const std::vector<RelationColumn>& input);

}  // namespace guanlan::planning
