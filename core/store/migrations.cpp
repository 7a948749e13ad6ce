// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/migrations.h"

#include <array>

namespace guanlan {

namespace {

constexpr std::int64_t kApplicationId = 0x474c414e;  // "GLAN"

// Step N leads from version N to N + 1. A step that was ever released is never changed again.
constexpr std::array kSteps{
    R"(
    -- One shape of a metric. The newest revision of a name is the current one.
    CREATE TABLE metric(id INTEGER PRIMARY KEY, name TEXT NOT NULL, revision INTEGER NOT NULL,
                        columns TEXT NOT NULL, time_column INTEGER, dimensions TEXT NOT NULL,
                        fingerprint TEXT NOT NULL);
    CREATE INDEX metric_name ON metric(name);
    -- The rows of one commit, all metrics together, until they are compacted into blocks.
    CREATE TABLE journal(id INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
    -- Rows in order of time, then of the dimensions; blocks of one metric do not overlap in time.
    CREATE TABLE block(id INTEGER PRIMARY KEY, metric INTEGER NOT NULL, first INTEGER NOT NULL,
                       last INTEGER NOT NULL, row_count INTEGER NOT NULL, bytes BLOB NOT NULL);
    CREATE INDEX block_time ON block(metric, last, first);
    CREATE TABLE position(source TEXT NOT NULL, identity TEXT NOT NULL, partition INTEGER NOT NULL,
                          next INTEGER NOT NULL, PRIMARY KEY(source, identity, partition)) WITHOUT ROWID;
    CREATE TABLE scope(id INTEGER PRIMARY KEY, name BLOB NOT NULL UNIQUE);
    -- Segments of one key are in the order of their ids.
    CREATE TABLE state(id INTEGER PRIMARY KEY, scope INTEGER NOT NULL, key BLOB NOT NULL, bytes BLOB NOT NULL);
    CREATE INDEX state_key ON state(scope, key);
    CREATE TABLE alarm_state(rule TEXT NOT NULL, series TEXT NOT NULL, phase INTEGER NOT NULL,
                             breaches INTEGER NOT NULL, since INTEGER NOT NULL, last_window INTEGER NOT NULL,
                             value REAL, alarm TEXT NOT NULL, meaning TEXT NOT NULL,
                             PRIMARY KEY(rule, series)) WITHOUT ROWID;
    CREATE TABLE alarm(id INTEGER PRIMARY KEY, alarm TEXT NOT NULL, firing INTEGER NOT NULL,
                       transition TEXT NOT NULL, UNIQUE(alarm, firing));
    CREATE TABLE outbox(id INTEGER PRIMARY KEY, message TEXT NOT NULL UNIQUE, channel TEXT NOT NULL,
                        transition TEXT NOT NULL, phase INTEGER NOT NULL, attempts INTEGER NOT NULL,
                        next_attempt INTEGER NOT NULL, last_answer TEXT NOT NULL, delivered TEXT NOT NULL,
                        created INTEGER NOT NULL);
    CREATE INDEX outbox_due ON outbox(phase, channel, next_attempt);
    CREATE TABLE quarantine(id INTEGER PRIMARY KEY, source TEXT NOT NULL, partition INTEGER NOT NULL,
                            position INTEGER NOT NULL, cause TEXT NOT NULL, detail TEXT NOT NULL,
                            bytes BLOB NOT NULL, size INTEGER NOT NULL);
    )",
    R"(
    -- How far the sources had been read when the rows of a metric at a time were made.
    CREATE TABLE reach(metric TEXT NOT NULL, at INTEGER NOT NULL, bytes BLOB NOT NULL,
                       PRIMARY KEY(metric, at)) WITHOUT ROWID;
    )",
    R"(
    -- Whether time and dimensions name one row, so that a later one with the same replaces it.
    ALTER TABLE metric ADD COLUMN keyed INTEGER NOT NULL DEFAULT 1;
    UPDATE metric SET keyed = 0 WHERE time_column IS NULL;
    )",
    R"(
    -- From here on columns may be packed into bits and runs, which older programs cannot read.
    )",
};

std::int64_t pragma(Database& database, const char* sql) {
    SqlStatement query(database, sql);
    return query.next() ? query.integer(0) : 0;
}

Error notOurs(const std::string& path) {
    return {.code = ErrorCode::Corrupt,
            .id = "store.foreign",
            .what = "'" + path + "' is not a history of Guanlan",
            .cause = "another program has written this file",
            .next = "move it aside; it was left as it is",
            .arguments = {path},
            .file = path};
}

Error newer(const std::string& path, std::int64_t version) {
    return {.code = ErrorCode::Conflict,
            .id = "store.newer",
            .what = "the history '" + path + "' was written by a newer version of Guanlan",
            .cause = "it has format " + std::to_string(version) + ", this version knows formats up to " +
                     std::to_string(kSteps.size()),
            .next = "update Guanlan, or use another workspace folder; the file was left as it is",
            .arguments = {path, std::to_string(version), std::to_string(kSteps.size())},
            .file = path};
}

}  // namespace

Result<void> checkHistoryFile(Database& database, bool& fresh) {
    const std::int64_t application = pragma(database, "PRAGMA application_id");
    const std::int64_t version = pragma(database, "PRAGMA user_version");
    const std::int64_t tables = pragma(database, "SELECT count(*) FROM sqlite_master");
    if (Result<void> read = database.takeProblem(); !read) return read;
    fresh = tables == 0 && version == 0 && application == 0;
    if (!fresh && application != kApplicationId) return notOurs(database.path());
    if (version > static_cast<std::int64_t>(kSteps.size())) return newer(database.path(), version);
    return {};
}

Result<void> migrateHistory(Database& database) {
    const std::int64_t version = pragma(database, "PRAGMA user_version");
    if (Result<void> read = database.takeProblem(); !read) return read;
    for (auto step = static_cast<std::size_t>(version); step < kSteps.size(); ++step) {
        database.run("BEGIN IMMEDIATE");
        database.run(kSteps[step]);
        database.run("PRAGMA application_id = " + std::to_string(kApplicationId));
        database.run("PRAGMA user_version = " + std::to_string(step + 1));
        if (Result<void> done = database.endTransaction(); !done) return done;
    }
    return {};
}

}  // namespace guanlan
