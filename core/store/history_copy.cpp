// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/history_copy.h"

#include "core/store/database.h"
#include "core/store/folder_lock.h"
#include "core/store/journal.h"
#include "core/store/metric_blocks.h"
#include "core/store/metric_table.h"
#include "core/store/migrations.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <system_error>

namespace guanlan {

namespace {

namespace fs = std::filesystem;

constexpr int kMostFindings = 20;

Error cancelled() {
    return {ErrorCode::Cancelled, "history.givenUp", "the work on the history was given up"};
}

Error noFile(const std::string& file) {
    return {.code = ErrorCode::NotFound,
            .id = "history.noFile",
            .what = "there is no history in '" + file + "'",
            .next = "check the name of the file",
            .arguments = {file},
            .file = file};
}

Error unwritable(const std::string& file, const std::error_code& failure) {
    return {.code = failure == std::errc::no_space_on_device ? ErrorCode::NoSpace : ErrorCode::Unavailable,
            .id = "history.notWritten",
            .what = "cannot write '" + file + "'",
            .cause = failure.message(),
            .next = "check the rights of the folder and the room on its disk",
            .arguments = {file, failure.message()},
            .file = file};
}

// A file of ours that this version can read.
Result<std::unique_ptr<Database>> openOurs(const std::string& file) {
    std::error_code failure;
    if (!fs::exists(fs::u8path(file), failure)) return noFile(file);
    auto database = Database::open(file, Database::Access::Read);
    if (!database) return database;
    bool fresh = false;
    if (Result<void> ours = checkHistoryFile(**database, fresh); !ours) return std::move(ours).error();
    if (fresh) return noFile(file);
    return database;
}

// Decodes every row of the file.
class RowCheck {
  public:
    RowCheck(Database& database, HistoryCheck& check) : m_database(database), m_check(check) {
        for (StoredMetric& metric : readMetrics(database)) {
            const std::int64_t id = metric.id;
            m_metrics.emplace(id, Known{std::move(metric)});
        }
    }

    /// False when it was given up.
    bool blocks(const ShareDone& progress) {
        SqlStatement count(m_database, "SELECT count(*) FROM block");
        const std::int64_t all = count.next() ? count.integer(0) : 0;
        SqlStatement query(m_database, "SELECT metric, row_count, bytes, first FROM block");
        while (query.next()) {
            const std::optional<std::size_t> rows = decoded(query.integer(0), query.bytes(2));
            if (!rows || static_cast<std::int64_t>(*rows) != query.integer(1))
                find(query.integer(0), "from " + formatTimestamp(query.integer(3), 0));
            ++m_check.blocks;
            m_check.rows += static_cast<std::int64_t>(rows.value_or(0));
            if (progress && !progress(static_cast<double>(m_check.blocks) / static_cast<double>(all)))
                return false;
        }
        return true;
    }

    void journal() {
        forEachInJournal(m_database, [this](std::int64_t metric, std::string_view bytes) {
            const std::optional<std::size_t> rows = decoded(metric, bytes);
            if (!rows) find(metric, "of the last minutes");
            m_check.rows += static_cast<std::int64_t>(rows.value_or(0));
        });
    }

  private:
    struct Known {
        explicit Known(StoredMetric stored)
            : metric(std::move(stored)), codec(metric.definition.schema, metric.definition.timeColumn) {}
        StoredMetric metric;
        RowCodec codec;
    };

    std::optional<std::size_t> decoded(std::int64_t metric, std::string_view bytes) {
        const auto known = m_metrics.find(metric);
        if (known == m_metrics.end()) return std::nullopt;
        const std::optional<TimedRows> rows = known->second.codec.decode(bytes);
        return rows ? std::optional(rows->times.size()) : std::nullopt;
    }

    void find(std::int64_t metric, const std::string& which) {
        if (m_check.findings.size() >= kMostFindings) return;
        const auto known = m_metrics.find(metric);
        m_check.findings.push_back(
            known == m_metrics.end()
                ? "rows of a metric that is not there (number " + std::to_string(metric) + ")"
                : "rows of '" + known->second.metric.definition.name + "' " + which + " are damaged");
    }

    Database& m_database;
    HistoryCheck& m_check;
    std::map<std::int64_t, Known> m_metrics;
};

// A problem with reading is a finding too: it is what the check is for.
void findProblem(Database& database, HistoryCheck& check) {
    if (Result<void> read = database.takeProblem(); !read) check.findings.push_back(read.error().sentence());
}

Result<HistoryCheck> checkDatabase(Database& database, const ShareDone& progress) {
    HistoryCheck check;
    database.run("BEGIN");
    {
        SqlStatement structure(database, "PRAGMA integrity_check(20)");
        while (structure.next()) {
            if (structure.bytes(0) != "ok") check.findings.push_back(structure.text(0));
        }
    }
    findProblem(database, check);
    RowCheck rows(database, check);
    const bool finished = rows.blocks(progress);
    findProblem(database, check);
    if (finished) rows.journal();
    findProblem(database, check);
    database.run("ROLLBACK");
    if (Result<void> ended = database.takeProblem(); !ended) return std::move(ended).error();
    if (!finished) return cancelled();
    return check;
}

Error notSound(const std::string& file, const std::string& finding) {
    return {.code = ErrorCode::Corrupt,
            .id = "history.backupDamaged",
            .what = "'" + file + "' is no backup, or a damaged one",
            .cause = finding,
            .next = "use another backup; the history was left as it is",
            .arguments = {file, finding},
            .file = file};
}

// A backup that was read from its first to its last row.
Result<std::unique_ptr<Database>> openSound(const std::string& file, const ShareDone& progress) {
    auto backup = openOurs(file);
    if (!backup) {
        const Error& error = backup.error();
        return error.code == ErrorCode::Corrupt ? notSound(file, error.cause) : error;
    }
    const auto check = checkDatabase(**backup, progress);
    if (!check) return check.error();
    if (!check->findings.empty()) return notSound(file, check->findings.front());
    return backup;
}

// Copies into a new file without a write-ahead log, durably.
Result<void> copyInto(Database& from, const std::string& file, const ShareDone& progress) {
    auto target = Database::open(file, Database::Access::Write);
    if (!target) return std::move(target).error();
    from.copyTo(**target, progress);
    (*target)->run("PRAGMA journal_mode = DELETE");
    if (Result<void> written = (*target)->takeProblem(); !written) return written;
    return from.takeProblem();
}

// `file` appears only when it is whole.
Result<void> copyWhole(Database& from, const std::string& file, const ShareDone& progress) {
    const std::string part = file + ".part";
    std::error_code failure;
    fs::remove(fs::u8path(part), failure);
    Result<void> copied = copyInto(from, part, progress);
    if (copied) fs::rename(fs::u8path(part), fs::u8path(file), failure);
    if (copied && failure) copied = unwritable(file, failure);
    if (!copied) fs::remove(fs::u8path(part), failure);
    return copied;
}

// The log of the present file goes into it, so that one file holds all; a damaged one keeps its log.
void foldLog(const std::string& file) {
    auto database = Database::open(file, Database::Access::Write);
    if (!database) return;
    (*database)->run("PRAGMA wal_checkpoint(TRUNCATE)");
}

// Gives the present history a second name. Nothing is moved, so that there is a history at every moment.
Result<std::string> setAside(const std::string& folder, Micros now) {
    const std::string file = folder + "/history.db";
    std::error_code failure;
    if (!fs::exists(fs::u8path(file), failure)) return std::string();
    foldLog(file);
    std::string stamp = formatTimestamp(now, 0);
    std::erase_if(stamp, [](char c) { return c == '-' || c == ':'; });
    std::replace(stamp.begin(), stamp.end(), ' ', '-');
    const std::string aside = folder + "/history-before-" + stamp + ".db";
    for (const char* ending : {"", "-wal"}) {
        const fs::path from = fs::u8path(file + ending);
        if (!fs::exists(from, failure)) continue;
        fs::create_hard_link(from, fs::u8path(aside + ending), failure);
        if (failure) fs::copy_file(from, fs::u8path(aside + ending), failure);
        if (failure) return unwritable(aside, failure);
    }
    for (const char* ending : {"-wal", "-shm"})
        fs::remove(fs::u8path(file + ending), failure);
    return aside;
}

}  // namespace

Result<HistoryCheck> checkHistory(const std::string& folder, const ShareDone& progress) {
    auto database = openOurs(folder + "/history.db");
    if (!database) return std::move(database).error();
    return checkDatabase(**database, progress);
}

Result<void> backUpHistory(const std::string& folder, const std::string& file, const ShareDone& progress) {
    std::error_code failure;
    if (fs::exists(fs::u8path(file), failure)) {
        return Error{.code = ErrorCode::Conflict,
                     .id = "history.backupExists",
                     .what = "the file '" + file + "' is there already",
                     .next = "choose another name; it was left as it is",
                     .arguments = {file},
                     .file = file};
    }
    auto database = openOurs(folder + "/history.db");
    if (!database) return std::move(database).error();
    return copyWhole(**database, file, progress);
}

Result<void> checkBackup(const std::string& file, const ShareDone& progress) {
    const auto backup = openSound(file, progress);
    return backup ? Result<void>() : backup.error();
}

Result<std::string> restoreHistory(const std::string& folder, const std::string& file, Micros now,
                                   const ShareDone& progress) {
    const auto backup = openSound(file, progress);
    if (!backup) return backup.error();
    std::error_code failure;
    fs::create_directories(fs::u8path(folder), failure);
    if (failure) return unwritable(folder, failure);
    FolderLock lock;
    if (Result<void> locked = lock.take(folder); !locked) return std::move(locked).error();
    const std::string ready = folder + "/history.db.restored";
    if (Result<void> copied = copyWhole(**backup, ready, {}); !copied) return std::move(copied).error();
    Result<std::string> aside = setAside(folder, now);
    if (!aside) return aside;
    fs::rename(fs::u8path(ready), fs::u8path(folder + "/history.db"), failure);
    if (failure) return unwritable(folder + "/history.db", failure);
    return aside;
}

}  // namespace guanlan
