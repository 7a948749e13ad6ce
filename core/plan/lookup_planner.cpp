// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/query_planner.h"
#include "core/sql/token_cursor.h"

#include <algorithm>

namespace guanlan::planning {

namespace {

void splitAnd(const sql::Expr& expr, std::vector<const sql::Expr*>& parts) {
    if (expr.kind == sql::Expr::Kind::Operator && expr.text == "AND") {
        for (const sql::Expr& argument : expr.arguments)
            splitAnd(argument, parts);
        return;
    }
    parts.push_back(&expr);
}

/// The table of a lookup join, with the options its hints give.
Result<TableDefinition> findLookup(const sql::LookupJoin& join, Catalog& catalog,
                                   const CommonTables& common) {
    const sql::Name& name = join.table.path.back();
    const bool isQuery = common.contains(name.text) || catalog.queries.contains(name.text);
    if (isQuery) {
        return mistake(name.place, "'" + name.text + "' is a view, and rows are looked up in tables",
                       "name the table, and put the view's conditions behind ON");
    }
    const auto found = catalog.tables.find(name.text);
    if (found == catalog.tables.end()) return unknownTable(catalog, name, common);
    TableDefinition table = found->second;
    for (const auto& [key, value] : join.table.hints)
        table.options[key.text] = value.text;
    if (auto checked = checkOptions(table, join.table.hints, TableUse::LookedUp, catalog); !checked) {
        Error error = std::move(checked).error();
        if (error.position.line == 0) error.position = name.place;
        return error;
    }
    for (const TableColumn& column : table.columns) {
        if (column.kind != TableColumn::Kind::Physical || column.type.physical() == Physical::Nested)
            return sql::notYet(name.place, "looking up the column '" + column.name + "'",
                               "tables that are looked up have plain columns only");
    }
    return table;
}

/// Types whose cells are equal exactly when their values are.
bool sameCells(const DataType& left, const DataType& right) {
    if (left.isInteger() && right.isInteger()) return true;
    if (left.kind == TypeKind::String && right.kind == TypeKind::String) return true;
    return left.kind == right.kind && left.scale == right.scale;
}

/// ON, taken apart: columns of the table that equal something of the input, and all the rest.
class OnBinder {
  public:
    OnBinder(const Relation& both, std::size_t inputColumns)
        : m_inputColumns(inputColumns), m_binder(both, "ON") {}

    LookupNode node{};

    Result<void> add(const sql::Expr& part) {
        auto condition = m_binder.bindCondition(part);
        if (!condition) return std::move(condition).error();
        if (part.kind == sql::Expr::Kind::Operator && part.text == "=") {
            auto left = m_binder.bind(part.arguments[0]);
            auto right = m_binder.bind(part.arguments[1]);
            if (!left) return std::move(left).error();
            if (!right) return std::move(right).error();
            if (isKey(*left) && !readsTable(*right)) return addKey(*left, *std::move(right));
            if (isKey(*right) && !readsTable(*left)) return addKey(*right, *std::move(left));
        }
        if (!node.condition) {
            node.condition = *std::move(condition);
            return {};
        }
        auto both = makeCall("AND", {*std::move(node.condition), *std::move(condition)}, part.place);
        if (!both) return std::move(both).error();
        node.condition = *std::move(both);
        return {};
    }

  private:
    bool isKey(const Expression& side) const {
        return side.kind == Expression::Kind::Column && side.column >= m_inputColumns;
    }
    bool readsTable(const Expression& side) const {
        bool reads = false;
        forEachColumn(side, [&](const Expression& c) { reads = reads || c.column >= m_inputColumns; });
        return reads;
    }
    Result<void> addKey(const Expression& column, Expression value) {
        if (!sameCells(value.type, column.type)) {
            auto cast = makeCast(std::move(value), column.type);
            if (!cast) return std::move(cast).error();
            value = *std::move(cast);
        }
        node.keys.push_back(column.column - m_inputColumns);
        node.values.push_back(std::move(value));
        return {};
    }

    std::size_t m_inputColumns;
    ExpressionBinder m_binder;
};

Result<void> checkTime(const sql::LookupJoin& join, const Relation& input) {
    const ExpressionBinder binder(input, "FOR SYSTEM_TIME AS OF");
    const std::string next =
        "declare a column proctime AS PROCTIME() and write FOR SYSTEM_TIME AS OF t.proctime";
    if (join.asOf.kind != sql::Expr::Kind::Path)
        return mistake(join.asOf.place, "FOR SYSTEM_TIME AS OF takes a column of processing time", next);
    auto column = binder.findColumn(join.asOf);
    if (!column) return std::move(column).error();
    if ((*column)->proctime) return {};
    if ((*column)->rowtime)
        return sql::notYet(join.asOf.place, "joins with a table as it was at an event time", next);
    return mistake(join.asOf.place, "'" + (*column)->name + "' is no processing time", next);
}

}  // namespace

Result<Relation> planLookup(Relation input, const sql::LookupJoin& join, Catalog& catalog,
                            const CommonTables& common) {
    input = withWindowRows(std::move(input), join.place);
    if (auto checked = checkTime(join, input); !checked) return std::move(checked).error();
    auto table = findLookup(join, catalog, common);
    if (!table) return std::move(table).error();
    const std::size_t inputColumns = input.node->output->size();
    const std::string qualifier =
        join.table.alias.text.empty() ? join.table.path.back().text : join.table.alias.text;
    Relation both = input;
    for (std::size_t i = 0; i < table->columns.size(); ++i) {
        RelationColumn column{.qualifier = qualifier,
                              .name = table->columns[i].name,
                              .type = table->columns[i].type,
                              .index = inputColumns + i};
        column.type.nullable = column.type.nullable || join.keepsUnmatched;
        both.columns.push_back(std::move(column));
    }
    OnBinder on(both, inputColumns);
    std::vector<const sql::Expr*> parts;
    splitAnd(join.on, parts);
    for (const sql::Expr* part : parts) {
        if (auto added = on.add(*part); !added) return std::move(added).error();
    }
    if (on.node.keys.empty()) {
        return mistake(join.on.place, "ON compares no column of '" + table->name + "' with =",
                       "a lookup needs a key: ON t.id = " + qualifier + "." + table->columns[0].name);
    }
    on.node.keepsUnmatched = join.keepsUnmatched;
    on.node.table = catalog.plan.lookups.size();
    both.node = makeLookup(input.node, std::move(on.node), *table, join.place);
    catalog.plan.lookups.push_back(*std::move(table));
    return both;
}

}  // namespace guanlan::planning
