// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/zone.h"
#include "core/exec/lookup_table.h"
#include "core/lookup/mysql_address.h"

#include <QSqlDatabase>

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace guanlan {

/// A connection to a server, opened when it is first needed and again after it was lost. It lives and dies on
/// one thread.
class MysqlSession {
  public:
    struct Settings {
        MysqlAddress address;
        Zone zone{};
        std::chrono::seconds wait{5};  ///< for the server, each time
    };
    MysqlSession(LookupRequest request, Settings settings);
    ~MysqlSession() { close(); }
    MysqlSession(const MysqlSession&) = delete;
    MysqlSession& operator=(const MysqlSession&) = delete;

    /// The rows of each key, with one query. Unavailable: it may go well next time.
    Result<std::vector<LookupRows>> ask(std::span<const RowValues> keys);

  private:
    Result<void> open();
    void close();
    [[nodiscard]] Error problem(const QSqlError& error) const;
    [[nodiscard]] std::string queryOf(std::size_t keys) const;

    LookupRequest m_request;
    Settings m_settings;
    std::optional<QSqlDatabase> m_database;
};

}  // namespace guanlan
