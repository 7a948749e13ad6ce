// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/mysql_server.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QStandardPaths>
#include <QThread>

#include <sys/wait.h>

#include <csignal>

namespace guanlan {

namespace {

Error serverError(ErrorCode code, std::string what, std::string cause) {
    return Error{.code = code, .id = "test.mysql", .what = std::move(what), .cause = std::move(cause)};
}

/// Debian keeps the server where only root looks for programs.
QString programNamed(const QString& name) {
    const QString found = QStandardPaths::findExecutable(name);
    return found.isEmpty() ? QStandardPaths::findExecutable(name, {QStringLiteral("/usr/sbin")}) : found;
}

}  // namespace

Result<void> MysqlServer::install() {
    const QString installer = programNamed(QStringLiteral("mariadb-install-db"));
    if (installer.isEmpty() || programNamed(QStringLiteral("mariadbd")).isEmpty())
        return serverError(ErrorCode::NotFound, "the MySQL server is not available", "no mariadb-server");
    ChildProcess tool;
    const QStringList arguments{QStringLiteral("--no-defaults"),
                                QStringLiteral("--user=root"),
                                QStringLiteral("--datadir=") + m_folder.filePath(QStringLiteral("data")),
                                QStringLiteral("--auth-root-authentication-method=normal"),
                                QStringLiteral("--skip-test-db"),
                                QStringLiteral("--skip-name-resolve")};
    if (auto launched = tool.launch(installer, arguments); !launched) return launched;
    if (!tool.waitForFinished(120'000) || tool.exitCode() != 0) {
        return serverError(ErrorCode::Internal, "the server's data cannot be made",
                           tool.readAllStandardError().toStdString());
    }
    QFile script(m_folder.filePath(QStringLiteral("init.sql")));
    if (!script.open(QIODevice::WriteOnly))
        return serverError(ErrorCode::Internal, "cannot write", script.errorString().toStdString());
    script.write("CREATE DATABASE IF NOT EXISTS flink CHARACTER SET utf8mb4;\n");
    for (const char* host : {"localhost", "127.0.0.1"}) {
        script.write("CREATE USER IF NOT EXISTS root@'" + QByteArray(host) + "';\n");
        script.write("ALTER USER root@'" + QByteArray(host) + "' IDENTIFIED BY '" +
                     QByteArray::fromStdString(m_password).replace("'", "''") + "';\n");
        script.write("GRANT ALL ON *.* TO root@'" + QByteArray(host) + "';\n");
    }
    m_port = freePort();
    return {};
}

Result<void> MysqlServer::start() {
    if (m_port == 0) {
        if (auto installed = install(); !installed) return installed;
    }
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setStandardOutputFile(m_folder.filePath(QStringLiteral("server.log")), QIODevice::Append);
    const QStringList arguments{
        QStringLiteral("--no-defaults"),
        QStringLiteral("--user=root"),
        QStringLiteral("--datadir=") + m_folder.filePath(QStringLiteral("data")),
        QStringLiteral("--init-file=") + m_folder.filePath(QStringLiteral("init.sql")),
        QStringLiteral("--bind-address=127.0.0.1"),
        QStringLiteral("--port=%1").arg(m_port),
        QStringLiteral("--socket=") + m_folder.filePath(QStringLiteral("socket")),
        QStringLiteral("--skip-name-resolve"),
        QStringLiteral("--innodb-flush-log-at-trx-commit=0"),
        QStringLiteral("--innodb-buffer-pool-size=16M")};
    if (auto launched = m_process.launch(programNamed(QStringLiteral("mariadbd")), arguments); !launched)
        return launched;
    return awaitReady();
}

Result<void> MysqlServer::awaitReady() const {
    const QDeadlineTimer deadline(60'000);
    Result<void> ready;
    do {
        ready = run("DO 0");
        if (ready) return ready;
        QThread::msleep(50);
    } while (m_process.state() == QProcess::Running && !deadline.hasExpired());
    QFile log(m_folder.filePath(QStringLiteral("server.log")));
    const QByteArray text = log.open(QIODevice::ReadOnly) ? log.readAll().right(2000) : QByteArray();
    return serverError(ErrorCode::Internal, "the MySQL server does not answer",
                       ready.error().cause + "\n" + text.toStdString());
}

void MysqlServer::freeze() {
    const auto process = static_cast<pid_t>(m_process.processId());
    ::kill(process, SIGSTOP);
    // The signal is only on its way: until every thread has stopped, one may still answer.
    siginfo_t stopped{};
    ::waitid(P_PID, static_cast<id_t>(process), &stopped, WSTOPPED | WNOWAIT);
}

void MysqlServer::thaw() {
    ::kill(static_cast<pid_t>(m_process.processId()), SIGCONT);
}

Result<QByteArray> MysqlServer::client(const std::string& sql) const {
    ChildProcess client;
    const QStringList arguments{QStringLiteral("--no-defaults"),
                                QStringLiteral("--socket=") + m_folder.filePath(QStringLiteral("socket")),
                                QStringLiteral("--user=root"),
                                QStringLiteral("--password=") + QString::fromStdString(m_password),
                                QStringLiteral("--default-character-set=utf8mb4"),
                                QStringLiteral("--batch"),
                                QStringLiteral("--skip-column-names"),
                                QStringLiteral("--local-infile"),
                                QStringLiteral("flink")};
    if (auto launched = client.launch(QStringLiteral("mariadb"), arguments); !launched)
        return std::move(launched).error();
    client.write(QByteArray::fromStdString(sql));
    client.closeWriteChannel();
    if (client.waitForFinished(60'000) && client.exitCode() == 0) return client.readAllStandardOutput();
    return serverError(ErrorCode::Internal, "the statement failed",
                       client.readAllStandardError().toStdString());
}

Result<void> MysqlServer::run(const std::string& sql) const {
    const auto answer = client(sql);
    return answer ? Result<void>() : answer.error();
}

Result<std::string> MysqlServer::ask(const std::string& sql) const {
    const auto answer = client(sql);
    if (!answer) return answer.error();
    return answer->split('\n').first().split('\t').first().toStdString();
}

std::string MysqlServer::url() const {
    return "jdbc:mysql://localhost:" + std::to_string(m_port) + "/flink";
}

}  // namespace guanlan
