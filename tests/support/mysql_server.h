// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "tests/support/child_process.h"

#include <QTemporaryDir>

#include <string>

namespace guanlan {

/// A real MySQL-compatible server (MariaDB) on a free loopback port with an empty database "flink" and the
/// user "root", who logs in with a password. It keeps port and data over stop() and start(), and dies with
/// the test.
class MysqlServer {
  public:
    explicit MysqlServer(std::string password) : m_password(std::move(password)) {}
    ~MysqlServer() { kill(); }
    MysqlServer(const MysqlServer&) = delete;
    MysqlServer& operator=(const MysqlServer&) = delete;

    /// Returns when clients are served. NotFound when MariaDB is not installed.
    Result<void> start();
    /// A clean shutdown.
    void stop() { m_process.stopWithin(20'000); }
    void kill() { m_process.killNow(); }
    /// It keeps its port and answers nothing, as a machine that hangs does.
    void freeze();
    void thaw();

    /// Statements in the database "flink", as an administrator.
    Result<void> run(const std::string& sql) const;
    /// The first cell of the first row, as text.
    Result<std::string> ask(const std::string& sql) const;

    [[nodiscard]] int port() const { return m_port; }
    /// "jdbc:mysql://localhost:PORT/flink"
    [[nodiscard]] std::string url() const;

  private:
    Result<void> install();
    Result<void> awaitReady() const;
    Result<QByteArray> client(const std::string& sql) const;

    std::string m_password;
    QTemporaryDir m_folder;
    ChildProcess m_process;
    int m_port = 0;
};

}  // namespace guanlan
