// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/kafka_broker.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QUuid>

#include <librdkafka/rdkafka.h>

namespace guanlan {

namespace {

Error brokerError(ErrorCode code, std::string what, std::string cause) {
    return Error{.code = code, .id = "test.kafka", .what = std::move(what), .cause = std::move(cause)};
}

/// The folder with the broker's jars; fetched on first use.
Result<QString> brokerJars() {
    ChildProcess fetch;
    if (auto launched = fetch.launch(QStringLiteral("sh"),
                                     {QStringLiteral(GUANLAN_SOURCE_DIR "/tests/system/broker/fetch.sh")});
        !launched) {
        return launched.error();
    }
    if (!fetch.waitForFinished(300000)) {
        return brokerError(ErrorCode::NotFound, "the Kafka broker could not be fetched",
                           "Maven took over 5 minutes");
    }
    if (fetch.exitCode() != 0) {
        return brokerError(ErrorCode::NotFound, "the Kafka broker is not available",
                           fetch.readAllStandardError().trimmed().toStdString());
    }
    return QString::fromUtf8(fetch.readAllStandardOutput()).trimmed();
}

QByteArray properties(int port, int controllerPort, const QString& dataFolder) {
    return QStringLiteral(
               "process.roles=broker,controller\n"
               "node.id=1\n"
               "controller.quorum.voters=1@127.0.0.1:%2\n"
               "listeners=PLAINTEXT://127.0.0.1:%1,CONTROLLER://127.0.0.1:%2\n"
               "advertised.listeners=PLAINTEXT://127.0.0.1:%1\n"
               "controller.listener.names=CONTROLLER\n"
               "listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT\n"
               "log.dirs=%3\n"
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
               "controller.quorum.fetch.timeout.ms=1000\n")
        .arg(port)
        .arg(controllerPort)
        .arg(dataFolder)
        .toUtf8();
}

QString clusterId() {
    const auto encoding = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
    QByteArray id;
    do {  // a leading '-' would be read as an option
        id = QUuid::createUuid().toRfc4122().toBase64(encoding);
    } while (id.startsWith('-'));
    return QString::fromLatin1(id);
}

}  // namespace

QStringList KafkaBroker::javaArguments(const QString& jars, const QString& mainClass) const {
    return {QStringLiteral("-Xmx320m"),
            QStringLiteral("-XX:+UseSerialGC"),
            QStringLiteral("-XX:TieredStopAtLevel=1"),
            QStringLiteral("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"),
            QStringLiteral("-cp"),
            jars + QStringLiteral("/*"),
            mainClass};
}

Result<void> KafkaBroker::format(const QString& jars) {
    m_port = freePort();
    QFile file(m_folder.filePath(QStringLiteral("server.properties")));
    if (!file.open(QIODevice::WriteOnly)) {
        return brokerError(ErrorCode::Internal, "cannot write " + file.fileName().toStdString(),
                           file.errorString().toStdString());
    }
    file.write(properties(m_port, freePortBeside(m_port), m_folder.filePath(QStringLiteral("data"))));
    file.close();

    ChildProcess tool;
    if (auto launched = tool.launch(QStringLiteral("java"),
                                    javaArguments(jars, QStringLiteral("kafka.tools.StorageTool")) +
                                        QStringList{QStringLiteral("format"), QStringLiteral("-t"),
                                                    clusterId(), QStringLiteral("-c"), file.fileName()});
        !launched) {
        return launched;
    }
    if (!tool.waitForFinished(60000) || tool.exitCode() != 0) {
        return brokerError(ErrorCode::Internal, "the broker's storage cannot be formatted",
                           tool.readAllStandardError().toStdString());
    }
    return {};
}

Result<void> KafkaBroker::start() {
    const auto jars = brokerJars();
    if (!jars) return jars.error();
    if (m_port == 0) {
        if (auto formatted = format(*jars); !formatted) return formatted;
    }
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setStandardOutputFile(logFile(), QIODevice::Append);
    if (auto launched = m_process.launch(
            QStringLiteral("java"), javaArguments(*jars, QStringLiteral("kafka.Kafka")) +
                                        QStringList{m_folder.filePath(QStringLiteral("server.properties"))});
        !launched) {
        return launched;
    }
    return awaitReady();
}

void KafkaBroker::stop() {
    m_process.stopWithin(30000);
}

void KafkaBroker::kill() {
    m_process.killNow();
}

std::string KafkaBroker::bootstrap() const {
    return "127.0.0.1:" + std::to_string(m_port);
}

}  // namespace guanlan
