// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/query_planner.h"
#include "core/plan/window_binder.h"
#include "core/plan/window_partition.h"
#include "core/sql/nearest_name.h"
#include "core/sql/token_cursor.h"

#include <algorithm>

namespace guanlan::planning {

namespace {

/// Views use views; beyond this a script has gone round in a circle.
constexpr int kDeepestViews = 100;

void qualify(Relation& relation, const std::string& qualifier) {
    for (RelationColumn& column : relation.columns)
        column.qualifier = qualifier;
}

Relation relationOf(const TableDefinition& table, std::size_t source, TextPosition position) {
    Relation relation{.node = makeScan(table, source, position)};
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        relation.columns.push_back({.name = table.columns[i].name,
                                    .type = table.columns[i].type,
                                    .index = i,
                                    .rowtime = table.rowtime == i,
                                    .proctime = table.proctime == i});
    }
    return relation;
}

/// The column that DESCRIPTOR names; without one (COUNT_WINDOW) the time attribute of the table.
Result<TimeAttribute> findWindowTime(const Relation& relation, const WindowCall& window,
                                     TextPosition position) {
    if (window.descriptor != nullptr) {
        sql::Expr path;
        path.path = window.descriptor->path;
        const ExpressionBinder binder(relation, "FROM");
        auto column = binder.findColumn(path);
        if (!column) return std::move(column).error();
        return windowTimeColumn(**column, window.descriptor->path[0].place);
    }
    const RelationColumn* found = nullptr;
    for (const RelationColumn& column : relation.columns) {
        if (column.rowtime || (column.proctime && found == nullptr)) found = &column;
    }
    if (found != nullptr) return TimeAttribute{found->index, found->proctime};
    return mistake(position, "COUNT_WINDOW needs a table with an event time or a column AS PROCTIME()",
                   "its windows begin at their first row and end at their last");
}

Result<std::vector<std::size_t>> bindPartition(const Relation& relation, const WindowCall& window) {
    ExpressionBinder binder(relation, "PARTITION BY");
    std::vector<std::size_t> columns;
    for (const sql::Expr& expr : window.table->arguments) {
        auto bound = binder.bind(expr);
        if (!bound) return std::move(bound).error();
        if (bound->kind != Expression::Kind::Column)
            return mistake(expr.place, "PARTITION BY takes columns",
                           "compute the value in a view, and make windows of the view");
        columns.push_back(bound->column);
    }
    return columns;
}

/// window_start, window_end and window_time, which takes over as the time of the rows.
void addWindowColumns(Relation& relation) {
    const PendingWindow& window = *relation.window;
    DataType timeType = (*relation.node->output)[window.timeColumn].type;
    timeType.nullable = false;
    for (RelationColumn& old : relation.columns) {
        old.rowtime = false;
        old.proctime = old.proctime && !window.spec.proctime;
    }
    relation.columns.push_back({.name = "window_start",
                                .type = windowBoundType(),
                                .index = kWindowBase + kWindowStart,
                                .origin = Origin::WindowStart});
    relation.columns.push_back({.name = "window_end",
                                .type = windowBoundType(),
                                .index = kWindowBase + kWindowEnd,
                                .origin = Origin::WindowEnd});
    relation.columns.push_back({.name = "window_time",
                                .type = timeType,
                                .index = kWindowBase + kWindowTime,
                                .rowtime = keepsEventTime(window.spec),
                                .proctime = window.spec.proctime,
                                .origin = Origin::WindowTime});
}

Result<Relation> planWindowFunction(const sql::TableReference& from, Catalog& catalog,
                                    const CommonTables& common) {
    auto window = bindWindowFunction(from.function[0]);
    if (!window) return std::move(window).error();
    auto input = withoutRowNumber(planTable(window->table->path.back(), {}, catalog, common));
    if (!input) return input;
    Relation relation = withWindowRows(*std::move(input), from.place);
    if (relation.node->updating) return sql::notYet(from.place, "windows over a result that updates");
    auto time = findWindowTime(relation, *window, from.place);
    if (!time) return std::move(time).error();
    auto partition = bindPartition(relation, *window);
    if (!partition) return std::move(partition).error();
    window->spec.proctime = time->proctime;
    relation.window = PendingWindow{window->spec, time->column, *std::move(partition)};
    relation.attached.reset();
    addWindowColumns(relation);
    return relation;
}

/// Declares a read: the same table with the same options is one source.
std::size_t sourceOf(const TableDefinition& table, Plan& plan) {
    for (std::size_t i = 0; i < plan.sources.size(); ++i) {
        if (plan.sources[i].name == table.name && plan.sources[i].options == table.options) return i;
    }
    plan.sources.push_back(table);
    return plan.sources.size() - 1;
}

}  // namespace

Result<Relation> planNamedQuery(const NamedQuery& named, Catalog& catalog, TextPosition position) {
    if (catalog.depth >= kDeepestViews) {
        return mistake(
            position,
            "'" + named.name + "' goes through more than " + std::to_string(kDeepestViews) + " views",
            "a view cannot be made of itself");
    }
    ++catalog.depth;
    auto relation = planQuery(named.query, catalog, named.visible);
    --catalog.depth;
    if (!relation) return relation;
    if (!named.columns.empty() && named.columns.size() != relation->columns.size()) {
        return mistake(named.columns[0].place, "'" + named.name + "' names " +
                                                   columnCount(named.columns.size()) + ", its query has " +
                                                   columnCount(relation->columns.size()));
    }
    for (std::size_t i = 0; i < named.columns.size(); ++i)
        relation->columns[i].name = named.columns[i].text;
    return relation;
}

Error unknownTable(const Catalog& catalog, const sql::Name& name, const CommonTables& common) {
    if (catalog.broken.contains(name.text)) {
        return {.code = ErrorCode::InvalidInput,
                .id = "sql.consequence",
                .what = "'" + name.text + "' has a mistake",
                .position = name.place};
    }
    std::vector<std::string> names;
    for (const auto& [known, query] : common)
        names.push_back(known);
    for (const auto& [known, query] : catalog.queries)
        names.push_back(known);
    for (const auto& [known, table] : catalog.tables)
        names.push_back(known);
    std::string next = sql::didYouMean(name.text, names);
    for (const auto& [known, table] : catalog.tables) {
        // Often the name of the index or topic is written where that of the table belongs.
        for (const std::string_view option : {"topic", "index", "table-name"}) {
            if (table.option(option) == name.text) next = "did you mean '" + known + "'?";
        }
    }
    const bool listed = next.empty() && !names.empty();
    if (listed) next = (names.size() > 1 ? "there are " : "there is ") + names[0];
    for (std::size_t i = 1; listed && i < std::min<std::size_t>(names.size(), 8); ++i)
        next += ", " + names[i];
    return mistake(name.place, "no table '" + name.text + "'",
                   names.empty() ? "declare it with CREATE TABLE" : std::move(next));
}

bool isConsequence(const Error& error) {
    return error.id == "sql.consequence";
}

Result<Relation> planTable(const sql::Name& name, const sql::OptionList& hints, Catalog& catalog,
                           const CommonTables& common) {
    const auto local = common.find(name.text);
    const auto global = catalog.queries.find(name.text);
    const bool isQuery = local != common.end() || global != catalog.queries.end();
    if (isQuery) {
        const NamedQueryPtr query = local != common.end() ? local->second : global->second;
        if (!hints.empty())
            return mistake(hints[0].first.place,
                           "OPTIONS belong to tables, and '" + name.text + "' is a view");
        auto relation = planNamedQuery(*query, catalog, name.place);
        if (relation) qualify(*relation, name.text);
        return relation;
    }
    const auto found = catalog.tables.find(name.text);
    if (found == catalog.tables.end()) return unknownTable(catalog, name, common);
    TableDefinition table = found->second;
    for (const auto& [key, value] : hints)
        table.options[key.text] = value.text;
    if (auto checked = checkOptions(table, hints, TableUse::Read, catalog); !checked) {
        Error error = std::move(checked).error();
        if (error.position.line == 0) error.position = name.place;
        return error;
    }
    Relation relation = relationOf(table, sourceOf(table, catalog.plan), name.place);
    qualify(relation, name.text);
    return relation;
}

Result<Relation> planFrom(const sql::TableReference& from, Catalog& catalog, const CommonTables& common) {
    Result<Relation> relation = [&]() -> Result<Relation> {
        switch (from.kind) {
            case sql::TableReference::Kind::Function:
                return planWindowFunction(from, catalog, common);
            case sql::TableReference::Kind::Query:
                return planQuery(from.query[0], catalog, common);
            case sql::TableReference::Kind::Table:
                break;
        }
        return planTable(from.path.back(), from.hints, catalog, common);
    }();
    if (!relation) return relation;
    if (!from.alias.text.empty()) {
        qualify(*relation, from.alias.text);
    } else if (from.kind != sql::TableReference::Kind::Table) {
        qualify(*relation, {});
    }
    return relation;
}

Relation withWindowRows(Relation relation, TextPosition position) {
    if (!relation.window) return relation;
    const std::size_t width = relation.node->output->size();
    const PendingWindow& window = *relation.window;
    relation.node = makeWindow(relation.node, {window.spec, window.timeColumn, window.partition}, position);
    for (RelationColumn& column : relation.columns) {
        if (column.index >= kWindowBase) column.index = width + (column.index - kWindowBase);
    }
    if (relation.window->spec.kind != WindowKind::Count)
        relation.attached = AttachedWindow{windowPerEnd(relation.window->spec), width + kWindowTime};
    relation.window.reset();
    return relation;
}

}  // namespace guanlan::planning
