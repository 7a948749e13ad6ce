// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/batch/value.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace guanlan {

/// Bytes to be bound as a BLOB rather than as text.
struct Blob {
    std::string_view bytes;
};

/// One SQLite connection. The first thing that goes wrong sticks: later queries do nothing until
/// takeProblem() is called, so that a transaction is written without a check after every row and still
/// never half succeeds. One thread at a time.
class Database {
  public:
    enum class Access : std::uint8_t { Write, Read };
    static Result<std::unique_ptr<Database>> open(const std::string& path, Access access);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    /// Runs statements without parameters.
    void run(const std::string& sql);
    [[nodiscard]] bool failed() const { return m_problem.has_value(); }
    void fail(Error error);
    /// Ends a step: the problem met since the last call, if any.
    [[nodiscard]] Result<void> takeProblem();

    /// Ends the transaction: commits, or rolls back when anything failed since it began.
    [[nodiscard]] Result<void> endTransaction();

    /// Copies the whole file as it is at this moment into `target`, which loses what it had. Others may
    /// read and write meanwhile. `progress` gets the share done; false from it ends with Cancelled.
    void copyTo(Database& target, const std::function<bool(double)>& progress);

    [[nodiscard]] std::int64_t lastInsertId() const;
    [[nodiscard]] int changes() const;
    [[nodiscard]] const std::string& path() const { return m_path; }

  private:
    friend class SqlStatement;
    Database(sqlite3* handle, std::string path) : m_handle(handle), m_path(std::move(path)) {}
    sqlite3_stmt* prepared(const char* sql);
    void giveBack(sqlite3_stmt* statement, const char* sql);
    void failFromSqlite();

    sqlite3* m_handle;
    std::string m_path;
    std::optional<Error> m_problem;
    std::multimap<std::string, sqlite3_stmt*, std::less<>> m_idle;  // prepared, by text
};

/// One prepared statement with its parameters bound in order; they must live until the last step.
class SqlStatement {
  public:
    template <typename... Values>
    SqlStatement(Database& database, const char* sql, const Values&... values)
        : m_database(database), m_sql(sql), m_statement(database.prepared(sql)) {
        (bind(values), ...);
    }
    ~SqlStatement() { m_database.giveBack(m_statement, m_sql); }
    SqlStatement(const SqlStatement&) = delete;
    SqlStatement& operator=(const SqlStatement&) = delete;

    /// False at the end, and after a failure.
    bool next();
    void run() {
        while (next()) {
        }
    }

    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] double real(int column) const;
    /// Valid until the next step.
    [[nodiscard]] std::string_view bytes(int column) const;
    [[nodiscard]] std::string text(int column) const { return std::string(bytes(column)); }
    [[nodiscard]] bool isNull(int column) const;

  private:
    void bind(std::int64_t value);
    void bind(int value) { bind(static_cast<std::int64_t>(value)); }
    void bind(bool value) { bind(static_cast<std::int64_t>(value)); }
    void bind(double value);
    void bind(std::string_view text);
    void bind(const char* text) { bind(std::string_view(text)); }
    void bind(const std::string& text) { bind(std::string_view(text)); }
    void bind(Blob blob);
    void bind(const Value& value);
    void bind(std::span<const Value> values) {
        for (const Value& value : values)
            bind(value);
    }
    template <typename T>
    void bind(const std::optional<T>& value) {
        if (value) {
            bind(*value);
        } else {
            ++m_parameter;  // stays NULL
        }
    }

    Database& m_database;
    const char* m_sql;
    sqlite3_stmt* m_statement;
    int m_parameter = 0;
};

}  // namespace guanlan
