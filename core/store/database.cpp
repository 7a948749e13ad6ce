// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/database.h"

#include <sqlite3.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace guanlan {

namespace {

constexpr int kBusyMilliseconds = 5000;
constexpr int kPagesAStep = 64;

bool noRoom(int code, int systemError) {
    return (code & 0xff) == SQLITE_FULL ||
           ((code & 0xff) == SQLITE_IOERR &&
            (systemError == ENOSPC || systemError == EDQUOT || systemError == EFBIG));
}

Error withCode(int code, int systemError) {
    if (noRoom(code, systemError)) {
        return {.code = ErrorCode::NoSpace,
                .id = "store.noSpace",
                .what = "the history could not be saved: no space left",
                .next = "free space on the disk; saving goes on by itself"};
    }
    switch (code & 0xff) {
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return {.code = ErrorCode::Corrupt,
                    .id = "store.damaged",
                    .what = "the history file is damaged",
                    .next = "it was left as it is: move it aside, or put a copy back in its place"};
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_CANTOPEN:
        case SQLITE_AUTH:
            return {.code = ErrorCode::Unavailable,
                    .id = "store.notWritable",
                    .what = "the history file cannot be opened for writing",
                    .next = "check the rights of the folder and whether its disk is mounted read-only"};
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return {.code = ErrorCode::Unavailable,
                    .id = "store.busy",
                    .what = "the history file is held by another program",
                    .next = "close the program that has it open"};
        case SQLITE_IOERR:
            return {.code = ErrorCode::Unavailable,
                    .id = "store.disk",
                    .what = "the disk reports an error while the history is read or saved",
                    .next = "check the disk; saving is tried again"};
        default:
            return {.code = ErrorCode::Internal,
                    .id = "store.internal",
                    .what = "a statement to the history failed"};
    }
}

Error errorOf(sqlite3* handle, const std::string& path) {
    const int systemError = sqlite3_system_errno(handle);
    const int code = sqlite3_extended_errcode(handle);
    Error error = withCode(code, systemError);
    error.cause = std::string(sqlite3_errmsg(handle)) + " (SQLite " + std::to_string(code) + ")";
    if (systemError != 0 && (code & 0xff) != SQLITE_CORRUPT) {
        error.cause += std::string(", ") + std::strerror(systemError);
    }
    error.file = path;
    error.arguments = {path, error.cause};
    return error;
}

}  // namespace

Result<std::unique_ptr<Database>> Database::open(const std::string& path, Access access) {
    const int flags =
        access == Access::Write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
    sqlite3* handle = nullptr;
    const int code = sqlite3_open_v2(path.c_str(), &handle, flags | SQLITE_OPEN_NOMUTEX, nullptr);
    std::unique_ptr<Database> database(new Database(handle, path));
    if (code != SQLITE_OK) {
        database->failFromSqlite();
        return database->takeProblem().error();
    }
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_busy_timeout(handle, kBusyMilliseconds);
    return database;
}

Database::~Database() {
    for (const auto& [sql, statement] : m_idle)
        sqlite3_finalize(statement);
    sqlite3_close(m_handle);
}

void Database::fail(Error error) {
    if (!m_problem) m_problem = std::move(error);
}

void Database::failFromSqlite() {
    fail(errorOf(m_handle, m_path));
}

Result<void> Database::takeProblem() {
    if (!m_problem) return {};
    Error problem = std::move(*m_problem);
    m_problem.reset();
    return problem;
}

void Database::run(const std::string& sql) {
    if (failed()) return;
    if (sqlite3_exec(m_handle, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) failFromSqlite();
}

Result<void> Database::endTransaction() {
    run("COMMIT");
    Result<void> result = takeProblem();
    // Some errors (a full disk) have rolled back already.
    if (!result && sqlite3_get_autocommit(m_handle) == 0) {
        run("ROLLBACK");
        if (Result<void> rolledBack = takeProblem(); !rolledBack) return rolledBack;
    }
    return result;
}

void Database::copyTo(Database& target, const std::function<bool(double)>& progress) {
    // A transaction of our own keeps the picture: without it a write by others would begin the copy anew.
    run("BEGIN");
    SqlStatement(*this, "SELECT count(*) FROM sqlite_master").run();
    if (failed()) return;
    sqlite3_backup* copy = sqlite3_backup_init(target.m_handle, "main", m_handle, "main");
    if (copy == nullptr) return target.failFromSqlite();
    while (sqlite3_backup_step(copy, kPagesAStep) == SQLITE_OK) {
        const int pages = sqlite3_backup_pagecount(copy);
        const double done = 1.0 - static_cast<double>(sqlite3_backup_remaining(copy)) / std::max(1, pages);
        if (progress && !progress(done)) {
            target.fail({ErrorCode::Cancelled, "store.copyCancelled", "the copy was given up"});
            break;
        }
    }
    if (sqlite3_backup_finish(copy) != SQLITE_OK) target.failFromSqlite();
    run("COMMIT");
}

std::int64_t Database::lastInsertId() const {
    return sqlite3_last_insert_rowid(m_handle);
}

int Database::changes() const {
    return sqlite3_changes(m_handle);
}

sqlite3_stmt* Database::prepared(const char* sql) {
    if (failed()) return nullptr;
    if (const auto idle = m_idle.find(std::string_view(sql)); idle != m_idle.end()) {
        sqlite3_stmt* statement = idle->second;
        m_idle.erase(idle);
        return statement;
    }
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v3(m_handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK) {
        failFromSqlite();
    }
    return statement;
}

void Database::giveBack(sqlite3_stmt* statement, const char* sql) {
    if (statement == nullptr) return;
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    m_idle.emplace(sql, statement);
}

bool SqlStatement::next() {
    if (m_statement == nullptr || m_database.failed()) return false;
    const int code = sqlite3_step(m_statement);
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) m_database.failFromSqlite();
    return false;
}

std::int64_t SqlStatement::integer(int column) const {
    return sqlite3_column_int64(m_statement, column);
}

double SqlStatement::real(int column) const {
    return sqlite3_column_double(m_statement, column);
}

std::string_view SqlStatement::bytes(int column) const {
    const void* data = sqlite3_column_blob(m_statement, column);
    const int size = sqlite3_column_bytes(m_statement, column);
    return data == nullptr ? std::string_view()
                           : std::string_view(static_cast<const char*>(data), static_cast<std::size_t>(size));
}

bool SqlStatement::isNull(int column) const {
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

void SqlStatement::bind(std::int64_t value) {
    if (m_statement != nullptr) sqlite3_bind_int64(m_statement, ++m_parameter, value);
}

void SqlStatement::bind(double value) {
    if (m_statement != nullptr) sqlite3_bind_double(m_statement, ++m_parameter, value);
}

void SqlStatement::bind(std::string_view text) {
    if (m_statement == nullptr) return;
    // An empty view may have no data at all, which SQLite would take for NULL.
    const char* data = text.data() == nullptr ? "" : text.data();
    if (sqlite3_bind_text64(m_statement, ++m_parameter, data, text.size(), SQLITE_STATIC, SQLITE_UTF8) !=
        SQLITE_OK) {
        m_database.failFromSqlite();
    }
}

void SqlStatement::bind(const Value& value) {
    if (const auto* integer = std::get_if<std::int64_t>(&value)) return bind(*integer);
    if (const auto* real = std::get_if<double>(&value)) return bind(*real);
    if (const auto* text = std::get_if<std::string>(&value)) return bind(std::string_view(*text));
    ++m_parameter;  // stays NULL
}

void SqlStatement::bind(Blob blob) {
    if (m_statement == nullptr) return;
    const char* data = blob.bytes.data() == nullptr ? "" : blob.bytes.data();
    if (sqlite3_bind_blob64(m_statement, ++m_parameter, data, blob.bytes.size(), SQLITE_STATIC) !=
        SQLITE_OK) {
        m_database.failFromSqlite();
    }
}

}  // namespace guanlan
