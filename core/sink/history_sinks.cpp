// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sink/history_sinks.h"

#include "core/plan/history_tables.h"

namespace guanlan {

namespace {

/// The column of the result that is the table's own rowtime.
std::optional<std::size_t> rowtimeOf(const TableDefinition& table, const Schema& output) {
    if (!table.rowtime) return std::nullopt;
    return output.find(table.columns[*table.rowtime].name);
}

}  // namespace

void keepInHistory(Plan& plan) {
    for (Query& query : plan.queries) {
        if (query.kind != Query::Kind::Insert || !query.sink) continue;
        const TableDefinition& table = plan.sinks[*query.sink];
        const std::string connector = table.option("connector");
        if (!isKeptInHistory(table)) continue;
        if (connector != "history") {
            plan.notices.push_back(
                {"rows of '" + table.name + "' are kept in history, not sent to " + connector,
                 query.position});
        }
        query.kind = Query::Kind::Metric;
        query.name = table.name;
        query.sink.reset();
        if (!query.timeAxis) query.timeAxis = rowtimeOf(table, *query.root->output);
        if (!table.primaryKey.empty()) {
            query.dimensions = table.primaryKey;
            query.keyed = true;
        }
    }
}

}  // namespace guanlan
