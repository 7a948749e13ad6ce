// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/metric_table.h"

#include "core/store/schema_text.h"

#include <algorithm>
#include <charconv>

namespace guanlan {

namespace {

std::string dimensionsToText(const std::vector<std::size_t>& dimensions) {
    std::string text;
    for (const std::size_t column : dimensions)
        text += (text.empty() ? "" : ",") + std::to_string(column);
    return text;
}

std::vector<std::size_t> dimensionsFromText(std::string_view text) {
    std::vector<std::size_t> dimensions;
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at < end) {
        std::size_t column = 0;
        const auto [next, error] = std::from_chars(at, end, column);
        if (error != std::errc()) break;
        dimensions.push_back(column);
        at = next < end ? next + 1 : end;
    }
    return dimensions;
}

std::optional<std::int64_t> timeColumnOf(const MetricDefinition& metric) {
    if (!metric.timeColumn) return std::nullopt;
    return static_cast<std::int64_t>(*metric.timeColumn);
}

bool columnsExist(const MetricDefinition& metric) {
    const std::size_t columns = metric.schema->size();
    return std::all_of(metric.dimensions.begin(), metric.dimensions.end(),
                       [columns](std::size_t column) { return column < columns; }) &&
           (!metric.timeColumn || (*metric.timeColumn < columns &&
                                   (*metric.schema)[*metric.timeColumn].type.physical() == Physical::Int64));
}

bool sameShape(const MetricDefinition& a, const MetricDefinition& b) {
    return a.name == b.name && *a.schema == *b.schema && a.timeColumn == b.timeColumn &&
           a.dimensions == b.dimensions && a.keyed == b.keyed;
}

Error invalidMetric(const std::string& name) {
    return {.code = ErrorCode::Internal,
            .id = "store.metricShape",
            .what = "the metric '" + name + "' names a time or dimension column that it does not have",
            .arguments = {name}};
}

bool sameType(const DataType& a, const DataType& b) {
    DataType same = a;
    same.nullable = b.nullable;
    return same == b;
}

// The column of `old` that means the same as column `index` of `current`.
std::optional<std::size_t> counterpart(const MetricDefinition& old, const MetricDefinition& current,
                                       std::size_t index) {
    const Field& field = (*current.schema)[index];
    const std::optional<std::size_t> column = old.schema->find(field.name);
    if (!column || !sameType((*old.schema)[*column].type, field.type)) return std::nullopt;
    return column;
}

bool sameKeys(const MetricDefinition& old, const MetricDefinition& current) {
    if (old.timeColumn.has_value() != current.timeColumn.has_value()) return false;
    if (current.timeColumn && counterpart(old, current, *current.timeColumn) != old.timeColumn) return false;
    if (old.dimensions.size() != current.dimensions.size()) return false;
    return std::all_of(current.dimensions.begin(), current.dimensions.end(), [&](std::size_t dimension) {
        const std::optional<std::size_t> column = counterpart(old, current, dimension);
        return column &&
               std::find(old.dimensions.begin(), old.dimensions.end(), *column) != old.dimensions.end();
    });
}

}  // namespace

std::vector<StoredMetric> readMetrics(Database& database) {
    std::vector<StoredMetric> metrics;
    SqlStatement query(database,
                       "SELECT id, revision, name, columns, time_column, dimensions, fingerprint, keyed "
                       "FROM metric ORDER BY revision");
    while (query.next()) {
        StoredMetric metric{.id = query.integer(0), .revision = query.integer(1)};
        metric.definition.name = query.text(2);
        std::optional<Schema> schema = schemaFromText(query.bytes(3));
        metric.definition.schema = std::make_shared<const Schema>(schema.value_or(Schema()));
        if (!query.isNull(4)) metric.definition.timeColumn = static_cast<std::size_t>(query.integer(4));
        metric.definition.dimensions = dimensionsFromText(query.bytes(5));
        metric.definition.fingerprint = query.text(6);
        metric.definition.keyed = query.integer(7) != 0;
        if (!schema || !columnsExist(metric.definition)) {
            database.fail(
                {.code = ErrorCode::Corrupt,
                 .id = "store.damaged",
                 .what = "the history file is damaged",
                 .cause = "the columns of the metric '" + metric.definition.name + "' are unreadable",
                 .next = "it was left as it is: move it aside, or put a copy back in its place",
                 .arguments = {database.path(), metric.definition.name},
                 .file = database.path()});
            return {};
        }
        metrics.push_back(std::move(metric));
    }
    return metrics;
}

void defineMetric(Database& database, const MetricDefinition& metric) {
    if (!columnsExist(metric)) return database.fail(invalidMetric(metric.name));
    const std::vector<StoredMetric> known = readMetrics(database);
    const std::int64_t next = known.empty() ? 1 : known.back().revision + 1;
    const StoredMetric* same = nullptr;
    const StoredMetric* current = nullptr;
    for (const StoredMetric& stored : known) {
        if (stored.definition.name == metric.name) current = &stored;
        if (sameShape(stored.definition, metric)) same = &stored;
    }
    if (same == nullptr) {
        SqlStatement(
            database,
            "INSERT INTO metric(revision, name, columns, time_column, dimensions, fingerprint, keyed) "
            "VALUES(?, ?, ?, ?, ?, ?, ?)",
            next, metric.name, schemaToText(*metric.schema), timeColumnOf(metric),
            dimensionsToText(metric.dimensions), metric.fingerprint, std::int64_t{metric.keyed})
            .run();
    } else if (same != current || same->definition.fingerprint != metric.fingerprint) {
        SqlStatement(database, "UPDATE metric SET revision = ?, fingerprint = ? WHERE id = ?", next,
                     metric.fingerprint, same->id)
            .run();
    }
}

std::optional<TimedRows> inCurrentShape(const TimedRows& rows, const MetricDefinition& old,
                                        const MetricDefinition& current) {
    if (!sameKeys(old, current)) return std::nullopt;
    std::vector<ColumnPtr> columns;
    for (std::size_t i = 0; i < current.schema->size(); ++i) {
        if (const std::optional<std::size_t> column = counterpart(old, current, i)) {
            columns.push_back(rows.rows.columns()[*column]);
            continue;
        }
        ColumnBuilder nulls((*current.schema)[i].type);
        for (std::size_t row = 0; row < rows.rows.rows(); ++row)
            nulls.appendNull();
        columns.push_back(nulls.seal());
    }
    return TimedRows{Batch(current.schema, std::move(columns), rows.rows.rows()), rows.times};
}

}  // namespace guanlan
