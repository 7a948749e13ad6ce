// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/row_question.h"

#include "core/decode/decoder.h"
#include "core/sql/nearest_name.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace guanlan {

namespace {

Error wrong(std::string what, std::string next = {}) {
    return Error{.code = ErrorCode::InvalidInput,
                 .id = "events.question",
                 .what = std::move(what),
                 .next = std::move(next)};
}

Result<QJsonObject> objectOf(const std::string& row) {
    if (row.empty()) return QJsonObject();
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromStdString(row), &problem);
    if (document.isObject()) return document.object();
    return wrong("the row is no JSON object", problem.error == QJsonParseError::NoError
                                                  ? std::string()
                                                  : problem.errorString().toStdString());
}

Result<std::size_t> queryOf(const Plan& plan, const std::string& name) {
    std::vector<std::string> names;
    for (std::size_t query = 0; query < plan.queries.size(); ++query) {
        if (name == plan.queries[query].name || name == std::to_string(query + 1)) return query;
        if (!plan.queries[query].name.empty()) names.push_back(plan.queries[query].name);
    }
    return wrong("the script has no query '" + name + "'", sql::didYouMean(name, names));
}

/// `run` writes "query": N, the number among the plain SELECTs, before the columns.
Result<std::size_t> selectOf(const Plan& plan, qint64 number) {
    for (std::size_t query = 0; query < plan.queries.size(); ++query) {
        if (plan.queries[query].kind == Query::Kind::Select && --number == 0) return query;
    }
    return wrong("the script has no SELECT with that number");
}

Result<std::size_t> queryOf(const Plan& plan, const RowText& text, const QJsonObject& row) {
    if (!text.query.empty()) return queryOf(plan, text.query);
    if (row.contains("query") && plan.queries.size() > 1) return selectOf(plan, row["query"].toInteger());
    if (plan.queries.size() == 1) return std::size_t{0};
    return wrong("the script has " + std::to_string(plan.queries.size()) + " queries", "name one of them");
}

/// The named columns as a table whose one record is the row: so its values are read as any record's are.
Result<TableDefinition> tableOf(const Schema& schema, const QJsonObject& row) {
    TableDefinition table{.name = "row", .options = {{"format", "json"}}};
    table.options["json.ignore-parse-errors"] = "false";
    std::vector<std::string> names;
    for (const Field& field : schema.fields())
        names.push_back(field.name);
    for (const QString& key : row.keys()) {
        const std::string name = key.toStdString();
        const auto known = std::find(names.begin(), names.end(), name);
        if (known == names.end()) {
            if (name == "query" || name == "op") continue;
            return wrong("the result has no column '" + name + "'", sql::didYouMean(name, names));
        }
        DataType type = schema[static_cast<std::size_t>(known - names.begin())].type;
        if (type.physical() == Physical::Nested) continue;
        type.nullable = true;
        table.columns.push_back({.name = name, .type = type});
    }
    return table;
}

Result<void> readValues(RowQuestion& question, const Schema& schema, const QJsonObject& row,
                        const Zone& zone) {
    const auto table = tableOf(schema, row);
    if (!table) return table.error();
    if (table->columns.empty()) return {};
    auto decoder = createDecoder(*table, {.zone = zone});
    if (!decoder) return std::move(decoder).error();
    const std::string text = QJsonDocument(row).toJson(QJsonDocument::Compact).toStdString();
    if (auto read = (*decoder)->append({.value = text}); !read)
        return wrong("a value of the row does not fit its column", read.error().cause);
    SourceBatch batch;
    (*decoder)->seal(batch);
    for (std::size_t i = 0; i < table->columns.size(); ++i) {
        for (std::size_t column = 0; column < schema.size(); ++column) {
            if (schema[column].name == table->columns[i].name)
                question.values[column] = batch.rows.column(i).value(0);
        }
    }
    return {};
}

Result<Micros> timeOf(std::string_view text) {
    if (const auto time = parseTimestamp(text)) return time->wallTime;
    return wrong("'" + std::string(text) + "' is no time", "write 2026-03-01 08:00:00");
}

Result<void> readWindow(RowQuestion& question, const std::string& window) {
    if (window.empty()) return {};
    const std::size_t slash = window.find('/');
    auto start = timeOf(std::string_view(window).substr(0, slash));
    if (!start) return std::move(start).error();
    question.windowStart = *start;
    if (slash == std::string::npos) return {};
    auto end = timeOf(std::string_view(window).substr(slash + 1));
    if (!end) return std::move(end).error();
    question.windowEnd = *end;
    return {};
}

}  // namespace

Result<RowQuestion> rowQuestionOf(const Plan& plan, const RowText& text, const Zone& zone) {
    const auto row = objectOf(text.row);
    if (!row) return row.error();
    const auto query = queryOf(plan, text, *row);
    if (!query) return query.error();
    RowQuestion question{.query = *query};
    const Schema& schema = *plan.queries[*query].root->output;
    if (auto read = readValues(question, schema, *row, zone); !read) return std::move(read).error();
    if (auto read = readWindow(question, text.window); !read) return std::move(read).error();
    return question;
}

Result<void> addReach(RowQuestion& question, const Plan& plan, History& history) {
    const Query& query = plan.queries[question.query];
    if (!query.timeAxis) return {};
    const auto at = question.values.find(*query.timeAxis);
    if (at == question.values.end() || isNull(at->second)) return {};
    const auto reach = history.reach(query.name, std::get<std::int64_t>(at->second));
    if (!reach) return reach.error();
    for (const SourceReach& partition : *reach) {
        for (std::size_t source = 0; source < plan.sources.size(); ++source) {
            if (plan.sources[source].name == partition.source)
                question.readUntil[{source, partition.partition}] = partition.nextOffset;
        }
    }
    return {};
}

}  // namespace guanlan
