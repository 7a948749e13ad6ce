// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/result_planner.h"

#include "core/plan/allowed_lateness.h"
#include "core/plan/boundedness.h"
#include "core/plan/fingerprint.h"
#include "core/plan/history_tables.h"
#include "core/plan/insert_planner.h"
#include "core/sql/nearest_name.h"
#include "core/sql/token_cursor.h"

#include <algorithm>
#include <charconv>
#include <set>

namespace guanlan::planning {

namespace {

/// Number n of ORDER BY n, or the output that is named or written there.
Result<std::size_t> findOrderColumn(const sql::OrderItem& item, const sql::Query& query,
                                    const Relation& relation) {
    const sql::Expr& expr = item.expression;
    const auto& columns = relation.columns;
    if (expr.kind == sql::Expr::Kind::Number) {
        std::size_t number = 0;
        std::from_chars(expr.text.data(), expr.text.data() + expr.text.size(), number);
        if (number >= 1 && number <= columns.size()) return number - 1;
        return mistake(expr.place, "the SELECT list has no column " + expr.text,
                       "it has " + std::to_string(columns.size()));
    }
    std::vector<std::string> names;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        names.push_back(columns[i].name);
        if (expr.kind == sql::Expr::Kind::Path && expr.path.size() == 1 &&
            expr.path[0].text == columns[i].name)
            return i;
    }
    const auto& items = query.selects[0].items;
    for (std::size_t i = 0; query.selects.size() == 1 && items.size() == columns.size() && i < items.size();
         ++i) {
        if (items[i].expression == expr) return i;
    }
    if (expr.kind == sql::Expr::Kind::Path && expr.path.size() == 1) {
        const std::string nearest = sql::didYouMean(expr.path[0].text, names);
        return mistake(expr.place, "no column '" + expr.path[0].text + "' in the SELECT list",
                       nearest.empty() ? "add it to the SELECT list" : nearest);
    }
    return sql::notYet(expr.place, "ORDER BY an expression that is not in the SELECT list",
                       "give it an alias in the SELECT list");
}

/// Sorting an endless result by anything but its time would never give a row.
Result<void> checkOrder(const sql::Query& source, const Relation& relation, const Query& query,
                        const Plan& plan) {
    if (query.orderBy.empty() || query.limit || isBounded(*relation.node, plan)) return {};
    const RelationColumn& first = relation.columns[query.orderBy[0].column];
    const bool ofWindow = first.origin == Origin::WindowStart || first.origin == Origin::WindowEnd;
    if ((first.rowtime || ofWindow) && !query.orderBy[0].descending && !relation.node->updating) return {};
    return mistake(source.orderBy[0].expression.place,
                   "this result never ends, so it cannot be sorted by '" + first.name + "'",
                   "add LIMIT, sort by its time, or read a bounded source");
}

/// Exactly the columns of the relation, in order, under their names.
NodePtr finished(const Relation& relation, TextPosition position) {
    std::vector<NamedExpression> outputs;
    for (const RelationColumn& column : relation.columns) {
        outputs.push_back({column.name, makeColumn(column.index, column.type, position)});
    }
    return pruned(makeCalc(relation.node, std::nullopt, std::move(outputs), position));
}

Result<Relation> planRoot(const sql::Query& source, Catalog& catalog, Level level = Level::Inner) {
    auto relation = withoutRowNumber(planQuery(source, catalog, {}, level));
    if (!relation) return relation;
    return withWindowRows(*std::move(relation), source.place);
}

/// The aggregate whose rows these are, if each is still one of its.
const AggregateNode* aggregateBelow(const Node& node) {
    if (const auto* aggregate = std::get_if<AggregateNode>(&node.op)) return aggregate;
    const bool keepsRows =
        std::holds_alternative<CalcNode>(node.op) || std::holds_alternative<RankNode>(node.op);
    return keepsRows ? aggregateBelow(*node.inputs.front()) : nullptr;
}

/// Rows of windows that end together, or of no window, differ in their keys; so all keys must be there.
bool isKeyed(const Relation& relation, const Node& root) {
    const AggregateNode* aggregate = aggregateBelow(root);
    if (aggregate == nullptr) return false;
    if (aggregate->window && aggregate->window->kind == WindowKind::Count) return false;
    std::set<std::size_t> keys;
    bool ends = !aggregate->window;
    for (const RelationColumn& column : relation.columns) {
        if (column.origin == Origin::Key && !column.computed) keys.insert(column.index);
        ends = ends || column.origin == Origin::WindowEnd;
    }
    return ends && keys.size() >= aggregate->keys.size();
}

void describeMetric(const Relation& relation, const Node& root, Query& query) {
    query.keyed = isKeyed(relation, root);
    std::optional<std::size_t> rowtime;
    for (std::size_t i = 0; i < relation.columns.size(); ++i) {
        const RelationColumn& column = relation.columns[i];
        if (column.origin == Origin::WindowEnd && !query.timeAxis) query.timeAxis = i;
        if (column.rowtime && !rowtime) rowtime = i;
        if (column.origin == Origin::Key) query.dimensions.push_back(i);
    }
    if (!query.timeAxis) query.timeAxis = rowtime;
}

/// A series is found again in history by its keys, which must have an order.
Result<void> checkDimensions(const Query& query, const Schema& output, TextPosition position) {
    for (const std::size_t dimension : query.dimensions) {
        const Field& field = output[dimension];
        if (field.type.physical() != Physical::Nested) continue;
        return sql::notYet(position,
                           "keeping groups of '" + field.name + "' in history, which is " + field.type.sql(),
                           "group by a field or an element, or by CAST(" + field.name + " AS STRING)");
    }
    return {};
}

}  // namespace

Result<std::vector<OrderKey>> bindOrder(const sql::Query& query, const Relation& relation) {
    std::vector<OrderKey> keys;
    for (const sql::OrderItem& item : query.orderBy) {
        auto column = findOrderColumn(item, query, relation);
        if (!column) return std::move(column).error();
        keys.push_back({.column = *column,
                        .descending = item.descending,
                        .nullsFirst = item.nullsFirst.value_or(!item.descending)});
    }
    return keys;
}

Result<Query> planPlainSelect(const sql::Query& source, Catalog& catalog) {
    auto relation = planRoot(source, catalog, Level::Top);
    if (!relation) return std::move(relation).error();
    auto order = bindOrder(source, *relation);
    if (!order) return std::move(order).error();
    Query query{.kind = Query::Kind::Select,
                .orderBy = *std::move(order),
                .limit = source.limit,
                .position = source.place};
    auto root = withAllowedLateness(finished(*relation, source.place), catalog.plan.settings);
    if (!root) return std::move(root).error();
    query.root = relation->node = *std::move(root);
    if (auto checked = checkOrder(source, *relation, query, catalog.plan); !checked)
        return std::move(checked).error();
    query.fingerprint = fingerprint(query, catalog.plan);
    return query;
}

Result<Query> planMetric(const sql::CreateMaterializedTable& statement, Catalog& catalog) {
    auto relation = planRoot(statement.query, catalog);
    if (!relation) return std::move(relation).error();
    Query query{.kind = Query::Kind::Metric,
                .name = statement.name.text,
                .comment = statement.comment,
                .position = statement.name.place};
    describeMetric(*relation, *relation->node, query);
    const NodePtr plain = finished(*relation, statement.query.place);
    auto root = withAllowedLateness(plain, catalog.plan.settings);
    if (!root) return std::move(root).error();
    if (auto stored = checkStored(plain, *root, statement.name.place); !stored)
        return std::move(stored).error();
    if (auto checked = checkDimensions(query, *plain->output, statement.name.place); !checked)
        return std::move(checked).error();
    query.root = *std::move(root);
    query.fingerprint = fingerprint(query, catalog.plan);
    return query;
}

Result<Query> planInsert(const sql::Insert& statement, Catalog& catalog) {
    auto sink = findSink(statement.table, catalog);
    if (!sink) return std::move(sink).error();
    auto relation = planRoot(statement.query, catalog);
    if (!relation) return std::move(relation).error();
    relation->node = finished(*relation, statement.query.place);
    for (std::size_t i = 0; i < relation->columns.size(); ++i)
        relation->columns[i].index = i;
    auto outputs = matchSink(statement, *relation, catalog.plan.sinks[*sink]);
    if (!outputs) return std::move(outputs).error();
    Query query{.kind = Query::Kind::Insert, .name = statement.table.text, .position = statement.table.place};
    query.sink = *sink;
    Relation described;
    for (const NamedExpression& output : *outputs) {
        described.columns.push_back(
            describeOutput(output.name, output.expression, described.columns.size(), relation->columns));
    }
    describeMetric(described, *relation->node, query);
    const TextPosition place = statement.query.place;
    const NodePtr written = pruned(makeCalc(relation->node, std::nullopt, *std::move(outputs), place));
    auto root = withAllowedLateness(written, catalog.plan.settings);
    if (!root) return std::move(root).error();
    const TextPosition table = statement.table.place;
    if (auto accepted = checkUpdates(**root, catalog.plan.sinks[*sink], table); !accepted)
        return std::move(accepted).error();
    if (isKeptInHistory(catalog.plan.sinks[*sink])) {
        if (auto stored = checkStored(written, *root, table); !stored) return std::move(stored).error();
        if (auto checked = checkDimensions(query, *written->output, table); !checked)
            return std::move(checked).error();
    }
    query.root = *std::move(root);
    query.fingerprint = fingerprint(query, catalog.plan);
    return query;
}

}  // namespace guanlan::planning
