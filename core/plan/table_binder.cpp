// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/catalog.h"
#include "core/plan/expression_binder.h"
#include "core/sql/nearest_name.h"
#include "core/sql/token_cursor.h"

#include <algorithm>
#include <set>

namespace guanlan::planning {

namespace {

/// Flink allows event times of at most milliseconds.
constexpr int kRowtimePrecision = 3;

Result<void> bindColumns(const sql::CreateTable& statement, TableDefinition& table) {
    std::set<std::string> seen;
    for (const sql::ColumnClause& clause : statement.columns) {
        if (!seen.insert(clause.name.text).second) {
            return mistake(clause.name.place, "there are two columns '" + clause.name.text + "'");
        }
        TableColumn column{.name = clause.name.text, .type = clause.type};
        if (clause.kind == sql::ColumnClause::Kind::Computed) column.kind = TableColumn::Kind::Computed;
        if (clause.kind == sql::ColumnClause::Kind::Metadata) {
            column.kind = TableColumn::Kind::Metadata;
            column.metadataKey = clause.metadataKey.empty() ? clause.name.text : clause.metadataKey;
            column.isVirtual = clause.isVirtual;
        }
        table.columns.push_back(std::move(column));
    }
    return {};
}

/// What computed columns may read: the columns that come with a record, numbered as in SourceBatch::rows.
Relation recordColumns(const TableDefinition& table) {
    Relation relation;
    for (const TableColumn& column : table.columns) {
        if (column.kind == TableColumn::Kind::Computed) continue;
        relation.columns.push_back({.qualifier = table.name,
                                    .name = column.name,
                                    .type = column.type,
                                    .index = relation.columns.size()});
    }
    return relation;
}

Result<void> bindComputed(const sql::CreateTable& statement, TableDefinition& table) {
    const Relation relation = recordColumns(table);
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const sql::ColumnClause& clause = statement.columns[i];
        if (!clause.computation) continue;
        ExpressionBinder binder(relation, "a computed column");
        auto bound = binder.bind(*clause.computation);
        if (!bound) return std::move(bound).error();
        if (bound->function != nullptr && bound->function->name == "PROCTIME") table.proctime = i;
        table.columns[i].type = bound->type;
        table.columns[i].computation = *std::move(bound);
    }
    return {};
}

Result<Micros> watermarkDelay(const sql::WatermarkClause& watermark) {
    const auto isColumn = [&watermark](const sql::Expr& expr) {
        return expr.kind == sql::Expr::Kind::Path && expr.path.size() == 1 &&
               expr.path[0].text == watermark.column.text;
    };
    const sql::Expr& strategy = watermark.strategy;
    if (isColumn(strategy)) return Micros{0};
    const bool isDelay = strategy.kind == sql::Expr::Kind::Operator && strategy.text == "-" &&
                         strategy.arguments.size() == 2 && isColumn(strategy.arguments[0]) &&
                         strategy.arguments[1].kind == sql::Expr::Kind::Interval;
    const std::string& name = watermark.column.text;
    if (!isDelay) {
        return mistake(strategy.place, "this watermark cannot be understood",
                       "write " + name + " - INTERVAL '5' SECOND");
    }
    auto value = sql::evaluate(*strategy.arguments[1].interval);
    if (!value || value->isMonths || value->micros < 0) {
        Error error = value
                          ? mistake({}, "the delay of a watermark is given in days or less, and not negative")
                          : std::move(value).error();
        error.position = strategy.arguments[1].place;
        return error;
    }
    return value->micros;
}

Result<std::size_t> findColumn(const TableDefinition& table, const sql::Name& name) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (table.columns[i].name == name.text) return i;
        names.push_back(table.columns[i].name);
    }
    return mistake(name.place, "no column '" + name.text + "' in table '" + table.name + "'",
                   sql::didYouMean(name.text, names));
}

Result<void> bindWatermark(const sql::CreateTable& statement, TableDefinition& table) {
    if (!statement.watermark) return {};
    const sql::WatermarkClause& watermark = *statement.watermark;
    auto index = findColumn(table, watermark.column);
    if (!index) return std::move(index).error();
    const DataType& type = table.columns[*index].type;
    if (!type.isTimestamp() || type.precision > kRowtimePrecision) {
        return mistake(watermark.column.place,
                       "a WATERMARK needs TIMESTAMP(3) or TIMESTAMP_LTZ(3), but '" + watermark.column.text +
                           "' is " + type.sql(),
                       type.isTimestamp() ? "declare it with (3)"
                                          : "add a column: rt AS " +
                                                (type.kind == TypeKind::String
                                                     ? "TO_TIMESTAMP(" + watermark.column.text + ")"
                                                     : "TO_TIMESTAMP_LTZ(" + watermark.column.text + ", 3)"));
    }
    if (table.proctime == *index) {
        return mistake(watermark.column.place,
                       "'" + watermark.column.text + "' is processing time, which needs no WATERMARK",
                       "leave it out; windows over this column close by the clock");
    }
    auto delay = watermarkDelay(watermark);
    if (!delay) return std::move(delay).error();
    table.rowtime = *index;
    table.watermarkDelay = *delay;
    return {};
}

Result<void> bindPrimaryKey(const sql::CreateTable& statement, TableDefinition& table) {
    for (const sql::Name& name : statement.primaryKey) {
        auto index = findColumn(table, name);
        if (!index) return std::move(index).error();
        table.primaryKey.push_back(*index);
    }
    for (std::size_t i = 0; i < statement.columns.size(); ++i) {
        if (!statement.columns[i].primaryKey) continue;
        if (!table.primaryKey.empty())
            return mistake(statement.columns[i].name.place, "a table has one PRIMARY KEY only");
        table.primaryKey.push_back(i);
    }
    for (const std::size_t i : table.primaryKey)
        table.columns[i].type.nullable = false;
    return {};
}

Result<void> bindOptions(const sql::CreateTable& statement, TableDefinition& table) {
    for (const auto& [key, value] : statement.options) {
        if (!table.options.emplace(key.text, value.text).second) {
            return mistake(key.place, "the option '" + key.text + "' is given twice");
        }
    }
    return {};
}

}  // namespace

Result<TableDefinition> bindTable(const sql::CreateTable& statement, Catalog& catalog) {
    TableDefinition table{.name = statement.name.text, .position = statement.name.place};
    for (const auto step : {bindColumns, bindOptions, bindComputed, bindWatermark, bindPrimaryKey}) {
        if (auto bound = step(statement, table); !bound) return std::move(bound).error();
    }
    if (auto checked = checkOptions(table, statement.options, TableUse::Declared, catalog); !checked) {
        return std::move(checked).error();
    }
    return table;
}

}  // namespace guanlan::planning
