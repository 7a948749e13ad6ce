// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/kafka/jaas_config.h"
#include "core/source/kafka/kafka_login.h"
#include "core/source/kafka/kafka_offsets.h"
#include "core/source/kafka/kafka_properties.h"
#include "core/source/source.h"

#include <QtTest>

using namespace guanlan;

namespace {

TableDefinition tableWith(Options options) {
    return {.name = "t", .options = std::move(options)};
}

/// `name=value` lines in the order of the options, or the error.
QString translated(Options options) {
    const auto properties = kafkaProperties(tableWith(std::move(options)), KafkaRole::Consumer);
    if (!properties) return "refused: " + QString::fromStdString(properties.error().sentence());
    QStringList lines;
    for (const auto& [name, value] : properties->settings)
        lines += QString::fromStdString(name + "=" + value);
    return lines.join(' ');
}

}  // namespace

class TestKafkaProperties : public QObject {
    Q_OBJECT
  private slots:
    void javaNamesBecomeOurs() {
        QCOMPARE(translated({{"properties.bootstrap.servers", "a:9092,b:9092"}}),
                 QString("bootstrap.servers=a:9092,b:9092"));
        QCOMPARE(translated({{"properties.fetch.max.wait.ms", "25"}}), QString("fetch.wait.max.ms=25"));
        QCOMPARE(translated({{"properties.security.protocol", "SASL_SSL"},
                             {"properties.sasl.mechanism", "PLAIN"},
                             {"properties.ssl.truststore.location", "/etc/ca.pem"},
                             {"properties.sasl.jaas.config",
                              "org.apache.kafka.common.security.plain.PlainLoginModule required "
                              "username=\"u\" password=\"p;\\\"=\";"}}),
                 QString("sasl.username=u sasl.password=p;\"= sasl.mechanism=PLAIN "
                         "security.protocol=SASL_SSL ssl.ca.location=/etc/ca.pem"));
        QCOMPARE(translated({{"properties.ssl.keystore.location", "/k.p12"},
                             {"properties.ssl.keystore.type", "PKCS12"},
                             {"properties.ssl.keystore.password", "x"}}),
                 QString("ssl.keystore.password=x ssl.keystore.location=/k.p12"));
        QCOMPARE(translated({{"properties.ssl.endpoint.identification.algorithm", ""}}),
                 QString("ssl.endpoint.identification.algorithm=none"));
    }
    void tokensAndKeptPasswords() {
        const std::string module = "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule";
        const QString token =
            translated({{"properties.sasl.jaas.config",
                         module + " required clientId=\"c\" clientSecret='s' scope=\"all\";"},
                        {"properties.sasl.oauthbearer.token.endpoint.url", "https://id/token"}});
        const QString settings =
            "sasl.oauthbearer.method=oidc sasl.oauthbearer.client.id=c sasl.oauthbearer.client.secret=s "
            "sasl.oauthbearer.scope=all sasl.oauthbearer.token.endpoint.url=https://id/token";
        // Debian's librdkafka cannot fetch tokens.
        QVERIFY2(token == settings || token.contains("not supported in this build"), qPrintable(token));
        QVERIFY(translated({{"properties.sasl.jaas.config", module + " required;"}}).contains("clientId"));
        const Options named{{"guanlan.password-secret", "kafka/ops"}};
        Options kept = named;
        kept["properties.sasl.jaas.config"] =
            "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"u\";";
        QCOMPARE(translated(kept), QString("sasl.username=u"));
        kept.erase("guanlan.password-secret");
        QVERIFY(translated(kept).contains("needs username and password"));
        const auto lookUp = [](const std::string& name) { return Result<std::string>("of " + name); };
        const auto login = kafkaPropertiesWithLogin(tableWith(named), KafkaRole::Producer, lookUp);
        QCOMPARE(login->settings.back().second, std::string("of kafka/ops"));
        QVERIFY(!kafkaPropertiesWithLogin(tableWith(named), KafkaRole::Producer, {}).ok());
    }
    void withoutMeaningIsIgnoredWithANotice() {
        QCOMPARE(
            translated({{"properties.zookeeper.connect", "zk:2181"}, {"properties.max.poll.records", "5"}}),
            QString());
        const auto ignored = ignoredKafkaOptions();
        QVERIFY(std::any_of(ignored.begin(), ignored.end(), [](const auto& option) {
            return option.first == "properties.zookeeper.connect";
        }));
    }
    void wrongOnesAreRefused() {
        for (const auto& [name, value, part] : {
                 std::tuple{"fetch.min.byte", "1", "fetch.min.byte"},
                 std::tuple{"fetch.min.bytes", "many", "fetch.min.bytes"},
                 std::tuple{"ssl.truststore.location", "/x.jks", "Convert it to PEM"},
                 std::tuple{"sasl.jaas.config", "com.sun.Krb5LoginModule required;", "Krb5LoginModule"},
                 std::tuple{"sasl.jaas.config", "nonsense", "login configuration"},
                 std::tuple{"plugin.library.paths", "/tmp/x.so", "cannot be set"},
                 std::tuple{"sasl.kerberos.kinit.cmd", "rm -r", "cannot be set"},
                 std::tuple{"auto.offset.reset", "newest", "earliest, latest"},
             }) {
            const QString text = translated({{std::string("properties.") + name, value}});
            QVERIFY2(text.startsWith("refused") && text.contains(part), qPrintable(text));
        }
    }
    void startAndEnd() {
        using Mode = KafkaBoundary::Mode;
        QCOMPARE(kafkaStartOf(tableWith({{"scan.startup.mode", "earliest-offset"}}))->mode, Mode::Earliest);
        QCOMPARE(kafkaStartOf(tableWith({{"properties.group.id", "g"}}))->mode, Mode::Group);
        QVERIFY(!kafkaStartOf(tableWith({})).ok());
        QVERIFY(!kafkaStartOf(tableWith({{"scan.startup.mode", "earliest"}})).ok());
        const auto specific = kafkaStartOf(
            tableWith({{"scan.startup.mode", "specific-offsets"},
                       {"scan.startup.specific-offsets", "partition:0,offset:42;partition:3,offset:7"}}));
        const std::map<std::int32_t, std::int64_t> offsets{{0, 42}, {3, 7}};
        QCOMPARE(specific->offsets, offsets);
        QVERIFY(!kafkaStartOf(tableWith({{"scan.startup.mode", "specific-offsets"}})).ok());
        QVERIFY(!kafkaStartOf(tableWith({{"scan.startup.mode", "timestamp"}})).ok());
        QCOMPARE(kafkaEndOf(tableWith({}))->mode, Mode::None);
        QCOMPARE(kafkaEndOf(tableWith({{"scan.bounded.mode", "latest-offset"}}))->mode, Mode::Latest);
    }
};

QTEST_APPLESS_MAIN(TestKafkaProperties)
#include "tst_kafka_properties.moc"
