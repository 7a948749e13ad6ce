// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/plan.h"
#include "core/plan/planner.h"
#include "core/sql/statement.h"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace guanlan::planning {

/// A name that stands for a query: a view, a metric, a common table.
struct NamedQuery {
    std::string name{};
    std::vector<sql::Name> columns{};
    sql::Query query{};
    /// The common tables that were visible where it was written.
    std::map<std::string, std::shared_ptr<const NamedQuery>> visible{};
    bool isMetric = false;
};
using NamedQueryPtr = std::shared_ptr<const NamedQuery>;
using CommonTables = std::map<std::string, NamedQueryPtr>;

/// What the statements so far have declared, and the plan they grow.
struct Catalog {
    const PlannerOptions& options;
    Plan& plan;
    std::map<std::string, TableDefinition> tables{};
    std::map<std::string, sql::CreateTable> created{};  ///< as written, for LIKE
    std::map<std::string, NamedQueryPtr> queries{};
    /// Declared by statements that are wrong: naming them is no second mistake.
    std::set<std::string> broken{};
    int depth = 0;  ///< of views within views

    [[nodiscard]] bool contains(const std::string& name) const {
        return tables.contains(name) || queries.contains(name);
    }
};

/// "no table 'x'", with the table that was meant.
[[nodiscard]] Error unknownTable(const Catalog& catalog, const sql::Name& name, const CommonTables& common);

/// Marks an error that only follows from another one, which is reported already.
[[nodiscard]] bool isConsequence(const Error& error);

/// Columns, watermark and options of CREATE TABLE, checked.
[[nodiscard]] Result<TableDefinition> bindTable(const sql::CreateTable& statement, Catalog& catalog);

enum class TableUse : std::uint8_t { Declared, Read, Written, LookedUp };
/// Checks the WITH options against the known connectors and formats.
[[nodiscard]] Result<void> checkOptions(const TableDefinition& table, const sql::OptionList& places,
                                        TableUse use, Catalog& catalog);

}  // namespace guanlan::planning
