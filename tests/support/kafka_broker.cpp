// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/kafka_broker.h"

#include <QFile>
#include <QUuid>

#include <algorithm>

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
    const std::size_t ports = m_doors ? 6 : 2;
    while (m_ports.size() < ports) {
        const int port = freePort();
        if (std::find(m_ports.begin(), m_ports.end(), port) == m_ports.end()) m_ports.push_back(port);
    }
    if (m_doors) {
        if (auto made = makeCertificates(); !made) return made;
    }
    QFile file(m_folder.filePath(QStringLiteral("server.properties")));
    if (!file.open(QIODevice::WriteOnly)) {
        return brokerError(ErrorCode::Internal, "cannot write " + file.fileName().toStdString(),
                           file.errorString().toStdString());
    }
    file.write(properties());
    file.close();

    QStringList arguments = javaArguments(jars, QStringLiteral("kafka.tools.StorageTool"));
    arguments << QStringLiteral("format") << QStringLiteral("-t") << clusterId() << QStringLiteral("-c")
              << file.fileName();
    for (const char* mechanism : {"SCRAM-SHA-256", "SCRAM-SHA-512"}) {
        if (!m_doors) break;
        arguments << QStringLiteral("--add-scram")
                  << QStringLiteral("%1=[name=%2,password=%3]").arg(mechanism, kUser, kPassword);
    }
    ChildProcess tool;
    if (auto launched = tool.launch(QStringLiteral("java"), arguments); !launched) return launched;
    if (!tool.waitForFinished(60000) || tool.exitCode() != 0) {
        return brokerError(ErrorCode::Internal, "the broker's storage cannot be formatted",
                           tool.readAllStandardError().toStdString());
    }
    return {};
}

Result<void> KafkaBroker::start() {
    const auto jars = brokerJars();
    if (!jars) return jars.error();
    if (m_ports.empty()) {
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

}  // namespace guanlan
