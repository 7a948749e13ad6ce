// SPDX-License-Identifier: GPL-3.0-or-later
// The ways into KafkaBroker: its listeners, logins and certificates.
#include "tests/support/kafka_broker.h"

namespace guanlan {

namespace {

constexpr const char* kBasics =
    "process.roles=broker,controller\n"
    "node.id=1\n"
    "controller.listener.names=CONTROLLER\n"
    "inter.broker.listener.name=PLAINTEXT\n"
    "auto.create.topics.enable=false\n"
    "offsets.topic.replication.factor=1\n"
    "offsets.topic.num.partitions=1\n"
    "transaction.state.log.replication.factor=1\n"
    "transaction.state.log.min.isr=1\n"
    "transaction.state.log.num.partitions=1\n"
    "group.initial.rebalance.delay.ms=0\n"
    "log.retention.ms=-1\n"  // the tests' events are older than a week
    "broker.heartbeat.interval.ms=200\n"
    "broker.session.timeout.ms=1000\n"
    "controller.quorum.election.timeout.ms=200\n"
    "controller.quorum.fetch.timeout.ms=1000\n";

/// What users a listener knows, for every mechanism.
QString loginsOf(const QString& listener) {
    const QString security = QStringLiteral("org.apache.kafka.common.security.");
    QString password = QString::fromLatin1(KafkaBroker::kPassword);
    password.replace('"', QLatin1String("\\\\\""));  // once for the login, once for the file
    return QStringLiteral(
               "listener.name.%1.plain.sasl.jaas.config=%2plain.PlainLoginModule required user_%3=\"%4\";\n"
               "listener.name.%1.scram-sha-256.sasl.jaas.config=%2scram.ScramLoginModule required;\n"
               "listener.name.%1.scram-sha-512.sasl.jaas.config=%2scram.ScramLoginModule required;\n"
               "listener.name.%1.oauthbearer.sasl.jaas.config=%2oauthbearer.OAuthBearerLoginModule required "
               "unsecuredLoginStringClaim_sub=\"broker\";\n")
        .arg(listener, security, QString::fromLatin1(KafkaBroker::kUser), password);
}

}  // namespace

QByteArray KafkaBroker::properties() const {
    const auto address = [this](const char* host, std::size_t port) {
        return QStringLiteral("%1:%2").arg(QLatin1String(host)).arg(m_ports[port]);
    };
    QString listeners = "PLAINTEXT://" + address("127.0.0.1", 1);
    QString advertised = listeners;
    QString protocols = QStringLiteral("PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    QString more;
    if (m_doors) {
        const std::pair<const char*, const char*> doors[] = {
            {"LOGIN", "SASL_PLAINTEXT"}, {"TLS", "SSL"}, {"LOGINTLS", "SASL_SSL"}, {"OTHERNAME", "SSL"}};
        std::size_t port = 2;
        for (const auto& [name, protocol] : doors) {
            listeners += QStringLiteral(",%1://").arg(name) + address("127.0.0.1", port);
            advertised += QStringLiteral(",%1://").arg(name) + address("localhost", port++);
            protocols += QStringLiteral(",%1:%2").arg(name, protocol);
        }
        more = loginsOf("login") + loginsOf("logintls") +
               "sasl.enabled.mechanisms=PLAIN,SCRAM-SHA-256,SCRAM-SHA-512,OAUTHBEARER\n"
               "ssl.keystore.type=PEM\n"
               "ssl.truststore.type=PEM\n"
               "listener.name.tls.ssl.client.auth=required\n";
        more += "ssl.keystore.location=" + QString::fromStdString(certificate("server.both")) + '\n';
        more += "ssl.truststore.location=" + QString::fromStdString(certificate("ca.pem")) + '\n';
        more +=
            "listener.name.othername.ssl.keystore.type=PEM\nlistener.name.othername.ssl.keystore.location=" +
            QString::fromStdString(certificate("other.both")) + '\n';
    }
    if (m_behindProxy != 0) {
        listeners += QStringLiteral(",PROXY://127.0.0.1:%1").arg(m_behindProxy);
        advertised += QStringLiteral(",PROXY://127.0.0.1:%1").arg(m_proxyPort);
        protocols += QStringLiteral(",PROXY:PLAINTEXT");
    }
    const QString controller = address("127.0.0.1", 0);
    return (QLatin1String(kBasics) + "controller.quorum.voters=1@" + controller + "\nlisteners=" + listeners +
            ",CONTROLLER://" + controller + "\nadvertised.listeners=" + advertised +
            "\nlistener.security.protocol.map=" + protocols + "\nlog.dirs=" + m_folder.filePath("data") +
            '\n' + more)
        .toUtf8();
}

int KafkaBroker::portBehindProxy() {
    if (m_behindProxy == 0) m_behindProxy = freePort();
    return m_behindProxy;
}

Result<void> KafkaBroker::makeCertificates() const {
    ChildProcess tool;
    if (auto launched = tool.launch(
            QStringLiteral("sh"),
            {QStringLiteral(GUANLAN_SOURCE_DIR "/tests/system/broker/certificates.sh"), m_folder.path()});
        !launched) {
        return launched;
    }
    if (tool.waitForFinished(60000) && tool.exitCode() == 0) return {};
    return Error{.code = ErrorCode::NotFound,
                 .id = "test.kafka",
                 .what = "the broker's certificates cannot be made",
                 .cause = tool.readAllStandardError().trimmed().toStdString()};
}

std::string KafkaBroker::certificate(const char* name) const {
    return m_folder.filePath(QLatin1String(name)).toStdString();
}

std::string KafkaBroker::bootstrap(Door door) const {
    const std::string host = door == Door::Plain ? "127.0.0.1:" : "localhost:";
    return host + std::to_string(m_ports[1 + static_cast<std::size_t>(door)]);
}

}  // namespace guanlan
