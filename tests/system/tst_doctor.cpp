// SPDX-License-Identifier: GPL-3.0-or-later
// `guanlanctl doctor`: every step of the way to a real broker, and where it may end.
#include "core/source/kafka/network_probe.h"
#include "tests/support/kafka_broker.h"
#include "tests/support/skip.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QtTest>

using namespace guanlan;

class TestDoctor : public QObject {
    Q_OBJECT

    struct Outcome {
        int code = -1;
        QStringList steps{};  ///< "passed DNS localhost"
        QString out{};
        QString err{};
        [[nodiscard]] QJsonObject last() const {
            return QJsonDocument::fromJson(out.trimmed().section('\n', -1).toUtf8()).object();
        }
    };

    KafkaBroker m_broker;
    QTemporaryDir m_folder;

    static Outcome doctor(const QStringList& arguments) {
        QProcess process;
        process.start(QStringLiteral(GUANLAN_BINARY_DIR "/app/console/guanlanctl"),
                      QStringList{"doctor"} + arguments);
        if (!process.waitForFinished(60'000)) return {};
        Outcome outcome{.code = process.exitCode(),
                        .out = QString::fromUtf8(process.readAllStandardOutput()),
                        .err = QString::fromUtf8(process.readAllStandardError())};
        for (const QString& line : outcome.out.split('\n', Qt::SkipEmptyParts)) {
            const QJsonObject step = QJsonDocument::fromJson(line.toUtf8()).object();
            outcome.steps.append(step["outcome"].toString() + " " + step["step"].toString());
        }
        return outcome;
    }
    QString address() const { return QString::fromStdString(m_broker.bootstrap()); }
    KafkaRecord recordAt(qint64 secondsFromNow) {
        return {"{}", {}, 0, QDateTime::currentMSecsSinceEpoch() + secondsFromNow * 1000};
    }

  private slots:
    void initTestCase() {
        GUANLAN_START(m_broker);
        QVERIFY(m_broker.createTopic("plays", 2));
        QVERIFY(m_broker.produce("plays", {recordAt(-30)}));
    }

    void goesTheWholeWay() {
        const Outcome well = doctor({"--broker", address(), "--topic", "plays", "--json"});
        QCOMPARE(well.err, QString());
        QCOMPARE(well.steps, (QStringList{"passed DNS", "passed TCP", "skipped TLS", "skipped SASL",
                                          "passed listeners", "passed topic", "passed ACL", "passed clock"}));
        QCOMPARE(well.code, 0);
        const QString age = well.last()["fact"].toString();
        QVERIFY2(QRegularExpression("^the newest record is (3\\d|[4-9]\\d) s old$").match(age).hasMatch(),
                 qPrintable(age));
        const Outcome text = doctor({"--broker", address()});
        QCOMPARE(text.code, 0);
        QVERIFY2(text.out.contains("skipped  topic      no topic was named; the cluster shows 1 topic\n"),
                 qPrintable(text.out));
    }

    void endsWhereTheWayEnds() {
        const Outcome name = doctor({"--broker", "no-such-host.invalid:9092", "--json"});
        QCOMPARE(name.steps, QStringList{"failed DNS"});
        QCOMPARE(name.code, 1);
        QVERIFY(name.last()["what"].toString().contains("'no-such-host.invalid' is not known"));
        const Outcome port = doctor({"--broker", "127.0.0.1:1", "--json"});
        QCOMPARE(port.steps, (QStringList{"passed DNS", "failed TCP"}));
        const Outcome topic = doctor({"--broker", address(), "--topic", "play", "--json"});
        QCOMPARE(topic.steps.last(), QStringLiteral("failed topic"));
        QCOMPARE(topic.last()["next"].toString(), QStringLiteral("did you mean 'plays'?"));
        QCOMPARE(topic.code, 1);
    }

    void oneOfSeveralServersIsEnough() {
        const Outcome outcome =
            doctor({"--broker", "127.0.0.1:1," + address(), "--topic", "plays", "--json"});
        QCOMPARE(outcome.code, 0);
        QVERIFY(outcome.steps.contains("warned TCP"));
        QCOMPARE(outcome.steps.last(), QStringLiteral("passed clock"));
    }

    void tellsTlsFromOtherTrouble() {
        const Outcome plain = doctor(
            {"--broker", address(), "--topic", "plays", "--json", "--property", "security.protocol=SSL"});
        QCOMPARE(plain.steps.last(), QStringLiteral("failed TLS"));
        QCOMPARE(plain.code, 1);
        QTcpServer silent;  // takes connections and says nothing
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        const Outcome silence =
            doctor({"--broker", "127.0.0.1:" + QString::number(silent.serverPort()), "--json"});
        QCOMPARE(silence.steps.last(), QStringLiteral("failed TCP"));
        QVERIFY2(silence.last()["next"].toString().contains("nobody answers as Kafka does"),
                 qPrintable(silence.out));
    }

    void warnsOfAClockThatIsAhead() {
        QVERIFY(m_broker.createTopic("ahead", 1));
        const Outcome empty = doctor({"--broker", address(), "--topic", "ahead", "--json"});
        QCOMPARE(empty.steps.last(), QStringLiteral("skipped clock"));
        QVERIFY(m_broker.produce("ahead", {recordAt(600)}));
        const Outcome ahead = doctor({"--broker", address(), "--topic", "ahead", "--json"});
        QCOMPARE(ahead.steps.last(), QStringLiteral("warned clock"));
        QCOMPARE(ahead.code, 0);
    }

    void checksTheTablesOfAScript() {
        QFile file(m_folder.filePath("pipeline.sql"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        const QString script =
            "CREATE TABLE plays (n BIGINT) WITH ('connector' = 'kafka', 'topic' = 'plays', "
            "'properties.bootstrap.servers' = '" +
            address() +
            "', 'format' = 'json', "
            "'scan.startup.mode' = 'earliest-offset');\nSELECT n FROM plays;\n";
        file.write(script.toUtf8());
        file.close();
        for (const QString& path : {m_folder.path(), file.fileName()}) {
            const Outcome outcome = doctor({path, "--json"});
            QCOMPARE(outcome.code, 0);
            QCOMPARE(outcome.last()["table"].toString(), QStringLiteral("plays"));
            QCOMPARE(outcome.steps.last(), QStringLiteral("passed clock"));
        }
        QCOMPARE(doctor({}).code, 2);
        QCOMPARE(doctor({m_folder.filePath("nowhere.sql")}).code, 2);
    }

    void readsServersAsKafkaWritesThem() {
        const auto servers = parseServers("a:1, SSL://b.example:2,[::1]:3,[::1],c");
        QStringList texts;
        for (const ServerAddress& server : servers)
            texts.append(QString::fromStdString(server.text()));
        QCOMPARE(texts, (QStringList{"a:1", "b.example:2", "[::1]:3", "[::1]:9092", "c:9092"}));
    }
};

QTEST_GUILESS_MAIN(TestDoctor)
#include "tst_doctor.moc"
