// SPDX-License-Identifier: GPL-3.0-or-later
// What `guanlanctl` says: mistakes, notices, answers, plans, progress.
#include "tests/support/console_run.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QtTest>

using namespace guanlan;

class TestConsole : public QObject {
    Q_OBJECT
    ScriptFolder m_folder;

  private slots:
    void initTestCase() { m_folder.write("data/plays.json", kPlayLines); }
    void mistakesAreShownAndNothingStarts() {
        const QString path =
            m_folder.script(kPlaysTable +
                            "CREATE TABLE out_file (n BIGINT) WITH ('connector' = 'filesystem',\n"
                            "  'path' = 'never', 'format' = 'csv');\n"
                            "INSERT INTO out_file SELECT COUNT(*) FROM TABLE(TUMBLE(TABLE plays,\n"
                            "  DESCRIPTOR(at), INTERVAL '1' MINUTE)) GROUP BY window_start, window_end;\n"
                            "SELECT regio FROM plays;\n");
        for (const char* command : {"run", "check"}) {
            const ConsoleRun outcome = guanlanctl({command, path});
            QCOMPARE(outcome.code, 2);
            QVERIFY(outcome.out.isEmpty());
            QVERIFY2(outcome.err.contains("script.sql:8:8: ") && outcome.err.contains("'region'") &&
                         outcome.err.contains("  SELECT regio FROM plays;\n         ^\n"),
                     qPrintable(outcome.err));
            QVERIFY(!QFileInfo::exists(m_folder.path("never")));
        }
    }
    void wrongOptionsOfConnectorsAreMistakesToo() {
        for (const auto& [option, part] : {
                 std::pair{"'connector' = 'filesystm', 'path' = 'x'", "did you mean 'filesystem'?"},
                 std::pair{"'connector' = 'filesystem', 'pth' = 'x'", "path"},
                 std::pair{
                     "'connector' = 'filesystem', 'path' = 'x', 'json.timestamp-format.standard' = 'iso'",
                     "ISO-8601"},
                 std::pair{"'connector' = 'kafka', 'topic' = 't', 'properties.bootstrap.servers' = 'x:1'",
                           "properties.group.id"},
             }) {
            const QString path = m_folder.script(
                QString("CREATE TABLE t (a BIGINT) WITH (%1, 'format' = 'json');\nSELECT a FROM t;\n")
                    .arg(option));
            const ConsoleRun outcome = guanlanctl({"run", path});
            QCOMPARE(outcome.code, 2);
            QVERIFY2(outcome.err.contains(part) && outcome.err.contains("script.sql:1:"),
                     qPrintable(outcome.err));
        }
    }
    void extensionsOfFlinkAreNamed() {
        const QString path = m_folder.script(
            "CREATE TABLE t (k STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = "
            "'filesystem', 'path' = 'x.json', 'format' = 'json', 'guanlan.tail' = 'true');\n"
            "SELECT window_end, COUNT(*) AS n FROM TABLE(\n"
            "  TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' MONTH)) GROUP BY window_start, window_end;\n");
        const ConsoleRun outcome = guanlanctl({"check", path, "--flink"});
        QVERIFY2(outcome.out.contains(":1:") && outcome.out.contains("'guanlan.tail'"),
                 qPrintable(outcome.out));
        QVERIFY(outcome.out.contains(":3:35: Flink 1.20 does not have a window of calendar months"));
        const auto facts =
            QJsonDocument::fromJson(guanlanctl({"check", path, "--flink", "--json"}).out.toUtf8()).object();
        QVERIFY(facts["flink_extensions"].toArray().size() >= 2);
    }
    void questionsAreAnswered() {
        const QString path =
            m_folder.script(kPlaysTable +
                            "SHOW TABLES;\nDESCRIBE plays;\n"
                            "EXPLAIN SELECT region FROM plays WHERE user_id > 1;\nSHOW FUNCTIONS;\n");
        const ConsoleRun outcome = guanlanctl({"run", path});
        QVERIFY2(outcome.code == 0, qPrintable(outcome.err));
        const QStringList lines = outcome.out.split('\n');
        QCOMPARE(lines[0], QString("{\"table name\":\"plays\"}"));
        QCOMPARE(lines[1], QString("{\"name\":\"region\",\"type\":\"STRING\",\"null\":\"TRUE\",\"key\":null,"
                                   "\"extras\":null,\"watermark\":null}"));
        QVERIFY(lines[4].contains("Scan plays"));
        QVERIFY(lines.contains("{\"function name\":\"DATE_FORMAT\"}"));
        QVERIFY(lines.contains("{\"function name\":\"STDDEV_SAMP\"}"));
    }
    /// A query that the state does not know begins with what comes now, and says so.
    void changedQueriesSaySo() {
        const QString table = QString(kPlaysTable).replace("plays.json", "kept.json");
        const QString state = m_folder.path("kept");
        m_folder.write("data/kept.json", kPlayLines);
        const QString first = "SELECT region, COUNT(*) AS n FROM plays GROUP BY region;\n";
        QCOMPARE(guanlanctl({"run", m_folder.script(table + first), "--state", state}).code, 0);
        const ConsoleRun outcome =
            guanlanctl({"run", m_folder.script(table + first + "SELECT MAX(user_id) AS m FROM plays;\n"),
                        "--state", state});
        QCOMPARE(outcome.code, 0);
        QVERIFY2(outcome.err.contains("query 2: it is new or has changed"), qPrintable(outcome.err));
        QVERIFY(!outcome.err.contains("query 1:"));
        QVERIFY(outcome.out.contains("{\"query\":1,\"region\":\"Beijing\",\"n\":3}"));
    }
    /// Statements of Flink's SQL client that need no cluster.
    void statementsAsTheClientTakesThem() {
        const QString path = m_folder.script(
            kPlaysTable +
            "CREATE TABLE plain WITH ('connector' = 'print') LIKE plays\n"
            "  (EXCLUDING ALL);\n"
            "BEGIN STATEMENT SET;\n"
            "INSERT INTO plain SELECT region, user_id, at FROM plays WHERE user_id = 4;\n"
            "INSERT INTO plain SELECT 'all', COUNT(*), MAX(at) FROM plays WHERE user_id = 3;\n"
            "END;\n"
            "DESCRIBE plain;\n"
            "DROP TABLE IF EXISTS nothing;\n");
        const ConsoleRun outcome = guanlanctl({"run", path});
        QVERIFY2(outcome.code == 0, qPrintable(outcome.err));
        QVERIFY2(outcome.err.contains("+I[Tibet, 4, 2026-03-01 08:00:00.000]\n") &&
                     outcome.err.contains("+I[all, 1, 2026-03-01 08:02:10.000]\n"),
                 qPrintable(outcome.err));
        QCOMPARE(outcome.out.count("\"watermark\":null"), 3);
    }
    void settingsAreCheckedWithTheirPlace() {
        const ConsoleRun outcome =
            guanlanctl({"check", m_folder.script("SET 'table.local-time-zone' = 'Asia/Shangai';\n" +
                                                 kPlaysTable + "SELECT region FROM plays;\n")});
        QCOMPARE(outcome.code, 2);
        QVERIFY2(outcome.err.contains("script.sql:1:31: There is no time zone 'Asia/Shangai'; Did you mean "
                                      "Asia/Shanghai?\n"),
                 qPrintable(outcome.err));
    }
    /// Means of whole numbers are advised against by who checks, not told to who runs.
    void adviceIsForWhoChecks() {
        const QString path = m_folder.script(kPlaysTable + "SELECT AVG(user_id) AS a FROM plays;\n");
        QVERIFY(guanlanctl({"run", path}).err.isEmpty());
        const ConsoleRun outcome = guanlanctl({"check", path});
        QCOMPARE(outcome.code, 0);
        QVERIFY2(outcome.err.contains("script.sql:4:12: AVG of whole numbers"), qPrintable(outcome.err));
    }
    /// On a terminal a long run says how far it is; elsewhere standard error stays clean.
    void progressOnATerminal() {
        const QString path = m_folder.script(
            "CREATE TABLE g (id BIGINT) WITH ('connector' = 'datagen', 'number-of-rows' = '4000',\n"
            "  'rows-per-second' = '2000');\nSELECT COUNT(*) AS n FROM g;\n");
        const QString onTerminal =
            "import os, pty, subprocess, sys\n"
            "ours, theirs = pty.openpty()\n"
            "done = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE, stderr=theirs)\n"
            "sys.stdout.buffer.write(done.stdout + os.read(ours, 65536))\n";
        const QString program = GUANLAN_BINARY_DIR "/app/console/guanlanctl";
        QProcess terminal;
        terminal.start("python3", {"-c", onTerminal, program, "run", path});
        QVERIFY(terminal.waitForFinished(60'000));
        if (terminal.readAllStandardError().contains("out of pty devices")) {
            QSKIP("this machine gives no terminals: /dev/pts is not mounted");
        }
        const QByteArray shown = terminal.readAllStandardOutput();
        QVERIFY2(shown.startsWith("{\"n\":4000}\n\r") && shown.contains(" records, ") &&
                     shown.endsWith("\r\x1b[K"),
                 shown.constData());
        QVERIFY(guanlanctl({"run", path}).err.isEmpty());
    }
    void commandLine() {
        QCOMPARE(guanlanctl({"run"}).code, 2);
        QCOMPARE(guanlanctl({"run", m_folder.path("none.sql")}).code, 2);
        QCOMPARE(guanlanctl({"rum", "x"}).code, 2);
        QCOMPARE(guanlanctl({"--help"}).code, 0);
        const QString good = m_folder.script(kPlaysTable + "SELECT region FROM plays;\n");
        QVERIFY(guanlanctl({"check", good}).out.contains("is valid"));
        const auto facts =
            QJsonDocument::fromJson(guanlanctl({"check", good, "--json"}).out.toUtf8()).object();
        QVERIFY(facts["ok"].toBool());
        QVERIFY(guanlanctl({"explain", good}).out.contains("Scan plays"));
    }
};

QTEST_GUILESS_MAIN(TestConsole)
#include "tst_console.moc"
