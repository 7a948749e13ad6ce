// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/history_sql.h"

#include "core/base/text_position.h"
#include "core/store/metric_module.h"

#include <sqlite3.h>

namespace guanlan {

namespace {

struct CloseConnection {
    void operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

/// Reading only: no file can be attached, no extension loaded, nothing written.
int allow(void* /*context*/, int action, const char* /*first*/, const char* second, const char* /*database*/,
          const char* /*trigger*/) {
    switch (action) {
        case SQLITE_SELECT:
        case SQLITE_READ:
        case SQLITE_RECURSIVE:
            return SQLITE_OK;
        case SQLITE_FUNCTION:
            return second != nullptr && std::string_view(second) == "load_extension" ? SQLITE_DENY
                                                                                     : SQLITE_OK;
        default:
            return SQLITE_DENY;
    }
}

Value cellOf(sqlite3_stmt* statement, int column) {
    switch (sqlite3_column_type(statement, column)) {
        case SQLITE_NULL:
            return {};
        case SQLITE_INTEGER:
            return static_cast<std::int64_t>(sqlite3_column_int64(statement, column));
        case SQLITE_FLOAT:
            return sqlite3_column_double(statement, column);
        default: {
            const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement, column));
            const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
            return bytes == nullptr ? std::string() : std::string(bytes, size);
        }
    }
}

class SqliteHistorySql final : public HistorySql {
  public:
    SqliteHistorySql(History& history, Zone zone) : m_tables{.history = history, .zone = std::move(zone)} {}

    Result<void> prepare() {
        auto metrics = m_tables.history.metrics();
        if (!metrics) return metrics.error();
        sqlite3* connection = nullptr;
        const int opened = sqlite3_open(":memory:", &connection);
        m_connection.reset(connection);
        if (opened != SQLITE_OK || registerMetricModule(connection, m_tables) != SQLITE_OK)
            return refused("");
        for (MetricDefinition& metric : *metrics) {
            const std::string name = metric.name;
            m_tables.metrics.emplace(name, std::move(metric));
            char* sql = sqlite3_mprintf("CREATE VIRTUAL TABLE \"%w\" USING metric", name.c_str());
            const int created = sqlite3_exec(connection, sql, nullptr, nullptr, nullptr);
            sqlite3_free(sql);
            if (created != SQLITE_OK) return refused("");
        }
        sqlite3_set_authorizer(connection, allow, nullptr);
        return {};
    }

    Result<void> run(const std::string& sql,
                     const std::function<Result<void>(const SqlRow&)>& take) override {
        m_tables.problem.reset();
        sqlite3_stmt* prepared = nullptr;
        const char* rest = nullptr;
        const int code = sqlite3_prepare_v2(m_connection.get(), sql.c_str(), -1, &prepared, &rest);
        const std::unique_ptr<sqlite3_stmt, CloseConnection> statement(prepared);
        if (code != SQLITE_OK) return refused(sql);
        if (prepared == nullptr) return wrong("there is no statement", "Write one SELECT");
        if (std::string_view(rest).find_first_not_of(" \t\r\n;") != std::string_view::npos)
            return wrong("there is more than one statement", "Write one SELECT");
        return step(prepared, sql, take);
    }

  private:
    Result<void> step(sqlite3_stmt* statement, const std::string& sql,
                      const std::function<Result<void>(const SqlRow&)>& take) {
        const int columns = sqlite3_column_count(statement);
        std::vector<std::string> names;
        for (int column = 0; column < columns; ++column)
            names.emplace_back(sqlite3_column_name(statement, column));
        std::vector<Value> cells(names.size());
        int code = SQLITE_ROW;
        while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
            for (int column = 0; column < columns; ++column)
                cells[static_cast<std::size_t>(column)] = cellOf(statement, column);
            if (Result<void> taken = take({names, cells}); !taken) return taken;
        }
        return code == SQLITE_DONE ? Result<void>() : refused(sql);
    }

    static Error wrong(std::string what, std::string next) {
        return {.code = ErrorCode::InvalidInput,
                .id = "history.sql",
                .what = std::move(what),
                .next = std::move(next)};
    }
    Error refused(const std::string& sql) {
        if (m_tables.problem) return *m_tables.problem;
        const int code = sqlite3_errcode(m_connection.get());
        if (code == SQLITE_AUTH)
            return wrong("a history can only be read", "Write a SELECT over the names of metrics");
        Error error = wrong(sqlite3_errmsg(m_connection.get()), {});
        if (code == SQLITE_NOMEM) error.code = ErrorCode::Unavailable;
        const int offset = sqlite3_error_offset(m_connection.get());
        if (offset >= 0) error.position = positionAt(sql, static_cast<std::size_t>(offset));
        return error;
    }

    MetricTables m_tables;
    std::unique_ptr<sqlite3, CloseConnection> m_connection;  // last: its tables use m_tables
};

}  // namespace

Result<std::unique_ptr<HistorySql>> HistorySql::open(History& history, const Zone& zone) {
    auto sql = std::make_unique<SqliteHistorySql>(history, zone);
    if (Result<void> prepared = sql->prepare(); !prepared) return prepared.error();
    return std::unique_ptr<HistorySql>(std::move(sql));
}

}  // namespace guanlan
