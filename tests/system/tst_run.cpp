// SPDX-License-Identifier: GPL-3.0-or-later
// The contract of `guanlanctl run` and `check`, with the program itself.
#include "tests/support/accounting_check.h"
#include "tests/support/kafka_broker.h"
#include "tests/support/skip.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

#include <csignal>

using namespace guanlan;

namespace {

struct Outcome {
    int code = -1;
    QString out;
    QString err;  ///< without the statistics
    QJsonObject statistics;
};

Outcome finishOf(QProcess& process) {
    if (!process.waitForFinished(60'000)) {
        process.kill();
        process.waitForFinished();
    }
    Outcome outcome{process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
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

/// Every run accounts for its records.
void launch(QProcess& process, QStringList arguments) {
    if (arguments.value(0) == "run" && !arguments.contains("--stats")) arguments.append("--stats");
    process.start(QStringLiteral(GUANLAN_BINARY_DIR "/app/console/guanlanctl"), arguments);
}

Outcome guanlanctl(const QStringList& arguments) {
    QProcess process;
    launch(process, arguments);
    return finishOf(process);
}

const QString kPlays = QStringLiteral(
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

}  // namespace

class TestRun : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;

    QString write(const QString& name, const QByteArray& bytes) const {
        const QString path = m_folder.filePath(name);
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) qFatal("cannot write");
        return path;
    }
    [[nodiscard]] QString script(const QString& text) const { return write("script.sql", text.toUtf8()); }

  private slots:
    void initTestCase() { write("data/plays.json", kPlayLines); }

    /// Every change on a line of its own; without it the last rows by key.
    void changelogAndLastRows() {
        const QString path = script(kPlays +
                                    "SELECT region, COUNT(*) AS plays FROM plays GROUP BY region "
                                    "HAVING COUNT(*) <> 2;\n");
        const Outcome changes = guanlanctl({"run", path, "--changelog"});
        QCOMPARE(changes.code, 0);
        QCOMPARE(changes.out, QString("{\"op\":\"+I\",\"region\":\"Beijing\",\"plays\":1}\n"
                                      "{\"op\":\"-U\",\"region\":\"Beijing\",\"plays\":1}\n"
                                      "{\"op\":\"+I\",\"region\":\"Hainan\",\"plays\":1}\n"
                                      "{\"op\":\"+U\",\"region\":\"Beijing\",\"plays\":3}\n"
                                      "{\"op\":\"+I\",\"region\":\"Tibet\",\"plays\":1}\n"));
        const Outcome last = guanlanctl({"run", path});
        QCOMPARE(last.out, QString("{\"region\":\"Beijing\",\"plays\":3}\n"
                                   "{\"region\":\"Hainan\",\"plays\":1}\n"
                                   "{\"region\":\"Tibet\",\"plays\":1}\n"));
    }
    /// The second run reads only what came since, and knows what the first one counted.
    void stateGoesOn() {
        const QString table = QString(kPlays).replace("plays.json", "growing.json");
        const QString state = m_folder.filePath("state");
        const QString path = write("growing.sql", (table + "SELECT region, COUNT(*) AS plays, COUNT(DISTINCT "
                                                           "user_id) AS users FROM plays GROUP BY region;\n")
                                                      .toUtf8());
        write("data/growing.json", kPlayLines);
        const Outcome first = guanlanctl({"run", path, "--state", state});
        QVERIFY2(first.code == 0, qPrintable(first.err));
        QVERIFY(first.out.contains("{\"region\":\"Beijing\",\"plays\":3,\"users\":3}"));
        write("data/growing.json",
              kPlayLines + "{\"region\":\"Beijing\",\"user_id\":2,\"at\":\"2026-03-01 08:03:00\"}\n");
        const Outcome second = guanlanctl({"run", path, "--state", state, "--stats"});
        QVERIFY2(second.code == 0, qPrintable(second.err));
        QCOMPARE(second.out, QString("{\"region\":\"Beijing\",\"plays\":4,\"users\":3}\n"
                                     "{\"region\":\"Hainan\",\"plays\":1,\"users\":1}\n"
                                     "{\"region\":\"Tibet\",\"plays\":1,\"users\":1}\n"));
        const QJsonObject source = second.statistics["sources"].toObject()["plays"].toObject();
        QCOMPARE(source["read"].toInt(), 8);
    }

    void taobaoHour() {
        GUANLAN_SHARED_DATA(data, "taobao/user_behavior_ordered_0900-1028.csv");
        const QString path = script(
            "SET 'table.local-time-zone' = 'Asia/Shanghai';\n"
            "CREATE TABLE user_behavior (user_id BIGINT, item_id BIGINT, category_id BIGINT, behavior "
            "STRING,\n"
            "  ts BIGINT, rt AS TO_TIMESTAMP_LTZ(ts, 0), WATERMARK FOR rt AS rt - INTERVAL '5' SECOND)\n"
            "WITH ('connector' = 'filesystem', 'format' = 'csv', 'path' = '" +
            data +
            "');\n"
            "SELECT window_start, COUNT(*) AS pv, COUNT(DISTINCT user_id) AS users\n"
            "FROM TABLE(TUMBLE(TABLE user_behavior, DESCRIPTOR(rt), INTERVAL '1' HOUR))\n"
            "WHERE behavior = 'pv' GROUP BY window_start, window_end;\n");
        const Outcome outcome = guanlanctl({"run", path, "--stats"});
        QCOMPARE(outcome.code, 0);
        QCOMPARE(outcome.out.section('\n', 0, 0),
                 QString("{\"window_start\":\"2017-11-26 09:00:00.000\",\"pv\":41890,\"users\":28196}"));
        const QJsonObject source = outcome.statistics["sources"].toObject()["user_behavior"].toObject();
        QCOMPARE(source["read"].toInt(), 71777);
        QCOMPARE(source["used"].toInt(), 64084);
    }
    void badAndLateRecordsAreCountedAndNeighboursUnaffected() {
        const QString path = script(kPlays +
                                    "SELECT window_start, region, COUNT(*) AS plays, MAX(user_id) AS most, "
                                    "AVG(CAST(1.5 AS DECIMAL(4,2))) AS d\n"
                                    "FROM TABLE(TUMBLE(TABLE plays, DESCRIPTOR(at), INTERVAL '1' MINUTE))\n"
                                    "GROUP BY window_start, window_end, region;\n");
        const Outcome outcome = guanlanctl({"run", path, "--stats"});
        QVERIFY2(outcome.code == 0, qPrintable(outcome.err));
        const QStringList rows = outcome.out.split('\n', Qt::SkipEmptyParts);
        QCOMPARE(rows.size(), 3);
        QVERIFY2(rows[0].startsWith("{\"window_start\":\"2026-03-01 08:00:00.000\",\"region\":\"Beijing\","
                                    "\"plays\":2,\"most\":9007199254740993,\"d\":\"1.5"),
                 qPrintable(rows[0]));
        QVERIFY(rows[1].contains("Hainan") && rows[2].contains("08:02:00.000"));
        const QJsonObject query = outcome.statistics["queries"].toArray()[0].toObject();
        QCOMPARE(query["read"].toInt(), 7);
        QCOMPARE(query["bad"].toInt(), 2);
        QCOMPARE(query["late"].toInt(), 1);
        QCOMPARE(query["bad_by_cause"].toObject()["json.syntax"].toInt(), 1);
        QCOMPARE(query["bad_by_cause"].toObject()["json.type"].toInt(), 1);
    }
    void severalQueriesAreNumberedAndUpdatingOnesPrintOnce() {
        const QString path = script(kPlays +
                                    "SELECT COUNT(*) AS n FROM plays;\n"
                                    "SELECT region, COUNT(*) AS n FROM plays GROUP BY region;\n"
                                    "SELECT region, COUNT(*) AS n FROM plays GROUP BY region\n"
                                    "ORDER BY n DESC, region LIMIT 2;\n");
        const Outcome outcome = guanlanctl({"run", path});
        QVERIFY2(outcome.code == 0, qPrintable(outcome.err));
        QCOMPARE(outcome.out, QString("{'query':1,'n':5}\n"
                                      "{'query':2,'region':'Beijing','n':3}\n"
                                      "{'query':2,'region':'Hainan','n':1}\n"
                                      "{'query':2,'region':'Tibet','n':1}\n"
                                      "{'query':3,'region':'Beijing','n':3}\n"
                                      "{'query':3,'region':'Hainan','n':1}\n")
                                  .replace('\'', '"'));
        QVERIFY(outcome.err.isEmpty());
    }
    void insertsGoToFilesAndStandardError() {
        const QString path = script(
            kPlays +
            "CREATE TABLE out_file (region STRING, user_id BIGINT) WITH ('connector' = 'filesystem',\n"
            "  'path' = 'out', 'format' = 'csv');\n"
            "CREATE TABLE out_print (region STRING) WITH ('connector' = 'print', 'print-identifier' = 'p');\n"
            "CREATE TABLE es (region STRING, n BIGINT, PRIMARY KEY (region) NOT ENFORCED)\n"
            "WITH ('connector' = 'elasticsearch-7', 'hosts' = 'http://x:9200', 'index' = 'plays');\n"
            "INSERT INTO out_file SELECT region, user_id FROM plays WHERE user_id > 3;\n"
            "INSERT INTO out_print SELECT region FROM plays WHERE region = 'Tibet';\n"
            "INSERT INTO es SELECT region, COUNT(*) FROM plays GROUP BY region;\n");
        const Outcome outcome = guanlanctl({"run", path});
        QVERIFY2(outcome.code == 0, qPrintable(outcome.err));
        QVERIFY(outcome.out.isEmpty());
        QVERIFY2(outcome.err.contains("p> +I[Tibet]\n"), qPrintable(outcome.err));
        QVERIFY2(outcome.err.contains("script.sql:11:13: rows of 'es' are kept in history"),
                 qPrintable(outcome.err));
        const QDir out(m_folder.filePath("out"));
        QCOMPARE(out.entryList(QDir::Files).size(), 1);
        QFile file(out.filePath(out.entryList(QDir::Files).first()));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("Beijing,9007199254740993\nTibet,4\n"));
    }
    void mistakesAreShownAndNothingStarts() {
        const QString path =
            script(kPlays +
                   "CREATE TABLE out_file (n BIGINT) WITH ('connector' = 'filesystem',\n"
                   "  'path' = 'never', 'format' = 'csv');\n"
                   "INSERT INTO out_file SELECT COUNT(*) FROM TABLE(TUMBLE(TABLE plays,\n"
                   "  DESCRIPTOR(at), INTERVAL '1' MINUTE)) GROUP BY window_start, window_end;\n"
                   "SELECT regio FROM plays;\n");
        for (const char* command : {"run", "check"}) {
            const Outcome outcome = guanlanctl({command, path});
            QCOMPARE(outcome.code, 2);
            QVERIFY(outcome.out.isEmpty());
            QVERIFY2(outcome.err.contains("script.sql:8:8: ") && outcome.err.contains("'region'") &&
                         outcome.err.contains("  SELECT regio FROM plays;\n         ^\n"),
                     qPrintable(outcome.err));
            QVERIFY(!QFileInfo::exists(m_folder.filePath("never")));
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
            const QString path =
                script(QString("CREATE TABLE t (a BIGINT) WITH (%1, 'format' = 'json');\nSELECT a FROM t;\n")
                           .arg(option));
            const Outcome outcome = guanlanctl({"run", path});
            QCOMPARE(outcome.code, 2);
            QVERIFY2(outcome.err.contains(part) && outcome.err.contains("script.sql:1:"),
                     qPrintable(outcome.err));
        }
    }
    void runsThatFail() {
        const QString strict =
            QString(kPlays).replace("'json')", "'json', 'json.ignore-parse-errors' = 'false')");
        Outcome outcome = guanlanctl({"run", script(strict + "SELECT region FROM plays;\n")});
        QCOMPARE(outcome.code, 1);
        QVERIFY2(outcome.err.contains("record 3 of partition 0"), qPrintable(outcome.err));
        const QString missing = QString(kPlays).replace("plays.json", "playz.json");
        outcome = guanlanctl({"run", script(missing + "SELECT region FROM plays;\n")});
        QCOMPARE(outcome.code, 1);
        QVERIFY2(outcome.err.contains("did you mean 'plays.json'?"), qPrintable(outcome.err));
    }
    void extensionsOfFlinkAreNamed() {
        const QString path = script(
            "CREATE TABLE t (k STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = "
            "'filesystem', 'path' = 'x.json', 'format' = 'json', 'guanlan.tail' = 'true');\n"
            "SELECT window_end, COUNT(*) AS n FROM TABLE(\n"
            "  TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' MONTH)) GROUP BY window_start, window_end;\n");
        const Outcome outcome = guanlanctl({"check", path, "--flink"});
        QVERIFY2(outcome.out.contains(":1:") && outcome.out.contains("'guanlan.tail'"),
                 qPrintable(outcome.out));
        QVERIFY(outcome.out.contains(":3:35: Flink 1.20 does not have a window of calendar months"));
        const auto facts =
            QJsonDocument::fromJson(guanlanctl({"check", path, "--flink", "--json"}).out.toUtf8()).object();
        QVERIFY(facts["flink_extensions"].toArray().size() >= 2);
    }
    void questionsAreAnswered() {
        const QString path = script(kPlays +
                                    "SHOW TABLES;\nDESCRIBE plays;\n"
                                    "EXPLAIN SELECT region FROM plays WHERE user_id > 1;\nSHOW FUNCTIONS;\n");
        const Outcome outcome = guanlanctl({"run", path});
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
        const QString table = QString(kPlays).replace("plays.json", "kept.json");
        const QString state = m_folder.filePath("kept");
        write("data/kept.json", kPlayLines);
        const QString first = "SELECT region, COUNT(*) AS n FROM plays GROUP BY region;\n";
        QCOMPARE(guanlanctl({"run", script(table + first), "--state", state}).code, 0);
        const Outcome outcome = guanlanctl(
            {"run", script(table + first + "SELECT MAX(user_id) AS m FROM plays;\n"), "--state", state});
        QCOMPARE(outcome.code, 0);
        QVERIFY2(outcome.err.contains("query 2: it is new or has changed"), qPrintable(outcome.err));
        QVERIFY(!outcome.err.contains("query 1:"));
        QVERIFY(outcome.out.contains("{\"query\":1,\"region\":\"Beijing\",\"n\":3}"));
    }
    /// Statements of Flink's SQL client that need no cluster.
    void statementsAsTheClientTakesThem() {
        const QString path =
            script(kPlays +
                   "CREATE TABLE plain WITH ('connector' = 'print') LIKE plays\n"
                   "  (EXCLUDING ALL);\n"
                   "BEGIN STATEMENT SET;\n"
                   "INSERT INTO plain SELECT region, user_id, at FROM plays WHERE user_id = 4;\n"
                   "INSERT INTO plain SELECT 'all', COUNT(*), MAX(at) FROM plays WHERE user_id = 3;\n"
                   "END;\n"
                   "DESCRIBE plain;\n"
                   "DROP TABLE IF EXISTS nothing;\n");
        const Outcome outcome = guanlanctl({"run", path});
        QVERIFY2(outcome.code == 0, qPrintable(outcome.err));
        QVERIFY2(outcome.err.contains("+I[Tibet, 4, 2026-03-01 08:00:00.000]\n") &&
                     outcome.err.contains("+I[all, 1, 2026-03-01 08:02:10.000]\n"),
                 qPrintable(outcome.err));
        QCOMPARE(outcome.out.count("\"watermark\":null"), 3);
    }
    void settingsAreCheckedWithTheirPlace() {
        const Outcome outcome =
            guanlanctl({"check", script("SET 'table.local-time-zone' = 'Asia/Shangai';\n" + kPlays +
                                        "SELECT region FROM plays;\n")});
        QCOMPARE(outcome.code, 2);
        QVERIFY2(outcome.err.contains("script.sql:1:31: There is no time zone 'Asia/Shangai'; Did you mean "
                                      "Asia/Shanghai?\n"),
                 qPrintable(outcome.err));
    }
    /// Means of whole numbers are advised against by who checks, not told to who runs.
    void adviceIsForWhoChecks() {
        const QString path = script(kPlays + "SELECT AVG(user_id) AS a FROM plays;\n");
        QVERIFY(guanlanctl({"run", path}).err.isEmpty());
        const Outcome outcome = guanlanctl({"check", path});
        QCOMPARE(outcome.code, 0);
        QVERIFY2(outcome.err.contains("script.sql:4:12: AVG of whole numbers"), qPrintable(outcome.err));
    }
    /// A sum beyond its type is null, and said so.
    void sumsThatAreTooLarge() {
        write("data/large.json", "{\"n\":9223372036854775807}\n{\"n\":1}\n");
        const Outcome outcome =
            guanlanctl({"run", script("CREATE TABLE t (n BIGINT) WITH ('connector' = 'filesystem', 'path' = "
                                      "'data/large.json', 'format' = 'json');\n"
                                      "SELECT SUM(n) AS s, SUM(CAST(n AS DECIMAL(38, 0))) AS d FROM t;\n")});
        QCOMPARE(outcome.code, 0);
        QCOMPARE(outcome.out, QString("{\"s\":null,\"d\":\"9223372036854775808\"}\n"));
        QVERIFY2(outcome.err.contains("query 1: 1 results did not fit their type"), qPrintable(outcome.err));
        const QJsonObject query = outcome.statistics["queries"].toArray().first().toObject();
        QCOMPARE(query["overflows"].toInt(), 1);
    }
    /// On a terminal a long run says how far it is; elsewhere standard error stays clean.
    void progressOnATerminal() {
        const QString path = script(
            "CREATE TABLE g (id BIGINT) WITH ('connector' = 'datagen', 'number-of-rows' = '4000',\n"
            "  'rows-per-second' = '2000');\nSELECT COUNT(*) AS n FROM g;\n");
        QProcess terminal;
        terminal.start("python3",
                       {"-c",
                        "import os, pty, subprocess, sys\n"
                        "ours, theirs = pty.openpty()\n"
                        "done = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE, stderr=theirs)\n"
                        "sys.stdout.buffer.write(done.stdout + os.read(ours, 65536))\n",
                        GUANLAN_BINARY_DIR "/app/console/guanlanctl", "run", path});
        QVERIFY(terminal.waitForFinished(60'000));
        const QByteArray shown = terminal.readAllStandardOutput();
        QVERIFY2(shown.startsWith("{\"n\":4000}\n\r") && shown.contains(" records, ") &&
                     shown.endsWith("\r\x1b[K"),
                 shown.constData());
        QVERIFY(guanlanctl({"run", path}).err.isEmpty());
    }
    void commandLine() {
        QCOMPARE(guanlanctl({"run"}).code, 2);
        QCOMPARE(guanlanctl({"run", m_folder.filePath("none.sql")}).code, 2);
        QCOMPARE(guanlanctl({"rum", "x"}).code, 2);
        QCOMPARE(guanlanctl({"--help"}).code, 0);
        const QString good = script(kPlays + "SELECT region FROM plays;\n");
        QVERIFY(guanlanctl({"check", good}).out.contains("is valid"));
        const auto facts =
            QJsonDocument::fromJson(guanlanctl({"check", good, "--json"}).out.toUtf8()).object();
        QVERIFY(facts["ok"].toBool());
        QVERIFY(guanlanctl({"explain", good}).out.contains("Scan plays"));
    }
    void kafkaUntilInterrupted() {
        KafkaBroker broker;
        GUANLAN_START(broker);
        QVERIFY(broker.createTopic("plays", 2).ok());
        std::vector<KafkaRecord> records;
        for (int i = 0; i < 100; ++i)
            records.push_back(
                {.value = "{\"region\":\"r" + std::to_string(i % 3) + "\"}", .partition = i % 2});
        QVERIFY(broker.produce("plays", records).ok());
        const QString table = QString(
            "CREATE TABLE plays (region STRING) WITH ('connector' = 'kafka',\n"
            "'topic' = 'plays', 'properties.bootstrap.servers' = '%1',\n"
            "'scan.startup.mode' = 'earliest-offset', 'format' = 'json'%2);\n"
            "SELECT region, COUNT(*) AS n FROM plays GROUP BY region;\n");
        const QString bootstrap = QString::fromStdString(broker.bootstrap());
        const QString expected = QString(
                                     "{'region':'r0','n':34}\n{'region':'r1','n':33}\n"
                                     "{'region':'r2','n':33}\n")
                                     .replace('\'', '"');
        const Outcome bounded =
            guanlanctl({"run", script(table.arg(bootstrap, ", 'scan.bounded.mode' = 'latest-offset'"))});
        QVERIFY2(bounded.code == 0, qPrintable(bounded.err));
        QCOMPARE(bounded.out, expected);

        QProcess live;
        launch(live, {"run", script(table.arg(bootstrap, "")), "--stats"});
        QTest::qWait(3000);
        QCOMPARE(live.state(), QProcess::Running);
        ::kill(static_cast<pid_t>(live.processId()), SIGINT);
        const Outcome outcome = finishOf(live);
        QVERIFY2(outcome.code == 0, qPrintable(outcome.err));
        QCOMPARE(outcome.out, expected);
        QCOMPARE(outcome.statistics["sources"].toObject()["plays"].toObject()["read"].toInt(), 100);
    }
    void brokerThatIsNotThere() {
        const int port = freePort();
        const QString path =
            script(QString("CREATE TABLE t (a BIGINT) WITH ('connector' = 'kafka', 'topic' = 'x',\n"
                           "'properties.bootstrap.servers' = '127.0.0.1:%1',\n"
                           "'scan.startup.mode' = 'earliest-offset', 'format' = 'json');\n"
                           "SELECT a FROM t;\n")
                       .arg(port));
        QProcess live;
        launch(live, {"run", path});
        QTest::qWait(3000);
        QCOMPARE(live.state(), QProcess::Running);
        ::kill(static_cast<pid_t>(live.processId()), SIGINT);
        const Outcome outcome = finishOf(live);
        QCOMPARE(outcome.code, 0);
        QVERIFY2(outcome.err.contains(QString("127.0.0.1:%1").arg(port)) && outcome.err.contains("refused"),
                 qPrintable(outcome.err));
    }
};

QTEST_GUILESS_MAIN(TestRun)
#include "tst_run.moc"
