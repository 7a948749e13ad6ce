// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/source/kafka/kafka_properties.h"

#include <librdkafka/rdkafka.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace guanlan {

struct KafkaDestroy {
    void operator()(rd_kafka_t* client) const;
    void operator()(rd_kafka_conf_t* conf) const { rd_kafka_conf_destroy(conf); }
    void operator()(rd_kafka_topic_t* topic) const { rd_kafka_topic_destroy(topic); }
    void operator()(rd_kafka_queue_t* queue) const { rd_kafka_queue_destroy(queue); }
    void operator()(rd_kafka_message_t* message) const { rd_kafka_message_destroy(message); }
    void operator()(rd_kafka_topic_partition_list_t* list) const {
        rd_kafka_topic_partition_list_destroy(list);
    }
    void operator()(const rd_kafka_metadata_t* metadata) const { rd_kafka_metadata_destroy(metadata); }
};
/// A librdkafka object that is destroyed with its owner.
template <typename T>
using KafkaOwned = std::unique_ptr<T, KafkaDestroy>;

/// The configuration of one client; InvalidInput names a property that is unknown or has a wrong value.
[[nodiscard]] Result<KafkaOwned<rd_kafka_conf_t>> kafkaConfiguration(const KafkaProperties& properties,
                                                                     KafkaRole role);

/// One librdkafka client with what its callbacks say. Used by one thread; wake() and its callbacks by any.
class KafkaClient {
  public:
    static Result<std::unique_ptr<KafkaClient>> create(const KafkaProperties& properties, KafkaRole role);
    KafkaClient(const KafkaClient&) = delete;
    KafkaClient& operator=(const KafkaClient&) = delete;
    ~KafkaClient() = default;

    [[nodiscard]] rd_kafka_t* handle() const { return m_handle.get(); }

    /// Runs librdkafka's callbacks.
    void serve() const { rd_kafka_poll(m_handle.get(), 0); }
    /// The newest connection trouble since the last call.
    [[nodiscard]] std::optional<Error> takeTrouble();

    /// Makes wait() return when something arrives in the queue.
    void watch(rd_kafka_queue_t* queue);
    void wake();
    /// Returns when woken, or after `longest`.
    void wait(std::chrono::milliseconds longest);

    /// Delivery failures since the last call (producers).
    [[nodiscard]] std::optional<Error> takeFailedDelivery();
    /// Where it looks for the cluster.
    [[nodiscard]] const std::string& bootstrap() const { return m_bootstrap; }

  private:
    KafkaClient() = default;
    static void onError(rd_kafka_t* client, int code, const char* reason, void* opaque);
    static void onDelivery(rd_kafka_t* client, const rd_kafka_message_t* message, void* opaque);
    static void onQueue(rd_kafka_t* client, void* opaque);

    std::string m_bootstrap;
    std::mutex m_mutex;  // guards what follows, up to m_handle
    std::condition_variable m_condition;
    bool m_woken = false;
    std::optional<Error> m_trouble;
    std::optional<Error> m_lastReason;
    std::optional<Error> m_failedDelivery;
    KafkaOwned<rd_kafka_t> m_handle;  // last: its threads use the members above
};

/// What librdkafka says ("sasl_ssl://h:9092/bootstrap: Connect to … failed: Connection refused (after …)")
/// as an error that names the address and the cause.
[[nodiscard]] Error kafkaTrouble(rd_kafka_resp_err_t code, std::string reason);

}  // namespace guanlan
