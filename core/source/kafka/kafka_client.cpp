// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/kafka/kafka_client.h"

#include <array>
#include <fstream>
#include <utility>

namespace guanlan {

namespace {

using Setting = std::pair<const char*, const char*>;

/// Set before the user's own, so that those win.
constexpr std::array kConsumerDefaults{
    Setting{"fetch.wait.max.ms", "10"},
    Setting{"fetch.error.backoff.ms", "100"},
    Setting{"isolation.level", "read_uncommitted"},
    Setting{"receive.message.max.bytes", "512000000"},
};
constexpr std::array kProducerDefaults{
    Setting{"linger.ms", "5"},
    Setting{"compression.type", "lz4"},
};
constexpr std::array kCommonDefaults{
    Setting{"client.id", "guanlan"},
    Setting{"reconnect.backoff.ms", "100"},
    Setting{"reconnect.backoff.max.ms", "2000"},
    Setting{"log.connection.close", "false"},
    Setting{"socket.timeout.ms", "15000"},  // so soon a network that swallows everything is noticed
};
/// Set after the user's: offsets live with the results, and what happens at a lost offset is decided here.
constexpr std::array kConsumerFixed{
    Setting{"enable.auto.commit", "false"},       Setting{"enable.auto.offset.store", "false"},
    Setting{"enable.partition.eof", "true"},      Setting{"auto.offset.reset", "error"},
    Setting{"allow.auto.create.topics", "false"},
};
constexpr std::array kCommonFixed{Setting{"log_level", "0"}};

Error refusedSetting(const std::string& name, const char* reason) {
    return Error{.code = ErrorCode::InvalidInput,
                 .id = "kafka.property",
                 .what = "'properties." + name + "' cannot be used",
                 .cause = reason,
                 .arguments = {name}};
}

Result<void> apply(rd_kafka_conf_t* conf, const std::string& name, const std::string& value) {
    std::array<char, 512> reason{};
    if (rd_kafka_conf_set(conf, name.c_str(), value.c_str(), reason.data(), reason.size()) ==
        RD_KAFKA_CONF_OK)
        return {};
    return refusedSetting(name, reason.data());
}

Result<void> applyAll(rd_kafka_conf_t* conf, std::span<const Setting> settings) {
    for (const auto& [name, value] : settings) {
        if (auto set = apply(conf, name, value); !set) return set;
    }
    return {};
}

/// librdkafka does not say which file it could not read.
std::optional<Error> missingFile(const KafkaProperties& properties) {
    for (const auto& [name, value] : properties.settings) {
        if (!name.ends_with(".location") || std::ifstream(value).good()) continue;
        return Error{.code = ErrorCode::NotFound,
                     .id = "kafka.file",
                     .what = "the file '" + value + "' cannot be read",
                     .cause = "'" + name + "' names it",
                     .next = "Check its path and who may read it",
                     .arguments = {value, name}};
    }
    return std::nullopt;
}

void silence(const rd_kafka_t*, int, const char*, const char*) {}

}  // namespace

void KafkaDestroy::operator()(rd_kafka_t* client) const {
    rd_kafka_destroy_flags(client, RD_KAFKA_DESTROY_F_NO_CONSUMER_CLOSE);  // it never joined a group
}

Result<KafkaOwned<rd_kafka_conf_t>> kafkaConfiguration(const KafkaProperties& properties, KafkaRole role) {
    KafkaOwned<rd_kafka_conf_t> conf(rd_kafka_conf_new());
    const bool consumer = role == KafkaRole::Consumer;
    const std::span<const Setting> defaults =
        consumer ? std::span<const Setting>(kConsumerDefaults) : std::span<const Setting>(kProducerDefaults);
    for (const std::span<const Setting> settings : {std::span<const Setting>(kCommonDefaults), defaults}) {
        if (auto set = applyAll(conf.get(), settings); !set) return std::move(set).error();
    }
    for (const auto& [name, value] : properties.settings) {
        if (auto set = apply(conf.get(), name, value); !set) return std::move(set).error();
    }
    if (auto set = applyAll(conf.get(), kCommonFixed); !set) return std::move(set).error();
    if (consumer) {
        if (auto set = applyAll(conf.get(), kConsumerFixed); !set) return std::move(set).error();
    }
    return conf;
}

Result<std::unique_ptr<KafkaClient>> KafkaClient::create(const KafkaProperties& properties, KafkaRole role) {
    auto conf = kafkaConfiguration(properties, role);
    if (!conf) return std::move(conf).error();
    std::unique_ptr<KafkaClient> made(new KafkaClient);
    for (const auto& [name, value] : properties.settings) {
        if (name == "bootstrap.servers") made->m_bootstrap = value;
    }
    rd_kafka_conf_set_opaque(conf->get(), made.get());
    rd_kafka_conf_set_error_cb(conf->get(), onError);
    rd_kafka_conf_set_log_cb(conf->get(), silence);
    rd_kafka_conf_enable_sasl_queue(conf->get(), 1);
    const bool consumer = role == KafkaRole::Consumer;
    if (!consumer) rd_kafka_conf_set_dr_msg_cb(conf->get(), onDelivery);
    std::array<char, 512> reason{};
    made->m_handle.reset(rd_kafka_new(consumer ? RD_KAFKA_CONSUMER : RD_KAFKA_PRODUCER, conf->get(),
                                      reason.data(), reason.size()));
    if (!made->m_handle) {
        if (auto missing = missingFile(properties)) return std::move(*missing);
        return Error{.code = ErrorCode::InvalidInput,
                     .id = "kafka.client",
                     .what = "no Kafka client can be made with these properties",
                     .cause = reason.data()};
    }
    conf->release();  // now the client's
    if (rd_kafka_error_t* none = rd_kafka_sasl_background_callbacks_enable(made->handle()))
        rd_kafka_error_destroy(none);  // no login by tokens
    return made;
}

void KafkaClient::onError(rd_kafka_t* client, int code, const char* reason, void* opaque) {
    auto* self = static_cast<KafkaClient*>(opaque);
    auto error = static_cast<rd_kafka_resp_err_t>(code);
    std::array<char, 512> fatal{};
    std::string text = reason;
    if (error == RD_KAFKA_RESP_ERR__FATAL) {
        error = rd_kafka_fatal_error(client, fatal.data(), fatal.size());
        text = fatal.data();
    }
    const std::lock_guard lock(self->m_mutex);
    // "All brokers are down" says less than the reason that came before it.
    if (error == RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN && self->m_lastReason) {
        self->m_trouble = self->m_lastReason;
        return;
    }
    if (error == RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN) text = self->m_bootstrap + "/: " + text;
    self->m_trouble = kafkaTrouble(error, std::move(text));
    self->m_lastReason = self->m_trouble;
}

void KafkaClient::onDelivery(rd_kafka_t*, const rd_kafka_message_t* message, void* opaque) {
    if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR) return;
    auto* self = static_cast<KafkaClient*>(opaque);
    const std::lock_guard lock(self->m_mutex);
    self->m_failedDelivery = kafkaTrouble(message->err, rd_kafka_err2str(message->err));
}

void KafkaClient::onQueue(rd_kafka_t*, void* opaque) {
    static_cast<KafkaClient*>(opaque)->wake();
}

std::optional<Error> KafkaClient::takeTrouble() {
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_trouble, std::nullopt);
}

std::optional<Error> KafkaClient::takeFailedDelivery() {
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_failedDelivery, std::nullopt);
}

void KafkaClient::watch(rd_kafka_queue_t* queue) {
    rd_kafka_queue_cb_event_enable(queue, onQueue, this);
}

void KafkaClient::wake() {
    const std::lock_guard lock(m_mutex);
    m_woken = true;
    m_condition.notify_one();
}

void KafkaClient::wait(std::chrono::milliseconds longest) {
    std::unique_lock lock(m_mutex);
    m_condition.wait_for(lock, longest, [this] { return m_woken; });
    m_woken = false;
}

Error kafkaTrouble(rd_kafka_resp_err_t code, std::string reason) {
    std::string address;
    const std::size_t slash =
        reason.find('/', reason.find("://") == std::string::npos ? 0 : reason.find("://") + 3);
    const std::size_t colon = reason.find(": ");
    if (slash != std::string::npos && colon != std::string::npos && slash < colon) {
        address = reason.substr(0, slash);
        reason = reason.substr(colon + 2);
    }
    if (const std::size_t scheme = address.find("://"); scheme != std::string::npos)
        address = address.substr(scheme + 3);
    if (const std::size_t after = reason.find(" (after "); after != std::string::npos) reason.resize(after);
    if (const std::size_t failed = reason.find(" failed: "); failed != std::string::npos)
        reason = reason.substr(failed + 9);
    const bool denied = code == RD_KAFKA_RESP_ERR__AUTHENTICATION ||
                        code == RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED ||
                        code == RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED ||
                        code == RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED;
    if (code == RD_KAFKA_RESP_ERR__SSL) {
        return Error{.code = ErrorCode::Unavailable,
                     .id = "kafka.tls",
                     .what = "no secure connection to Kafka",
                     .cause = address.empty() ? reason : address + ": " + reason,
                     .next = "Check certificates, names in them, and whether the port speaks TLS",
                     .arguments = {address, reason}};
    }
    return Error{.code = denied ? ErrorCode::Denied : ErrorCode::Unavailable,
                 .id = denied ? "kafka.denied" : "kafka.unreachable",
                 .what = denied ? "Kafka refused us" : "no connection to Kafka",
                 .cause = address.empty() ? reason : address + ": " + reason,
                 .next = denied ? "Check user, password and rights" : "It is tried again",
                 .arguments = {address, reason}};
}

}  // namespace guanlan
