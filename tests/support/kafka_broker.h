// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "tests/support/child_process.h"

#include <QTemporaryDir>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace guanlan {

/// One record as a test writes and reads it. `timestamp` is in milliseconds; -1 lets the client choose.
struct KafkaRecord {
    std::string value;
    std::string key{};
    int partition = 0;
    std::int64_t timestamp = -1;
    std::vector<std::pair<std::string, std::string>> headers{};  ///< written only
    bool operator==(const KafkaRecord&) const = default;
};

/// A real Apache Kafka broker (KRaft, one node) on free loopback ports. It keeps ports and data over stop(),
/// kill() and start(), as a broker that comes back does, and dies with the test.
class KafkaBroker {
  public:
    KafkaBroker() = default;
    ~KafkaBroker() { kill(); }
    KafkaBroker(const KafkaBroker&) = delete;
    KafkaBroker& operator=(const KafkaBroker&) = delete;

    /// Ways into the broker besides the open one. Login: SASL as kUser without encryption. Tls: for those who
    /// show the certificate "client". LoginTls: both, without a certificate. OtherName: the broker shows the
    /// certificate of another host.
    enum class Door { Plain, Login, Tls, LoginTls, OtherName };
    static constexpr const char* kUser = "alice";
    static constexpr const char* kPassword = "wonder;land\"42";
    /// Opens all doors; before the first start().
    void openDoors() { m_doors = true; }
    /// A file of tests/system/broker/certificates.sh: "ca.pem", "client.pem", "client.key", "client.both".
    [[nodiscard]] std::string certificate(const char* name) const;
    /// Another open door, for a proxy: it sends its clients on to the port where the proxy listens. Both
    /// before the first start().
    [[nodiscard]] int portBehindProxy();
    void sendOnTo(int proxyPort) { m_proxyPort = proxyPort; }

    /// Returns when clients are served. NotFound when this machine has no Java, Maven or network.
    Result<void> start();
    /// A clean shutdown.
    void stop();
    /// SIGKILL.
    void kill();
    [[nodiscard]] bool running() const { return m_process.state() == QProcess::Running; }

    /// For bootstrap.servers.
    [[nodiscard]] std::string bootstrap(Door door = Door::Plain) const;
    /// The broker's own messages, for a failed test.
    [[nodiscard]] QString logFile() const { return m_folder.filePath(QStringLiteral("broker.log")); }

    using TopicConfig = std::map<std::string, std::string>;
    Result<void> createTopic(const std::string& name, int partitions, const TopicConfig& config = {});
    /// Adds partitions to it, up to this number.
    Result<void> growTopic(const std::string& name, int partitions);
    Result<void> deleteTopic(const std::string& name);
    /// Removes the records below the offset, as retention does.
    Result<void> deleteRecordsBefore(const std::string& topic, int partition, std::int64_t offset);

    /// Says that the group has read each partition up to its offset.
    Result<void> commit(const std::string& group, const std::string& topic,
                        const std::map<int, std::int64_t>& offsets);

    /// Returns when every record is acknowledged.
    Result<void> produce(const std::string& topic, const std::vector<KafkaRecord>& records);
    /// The same in one transaction, which is then committed or aborted.
    Result<void> produceInTransaction(const std::string& topic, const std::vector<KafkaRecord>& records,
                                      bool commits);
    /// All records of the topic, partition by partition, from the log's start to its present end.
    Result<std::vector<KafkaRecord>> readAll(const std::string& topic, int partitions);

  private:
    Result<void> format(const QString& jars);
    Result<void> makeCertificates() const;
    [[nodiscard]] QByteArray properties() const;
    Result<void> awaitReady();
    [[nodiscard]] QStringList javaArguments(const QString& jars, const QString& mainClass) const;

    QTemporaryDir m_folder;
    ChildProcess m_process;
    bool m_doors = false;
    int m_behindProxy = 0;
    int m_proxyPort = 0;
    std::vector<int> m_ports;  ///< of the controller, then of the doors
};

}  // namespace guanlan
