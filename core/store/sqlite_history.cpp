// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alarm/series.h"
#include "core/store/alarm_tables.h"
#include "core/store/database.h"
#include "core/store/history.h"
#include "core/store/journal.h"
#include "core/store/metric_blocks.h"
#include "core/store/metric_table.h"
#include "core/store/migrations.h"
#include "core/store/reach_table.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace guanlan {

namespace {

Error unknownMetric(const std::string& name) {
    return {.code = ErrorCode::NotFound,
            .id = "history.noMetric",
            .what = "no metric '" + name + "' in the history",
            .next = "the pipeline has to have run once",
            .arguments = {name}};
}

// Which rows of the current shape a query wants.
class RowFilter {
  public:
    static Result<RowFilter> make(const HistoryQuery& query, const MetricDefinition& metric) {
        RowFilter filter;
        filter.m_from = query.from;
        filter.m_to = query.to;
        for (const auto& [name, text] : query.where) {
            const std::optional<std::size_t> column = metric.schema->find(name);
            if (!column) {
                return Error{.code = ErrorCode::InvalidInput,
                             .id = "history.noDimension",
                             .what = "the metric '" + metric.name + "' has no column '" + name + "'",
                             .arguments = {metric.name, name}};
            }
            filter.m_equal.emplace_back(*column, text);
        }
        return filter;
    }
    /// Whether it wants all rows of such times.
    [[nodiscard]] bool wantsAll(const std::vector<Micros>& times) const {
        return m_equal.empty() && std::all_of(times.begin(), times.end(),
                                              [this](Micros time) { return time >= m_from && time < m_to; });
    }
    bool operator()(const Batch& rows, std::size_t row, Micros time) const {
        if (time < m_from || time >= m_to) return false;
        return std::all_of(m_equal.begin(), m_equal.end(), [&](const auto& wanted) {
            const Column& column = rows.column(wanted.first);
            const bool plainText = column.type().physical() == Physical::Text && !column.isNull(row);
            return plainText ? column.text(row) == wanted.second
                             : dimensionText(column, row) == wanted.second;
        });
    }

  private:
    Micros m_from = kMinTime;
    Micros m_to = kMaxTime;
    std::vector<std::pair<std::size_t, std::string>> m_equal;
};

// Reads what one query needs: older shapes first, in each its blocks, then the journal; what is added later
// replaces what has the same key.
class RowReader {
  public:
    RowReader(Database& database, const HistoryQuery& query, const MetricDefinition& current,
              RowFilter filter)
        : m_database(database),
          m_query(query),
          m_current(current),
          m_filter(std::move(filter)),
          m_rows(current) {}

    void readShape(const StoredMetric& metric, bool mayStopEarly) {
        RowCodec codec(metric.definition.schema, metric.definition.timeColumn);
        readBlocks(metric, codec, mayStopEarly);
        forEachInJournal(m_database, [&](std::int64_t id, std::string_view bytes) {
            if (id == metric.id) add(metric, codec, bytes);
        });
    }

    Result<Batch> result() {
        m_rows.order();
        if (keysAlone()) m_rows.keepNewest();
        const std::size_t rows = m_rows.rows();
        const std::size_t first = m_query.lastRows && *m_query.lastRows < rows ? rows - *m_query.lastRows : 0;
        Result<TimedRows> built = m_rows.build(first, rows);
        if (!built) return std::move(built).error();
        return std::move(built->rows);
    }

  private:
    [[nodiscard]] bool keysAlone() const { return m_current.keyed && !m_current.timeColumn; }

    // Blocks do not overlap in time, so `lastRows` rows of the newest ones are enough.
    std::vector<std::int64_t> blockIds(const StoredMetric& metric) {
        std::vector<std::int64_t> ids;
        SqlStatement query(m_database,
                           "SELECT id FROM block WHERE metric = ? AND last >= ? AND first < ? "
                           "ORDER BY last DESC, first DESC, id DESC",
                           metric.id, m_query.from, m_query.to);
        while (query.next())
            ids.push_back(query.integer(0));
        return ids;
    }

    void readBlocks(const StoredMetric& metric, RowCodec& codec, bool mayStopEarly) {
        std::vector<TimedRows> newestFirst;
        std::size_t found = 0;
        for (const std::int64_t id : blockIds(metric)) {
            if (mayStopEarly && !keysAlone() && m_query.lastRows && found >= *m_query.lastRows) break;
            SqlStatement block(m_database, "SELECT bytes FROM block WHERE id = ?", id);
            if (!block.next()) break;
            std::optional<TimedRows> rows = codec.decode(block.bytes(0));
            if (!rows) return m_database.fail(damagedRows(m_database, metric.definition.name));
            found += wantedIn(*rows);
            newestFirst.push_back(std::move(*rows));
        }
        for (auto rows = newestFirst.rbegin(); rows != newestFirst.rend(); ++rows)
            addDecoded(metric, std::move(*rows));
    }

    std::size_t wantedIn(const TimedRows& rows) const {
        if (!m_query.lastRows) return 0;
        if (m_filter.wantsAll(rows.times)) return rows.times.size();
        std::size_t wanted = 0;
        for (std::size_t row = 0; row < rows.times.size(); ++row)
            wanted += m_filter(rows.rows, row, rows.times[row]) ? 1 : 0;
        return wanted;
    }

    void add(const StoredMetric& metric, RowCodec& codec, std::string_view bytes) {
        std::optional<TimedRows> rows = codec.decode(bytes);
        if (!rows) return m_database.fail(damagedRows(m_database, metric.definition.name));
        addDecoded(metric, std::move(*rows));
    }

    void addDecoded(const StoredMetric& metric, TimedRows rows) {
        if (&metric.definition != &m_current) {
            std::optional<TimedRows> fitting = inCurrentShape(rows, metric.definition, m_current);
            if (!fitting) return;
            rows = std::move(*fitting);
        }
        const bool all = m_filter.wantsAll(rows.times);
        m_rows.add(std::move(rows), all ? RowMerge::Wanted{} : m_filter);
    }

    Database& m_database;
    const HistoryQuery& m_query;
    const MetricDefinition& m_current;
    RowFilter m_filter;
    RowMerge m_rows;
};

class SqliteHistory final : public History {
  public:
    explicit SqliteHistory(std::unique_ptr<Database> database) : m_database(std::move(database)) {}

    Result<std::vector<MetricDefinition>> metrics() override;
    Result<Batch> rows(const HistoryQuery& query) override;
    Result<std::vector<SourceReach>> reach(const std::string& metric, Micros at) override {
        std::vector<SourceReach> reach = readReach(*m_database, metric, at);
        if (Result<void> read = m_database->takeProblem(); !read) return std::move(read).error();
        return reach;
    }
    Result<std::vector<StoredAlarm>> alarms(int limit) override {
        return checked(readAlarms(*m_database, limit));
    }
    Result<std::vector<OutboxMessage>> messages(int limit) override {
        return checked(readMessages(*m_database, limit));
    }
    Result<std::vector<std::pair<std::string, BadRecord>>> quarantine(int limit) override;
    Result<HistoryUsage> usage() override;

  private:
    template <typename T>
    Result<T> checked(T value) {
        if (Result<void> read = m_database->takeProblem(); !read) return std::move(read).error();
        return value;
    }
    Result<Batch> rowsInTransaction(const HistoryQuery& query);

    std::unique_ptr<Database> m_database;
};

Result<std::vector<MetricDefinition>> SqliteHistory::metrics() {
    std::map<std::string, MetricDefinition> current;
    for (StoredMetric& metric : readMetrics(*m_database))
        current.insert_or_assign(metric.definition.name, std::move(metric.definition));
    std::vector<MetricDefinition> metrics;
    for (auto& [name, metric] : current)
        metrics.push_back(std::move(metric));
    return checked(std::move(metrics));
}

Result<Batch> SqliteHistory::rows(const HistoryQuery& query) {
    // One transaction, so that blocks and journal are of the same moment.
    m_database->run("BEGIN");
    Result<Batch> rows = rowsInTransaction(query);
    if (Result<void> read = m_database->endTransaction(); !read) return std::move(read).error();
    return rows;
}

Result<Batch> SqliteHistory::rowsInTransaction(const HistoryQuery& query) {
    std::vector<StoredMetric> shapes = readMetrics(*m_database);
    std::erase_if(shapes, [&query](const StoredMetric& s) { return s.definition.name != query.metric; });
    if (shapes.empty()) return unknownMetric(query.metric);
    const MetricDefinition& current = shapes.back().definition;
    Result<RowFilter> filter = RowFilter::make(query, current);
    if (!filter) return std::move(filter).error();
    RowReader reader(*m_database, query, current, std::move(*filter));
    for (const StoredMetric& shape : shapes)
        reader.readShape(shape, shapes.size() == 1);
    return reader.result();
}

Result<std::vector<std::pair<std::string, BadRecord>>> SqliteHistory::quarantine(int limit) {
    std::vector<std::pair<std::string, BadRecord>> records;
    {
        SqlStatement query(*m_database,
                           "SELECT source, partition, position, cause, detail, bytes, size FROM quarantine "
                           "ORDER BY id DESC LIMIT ?",
                           limit);
        while (query.next()) {
            records.emplace_back(query.text(0),
                                 BadRecord{.partition = static_cast<std::uint32_t>(query.integer(1)),
                                           .offset = query.integer(2),
                                           .cause = query.text(3),
                                           .detail = query.text(4),
                                           .bytes = query.text(5),
                                           .size = query.integer(6)});
        }
    }
    return checked(std::move(records));
}

Result<HistoryUsage> SqliteHistory::usage() {
    m_database->run("BEGIN");
    HistoryUsage usage = readUsage(*m_database);
    if (Result<void> read = m_database->endTransaction(); !read) return std::move(read).error();
    const auto onDisk = bytesOnDisk(*m_database);
    if (!onDisk) return onDisk.error();
    const auto free = bytesFree(*m_database);
    if (!free) return free.error();
    usage.bytesOnDisk = *onDisk;
    usage.bytesFree = *free;
    return usage;
}

}  // namespace

Result<std::unique_ptr<History>> History::open(const std::string& folder) {
    const std::string path = folder + "/history.db";
    std::error_code failure;
    if (!std::filesystem::exists(std::filesystem::u8path(path), failure)) {
        return Error{.code = ErrorCode::NotFound,
                     .id = "history.none",
                     .what = "there is no history in '" + folder + "' yet",
                     .next = "the workspace has to have run once",
                     .arguments = {folder},
                     .file = path};
    }
    auto database = Database::open(path, Database::Access::Read);
    if (!database) return std::move(database).error();
    bool fresh = false;
    if (Result<void> ours = checkHistoryFile(**database, fresh); !ours) return std::move(ours).error();
    if (fresh) {
        return Error{.code = ErrorCode::NotFound,
                     .id = "history.none",
                     .what = "there is no history in '" + folder + "' yet",
                     .next = "the workspace has to have run once",
                     .arguments = {folder},
                     .file = path};
    }
    return std::unique_ptr<History>(std::make_unique<SqliteHistory>(std::move(*database)));
}

}  // namespace guanlan
