// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/demo/demo_broker.h"

#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>

#include <array>
#include <initializer_list>
#include <utility>

namespace guanlan {

struct DemoBroker::Parts {
    rd_kafka_t* producer = nullptr;
    rd_kafka_mock_cluster_t* cluster = nullptr;
    rd_kafka_topic_t* topic = nullptr;
    std::string address{};
    int partitions = 0;
    std::atomic<std::int64_t> failed{0};

    Parts() = default;
    Parts(const Parts&) = delete;
    Parts& operator=(const Parts&) = delete;
    ~Parts() {
        if (producer != nullptr) rd_kafka_set_log_level(producer, 0);  // that its broker goes is no news
        if (topic != nullptr) rd_kafka_topic_destroy(topic);
        if (producer != nullptr) rd_kafka_purge(producer, RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT);
        if (cluster != nullptr) rd_kafka_mock_cluster_destroy(cluster);
        if (producer != nullptr) rd_kafka_destroy(producer);
    }
};

namespace {

Error notStarted(const std::string& cause) {
    return Error{.code = ErrorCode::Unavailable,
                 .id = "demo.no-broker",
                 .what = "The demo's own Kafka broker did not start",
                 .cause = cause,
                 .next = "Check that programs may listen on 127.0.0.1"};
}

/// Owned by rd_kafka_new when that succeeds.
rd_kafka_conf_t* configuration(const DemoBroker::Settings& settings, std::string& problem) {
    rd_kafka_conf_t* conf = rd_kafka_conf_new();
    const std::string linger = std::to_string(settings.lingerMs);
    const std::initializer_list<std::pair<const char*, const char*>> values{
        {"client.id", "guanlan-demo"},          {"linger.ms", linger.c_str()},
        {"compression.codec", "lz4"},           {"queue.buffering.max.messages", "400000"},
        {"batch.num.messages", "10000"},        {"acks", "1"},
        {"delivery.report.only.error", "true"}, {"log_level", "3"},
    };
    std::array<char, 256> text{};
    for (const auto& [key, value] : values) {
        if (rd_kafka_conf_set(conf, key, value, text.data(), text.size()) != RD_KAFKA_CONF_OK)
            problem = text.data();
    }
    return conf;
}

}  // namespace

DemoBroker::DemoBroker(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) {}
DemoBroker::~DemoBroker() = default;

Result<std::unique_ptr<DemoBroker>> DemoBroker::start(const Settings& settings) {
    auto parts = std::make_unique<Parts>();
    parts->partitions = settings.partitions;
    std::string problem;
    rd_kafka_conf_t* conf = configuration(settings, problem);
    rd_kafka_conf_set_opaque(conf, parts.get());
    rd_kafka_conf_set_dr_msg_cb(conf, [](rd_kafka_t*, const rd_kafka_message_t* message, void* opaque) {
        if (message->err != RD_KAFKA_RESP_ERR_NO_ERROR) ++static_cast<Parts*>(opaque)->failed;
    });
    std::array<char, 256> text{};
    if (problem.empty()) {
        parts->producer = rd_kafka_new(RD_KAFKA_PRODUCER, conf, text.data(), text.size());
        problem = text.data();
    }
    if (parts->producer == nullptr) {
        rd_kafka_conf_destroy(conf);
        return notStarted(problem);
    }
    parts->cluster = rd_kafka_mock_cluster_new(parts->producer, 1);
    if (parts->cluster == nullptr) return notStarted("no port could be opened");
    const rd_kafka_resp_err_t created =
        rd_kafka_mock_topic_create(parts->cluster, settings.topic.c_str(), settings.partitions, 1);
    if (created != RD_KAFKA_RESP_ERR_NO_ERROR) return notStarted(rd_kafka_err2str(created));
    parts->address = rd_kafka_mock_cluster_bootstraps(parts->cluster);
    rd_kafka_brokers_add(parts->producer, parts->address.c_str());
    parts->topic = rd_kafka_topic_new(parts->producer, settings.topic.c_str(), nullptr);
    if (parts->topic == nullptr) return notStarted(rd_kafka_err2str(rd_kafka_last_error()));
    return std::unique_ptr<DemoBroker>(new DemoBroker(std::move(parts)));
}

const std::string& DemoBroker::address() const {
    return m_parts->address;
}

int DemoBroker::partitions() const {
    return m_parts->partitions;
}

bool DemoBroker::produce(std::int32_t partition, std::string_view value, Micros timestamp) {
    std::array<rd_kafka_vu_t, 5> fields{};
    fields[0].vtype = RD_KAFKA_VTYPE_RKT;
    fields[0].u.rkt = m_parts->topic;
    fields[1].vtype = RD_KAFKA_VTYPE_PARTITION;
    fields[1].u.i32 = partition;
    fields[2].vtype = RD_KAFKA_VTYPE_MSGFLAGS;
    fields[2].u.i = RD_KAFKA_MSG_F_COPY;
    fields[3].vtype = RD_KAFKA_VTYPE_VALUE;
    fields[3].u.mem = {const_cast<char*>(value.data()), value.size()};  // copied at once, never written to
    fields[4].vtype = RD_KAFKA_VTYPE_TIMESTAMP;
    fields[4].u.i64 = timestamp / kMilli;
    rd_kafka_error_t* error = rd_kafka_produceva(m_parts->producer, fields.data(), fields.size());
    if (error == nullptr) return true;
    const bool full = rd_kafka_error_code(error) == RD_KAFKA_RESP_ERR__QUEUE_FULL;
    rd_kafka_error_destroy(error);
    if (!full) ++m_parts->failed;
    return !full;
}

void DemoBroker::poll(int timeoutMs) {
    rd_kafka_poll(m_parts->producer, timeoutMs);
}

bool DemoBroker::flush(int timeoutMs) {
    return rd_kafka_flush(m_parts->producer, timeoutMs) == RD_KAFKA_RESP_ERR_NO_ERROR;
}

std::int64_t DemoBroker::failed() const {
    return m_parts->failed.load();
}

}  // namespace guanlan
