// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/kafka/connection_check.h"

#include "core/source/kafka/kafka_client.h"
#include "core/source/kafka/kafka_offsets.h"
#include "core/source/kafka/network_probe.h"
#include "core/sql/nearest_name.h"

#include <algorithm>
#include <utility>

namespace guanlan {

namespace {

using Kind = CheckStep::Kind;
using Outcome = CheckStep::Outcome;

constexpr int kAskAgainMs = 500;
constexpr std::size_t kMostPartitionsRead = 16;
constexpr Micros kMostAhead = kMinute;

std::string counted(std::size_t count, const std::string& what) {
    return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
}

std::string joined(const std::vector<std::string>& texts) {
    std::string all;
    for (const std::string& text : texts)
        all += (all.empty() ? "" : ", ") + text;
    return all;
}

class ConnectionCheck {
  public:
    ConnectionCheck(const ConnectionCheckRequest& request, const std::function<void(const CheckStep&)>& tell)
        : m_request(request), m_tell(tell) {
        for (const auto& [name, value] : request.properties.settings) {
            if (name == "bootstrap.servers") m_servers = parseServers(value);
            if (name == "security.protocol") m_protocol = value;
        }
        std::transform(m_protocol.begin(), m_protocol.end(), m_protocol.begin(),
                       [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    }

    bool run() {
        const bool cluster = checkNames() && checkPorts() && connect();
        if (cluster) {
            checkListeners();
            if (checkTopic() && checkAccess()) checkClock();
        }
        return !m_failed;
    }

  private:
    void tell(const CheckStep& step) {
        m_failed = m_failed || step.outcome == Outcome::Failed;
        m_tell(step);
    }
    void pass(Kind kind, std::string subject, std::string fact) {
        tell({.kind = kind, .subject = std::move(subject), .fact = std::move(fact)});
    }
    void skip(Kind kind, std::string fact) {
        tell({.kind = kind, .outcome = Outcome::Skipped, .fact = std::move(fact)});
    }
    bool fail(Kind kind, std::string subject, Error problem, Outcome outcome = Outcome::Failed) {
        tell(
            {.kind = kind, .outcome = outcome, .subject = std::move(subject), .problem = std::move(problem)});
        return false;
    }
    [[nodiscard]] int patienceMs() const { return static_cast<int>(m_request.patience.count()); }
    [[nodiscard]] bool uses(std::string_view part) const {
        return m_protocol.find(part) != std::string::npos;
    }
    [[nodiscard]] std::string serversText() const {
        std::vector<std::string> texts;
        for (const ServerAddress& server : m_servers)
            texts.push_back(server.text());
        return joined(texts);
    }

    /// One good server is enough to go on; the others are told as warnings.
    bool checkNames() {
        if (m_servers.empty()) {
            return fail(Kind::Dns, {},
                        {.code = ErrorCode::InvalidInput,
                         .id = "check.no-server",
                         .what = "no server is named",
                         .next = "Set 'bootstrap.servers' to HOST:PORT"});
        }
        std::vector<ServerAddress> known;
        std::vector<std::pair<ServerAddress, Error>> unknown;
        for (const ServerAddress& server : m_servers) {
            auto addresses = lookUpHost(server.host);
            if (addresses) {
                pass(Kind::Dns, server.host, joined(*addresses));
                known.push_back(server);
            } else {
                unknown.emplace_back(server, std::move(addresses).error());
            }
        }
        return goOnWith(Kind::Dns, std::move(known), unknown);
    }
    bool checkPorts() {
        std::vector<ServerAddress> open;
        std::vector<std::pair<ServerAddress, Error>> closed;
        for (const ServerAddress& server : m_servers) {
            auto tried = tryPort(server, m_request.patience);
            if (tried) {
                pass(Kind::Tcp, server.text(), "connected");
                open.push_back(server);
            } else {
                closed.emplace_back(server, std::move(tried).error());
            }
        }
        return goOnWith(Kind::Tcp, std::move(open), closed);
    }
    bool goOnWith(Kind kind, std::vector<ServerAddress> good,
                  std::vector<std::pair<ServerAddress, Error>>& bad) {
        for (auto& [server, problem] : bad)
            fail(kind, server.text(), std::move(problem), good.empty() ? Outcome::Failed : Outcome::Warned);
        m_servers = std::move(good);
        return !m_servers.empty();
    }

    /// The first answer of the cluster says that TLS and login worked, what went wrong says which did not.
    bool connect() {
        auto client = KafkaClient::create(m_request.properties, KafkaRole::Consumer);
        if (!client)
            return fail(uses("SSL") ? Kind::Tls : Kind::Tcp, serversText(), std::move(client).error());
        m_client = std::move(*client);
        std::optional<Error> trouble;
        for (int waited = 0; waited < patienceMs() && !m_cluster; waited += kAskAgainMs) {
            const rd_kafka_metadata_t* answer = nullptr;
            const auto code = rd_kafka_metadata(m_client->handle(), 1, nullptr, &answer, kAskAgainMs);
            m_cluster.reset(answer);
            m_client->serve();
            if (auto newer = m_client->takeTrouble()) trouble = std::move(newer);
            if (m_cluster) break;
            if (trouble && (trouble->code == ErrorCode::Denied || trouble->id == "kafka.tls")) break;
            if (!trouble) trouble = kafkaTrouble(code, rd_kafka_err2str(code));
        }
        if (!m_cluster) return refused(std::move(*trouble));
        tellSecurity();
        return true;
    }
    bool refused(Error trouble) {
        if (trouble.code == ErrorCode::Denied) {
            tellTls();
            return fail(Kind::Sasl, serversText(), std::move(trouble));
        }
        if (trouble.id != "kafka.tls" && !uses("SSL") && !uses("SASL")) {
            trouble.next = "The port is open, but nobody answers as Kafka does: does it want TLS or a login?";
            return fail(Kind::Tcp, serversText(), std::move(trouble));
        }
        return fail(uses("SSL") ? Kind::Tls : Kind::Sasl, serversText(), std::move(trouble));
    }
    void tellTls() {
        if (uses("SSL")) {
            pass(Kind::Tls, serversText(), "encrypted, certificate accepted");
        } else {
            skip(Kind::Tls, "not asked for (security.protocol)");
        }
    }
    void tellSecurity() {
        tellTls();
        if (uses("SASL")) {
            pass(Kind::Sasl, serversText(), "logged in");
        } else {
            skip(Kind::Sasl, "not asked for (security.protocol)");
        }
    }

    /// Every broker must be reachable under the name that the cluster gives it.
    void checkListeners() {
        for (int i = 0; i < m_cluster->broker_cnt; ++i) {
            const rd_kafka_metadata_broker_t& broker = m_cluster->brokers[i];
            const ServerAddress server{broker.host, broker.port};
            const auto known = lookUpHost(server.host);
            auto reached = known ? tryPort(server, m_request.patience) : Result<void>(known.error());
            if (reached) {
                pass(Kind::Listeners, server.text(), "broker " + std::to_string(broker.id) + " is reachable");
                continue;
            }
            Error problem = std::move(reached).error();
            problem.next =
                "The broker advertises this address: set its advertised.listeners to one that is "
                "reachable from here";
            fail(Kind::Listeners, server.text(), std::move(problem));
        }
    }

    std::vector<std::string> topicNames() const {
        std::vector<std::string> names;
        for (int i = 0; i < m_cluster->topic_cnt; ++i) {
            const std::string name = m_cluster->topics[i].topic;
            if (!name.starts_with("__")) names.push_back(name);
        }
        return names;
    }
    bool checkTopic() {
        const std::string& name = m_request.topic;
        const std::vector<std::string> names = topicNames();
        if (name.empty()) {
            skip(Kind::Topic, "no topic was named; the cluster shows " + counted(names.size(), "topic"));
            return false;
        }
        m_topic.reset(rd_kafka_topic_new(m_client->handle(), name.c_str(), nullptr));
        const rd_kafka_metadata_t* answer = nullptr;
        const auto code = rd_kafka_metadata(m_client->handle(), 0, m_topic.get(), &answer, patienceMs());
        const KafkaOwned<const rd_kafka_metadata_t> metadata(answer);
        if (code != RD_KAFKA_RESP_ERR_NO_ERROR || metadata->topic_cnt < 1)
            return fail(Kind::Topic, name, kafkaTrouble(code, rd_kafka_err2str(code)));
        const rd_kafka_metadata_topic_t& facts = metadata->topics[0];
        if (facts.err == RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED)
            return fail(Kind::Acl, name, kafkaTrouble(facts.err, rd_kafka_err2str(facts.err)));
        if (facts.err != RD_KAFKA_RESP_ERR_NO_ERROR) {
            return fail(Kind::Topic, name,
                        {.code = ErrorCode::NotFound,
                         .id = "kafka.no-topic",
                         .what = "the Kafka cluster has no topic '" + name + "'",
                         .next = sql::didYouMean(name, names),
                         .arguments = {name}});
        }
        for (int i = 0; i < facts.partition_cnt; ++i)
            m_partitions.push_back(facts.partitions[i].id);
        pass(Kind::Topic, name, counted(m_partitions.size(), "partition"));
        return true;
    }

    /// Reads what a reader would: the bounds of every partition and the newest record of some.
    bool checkAccess() {
        std::int64_t records = 0;
        for (const std::int32_t partition : m_partitions) {
            auto bounds = queryWatermarks(m_client->handle(), m_request.topic, partition);
            if (!bounds) return fail(Kind::Acl, m_request.topic, std::move(bounds).error());
            records += bounds->high - bounds->low;
            if (bounds->high == bounds->low || m_read == kMostPartitionsRead) continue;
            ++m_read;
            if (auto read = readNewest(partition, bounds->high); !read)
                return fail(Kind::Acl, m_request.topic, std::move(read).error());
        }
        pass(Kind::Acl, m_request.topic, "readable, " + std::to_string(records) + " offsets kept");
        return true;
    }
    Result<void> readNewest(std::int32_t partition, std::int64_t end) {
        if (rd_kafka_consume_start(m_topic.get(), partition, end - 1) != 0)
            return kafkaTrouble(rd_kafka_last_error(), rd_kafka_err2str(rd_kafka_last_error()));
        const KafkaOwned<rd_kafka_message_t> message(
            rd_kafka_consume(m_topic.get(), partition, patienceMs()));
        rd_kafka_consume_stop(m_topic.get(), partition);
        if (!message) {
            return Error{.code = ErrorCode::Unavailable,
                         .id = "check.no-record",
                         .what = "partition " + std::to_string(partition) + " did not answer in time",
                         .next = "Look at the broker that leads it",
                         .arguments = {std::to_string(partition)}};
        }
        // The last offset may be a marker of a transaction: then only the end of the log comes.
        if (message->err == RD_KAFKA_RESP_ERR__PARTITION_EOF) return {};
        if (message->err != RD_KAFKA_RESP_ERR_NO_ERROR)
            return kafkaTrouble(message->err, rd_kafka_message_errstr(message.get()));
        const std::int64_t millis = rd_kafka_message_timestamp(message.get(), nullptr);
        if (millis >= 0) m_newest = std::max(m_newest.value_or(millis * kMilli), millis * kMilli);
        return {};
    }

    void checkClock() {
        if (!m_newest) return skip(Kind::Clock, "there is no record to compare with");
        const Micros age = m_request.clock->now() - *m_newest;
        const std::string seconds = std::to_string((age < 0 ? -age : age) / kSecond);
        if (age >= -kMostAhead)
            return pass(Kind::Clock, m_request.topic, "the newest record is " + seconds + " s old");
        fail(Kind::Clock, m_request.topic,
             {.code = ErrorCode::InvalidInput,
              .id = "check.clock",
              .what = "the newest record is dated " + seconds + " s after this machine's clock",
              .next = "Set the clocks of this machine and of the producers by a time server",
              .arguments = {seconds}},
             Outcome::Warned);
    }

    const ConnectionCheckRequest& m_request;
    const std::function<void(const CheckStep&)>& m_tell;
    std::vector<ServerAddress> m_servers;
    std::string m_protocol;
    bool m_failed = false;
    std::unique_ptr<KafkaClient> m_client;
    KafkaOwned<const rd_kafka_metadata_t> m_cluster;
    KafkaOwned<rd_kafka_topic_t> m_topic;  // of the client
    std::vector<std::int32_t> m_partitions;
    std::size_t m_read = 0;
    std::optional<Micros> m_newest;
};

}  // namespace

std::string_view nameOf(CheckStep::Kind kind) {
    constexpr std::string_view kNames[] = {"DNS", "TCP", "TLS", "SASL", "listeners", "topic", "ACL", "clock"};
    return kNames[static_cast<std::size_t>(kind)];
}

std::string_view nameOf(CheckStep::Outcome outcome) {
    constexpr std::string_view kNames[] = {"passed", "warned", "failed", "skipped"};
    return kNames[static_cast<std::size_t>(outcome)];
}

bool checkConnection(const ConnectionCheckRequest& request,
                     const std::function<void(const CheckStep&)>& tell) {
    return ConnectionCheck(request, tell).run();
}

}  // namespace guanlan
