// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/insert_planner.h"

#include "core/sql/nearest_name.h"
#include "core/sql/token_cursor.h"

#include <algorithm>
#include <array>

namespace guanlan::planning {

namespace {

constexpr std::array<std::string_view, 3> kAppendOnly{"kafka", "filesystem", "socket"};

/// How far a number type reaches; a value goes into one that reaches as far.
int numericRank(const DataType& type) {
    switch (type.kind) {
        case TypeKind::TinyInt:
            return 1;
        case TypeKind::SmallInt:
            return 2;
        case TypeKind::Int:
            return 3;
        case TypeKind::BigInt:
            return 4;
        case TypeKind::Decimal:
            return 5;
        case TypeKind::Float:
            return 6;
        case TypeKind::Double:
            return 7;
        default:
            return 0;
    }
}

/// Flink's implicit casts into a sink.
bool fits(const DataType& from, const DataType& to) {
    if (from.kind == to.kind || from.kind == TypeKind::Null) return true;
    if (from.isNumeric() && to.isNumeric()) return numericRank(from) <= numericRank(to);
    const bool fromTime = from.isTimestamp() || from.kind == TypeKind::Date;
    return fromTime && to.isTimestamp();
}

bool isWritable(const TableColumn& column) {
    return column.kind == TableColumn::Kind::Physical ||
           (column.kind == TableColumn::Kind::Metadata && !column.isVirtual);
}

std::vector<const TableColumn*> writableColumns(const TableDefinition& sink) {
    std::vector<const TableColumn*> columns;
    for (const TableColumn& column : sink.columns) {
        if (isWritable(column)) columns.push_back(&column);
    }
    return columns;
}

/// For each writable column the column of the query that goes there.
using Targets = std::vector<std::optional<std::size_t>>;

Result<Targets> findTargets(const sql::Insert& statement, const std::vector<const TableColumn*>& writable,
                            const TableDefinition& sink) {
    Targets targets(writable.size());
    std::vector<std::string> names;
    for (const TableColumn* column : writable)
        names.push_back(column->name);
    if (statement.columns.empty()) {
        for (std::size_t i = 0; i < targets.size(); ++i)
            targets[i] = i;
        return targets;
    }
    for (std::size_t i = 0; i < statement.columns.size(); ++i) {
        const sql::Name& name = statement.columns[i];
        const auto it = std::find(names.begin(), names.end(), name.text);
        if (it == names.end()) {
            return mistake(name.place, "no column '" + name.text + "' to write in table '" + sink.name + "'",
                           sql::didYouMean(name.text, names));
        }
        auto& target = targets[static_cast<std::size_t>(it - names.begin())];
        if (target) return mistake(name.place, "the column '" + name.text + "' is named twice");
        target = i;
    }
    return targets;
}

std::string listOf(const std::vector<const TableColumn*>& columns) {
    std::string text;
    for (const TableColumn* column : columns)
        text += (text.empty() ? "" : ", ") + column->name;
    return text;
}

Result<Expression> fill(const TableColumn& column, const std::optional<std::size_t>& target,
                        const Relation& relation, TextPosition position) {
    if (!target) {
        if (!column.type.nullable)
            return mistake(position, "the column '" + column.name + "' is NOT NULL and gets no value");
        return Expression{.type = column.type, .position = position};
    }
    const RelationColumn& from = relation.columns[*target];
    if (!fits(from.type, column.type)) {
        return mistake(position,
                       "column " + std::to_string(*target + 1) + " of the query ('" + from.name + "') is " +
                           from.type.sql() + ", but '" + column.name + "' is " + column.type.sql(),
                       "write CAST(... AS " + DataType(column.type).sql() + ")");
    }
    return makeCast(makeColumn(from.index, from.type, position), column.type);
}

}  // namespace

Result<std::size_t> findSink(const sql::Name& name, Catalog& catalog) {
    if (catalog.queries.contains(name.text)) {
        return mistake(name.place, "'" + name.text + "' is a query, and nothing can be inserted into it",
                       "name a table");
    }
    const auto found = catalog.tables.find(name.text);
    if (found == catalog.tables.end()) return unknownTable(catalog, name, {});
    if (auto checked = checkOptions(found->second, {}, TableUse::Written, catalog); !checked) {
        Error error = std::move(checked).error();
        if (error.position.line == 0) error.position = name.place;
        return error;
    }
    auto& sinks = catalog.plan.sinks;
    const auto known = std::find_if(sinks.begin(), sinks.end(),
                                    [&name](const TableDefinition& sink) { return sink.name == name.text; });
    if (known != sinks.end()) return static_cast<std::size_t>(known - sinks.begin());
    sinks.push_back(found->second);
    return sinks.size() - 1;
}

Result<std::vector<NamedExpression>> matchSink(const sql::Insert& statement, const Relation& relation,
                                               const TableDefinition& sink) {
    const auto writable = writableColumns(sink);
    auto targets = findTargets(statement, writable, sink);
    if (!targets) return std::move(targets).error();
    const std::size_t expected = statement.columns.empty() ? writable.size() : statement.columns.size();
    if (relation.columns.size() != expected) {
        return mistake(statement.table.place,
                       "the query has " + columnCount(relation.columns.size()) + ", but " +
                           std::to_string(expected) + (expected == 1 ? " goes" : " go") + " into '" +
                           sink.name + "'",
                       statement.columns.empty() ? "it takes " + listOf(writable) : "");
    }
    std::vector<NamedExpression> outputs;
    for (std::size_t i = 0; i < writable.size(); ++i) {
        const auto& items = statement.query.selects[0].items;
        const auto& target = (*targets)[i];
        const bool written = target && items.size() == relation.columns.size();  // not through *
        const TextPosition place = written ? items[*target].expression.place : statement.query.place;
        auto value = fill(*writable[i], target, relation, place);
        if (!value) return std::move(value).error();
        outputs.push_back({writable[i]->name, *std::move(value)});
    }
    return outputs;
}

Result<void> checkUpdates(const Node& root, const TableDefinition& sink, TextPosition position) {
    const std::string connector = sink.option("connector");
    const bool appendOnly = std::find(kAppendOnly.begin(), kAppendOnly.end(), connector) != kAppendOnly.end();
    if (!root.updating || !appendOnly) return {};
    return mistake(position,
                   "this result changes rows it has given before, and '" + connector + "' can only add rows",
                   "group by a window, or insert into upsert-kafka or history");
}

}  // namespace guanlan::planning
