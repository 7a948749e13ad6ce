// SPDX-License-Identifier: GPL-3.0-or-later
// The contract of `guanlanctl run`, with the program itself: rows, sinks, state, accounting.
#include "tests/support/console_run.h"
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

class TestRun : public QObject {
    Q_OBJECT
    ScriptFolder m_folder;

  private slots:
    void initTestCase() { m_folder.write("data/plays.json", kPlayLines); }

    /// Every change on a line of its own; without it the last rows by key.
    void changelogAndLastRows() {
        const QString path = m_folder.script(kPlaysTable +
                                             "SELECT region, COUNT(*) AS plays FROM plays GROUP BY region "
                                             "HAVING COUNT(*) <> 2;\n");
        const ConsoleRun changes = guanlanctl({"run", path, "--changelog"});
        QCOMPARE(changes.code, 0);
        QCOMPARE(changes.out, QString("{\"op\":\"+I\",\"region\":\"Beijing\",\"plays\":1}\n"
                                      "{\"op\":\"-U\",\"region\":\"Beijing\",\"plays\":1}\n"
                                      "{\"op\":\"+I\",\"region\":\"Hainan\",\"plays\":1}\n"
                                      "{\"op\":\"+U\",\"region\":\"Beijing\",\"plays\":3}\n"
                                      "{\"op\":\"+I\",\"region\":\"Tibet\",\"plays\":1}\n"));
        const ConsoleRun last = guanlanctl({"run", path});
        QCOMPARE(last.out, QString("{\"region\":\"Beijing\",\"plays\":3}\n"
                                   "{\"region\":\"Hainan\",\"plays\":1}\n"
                                   "{\"region\":\"Tibet\",\"plays\":1}\n"));
    }
    /// The second run reads only what came since, and knows what the first one counted.
    void stateGoesOn() {
        const QString table = QString(kPlaysTable).replace("plays.json", "growing.json");
        const QString state = m_folder.path("state");
        const QString path =
            m_folder.write("growing.sql", (table + "SELECT region, COUNT(*) AS plays, COUNT(DISTINCT "
                                                   "user_id) AS users FROM plays GROUP BY region;\n")
                                              .toUtf8());
        m_folder.write("data/growing.json", kPlayLines);
        const ConsoleRun first = guanlanctl({"run", path, "--state", state});
        QVERIFY2(first.code == 0, qPrintable(first.err));
        QVERIFY(first.out.contains("{\"region\":\"Beijing\",\"plays\":3,\"users\":3}"));
        m_folder.write(
            "data/growing.json",
            kPlayLines + "{\"region\":\"Beijing\",\"user_id\":2,\"at\":\"2026-03-01 08:03:00\"}\n");
        const ConsoleRun second = guanlanctl({"run", path, "--state", state, "--stats"});
        QVERIFY2(second.code == 0, qPrintable(second.err));
        QCOMPARE(second.out, QString("{\"region\":\"Beijing\",\"plays\":4,\"users\":3}\n"
                                     "{\"region\":\"Hainan\",\"plays\":1,\"users\":1}\n"
                                     "{\"region\":\"Tibet\",\"plays\":1,\"users\":1}\n"));
        const QJsonObject source = second.statistics["sources"].toObject()["plays"].toObject();
        QCOMPARE(source["read"].toInt(), 8);
    }

    void taobaoHour() {
        GUANLAN_SHARED_DATA(data, "taobao/user_behavior_ordered_0900-1028.csv");
        const QString path = m_folder.script(
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
        const ConsoleRun outcome = guanlanctl({"run", path, "--stats"});
        QCOMPARE(outcome.code, 0);
        QCOMPARE(outcome.out.section('\n', 0, 0),
                 QString("{\"window_start\":\"2017-11-26 09:00:00.000\",\"pv\":41890,\"users\":28196}"));
        const QJsonObject source = outcome.statistics["sources"].toObject()["user_behavior"].toObject();
        QCOMPARE(source["read"].toInt(), 71777);
        QCOMPARE(source["used"].toInt(), 64084);
    }
    void badAndLateRecordsAreCountedAndNeighboursUnaffected() {
        const QString path =
            m_folder.script(kPlaysTable +
                            "SELECT window_start, region, COUNT(*) AS plays, MAX(user_id) AS most, "
                            "AVG(CAST(1.5 AS DECIMAL(4,2))) AS d\n"
                            "FROM TABLE(TUMBLE(TABLE plays, DESCRIPTOR(at), INTERVAL '1' MINUTE))\n"
                            "GROUP BY window_start, window_end, region;\n");
        const ConsoleRun outcome = guanlanctl({"run", path, "--stats"});
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
        const QString path = m_folder.script(kPlaysTable +
                                             "SELECT COUNT(*) AS n FROM plays;\n"
                                             "SELECT region, COUNT(*) AS n FROM plays GROUP BY region;\n"
                                             "SELECT region, COUNT(*) AS n FROM plays GROUP BY region\n"
                                             "ORDER BY n DESC, region LIMIT 2;\n");
        const ConsoleRun outcome = guanlanctl({"run", path});
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
        const QString path = m_folder.script(
            kPlaysTable +
            "CREATE TABLE out_file (region STRING, user_id BIGINT) WITH ('connector' = 'filesystem',\n"
            "  'path' = 'out', 'format' = 'csv');\n"
            "CREATE TABLE out_print (region STRING) WITH ('connector' = 'print', 'print-identifier' = 'p');\n"
            "CREATE TABLE es (region STRING, n BIGINT, PRIMARY KEY (region) NOT ENFORCED)\n"
            "WITH ('connector' = 'elasticsearch-7', 'hosts' = 'http://x:9200', 'index' = 'plays');\n"
            "INSERT INTO out_file SELECT region, user_id FROM plays WHERE user_id > 3;\n"
            "INSERT INTO out_print SELECT region FROM plays WHERE region = 'Tibet';\n"
            "INSERT INTO es SELECT region, COUNT(*) FROM plays GROUP BY region;\n");
        const ConsoleRun outcome = guanlanctl({"run", path});
        QVERIFY2(outcome.code == 0, qPrintable(outcome.err));
        QVERIFY(outcome.out.isEmpty());
        QVERIFY2(outcome.err.contains("p> +I[Tibet]\n"), qPrintable(outcome.err));
        QVERIFY2(outcome.err.contains("script.sql:11:13: rows of 'es' are kept in history"),
                 qPrintable(outcome.err));
        const QDir out(m_folder.path("out"));
        QCOMPARE(out.entryList(QDir::Files).size(), 1);
        QFile file(out.filePath(out.entryList(QDir::Files).first()));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("Beijing,9007199254740993\nTibet,4\n"));
    }
    void runsThatFail() {
        const QString strict =
            QString(kPlaysTable).replace("'json')", "'json', 'json.ignore-parse-errors' = 'false')");
        ConsoleRun outcome = guanlanctl({"run", m_folder.script(strict + "SELECT region FROM plays;\n")});
        QCOMPARE(outcome.code, 1);
        QVERIFY2(outcome.err.contains("record 3 of partition 0"), qPrintable(outcome.err));
        const QString missing = QString(kPlaysTable).replace("plays.json", "playz.json");
        outcome = guanlanctl({"run", m_folder.script(missing + "SELECT region FROM plays;\n")});
        QCOMPARE(outcome.code, 1);
        QVERIFY2(outcome.err.contains("did you mean 'plays.json'?"), qPrintable(outcome.err));
    }
    /// A sum beyond its type is null, and said so.
    void sumsThatAreTooLarge() {
        m_folder.write("data/large.json", "{\"n\":9223372036854775807}\n{\"n\":1}\n");
        const ConsoleRun outcome = guanlanctl(
            {"run", m_folder.script("CREATE TABLE t (n BIGINT) WITH ('connector' = 'filesystem', 'path' = "
                                    "'data/large.json', 'format' = 'json');\n"
                                    "SELECT SUM(n) AS s, SUM(CAST(n AS DECIMAL(38, 0))) AS d FROM t;\n")});
        QCOMPARE(outcome.code, 0);
        QCOMPARE(outcome.out, QString("{\"s\":null,\"d\":\"9223372036854775808\"}\n"));
        QVERIFY2(outcome.err.contains("query 1: 1 results did not fit their type"), qPrintable(outcome.err));
        const QJsonObject query = outcome.statistics["queries"].toArray().first().toObject();
        QCOMPARE(query["overflows"].toInt(), 1);
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
        const ConsoleRun bounded = guanlanctl(
            {"run", m_folder.script(table.arg(bootstrap, ", 'scan.bounded.mode' = 'latest-offset'"))});
        QVERIFY2(bounded.code == 0, qPrintable(bounded.err));
        QCOMPARE(bounded.out, expected);

        QProcess live;
        launchConsole(live, {"run", m_folder.script(table.arg(bootstrap, "")), "--stats"});
        QTest::qWait(3000);
        QCOMPARE(live.state(), QProcess::Running);
        ::kill(static_cast<pid_t>(live.processId()), SIGINT);
        const ConsoleRun outcome = finishConsole(live);
        QVERIFY2(outcome.code == 0, qPrintable(outcome.err));
        QCOMPARE(outcome.out, expected);
        QCOMPARE(outcome.statistics["sources"].toObject()["plays"].toObject()["read"].toInt(), 100);
    }
    void brokerThatIsNotThere() {
        const int port = freePort();
        const QString path =
            m_folder.script(QString("CREATE TABLE t (a BIGINT) WITH ('connector' = 'kafka', 'topic' = 'x',\n"
                                    "'properties.bootstrap.servers' = '127.0.0.1:%1',\n"
                                    "'scan.startup.mode' = 'earliest-offset', 'format' = 'json');\n"
                                    "SELECT a FROM t;\n")
                                .arg(port));
        QProcess live;
        launchConsole(live, {"run", path});
        QTest::qWait(3000);
        QCOMPARE(live.state(), QProcess::Running);
        ::kill(static_cast<pid_t>(live.processId()), SIGINT);
        const ConsoleRun outcome = finishConsole(live);
        QCOMPARE(outcome.code, 0);
        QVERIFY2(outcome.err.contains(QString("127.0.0.1:%1").arg(port)) && outcome.err.contains("refused"),
                 qPrintable(outcome.err));
    }
};

QTEST_GUILESS_MAIN(TestRun)
#include "tst_run.moc"
