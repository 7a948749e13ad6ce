// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lookup/sqlite_lookup.h"

#include "core/base/decimal.h"
#include "core/lookup/lookup_cache.h"
#include "core/store/database.h"

#include <filesystem>

namespace guanlan {

namespace {

std::string quotedName(const std::string& name) {
    std::string text = "\"";
    for (const char c : name)
        text += c == '"' ? std::string("\"\"") : std::string(1, c);
    return text + "\"";
}

std::string queryOf(const LookupRequest& request) {
    std::string sql = "SELECT ";
    for (const TableColumn& column : request.table.columns)
        sql += (&column == request.table.columns.data() ? "" : ", ") + quotedName(column.name);
    sql += " FROM " + quotedName(request.table.option("table-name")) + " WHERE ";
    for (std::size_t i = 0; i < request.keys.size(); ++i)
        sql += (i == 0 ? "" : " AND ") + quotedName(request.table.columns[request.keys[i]].name) + " = ?";
    return sql;
}

/// Types that SQLite keeps as numbers or texts.
bool canRead(const DataType& type) {
    return type.isInteger() || type.isApproximate() || type.kind == TypeKind::Boolean ||
           type.kind == TypeKind::String || type.kind == TypeKind::Decimal ||
           type.kind == TypeKind::Timestamp;
}

Value cellOf(const SqlStatement& statement, int column, const DataType& type) {
    if (statement.isNull(column)) return {};
    if (type.isApproximate()) return statement.real(column);
    if (type.kind == TypeKind::String) return statement.text(column);
    if (type.kind == TypeKind::Decimal) {
        const auto decimal = parseDecimal(statement.bytes(column), type.scale);
        return decimal ? Value(*decimal) : Value();
    }
    if (type.kind == TypeKind::Timestamp) {
        const auto time = parseTimestamp(statement.bytes(column));
        return time ? Value(std::int64_t{time->wallTime}) : Value();
    }
    return statement.integer(column);
}

class SqliteLookup final : public LookupTable {
  public:
    SqliteLookup(LookupRequest request, std::string path, LookupCache cache)
        : m_request(std::move(request)),
          m_path(std::move(path)),
          m_sql(queryOf(m_request)),
          m_cache(std::move(cache)) {}

    Result<std::vector<LookupRows>> find(std::span<const RowValues> keys) override {
        std::vector<LookupRows> answers;
        answers.reserve(keys.size());
        for (const RowValues& key : keys) {
            LookupRows rows = m_cache.find(key);
            if (!rows) {
                auto asked = ask(key);
                if (!asked) return std::move(asked).error();
                rows = std::move(*asked);
                m_cache.keep(key, rows);
            }
            answers.push_back(std::move(rows));
        }
        return answers;
    }

  private:
    Result<LookupRows> ask(const RowValues& key) {
        if (!m_database) {
            auto opened = Database::open(m_path, Database::Access::Read);
            if (!opened) return std::move(opened).error();
            m_database = std::move(*opened);
        }
        auto rows = std::make_shared<std::vector<RowValues>>();
        {
            SqlStatement statement(*m_database, m_sql.c_str(), std::span<const Value>(key));
            while (statement.next()) {
                RowValues row;
                for (std::size_t i = 0; i < m_request.table.columns.size(); ++i)
                    row.push_back(cellOf(statement, static_cast<int>(i), m_request.table.columns[i].type));
                rows->push_back(std::move(row));
            }
        }
        if (auto asked = m_database->takeProblem(); !asked) {
            m_database.reset();  // opened anew next time
            return std::move(asked).error();
        }
        return LookupRows(std::move(rows));
    }

    LookupRequest m_request;
    std::string m_path;
    std::string m_sql;
    LookupCache m_cache;
    std::unique_ptr<Database> m_database;
};

}  // namespace

Result<std::unique_ptr<LookupTable>> createSqliteLookup(const LookupRequest& request,
                                                        const LookupSettings& settings,
                                                        std::string_view file) {
    for (const TableColumn& column : request.table.columns) {
        if (canRead(column.type)) continue;
        Error error{.code = ErrorCode::InvalidInput,
                    .id = "lookup.column",
                    .what = "the column '" + column.name + "' is " + column.type.sql() +
                            ", which cannot be looked up in SQLite",
                    .next = "declare it as STRING"};
        error.position = request.table.position;
        return error;
    }
    auto limits = LookupCache::limitsOf(request.table);
    if (!limits) return std::move(limits).error();
    const std::filesystem::path path = std::filesystem::path(settings.baseFolder) / file;
    return std::unique_ptr<LookupTable>(
        std::make_unique<SqliteLookup>(request, path.string(), LookupCache(*limits, *settings.clock)));
}

}  // namespace guanlan
