// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/alarm_tables.h"
#include "core/store/database.h"
#include "core/store/folder_lock.h"
#include "core/store/journal.h"
#include "core/store/metric_blocks.h"
#include "core/store/metric_table.h"
#include "core/store/migrations.h"
#include "core/store/reach_table.h"
#include "core/store/state_table.h"
#include "core/store/store.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <system_error>

namespace guanlan {

namespace {

constexpr std::size_t kDirectRows = 16'384;  // a commit with more rows of a metric goes past the journal
constexpr std::int64_t kQuarantined = 10'000;
constexpr Micros kStillWorthSending = 48 * kHour;

class SqliteStore final : public Store {
  public:
    Result<void> openIn(const std::string& folder);

    Result<void> defineMetrics(const std::vector<MetricDefinition>& metrics) override;
    Result<void> commit(const Commit& commit) override;
    Result<std::vector<Commit::Offsets>> offsets(const std::string& source) override;
    Result<void> forgetStateExcept(const std::vector<std::string>& owners) override;
    std::unique_ptr<StateReader> state() override { return std::make_unique<StateTableReader>(*m_database); }
    Result<std::vector<AlarmState>> alarmStates() override;
    Result<std::vector<OutboxMessage>> dueMessages(Micros now, int limit) override;
    Result<void> updateMessage(const OutboxMessage& message) override;
    Result<void> retryMessages(const std::string& channel, Micros now) override;
    Result<void> compact() override;
    Result<void> forgetRows(const Retention& retention, Micros now) override;
    [[nodiscard]] Result<std::int64_t> bytesOnDisk() const override {
        return guanlan::bytesOnDisk(*m_database);
    }

  private:
    void begin(bool durable);
    Result<void> reloadMetrics();
    void saveRows(const Commit& commit);
    void saveMetricRows(const StoredMetric& metric, const std::vector<const Batch*>& batches, Micros at,
                        JournalEntry& journal);
    void saveRowsReach(const Commit::Rows& rows, Micros at);
    void saveOffsets(const std::vector<Commit::Offsets>& offsets);
    void saveQuarantine(const std::vector<std::pair<std::string, BadRecord>>& records);

    FolderLock m_lock;
    std::unique_ptr<Database> m_database;
    std::map<std::string, StoredMetric> m_metrics;  // the current shapes by name
};

Error unfit(const std::string& metric) {
    return {.code = ErrorCode::Internal,
            .id = "store.rowsUnfit",
            .what = "rows for the metric '" + metric + "' do not have its columns",
            .arguments = {metric}};
}

bool fits(const Batch& rows, const Schema& schema) {
    if (rows.schema().size() != schema.size()) return false;
    for (std::size_t i = 0; i < schema.size(); ++i) {
        const DataType& type = rows.column(i).type();
        if (type.physical() != schema[i].type.physical() || type.scale != schema[i].type.scale) return false;
    }
    return true;
}

bool hasDeletes(const Batch& rows) {
    return std::find(rows.kinds.begin(), rows.kinds.end(), RowKind::Delete) != rows.kinds.end();
}

Result<void> SqliteStore::openIn(const std::string& folder) {
    std::error_code failure;
    std::filesystem::create_directories(std::filesystem::u8path(folder), failure);
    if (failure) {
        return Error{
            .code = failure == std::errc::no_space_on_device ? ErrorCode::NoSpace : ErrorCode::Unavailable,
            .id = "store.folder",
            .what = "cannot create the folder '" + folder + "'",
            .cause = failure.message(),
            .next = "check the rights of the folder above it",
            .arguments = {folder, failure.message()},
            .file = folder};
    }
    if (Result<void> locked = m_lock.take(folder); !locked) return locked;
    auto opened = Database::open(folder + "/history.db", Database::Access::Write);
    if (!opened) return std::move(opened).error();
    m_database = std::move(*opened);
    bool fresh = false;
    if (Result<void> ours = checkHistoryFile(*m_database, fresh); !ours) return ours;
    if (fresh) m_database->run("PRAGMA page_size = 16384; PRAGMA auto_vacuum = INCREMENTAL");
    for (const char* setting :
         {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = NORMAL", "PRAGMA temp_store = MEMORY",
          "PRAGMA cache_size = -16000", "PRAGMA journal_size_limit = 67108864"})
        m_database->run(setting);
    if (Result<void> ready = m_database->takeProblem(); !ready) return ready;
    if (Result<void> migrated = migrateHistory(*m_database); !migrated) return migrated;
    begin(false);
    SqlStatement(*m_database, "UPDATE outbox SET phase = ? WHERE phase = ?",
                 static_cast<int>(OutboxMessage::Phase::Waiting),
                 static_cast<int>(OutboxMessage::Phase::Sending))
        .run();
    if (Result<void> done = m_database->endTransaction(); !done) return done;
    return reloadMetrics();
}

// FULL waits for the disk; with NORMAL a power cut may take back the last commits, which Kafka still holds.
void SqliteStore::begin(bool durable) {
    m_database->run(durable ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
    m_database->run("BEGIN IMMEDIATE");
}

Result<void> SqliteStore::reloadMetrics() {
    std::vector<StoredMetric> metrics = readMetrics(*m_database);
    if (Result<void> read = m_database->takeProblem(); !read) return read;
    m_metrics.clear();
    for (StoredMetric& metric : metrics)
        m_metrics.insert_or_assign(metric.definition.name, std::move(metric));
    return {};
}

Result<void> SqliteStore::defineMetrics(const std::vector<MetricDefinition>& metrics) {
    begin(false);
    for (const MetricDefinition& metric : metrics)
        defineMetric(*m_database, metric);
    if (Result<void> saved = m_database->endTransaction(); !saved) return saved;
    return reloadMetrics();
}

Result<void> SqliteStore::commit(const Commit& commit) {
    begin(!commit.outbox.empty() || !commit.transitions.empty() || !commit.alarmStates.empty());
    saveRows(commit);
    saveOffsets(commit.offsets);
    saveState(*m_database, commit.state);
    saveAlarmStates(*m_database, commit.alarmStates);
    saveTransitions(*m_database, commit.transitions);
    saveMessages(*m_database, commit.outbox);
    saveQuarantine(commit.quarantine);
    return m_database->endTransaction();
}

Result<void> SqliteStore::forgetStateExcept(const std::vector<std::string>& owners) {
    begin(false);
    forgetState(*m_database, owners);
    return m_database->endTransaction();
}

void SqliteStore::saveRows(const Commit& commit) {
    std::map<std::string, std::vector<const Batch*>> byMetric;
    for (const Commit::Rows& rows : commit.rows) {
        if (rows.rows && !rows.rows->empty()) byMetric[rows.metric].push_back(rows.rows.get());
    }
    JournalEntry journal;
    for (const auto& [name, batches] : byMetric) {
        const auto metric = m_metrics.find(name);
        if (metric == m_metrics.end()) return m_database->fail(unfit(name));
        saveMetricRows(metric->second, batches, commit.at, journal);
    }
    journal.save(*m_database);
    for (const Commit::Rows& rows : commit.rows) {
        if (!rows.reach.empty() && rows.rows) saveRowsReach(rows, commit.at);
    }
}

void SqliteStore::saveRowsReach(const Commit::Rows& rows, Micros at) {
    const auto metric = m_metrics.find(rows.metric);
    if (metric == m_metrics.end() || !metric->second.definition.timeColumn) return;
    const MetricDefinition& definition = metric->second.definition;
    const std::vector<Micros> times =
        RowCodec(definition.schema, definition.timeColumn).timesOf(*rows.rows, at);
    saveReach(*m_database, rows.metric, {times.begin(), times.end()}, rows.reach);
}

void SqliteStore::saveMetricRows(const StoredMetric& metric, const std::vector<const Batch*>& batches,
                                 Micros at, JournalEntry& journal) {
    const MetricDefinition& definition = metric.definition;
    const RowCodec codec(definition.schema, definition.timeColumn);
    RowMerge merged(definition);
    for (const Batch* rows : batches) {
        if (!fits(*rows, *definition.schema)) return m_database->fail(unfit(definition.name));
        if (hasDeletes(*rows)) {
            return m_database->fail({.code = ErrorCode::NotYet,
                                     .id = "store.deletes",
                                     .what = "the result of '" + definition.name +
                                             "' takes rows back, which "
                                             "history cannot do yet",
                                     .arguments = {definition.name}});
        }
        merged.add({*rows, codec.timesOf(*rows, at)});
    }
    merged.order();
    if (merged.rows() > kDirectRows) {
        // What waits in the journal is older, so it has to reach the blocks first.
        compactJournal(*m_database);
        return mergeIntoBlocks(*m_database, metric, merged);
    }
    Result<TimedRows> rows = merged.build(0, merged.rows());
    if (!rows) return m_database->fail(std::move(rows).error());
    journal.add(metric, codec, *rows);
}

void SqliteStore::saveOffsets(const std::vector<Commit::Offsets>& offsets) {
    for (const Commit::Offsets& position : offsets) {
        for (const auto& [partition, next] : position.next) {
            SqlStatement(
                *m_database,
                "INSERT OR REPLACE INTO position(source, identity, partition, next) VALUES(?, ?, ?, ?)",
                position.source, position.identity, static_cast<std::int64_t>(partition), next)
                .run();
        }
    }
}

void SqliteStore::saveQuarantine(const std::vector<std::pair<std::string, BadRecord>>& records) {
    if (records.empty()) return;
    for (const auto& [source, record] : records) {
        SqlStatement(*m_database,
                     "INSERT INTO quarantine(source, partition, position, cause, detail, bytes, size) "
                     "VALUES(?, ?, ?, ?, ?, ?, ?)",
                     source, static_cast<std::int64_t>(record.partition), record.offset, record.cause,
                     record.detail, Blob{record.bytes}, record.size)
            .run();
    }
    SqlStatement(*m_database, "DELETE FROM quarantine WHERE id <= (SELECT max(id) FROM quarantine) - ?",
                 kQuarantined)
        .run();
}

Result<std::vector<Commit::Offsets>> SqliteStore::offsets(const std::string& source) {
    std::vector<Commit::Offsets> positions;
    {
        SqlStatement query(*m_database,
                           "SELECT identity, partition, next FROM position WHERE source = ? "
                           "ORDER BY identity, partition",
                           source);
        while (query.next()) {
            if (positions.empty() || positions.back().identity != query.bytes(0)) {
                positions.push_back({.source = source, .identity = query.text(0)});
            }
            positions.back().next[static_cast<std::uint32_t>(query.integer(1))] = query.integer(2);
        }
    }
    if (Result<void> read = m_database->takeProblem(); !read) return std::move(read).error();
    return positions;
}

Result<std::vector<AlarmState>> SqliteStore::alarmStates() {
    std::vector<AlarmState> states = readAlarmStates(*m_database);
    if (Result<void> read = m_database->takeProblem(); !read) return std::move(read).error();
    return states;
}

Result<std::vector<OutboxMessage>> SqliteStore::dueMessages(Micros now, int limit) {
    std::vector<OutboxMessage> messages = readDueMessages(*m_database, now, limit);
    if (Result<void> read = m_database->takeProblem(); !read) return std::move(read).error();
    const auto gathers = [](const OutboxMessage& message) {
        return message.ofGap() && message.attempts == 0;
    };
    if (std::none_of(messages.begin(), messages.end(), gathers)) return messages;
    begin(true);
    std::set<std::string> gathered;  // channels
    std::erase_if(messages, [&](OutboxMessage& message) {
        if (!gathers(message)) return false;
        return !gathered.insert(message.channel).second || !gatherGap(*m_database, message, now);
    });
    if (Result<void> done = m_database->endTransaction(); !done) return std::move(done).error();
    return messages;
}

Result<void> SqliteStore::updateMessage(const OutboxMessage& message) {
    begin(true);
    updateMessageRow(*m_database, message);
    return m_database->endTransaction();
}

Result<void> SqliteStore::retryMessages(const std::string& channel, Micros now) {
    begin(true);
    SqlStatement(
        *m_database,
        "UPDATE outbox SET phase = ?, next_attempt = ? WHERE channel = ? AND phase IN (?, ?) AND created > ?",
        static_cast<int>(OutboxMessage::Phase::Waiting), now, channel,
        static_cast<int>(OutboxMessage::Phase::Waiting), static_cast<int>(OutboxMessage::Phase::Failed),
        now - kStillWorthSending)
        .run();
    return m_database->endTransaction();
}

Result<void> SqliteStore::compact() {
    begin(false);
    compactJournal(*m_database);
    forgetOldReach(*m_database);
    return m_database->endTransaction();
}

Result<void> SqliteStore::forgetRows(const Retention& retention, Micros now) {
    begin(false);
    forgetOldRows(*m_database, retention, now);
    if (Result<void> done = m_database->endTransaction(); !done) return done;
    giveFreePagesBack(*m_database);
    return m_database->takeProblem();
}

}  // namespace

Result<std::unique_ptr<Store>> Store::open(const std::string& folder) {
    auto store = std::make_unique<SqliteStore>();
    if (Result<void> opened = store->openIn(folder); !opened) return std::move(opened).error();
    return std::unique_ptr<Store>(std::move(store));
}

}  // namespace guanlan
