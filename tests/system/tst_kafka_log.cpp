// SPDX-License-Identifier: GPL-3.0-or-later
// What a Kafka log may hold and what may happen to it: codecs, transactions, headers, new partitions, lost
// records.
#include "tests/support/kafka_broker.h"
#include "tests/support/skip.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

using namespace guanlan;

namespace {

KafkaRecord numbered(int n, int partition = 0) {
    return {.value = "{\"n\":" + std::to_string(n) + "}", .partition = partition};
}

}  // namespace

class TestKafkaLog : public QObject {
    Q_OBJECT

    KafkaBroker m_broker;
    KafkaBroker m_second;
    QTemporaryDir m_folder;

    QString table(const QString& name, const QString& topics, const QString& columns = "n BIGINT",
                  const QString& more = ", 'scan.bounded.mode' = 'latest-offset'") const {
        return tableOf(m_broker, name, topics, columns, more);
    }
    static QString tableOf(const KafkaBroker& broker, const QString& name, const QString& topics,
                           const QString& columns, const QString& more) {
        return QStringLiteral(
                   "CREATE TABLE %1 (%2) WITH ('connector' = 'kafka', %3, 'format' = 'json', "
                   "'scan.startup.mode' = 'earliest-offset', "
                   "'properties.bootstrap.servers' = '%4'%5);\n")
            .arg(name, columns, topics, QString::fromStdString(broker.bootstrap()), more);
    }
    QString write(const QString& text) {
        QFile file(m_folder.filePath("script.sql"));
        if (!file.open(QIODevice::WriteOnly) || file.write(text.toUtf8()) < 0) qFatal("no room");
        return file.fileName();
    }
    static void start(QProcess& process, const QStringList& arguments) {
        process.start(QStringLiteral(GUANLAN_BINARY_DIR "/app/console/guanlanctl"), arguments);
    }
    QString run(const QString& script, const QStringList& more = {}) {
        QProcess process;
        start(process, QStringList{"run", write(script)} + more);
        if (!process.waitForFinished(40'000)) return "it did not end";
        const QString error = QString::fromUtf8(process.readAllStandardError());
        if (process.exitCode() != 0) return QString::number(process.exitCode()) + ": " + error;
        QString rows = QString::fromUtf8(process.readAllStandardOutput()).trimmed();
        return rows.replace("{\"n\":", "").replace("}", "").replace('\n', ' ') + error;
    }

  private slots:
    void initTestCase() { GUANLAN_START(m_broker); }

    void readsEveryCodec() {
        int n = 0;
        for (const char* codec : {"gzip", "snappy", "lz4", "zstd", "uncompressed"}) {
            const std::string topic = std::string("codec-") + codec;
            QVERIFY(m_broker.createTopic(topic, 1, {{"compression.type", codec}}));  // the broker packs anew
            std::vector<KafkaRecord> records;
            for (int i = 0; i < 1000; ++i)
                records.push_back(numbered(++n));
            QVERIFY(m_broker.produce(topic, records));
        }
        QCOMPARE(run(table("t", "'topic-pattern' = 'codec-.*'") +
                     "SELECT COUNT(*) AS n FROM t; SELECT SUM(n) AS n FROM t;"),
                 QString("{\"query\":1,\"n\":5000 {\"query\":2,\"n\":12502500"));
    }

    void passesOverAbortedTransactions() {
        QVERIFY(m_broker.createTopic("transactions", 1));
        QVERIFY(m_broker.produceInTransaction("transactions", {numbered(1), numbered(2)}, true));
        QVERIFY(m_broker.produceInTransaction("transactions", {numbered(3), numbered(4)}, false));
        QVERIFY(m_broker.produceInTransaction("transactions", {numbered(5)}, true));
        QVERIFY(m_broker.produceInTransaction("transactions", {numbered(6)}, false));
        const QString topic = "'topic' = 'transactions', 'properties.isolation.level' = ";
        const QString select = "SELECT n FROM t;";
        QCOMPARE(run(table("t", topic + "'read_committed'") + select), QString("1 2 5"));
        QCOMPARE(run(table("t", topic + "'read_uncommitted'") + select), QString("1 2 3 4 5 6"));
        QCOMPARE(run(table("t", "'topic' = 'transactions'") + select), QString("1 2 3 4 5 6"));
    }

    void headersAreAColumn() {
        QVERIFY(m_broker.createTopic("headers", 1));
        KafkaRecord traced = numbered(1);
        traced.headers = {{"trace", "old"}, {"via", "gateway"}, {"trace", "abc"}};
        QVERIFY(m_broker.produce("headers", {traced, numbered(2)}));
        const QString read =
            table("t", "'topic' = 'headers'",
                  "n BIGINT, h MAP<STRING, BYTES> METADATA FROM 'headers' VIRTUAL, at TIMESTAMP_LTZ(3) "
                  "METADATA FROM 'timestamp', kind STRING METADATA FROM 'timestamp-type'");
        QCOMPARE(run(read + "SELECT CAST(h['trace'] AS STRING) AS n, CAST(h['via'] AS STRING) AS via, "
                            "CARDINALITY(h) AS c, kind FROM t WHERE at > TIMESTAMP '2001-01-01 00:00:00';"),
                 QString("\"abc\",\"via\":\"gateway\",\"c\":2,\"kind\":\"CreateTime\" "
                         "null,\"via\":null,\"c\":0,\"kind\":\"CreateTime\""));
        const QString wrong =
            run(table("t", "'topic' = 'headers'", "n BIGINT, h STRING METADATA FROM 'headers'") +
                "SELECT n FROM t;");
        QVERIFY2(wrong.startsWith("2: ") && wrong.contains("metadata 'headers' cannot be STRING"),
                 qPrintable(wrong));
    }

    void partitionsAddedLaterAreRead() {
        QVERIFY(m_broker.createTopic("growing", 1));
        QVERIFY(m_broker.produce("growing", {numbered(1)}));
        QProcess process;
        start(process, {"run", write(table("t", "'topic' = 'growing'", "n BIGINT",
                                           ", 'scan.topic-partition-discovery.interval' = '200 ms'") +
                                     "SELECT n FROM t;")});
        QByteArray out;
        const auto has = [&](const char* text) {
            out += process.readAllStandardOutput();
            return out.contains(text);
        };
        QTRY_VERIFY_WITH_TIMEOUT(has("{\"n\":1}"), 20'000);
        QVERIFY(m_broker.growTopic("growing", 3));
        QVERIFY(m_broker.produce("growing", {numbered(2, 1), numbered(3, 2), numbered(4, 0)}));
        QTRY_VERIFY_WITH_TIMEOUT(has("{\"n\":2}") && has("{\"n\":3}") && has("{\"n\":4}"), 20'000);
        process.terminate();
        QVERIFY(process.waitForFinished(20'000));
        QCOMPARE(process.exitCode(), 0);
    }

    void twoClustersAtOnce() {
        GUANLAN_START(m_second);
        QVERIFY(m_broker.createTopic("here", 1));
        QVERIFY(m_second.createTopic("there", 1));
        QVERIFY(m_broker.produce("here", {numbered(1), numbered(2)}));
        QVERIFY(m_second.produce("there", {numbered(10)}));
        const QString bounded = ", 'scan.bounded.mode' = 'latest-offset'";
        QCOMPARE(run(tableOf(m_broker, "a", "'topic' = 'here'", "n BIGINT", bounded) +
                     tableOf(m_second, "b", "'topic' = 'there'", "n BIGINT", bounded) +
                     "SELECT SUM(n) AS n FROM (SELECT n FROM a UNION ALL SELECT n FROM b);"),
                 QString("13"));
    }
};

QTEST_GUILESS_MAIN(TestKafkaLog)
#include "tst_kafka_log.moc"
