// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/console_run.h"

#include "tests/support/accounting_check.h"
#include "tests/support/written_file.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QtTest>

namespace guanlan {

ConsoleRun finishConsole(QProcess& process) {
    if (!process.waitForFinished(60'000)) {
        process.kill();
        process.waitForFinished();
    }
    ConsoleRun outcome{process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
                       QString::fromUtf8(process.readAllStandardOutput()),
                       QString::fromUtf8(process.readAllStandardError()),
                       {}};
    const auto statistics = outcome.err.indexOf(QLatin1String("{\"sources\":"));
    if (statistics < 0) return outcome;
    outcome.statistics = QJsonDocument::fromJson(outcome.err.mid(statistics).toUtf8()).object();
    outcome.err.truncate(statistics);
    const QString imbalance = imbalanceOf(outcome.statistics);
    if (!imbalance.isEmpty()) QTest::qFail(qPrintable(imbalance), __FILE__, __LINE__);
    return outcome;
}

void launchConsole(QProcess& process, QStringList arguments) {
    if (arguments.value(0) == "run" && !arguments.contains("--stats")) arguments.append("--stats");
    process.start(QStringLiteral(GUANLAN_BINARY_DIR "/app/console/guanlanctl"), arguments);
}

ConsoleRun guanlanctl(const QStringList& arguments) {
    QProcess process;
    launchConsole(process, arguments);
    return finishConsole(process);
}

QString ScriptFolder::write(const QString& name, const QByteArray& bytes) const {
    const QString path = m_folder.filePath(name);
    writeFile(path, bytes);
    return path;
}

const QString kPlaysTable = QStringLiteral(
    "CREATE TABLE plays (region STRING, user_id BIGINT, at TIMESTAMP(3),\n"
    "  WATERMARK FOR at AS at - INTERVAL '2' SECOND)\n"
    "WITH ('connector' = 'filesystem', 'path' = 'data/plays.json', 'format' = 'json');\n");

const QByteArray kPlayLines =
    "{\"region\":\"Beijing\",\"user_id\":9007199254740993,\"at\":\"2026-03-01 08:00:01\"}\n"
    "{\"region\":\"Beijing\",\"user_id\":2,\"at\":\"2026-03-01T08:00:30Z\"}\n"
    "{\"region\":\"Hainan\",\"user_id\":1,\"at\":\"2026-03-01 08:00:59.5\"}\n"
    "{\"region\":\"Hainan\",\"user_id\":\n"
    "{\"region\":\"Beijing\",\"user_id\":\"x\",\"at\":\"2026-03-01 08:01:00\"}\n"
    "{\"region\":\"Beijing\",\"user_id\":3,\"at\":\"2026-03-01 08:02:10\"}\n"
    "{\"region\":\"Tibet\",\"user_id\":4,\"at\":\"2026-03-01 08:00:00\"}\n";

}  // namespace guanlan
