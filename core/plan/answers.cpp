// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/answers.h"

#include "core/plan/plan_printer.h"
#include "core/plan/query_planner.h"
#include "core/plan/result_planner.h"
#include "core/plan/scalar_function.h"

#include <algorithm>

namespace guanlan::planning {

namespace {

/// Takes back what planning added to the plan.
class PlanMark {
  public:
    explicit PlanMark(Plan& plan)
        : m_plan(plan),
          m_sources(plan.sources.size()),
          m_sinks(plan.sinks.size()),
          m_lookups(plan.lookups.size()) {}
    ~PlanMark() {
        m_plan.sources.resize(m_sources);
        m_plan.sinks.resize(m_sinks);
        m_plan.lookups.resize(m_lookups);
    }
    PlanMark(const PlanMark&) = delete;
    PlanMark& operator=(const PlanMark&) = delete;

  private:
    Plan& m_plan;
    std::size_t m_sources;
    std::size_t m_sinks;
    std::size_t m_lookups;
};

std::optional<std::string> extrasOf(const TableColumn& column) {
    if (column.kind == TableColumn::Kind::Computed) return "computed";
    if (column.kind != TableColumn::Kind::Metadata) return std::nullopt;
    const std::string key = column.metadataKey.empty() ? column.name : column.metadataKey;
    return "METADATA FROM '" + key + "'" + (column.isVirtual ? " VIRTUAL" : "");
}

Answer::Row describeColumn(const std::string& name, DataType type) {
    const bool nullable = type.nullable;
    type.nullable = true;
    return {{"name", name}, {"type", type.sql()}, {"null", nullable ? "TRUE" : "FALSE"}};
}

Answer describeTable(const TableDefinition& table) {
    Answer answer;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const TableColumn& column = table.columns[i];
        Answer::Row row = describeColumn(column.name, column.type);
        const bool key =
            std::find(table.primaryKey.begin(), table.primaryKey.end(), i) != table.primaryKey.end();
        row.emplace_back("key", key ? std::optional<std::string>("PRI") : std::nullopt);
        row.emplace_back("extras", extrasOf(column));
        const double seconds = static_cast<double>(table.watermarkDelay) / static_cast<double>(kSecond);
        row.emplace_back("watermark", table.rowtime == i
                                          ? std::optional<std::string>(column.name + " - " +
                                                                       std::to_string(seconds) + " s")
                                          : std::nullopt);
        answer.rows.push_back(std::move(row));
    }
    return answer;
}

Result<Answer> describe(const sql::Name& name, Catalog& catalog) {
    if (const auto table = catalog.tables.find(name.text); table != catalog.tables.end())
        return describeTable(table->second);
    const auto query = catalog.queries.find(name.text);
    if (query == catalog.queries.end()) return unknownTable(catalog, name, {});
    const PlanMark mark(catalog.plan);
    auto relation = planNamedQuery(*query->second, catalog, name.place);
    if (!relation) return std::move(relation).error();
    Answer answer;
    for (const RelationColumn& column : relation->columns)
        answer.rows.push_back(describeColumn(column.name, column.type));
    return answer;
}

/// Operators by their sign.
Answer namesOfFunctions() {
    std::vector<std::string> names;
    for (const ScalarFunction* function : scalarFunctions())
        names.emplace_back(function->name);
    for (const AggregateFunction* function : aggregateFunctions())
        names.emplace_back(function->name);
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    Answer answer;
    for (const std::string& name : names)
        answer.rows.push_back({{"function name", name}});
    return answer;
}

}  // namespace

Result<Answer> answer(const sql::Ask& ask, Catalog& catalog) {
    if (ask.kind == sql::Ask::Kind::Columns) return describe(ask.name, catalog);
    if (ask.kind == sql::Ask::Kind::Functions) return namesOfFunctions();
    Answer answer;
    const bool views = ask.kind == sql::Ask::Kind::Views;
    std::vector<std::string> names;
    for (const auto& [name, query] : catalog.queries)
        names.push_back(name);
    for (const auto& [name, table] : catalog.tables) {
        if (!views) names.push_back(name);
    }
    std::sort(names.begin(), names.end());
    for (const std::string& name : names)
        answer.rows.push_back({{views ? "view name" : "table name", name}});
    return answer;
}

Result<Answer> explain(const sql::Explain& explain, Catalog& catalog) {
    const PlanMark mark(catalog.plan);
    const auto* select = std::get_if<sql::SelectStatement>(&explain.body);
    auto query = select != nullptr ? planPlainSelect(select->query, catalog)
                                   : planInsert(std::get<sql::Insert>(explain.body), catalog);
    if (!query) return std::move(query).error();
    const Plan plan{.sources = catalog.plan.sources,
                    .sinks = catalog.plan.sinks,
                    .lookups = catalog.plan.lookups,
                    .queries = {*std::move(query)}};
    return Answer{.rows = {{{"plan", printPlan(plan)}}}};
}

namespace {

/// What LIKE does with a feature: the last word on it, else that on ALL.
sql::LikeOption::Merge mergeOf(const sql::CreateTableLike& like, std::string_view feature) {
    auto merge = sql::LikeOption::Merge::Including;
    bool named = false;
    for (const sql::LikeOption& option : like.options) {
        if (option.feature == feature || (option.feature == "ALL" && !named)) merge = option.merge;
        named = named || option.feature == feature;
    }
    return merge;
}

bool takes(const sql::CreateTableLike& like, std::string_view feature) {
    return mergeOf(like, feature) != sql::LikeOption::Merge::Excluding;
}

std::vector<sql::ColumnClause> columnsLike(const sql::CreateTableLike& like, const sql::CreateTable& base) {
    std::vector<sql::ColumnClause> columns;
    for (sql::ColumnClause column : base.columns) {
        const bool own = std::any_of(like.table.columns.begin(), like.table.columns.end(),
                                     [&](const auto& c) { return c.name.text == column.name.text; });
        const bool physical = column.kind == sql::ColumnClause::Kind::Physical;
        const auto merge =
            mergeOf(like, column.kind == sql::ColumnClause::Kind::Computed ? "GENERATED" : "METADATA");
        if (!physical && merge == sql::LikeOption::Merge::Excluding) continue;
        if (!physical && own && merge == sql::LikeOption::Merge::Overwriting) continue;
        column.primaryKey = column.primaryKey && takes(like, "CONSTRAINTS");
        columns.push_back(std::move(column));
    }
    columns.insert(columns.end(), like.table.columns.begin(), like.table.columns.end());
    return columns;
}

}  // namespace

Result<sql::CreateTable> resolveLike(const sql::CreateTableLike& like, const Catalog& catalog) {
    const auto base = catalog.created.find(like.base.text);
    if (base == catalog.created.end()) {
        if (catalog.queries.contains(like.base.text))
            return mistake(like.base.place, "'" + like.base.text + "' is a view, and LIKE takes a table");
        return unknownTable(catalog, like.base, {});
    }
    sql::CreateTable table = like.table;
    table.columns = columnsLike(like, base->second);
    if (!table.watermark && takes(like, "WATERMARKS")) table.watermark = base->second.watermark;
    if (table.primaryKey.empty() && takes(like, "CONSTRAINTS")) table.primaryKey = base->second.primaryKey;
    if (!takes(like, "OPTIONS")) return table;
    for (const auto& option : base->second.options) {
        const bool given =
            std::any_of(like.table.options.begin(), like.table.options.end(),
                        [&option](const auto& own) { return own.first.text == option.first.text; });
        if (!given) table.options.push_back(option);
    }
    return table;
}

Result<TableDefinition> tableOfQuery(const sql::CreateTableAs& statement, Catalog& catalog) {
    auto table = bindTable(statement.table, catalog);
    if (!table) return table;
    const PlanMark mark(catalog.plan);
    auto relation = withoutRowNumber(planQuery(statement.query, catalog, {}, Level::Top));
    if (!relation) return std::move(relation).error();
    for (const RelationColumn& column : relation->columns)
        table->columns.push_back({.name = column.name, .type = column.type});
    return table;
}

}  // namespace guanlan::planning
