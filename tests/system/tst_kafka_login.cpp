// SPDX-License-Identifier: GPL-3.0-or-later
// `guanlanctl run`, `doctor` and `produce` through the guarded doors of a real broker.
#include "tests/support/kafka_broker.h"
#include "tests/support/skip.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

using namespace guanlan;

namespace {

using Door = KafkaBroker::Door;
using Properties = std::map<QString, QString>;

struct Outcome {
    int code = -1;
    QString out{};
    QString err{};
    [[nodiscard]] bool betrays(const QString& secret) const {
        return out.contains(secret) || err.contains(secret);
    }
    [[nodiscard]] QString all() const { return QString::number(code) + '\n' + out + err; }
};

/// The environment holds the password under the name "kafka/alice".
Outcome guanlanctl(const QStringList& arguments, const QString& password = KafkaBroker::kPassword) {
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert("GUANLAN_SECRET_KAFKA_ALICE", password);
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(GUANLAN_BINARY_DIR "/app/console/guanlanctl"), arguments);
    if (!process.waitForFinished(50'000)) return {.err = "it did not end"};
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

}  // namespace

class TestKafkaLogin : public QObject {
    Q_OBJECT

    KafkaBroker m_broker;
    QTemporaryDir m_folder;
    const QString m_topic = QStringLiteral("guarded");

    QString file(const char* name) const { return QString::fromStdString(m_broker.certificate(name)); }
    QString write(const QString& name, const QString& text) {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text.toUtf8()) < 0) qFatal("no room");
        return file.fileName();
    }
    QString script(Door door, Properties properties, const QString& more = {}) {
        QString options;
        properties["bootstrap.servers"] = QString::fromStdString(m_broker.bootstrap(door));
        for (const auto& [name, value] : properties)
            options += QStringLiteral(", 'properties.%1' = '%2'").arg(name, value);
        return write("script.sql", "CREATE TABLE t (n BIGINT) WITH ('connector' = 'kafka', 'topic' = '" +
                                       m_topic + "', 'format' = 'json', 'scan.startup.mode' = " +
                                       "'earliest-offset', 'scan.bounded.mode' = 'latest-offset'" + options +
                                       more + ");\nSELECT n FROM t;\n");
    }
    Outcome run(Door door, const Properties& properties, const QString& more = {}) {
        return guanlanctl({"run", script(door, properties, more)});
    }
    static QStringList given(const Properties& properties) {
        QStringList arguments;
        for (const auto& [name, value] : properties)
            arguments << "--property" << name + '=' + value;
        return arguments;
    }
    Outcome doctor(Door door, const Properties& properties, const QStringList& more = {},
                   const QString& password = KafkaBroker::kPassword) const {
        return guanlanctl(QStringList{"doctor", "--json", "--topic", m_topic, "--broker",
                                      QString::fromStdString(m_broker.bootstrap(door))} +
                              given(properties) + more,
                          password);
    }
    /// The last step: "failed SASL".
    static QString lastStep(const Outcome& outcome) {
        const QByteArray line = outcome.out.trimmed().section('\n', -1).toUtf8();
        const QJsonObject step = QJsonDocument::fromJson(line).object();
        return step["outcome"].toString() + ' ' + step["step"].toString();
    }
    Outcome produce(Door door, const QString& topic, const Properties& properties,
                    const QStringList& more = {}, const QString& password = KafkaBroker::kPassword) {
        const QString path = write("one.json", "{\"n\":2}\n");
        return guanlanctl(QStringList{"produce", path, "--topic", topic, "--broker",
                                      QString::fromStdString(m_broker.bootstrap(door))} +
                              given(properties) + more,
                          password);
    }
    Properties tls() const {
        return {{"security.protocol", "SSL"}, {"ssl.truststore.location", file("ca.pem")}};
    }
    Properties tlsAsClient() const {
        Properties properties = tls();
        properties["ssl.keystore.location"] = file("client.both");
        properties["ssl.keystore.type"] = "PEM";
        return properties;
    }
    static Properties login(const QString& mechanism, const QString& protocol = "SASL_PLAINTEXT") {
        return {{"security.protocol", protocol},
                {"sasl.mechanism", mechanism},
                {"sasl.username", KafkaBroker::kUser}};
    }
    static QString jaas(const QString& module, const QString& password) {
        QString quoted = password;
        quoted.replace('"', "\\\"");
        return "org.apache.kafka.common.security." + module + " required username=\"" + KafkaBroker::kUser +
               "\" password=\"" + quoted + "\";";
    }

  private slots:
    void initTestCase() {
        m_broker.openDoors();
        GUANLAN_START(m_broker);
        QVERIFY(m_broker.createTopic("guarded", 1));
        QVERIFY(m_broker.createTopic("sent", 1));
        QVERIFY(m_broker.produce("guarded", {{.value = "{\"n\":1}"}}));
    }

    void logsInByJavasNames() {
        for (const auto& [mechanism, module] : {std::pair{"PLAIN", "plain.PlainLoginModule"},
                                                {"SCRAM-SHA-256", "scram.ScramLoginModule"},
                                                {"SCRAM-SHA-512", "scram.ScramLoginModule"}}) {
            Properties properties{{"security.protocol", "SASL_PLAINTEXT"},
                                  {"sasl.mechanism", mechanism},
                                  {"sasl.jaas.config", jaas(module, KafkaBroker::kPassword)}};
            const Outcome read = run(Door::Login, properties);
            QVERIFY2(read.code == 0 && read.out == "{\"n\":1}\n", qPrintable(mechanism + read.all()));
        }
    }

    void passwordsComeFromTheKeychain() {
        const QString secret = ", 'guanlan.password-secret' = 'kafka/alice'";
        const QStringList named{"--password-secret", "kafka/alice"};
        for (const char* mechanism : {"PLAIN", "SCRAM-SHA-256"}) {
            const Outcome read = run(Door::Login, login(mechanism), secret);
            QVERIFY2(read.code == 0 && read.out == "{\"n\":1}\n", qPrintable(read.all()));
            const Outcome checked = doctor(Door::Login, login(mechanism), named);
            QVERIFY2(checked.code == 0 && lastStep(checked) == "passed clock", qPrintable(checked.all()));
            QVERIFY(checked.out.contains("\"step\":\"SASL\",\"outcome\":\"passed\""));
            const Outcome sent = produce(Door::Login, "sent", login(mechanism), named);
            QVERIFY2(sent.code == 0, qPrintable(sent.all()));
        }
        // Java's way of writing it, without the password; and the tables of a script are checked with it.
        Properties properties = login("SCRAM-SHA-256");
        properties.erase("sasl.username");
        properties["sasl.jaas.config"] =
            "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"alice\";";
        const QString path = script(Door::Login, properties, secret);
        const Outcome checked = guanlanctl({"doctor", "--json", path});
        QVERIFY2(checked.code == 0 && lastStep(checked) == "passed clock", qPrintable(checked.all()));
        QCOMPARE(m_broker.readAll("sent", 1)->size(), std::size_t{2});
    }

    void wrongPasswordsAreRefusedAndNotTold() {
        const QString wrong = "not-hers-4711";
        Properties properties{{"security.protocol", "SASL_PLAINTEXT"},
                              {"sasl.mechanism", "SCRAM-SHA-256"},
                              {"sasl.jaas.config", jaas("scram.ScramLoginModule", wrong)}};
        const Outcome read = run(Door::Login, properties);
        QVERIFY2(read.code == 1 && read.err.contains("Kafka refused us") &&
                     read.err.contains("Check user, password") && !read.betrays(wrong),
                 qPrintable(read.all()));
        const QStringList named{"--password-secret", "kafka/alice"};
        for (const char* mechanism : {"PLAIN", "SCRAM-SHA-256"}) {
            const Outcome checked = doctor(Door::Login, login(mechanism), named, wrong);
            QVERIFY2(checked.code == 1 && lastStep(checked) == "failed SASL" && !checked.betrays(wrong),
                     qPrintable(checked.all()));
        }
        const Outcome sent = produce(Door::Login, "sent", login("PLAIN"), named, wrong);
        QVERIFY2(sent.code == 1 && sent.err.contains("Kafka refused us") && !sent.betrays(wrong),
                 qPrintable(sent.all()));
        // The line of the script with the mistake is shown, its passwords are not.
        properties["sasl.jaas.config"].replace("ScramLoginModule", "Krb5LoginModule");
        properties["ssl.key.password"] = wrong + "''x";
        const Outcome unread = run(Door::Login, properties);
        QVERIFY2(unread.code == 2 && unread.err.contains("Krb5LoginModule") &&
                     unread.err.contains("password=\"*************\"") && !unread.betrays(wrong),
                 qPrintable(unread.all()));
        const Outcome unknown = doctor(Door::Login, login("PLAIN"), {"--password-secret", "kafka/nobody"});
        QVERIFY2(unknown.code != 0 && unknown.err.contains("kafka/nobody"), qPrintable(unknown.all()));
    }

    void tokensLogIn() {
        const Properties properties{
            {"security.protocol", "SASL_PLAINTEXT"},
            {"sasl.mechanism", "OAUTHBEARER"},
            {"sasl.jaas.config",
             "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required "
             "unsecuredLoginStringClaim_sub=\"alice\";"}};
        const Outcome read = run(Door::Login, properties);
        QVERIFY2(read.code == 0 && read.out == "{\"n\":1}\n", qPrintable(read.all()));
        const Outcome checked = doctor(Door::Login, properties);
        QVERIFY2(checked.code == 0 && lastStep(checked) == "passed clock", qPrintable(checked.all()));
    }

    void certificatesOpenTheDoor() {
        const Outcome read = run(Door::Tls, tlsAsClient());
        QVERIFY2(read.code == 0 && read.out == "{\"n\":1}\n", qPrintable(read.all()));
        const Outcome checked = doctor(Door::Tls, tlsAsClient());
        QVERIFY2(checked.code == 0 && lastStep(checked) == "passed clock", qPrintable(checked.all()));
        QVERIFY(checked.out.contains("encrypted, certificate accepted"));
        // librdkafka's names do as well.
        const Properties ours{{"security.protocol", "SSL"},
                              {"ssl.ca.location", file("ca.pem")},
                              {"ssl.certificate.location", file("client.pem")},
                              {"ssl.key.location", file("client.key")}};
        const Outcome sent = produce(Door::Tls, "sent", ours);
        QVERIFY2(sent.code == 0, qPrintable(sent.all()));
        const Outcome both = run(Door::LoginTls,
                                 {{"security.protocol", "SASL_SSL"},
                                  {"ssl.truststore.location", file("ca.pem")},
                                  {"sasl.mechanism", "SCRAM-SHA-256"},
                                  {"sasl.username", KafkaBroker::kUser}},
                                 ", 'guanlan.password-secret' = 'kafka/alice'");
        QVERIFY2(both.code == 0 && both.out == "{\"n\":1}\n", qPrintable(both.all()));
    }

    void strangersStayOutside() {
        const auto refused = [](const Outcome& outcome) {
            const bool well = outcome.code == 1 && outcome.err.contains("no secure connection to Kafka");
            if (!well) qWarning("%s", qPrintable(outcome.all()));
            return well;
        };
        QVERIFY(refused(run(Door::OtherName, tls())));  // the certificate is that of elsewhere.example
        QCOMPARE(lastStep(doctor(Door::OtherName, tls())), QString("failed TLS"));
        QVERIFY(refused(produce(Door::OtherName, "sent", tls())));
        Properties anyName = tls();
        anyName["ssl.endpoint.identification.algorithm"] = "";  // Java's way to say so
        const Outcome read = run(Door::OtherName, anyName);
        QVERIFY2(read.code == 0 && read.out == "{\"n\":1}\n", qPrintable(read.all()));
        QVERIFY(refused(run(Door::OtherName, {{"security.protocol", "SSL"}})));  // an unknown CA
        QCOMPARE(lastStep(doctor(Door::Tls, tls())), QString("failed TLS"));     // no certificate shown
        Properties noFile = tls();
        noFile["ssl.truststore.location"] = file("nowhere.pem");
        const Outcome lost = run(Door::OtherName, noFile);
        QVERIFY2(lost.code != 0 && lost.err.contains("nowhere.pem"), qPrintable(lost.all()));
    }
};

QTEST_GUILESS_MAIN(TestKafkaLogin)
#include "tst_kafka_login.moc"
