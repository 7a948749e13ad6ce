// SPDX-License-Identifier: GPL-3.0-or-later
// `guanlanctl produce` and `replay`, into a real broker.
#include "core/runtime/file_replay.h"
#include "tests/support/kafka_broker.h"
#include "tests/support/skip.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

#include <csignal>

using namespace guanlan;

class TestProduce : public QObject {
    Q_OBJECT

    struct Outcome {
        int code = -1;
        QString out;
        QString err;
    };

    KafkaBroker m_broker;
    QTemporaryDir m_folder;

    QStringList to(const QString& topic, const QString& file, const QStringList& more) const {
        return QStringList{file,      "--broker", QString::fromStdString(m_broker.bootstrap()),
                           "--topic", topic,      "--time-zone",
                           "UTC"} +
               more;
    }
    static void launch(QProcess& process, const QString& command, const QStringList& arguments) {
        process.start(QStringLiteral(GUANLAN_BINARY_DIR "/app/console/guanlanctl"),
                      QStringList{command} + arguments);
    }
    static Outcome finish(QProcess& process) {
        if (!process.waitForFinished(60'000)) return {};
        return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
                QString::fromUtf8(process.readAllStandardError())};
    }
    static Outcome guanlanctl(const QString& command, const QStringList& arguments) {
        QProcess process;
        launch(process, command, arguments);
        return finish(process);
    }
    QString write(const QString& name, const QByteArray& text) {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("no room for a test file");
        return file.fileName();
    }
    std::vector<KafkaRecord> recordsOf(const std::string& topic) {
        auto records = m_broker.readAll(topic, 1);
        if (!records) qFatal("%s", records.error().sentence().c_str());
        return *records;
    }

  private slots:
    void initTestCase() { GUANLAN_START(m_broker); }

    void sendsEveryLineInOrder() {
        GUANLAN_SHARED_DATA(shop, "taobao/user_behavior_ordered_0900-1028.csv");
        QVERIFY(m_broker.createTopic("shop", 1));
        const Outcome sent = guanlanctl("produce", to("shop", shop, {"--key", "4", "--time", "5", "--json"}));
        QCOMPARE(sent.err, QString());
        QCOMPARE(sent.code, 0);
        QCOMPARE(QJsonDocument::fromJson(sent.out.toUtf8()).object().value("records").toInt(), 71'777);
        const std::vector<KafkaRecord> records = recordsOf("shop");
        QFile file(shop);
        QVERIFY(file.open(QIODevice::ReadOnly));
        for (const KafkaRecord& record : records) {
            const QByteArray line = file.readLine().trimmed();
            const QList<QByteArray> cells = line.split(',');
            QCOMPARE(record.value, line.toStdString());
            QCOMPARE(record.key, cells[3].toStdString());
            QCOMPARE(record.timestamp, cells[4].toLongLong() * 1000);
        }
        QVERIFY(file.atEnd());
    }

    void readsKeysAndTimesOfJson() {
        const QString file = write("events.json",
                                   "header\n"
                                   R"({"at":"2026-03-01T08:00:00+08:00","id":7,"x":{"id":8}})"
                                   "\n"
                                   R"({"at":"2026-03-01 00:00:01.5","id":"seven"})"
                                   "\n"
                                   "broken\n");
        QVERIFY(m_broker.createTopic("json", 1));
        const Outcome sent =
            guanlanctl("produce", to("json", file, {"--key", "id", "--time", "at", "--header"}));
        QCOMPARE(sent.code, 0);
        QVERIFY2(sent.out.startsWith("3 records ("), qPrintable(sent.out));
        QVERIFY2(sent.out.contains("1 of them had no readable time"), qPrintable(sent.out));
        const auto records = recordsOf("json");
        QCOMPARE(records.size(), std::size_t{3});
        QCOMPARE(records[0].key, std::string("7"));
        QCOMPARE(records[0].timestamp, 1'772'323'200'000);
        QCOMPARE(records[1].key, std::string("seven"));
        QCOMPARE(records[1].timestamp, 1'772'323'201'500);
        QCOMPARE(records[2].value, std::string("broken"));
        QCOMPARE(records[2].timestamp, records[1].timestamp);
    }

    void replaysAtAMultipleOfEventTime() {
        QVERIFY(m_broker.createTopic("replayed", 1));
        // 20 s of events at 10 times speed: 2 s; one out of order waits for nobody.
        const QString file = write("slow.csv", "a,100\nb,110\nc,105\nd,120\n");
        QElapsedTimer timer;
        timer.start();
        const Outcome sent = guanlanctl("replay", to("replayed", file, {"--time", "2", "--speed", "10"}));
        QCOMPARE(sent.code, 0);
        QVERIFY2(timer.elapsed() >= 2000 && timer.elapsed() < 20'000,
                 qPrintable(QString::number(timer.elapsed())));
        const auto records = recordsOf("replayed");
        QCOMPARE(records.size(), std::size_t{4});
        QCOMPARE(records[2].value, std::string("c,105"));
        QCOMPARE(records[2].timestamp, 105'000);
    }

    void stopsWhenAsked() {
        QVERIFY(m_broker.createTopic("stopped", 1));
        const QString file = write("endless.csv", "a,0\nb,1000000\n");
        QProcess process;
        launch(process, "replay", to("stopped", file, {"--time", "2", "--speed", "1"}));
        QTRY_COMPARE_WITH_TIMEOUT(recordsOf("stopped").size(), std::size_t{1}, 20'000);
        kill(static_cast<pid_t>(process.processId()), SIGINT);
        QCOMPARE(finish(process).code, 0);
        QCOMPARE(recordsOf("stopped").size(), std::size_t{1});
    }

    void saysWhatIsWrong() {
        const QString file = write("one.csv", "a\n");
        const Outcome missing = guanlanctl("produce", to("shop", m_folder.filePath("nowhere"), {}));
        QCOMPARE(missing.code, 2);
        QVERIFY2(missing.err.contains("nowhere"), qPrintable(missing.err));
        const Outcome column = guanlanctl("produce", to("shop", file, {"--key", "0"}));
        QCOMPARE(column.code, 2);
        QCOMPARE(column.err,
                 QStringLiteral("guanlanctl: there is no column '0'; CSV columns are counted from 1\n"));
        const Outcome property = guanlanctl("produce", to("shop", file, {"--property", "acks"}));
        QCOMPARE(property.code, 2);
        QCOMPARE(guanlanctl("replay", to("shop", file, {"--time", "1", "--speed", "-1"})).code, 2);
        const Outcome nobody = guanlanctl("produce", {file, "--broker", "127.0.0.1:1", "--topic", "t",
                                                      "--property", "message.timeout.ms=1500"});
        QCOMPARE(nobody.code, 1);
        QVERIFY2(nobody.err.contains("Kafka"), qPrintable(nobody.err));
    }

    void eventTimesAreReadByTheirSize() {
        const Zone zone("Asia/Shanghai", 8 * kHour);
        QCOMPARE(readEventTime("1511658000", zone), std::optional<Micros>(1'511'658'000 * kSecond));
        QCOMPARE(readEventTime("1511658000123", zone), std::optional<Micros>(1'511'658'000'123 * kMilli));
        QCOMPARE(readEventTime("1511658000123456", zone), std::optional<Micros>(1'511'658'000'123'456));
        QCOMPARE(readEventTime("2026-03-01 08:00", zone), std::optional<Micros>(1'772'323'200 * kSecond));
        QCOMPARE(readEventTime("-9223372036854775808", zone), std::optional<Micros>());
        QCOMPARE(readEventTime("soon", zone), std::optional<Micros>());
    }
};

QTEST_GUILESS_MAIN(TestProduce)
#include "tst_produce.moc"
