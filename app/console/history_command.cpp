// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/history_command.h"

#include "app/console/history_care.h"
#include "app/console/option_text.h"
#include "app/console/output_lines.h"
#include "app/console/script_file.h"
#include "core/runtime/workspace_plan.h"
#include "core/sink/cell_text.h"
#include "core/sink/row_writer.h"
#include "core/store/history_sql.h"

namespace guanlan::console {

namespace {

void appendCsvNames(std::string& line, const std::vector<std::string>& names) {
    for (const std::string& name : names) {
        if (&name != names.data()) line += ',';
        appendCsvField(line, name, ',', '"');
    }
}

Result<HistoryQuery> queryOf(const HistoryOptions& options, const MetricDefinition& metric,
                             const Zone& zone) {
    HistoryQuery query{.metric = options.metric, .lastRows = options.last};
    const bool wallTime =
        metric.timeColumn && (*metric.schema)[*metric.timeColumn].type.kind == TypeKind::Timestamp;
    const auto span = spanOption(options.from, options.to, zone, wallTime);
    if (!span) return span.error();
    query.from = span->from;
    query.to = span->to;
    auto where = namedValues("--where", options.where);
    if (!where) return std::move(where).error();
    for (auto& [column, text] : *where)
        query.where[column] = std::move(text);
    return query;
}

Result<MetricDefinition> metricNamed(History& history, const std::string& name) {
    const auto metrics = history.metrics();
    if (!metrics) return metrics.error();
    std::string names;
    for (const MetricDefinition& metric : *metrics) {
        if (metric.name == name) return metric;
        names += (names.empty() ? "" : ", ") + metric.name;
    }
    return Error{.code = ErrorCode::NotFound,
                 .id = "history.noMetric",
                 .what = "no metric '" + name + "' in the history",
                 .next = names.empty() ? "the pipeline has to have run once" : "there are " + names};
}

Result<void> printRows(const Batch& rows, const Zone& zone, bool csv) {
    OutputLines lines;
    if (csv) {
        TableDefinition table{.options = {{"format", "csv"}}};
        auto writer = RowWriter::create(table, zone);
        if (!writer) return writer.error();
        std::vector<std::string> names;
        for (const Field& field : rows.schema().fields())
            names.push_back(field.name);
        appendCsvNames(lines.next(), names);
        if (auto ended = lines.end(); !ended) return ended;
        for (std::size_t row = 0; row < rows.rows(); ++row) {
            (*writer)->append(lines.next(), rows, row);
            if (auto ended = lines.end(); !ended) return ended;
        }
        return lines.flush();
    }
    JsonRowWriter writer(rows.schema(), zone);
    for (std::size_t row = 0; row < rows.rows(); ++row) {
        writer.append(lines.next(), rows, row);
        if (auto ended = lines.end(); !ended) return ended;
    }
    return lines.flush();
}

void appendSqlRow(std::string& line, const SqlRow& row, bool csv) {
    if (!csv) line += '{';
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        if (i > 0) line += ',';
        if (csv) {
            std::string cell;
            appendValueText(cell, row.cells[i]);
            appendCsvField(line, cell, ',', '"');
        } else {
            appendJsonString(line, row.names[i]);
            line += ':';
            appendValueJson(line, row.cells[i]);
        }
    }
    if (!csv) line += '}';
}

Result<void> printSql(History& history, const Zone& zone, const HistoryOptions& options) {
    auto sql = HistorySql::open(history, zone);
    if (!sql) return sql.error();
    OutputLines lines;
    bool first = true;
    const auto done = (*sql)->run(options.sql, [&](const SqlRow& row) -> Result<void> {
        if (options.csv && first) {
            appendCsvNames(lines.next(), row.names);
            if (auto ended = lines.end(); !ended) return ended;
        }
        first = false;
        appendSqlRow(lines.next(), row, options.csv);
        return lines.end();
    });
    return done ? lines.flush() : done;
}

/// One metric a line: its name and columns, the time axis and what names a series marked.
Result<void> printMetrics(History& history, bool json) {
    const auto metrics = history.metrics();
    if (!metrics) return metrics.error();
    OutputLines lines;
    for (const MetricDefinition& metric : *metrics) {
        std::string& line = lines.next();
        if (json) {
            line += "{\"metric\":";
            appendJsonString(line, metric.name);
            line += ",\"columns\":[";
        } else {
            line += metric.name + " (";
        }
        for (std::size_t i = 0; i < metric.schema->size(); ++i) {
            const Field& field = (*metric.schema)[i];
            if (i > 0) line += json ? "," : ", ";
            if (json) {
                line += "{\"name\":";
                appendJsonString(line, field.name);
                line += ",\"type\":";
                appendJsonString(line, field.type.sql());
                line += '}';
            } else {
                line += field.name + " " + field.type.sql();
            }
        }
        line += json ? "]}" : ")";
        if (auto ended = lines.end(); !ended) return ended;
    }
    return lines.flush();
}

Result<void> printMetric(History& history, const Zone& zone, const HistoryOptions& options) {
    const auto metric = metricNamed(history, options.metric);
    if (!metric) return metric.error();
    const auto query = queryOf(options, *metric, zone);
    if (!query) return query.error();
    const auto rows = history.rows(*query);
    return rows ? printRows(*rows, zone, options.csv) : rows.error();
}

}  // namespace

int history(const HistoryOptions& options) {
    const WorkspaceFolder workspace(options.workspace);
    if (options.size) return historySize(workspace, options.json);
    if (options.check) return checkHistoryOf(workspace, options.json);
    if (!options.backup.empty()) return backUpHistoryOf(workspace, options.backup, options.json);
    if (!options.restore.empty()) return restoreHistoryOf(workspace, options.restore, options.json);
    const auto zone = zoneOf(workspace);
    if (!zone) return refuse(zone.error());
    const auto opened = History::open(workspace.stateFolder());
    if (!opened) return refuse(opened.error());
    Result<void> done;
    if (!options.sql.empty()) {
        done = printSql(**opened, *zone, options);
    } else if (options.metric.empty()) {
        done = printMetrics(**opened, options.json);
    } else {
        done = printMetric(**opened, *zone, options);
    }
    return done ? kDone : refuse(done.error(), options.sql);
}

}  // namespace guanlan::console
