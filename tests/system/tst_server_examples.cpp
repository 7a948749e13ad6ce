// SPDX-License-Identifier: GPL-3.0-or-later
// The examples of resources/examples that need a server, run as they are but for its port.
#include "tests/support/child_process.h"
#include "tests/support/kafka_broker.h"
#include "tests/support/skip.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QtTest>

#include <csignal>
#include <map>

using namespace guanlan;

namespace {

constexpr std::int64_t kStart = 1'772'323'200'000;  // 2026-03-01T00:00:00Z, milliseconds

}  // namespace

class TestServerExamples : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;

    /// A copy of the example's script that speaks to another port.
    [[nodiscard]] QString scriptOf(const QString& example, const QString& port, const QString& free) const {
        QFile original(QStringLiteral(GUANLAN_SOURCE_DIR "/resources/examples/%1/pipeline.sql").arg(example));
        QFile copy(m_folder.filePath(example + ".sql"));
        if (!original.open(QIODevice::ReadOnly) || !copy.open(QIODevice::WriteOnly))
            qFatal("no %s", qPrintable(example));
        QString text = QString::fromUtf8(original.readAll());
        if (!text.contains(port)) qFatal("%s has no %s", qPrintable(example), qPrintable(port));
        copy.write(text.replace(port, free).toUtf8());
        return copy.fileName();
    }
    static void startRun(ChildProcess& process, const QString& script) {
        process.start(QStringLiteral(GUANLAN_BINARY_DIR "/app/console/guanlanctl"), {"run", script});
        QVERIFY(process.waitForStarted());
    }
    static void interrupt(ChildProcess& process) {
        QCOMPARE(process.state(), QProcess::Running);
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(20'000));
        const QByteArray said = process.readAllStandardError();
        QVERIFY2(process.exitCode() == 0, said.constData());
    }
    static std::vector<KafkaRecord> recordsOf(KafkaBroker& broker, const std::string& topic) {
        auto records = broker.readAll(topic, 1);
        return records ? std::move(*records) : std::vector<KafkaRecord>();
    }
    static std::map<std::string, std::string> newestByKey(const std::vector<KafkaRecord>& records) {
        std::map<std::string, std::string> newest;
        for (const KafkaRecord& record : records)
            newest[record.key] = record.value;
        return newest;
    }

  private slots:
    /// Filter, transform, add up, on to a topic.
    void fromTopicToTopic() {
        KafkaBroker broker;
        GUANLAN_START(broker);
        for (const char* topic : {"test_topic", "aggregated_topic", "minutes_topic"})
            QVERIFY(broker.createTopic(topic, 1).ok());
        const auto at = [](int seconds) { return kStart + seconds * 1000; };
        QVERIFY(broker
                    .produce("test_topic", {{.value = "150", .key = "north", .timestamp = at(5)},
                                            {.value = "100", .key = "south", .timestamp = at(10)},
                                            {.value = "101", .key = "south", .timestamp = at(20)},
                                            {.value = "250", .key = "north", .timestamp = at(18)},
                                            {.value = "99", .key = "north", .timestamp = at(59)},
                                            {.value = "abc", .key = "south", .timestamp = at(61)},
                                            {.value = "400", .key = "north", .timestamp = at(67)},
                                            {.value = "1", .key = "east", .timestamp = at(200)}})
                    .ok());
        const QString port = QString::fromStdString(broker.bootstrap());
        ChildProcess process;
        startRun(process, scriptOf("topics", "localhost:9092", port));
        const std::map<std::string, std::string> sums{{"north", "1600"}, {"south", "202"}};
        QTRY_COMPARE_WITH_TIMEOUT(newestByKey(recordsOf(broker, "aggregated_topic")), sums, 60'000);
        QTRY_COMPARE_WITH_TIMEOUT(recordsOf(broker, "minutes_topic").size(), std::size_t{3}, 60'000);
        interrupt(process);
        QStringList minutes;
        for (const KafkaRecord& record : recordsOf(broker, "minutes_topic"))
            minutes += QString::fromStdString(record.key + " " + record.value);
        QCOMPARE(minutes,
                 QStringList({R"(north {"minute":"2026-03-01 08:00:00.000","key":"north","total":800})",
                              R"(south {"minute":"2026-03-01 08:00:00.000","key":"south","total":202})",
                              R"(north {"minute":"2026-03-01 08:01:00.000","key":"north","total":800})"}));
    }

    /// Lines of a socket, counted every second by the clock.
    void linesOfASocket() {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        const QString script = scriptOf("socket", "'9090'", QString("'%1'").arg(server.serverPort()));
        ChildProcess process;
        startRun(process, script);
        QTRY_VERIFY_WITH_TIMEOUT(server.hasPendingConnections(), 20'000);
        QTcpSocket* socket = server.nextPendingConnection();
        socket->write("a,1\nb,5\na,2\nc,-1\nd,0\ne,2\nf,1\n");
        socket->flush();
        QTest::qWait(3500);
        socket->write("b,6\n");
        socket->flush();
        QTest::qWait(3500);
        interrupt(process);
        int counted = 0;
        QStringList means;
        for (const QByteArray& line : process.readAllStandardOutput().split('\n')) {
            const QJsonObject row = QJsonDocument::fromJson(line).object();
            if (row["query"].toInt() == 1) counted += row["n"].toInt();
            if (row["query"].toInt() == 2)
                means += row["name"].toString() + " " + QString::number(row["mean"].toDouble());
        }
        QCOMPARE(counted, 8);
        QCOMPARE(means, QStringList({"b 5.5", "e 2", "a 1.5", "f 1", "d 0"}));
    }
};

QTEST_GUILESS_MAIN(TestServerExamples)
#include "tst_server_examples.moc"
