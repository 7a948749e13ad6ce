// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"
#include "core/source/kafka/kafka_client.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace guanlan {

/// Writes records to one topic. Used by one thread.
class KafkaProducer {
  public:
    struct Record {
        std::optional<std::string_view> key{};
        std::optional<std::string_view> value{};  ///< none: a tombstone
        std::optional<Micros> timestamp{};        ///< none: when it is sent
    };
    static Result<std::unique_ptr<KafkaProducer>> create(const KafkaProperties& properties,
                                                         const std::string& topic);

    /// Copies the record into the queue; waits for room there: back-pressure.
    Result<void> send(const Record& record);
    /// Deliveries that failed since the last call.
    Result<void> serve();
    /// Returns when every record is acknowledged.
    Result<void> flush();

  private:
    KafkaProducer() = default;
    Result<void> failure();

    std::unique_ptr<KafkaClient> m_client;
    KafkaOwned<rd_kafka_topic_t> m_topic;  // of that client
};

}  // namespace guanlan
