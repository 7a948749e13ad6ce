// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exec/source_batch.h"
#include "core/source/kafka/kafka_client.h"
#include "core/source/kafka/kafka_offsets.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace guanlan {

/// One partition being read, with a queue of its own: what is not pulled stays there until librdkafka's limit
/// and then with the broker. Checks that offsets follow one another. Used by one thread.
class KafkaPartition {
  public:
    struct Place {
        std::uint32_t id = 0;  ///< as the engine knows it
        std::string topic;
        std::int32_t number = 0;
        rd_kafka_topic_t* handle = nullptr;
    };

    KafkaPartition(KafkaClient& client, Place place, std::int64_t from,
                   std::optional<std::int64_t> stopBefore, const KafkaWatermarks& watermarks);
    ~KafkaPartition();
    KafkaPartition(const KafkaPartition&) = delete;
    KafkaPartition& operator=(const KafkaPartition&) = delete;

    /// Whether take() has a record. Works off what else came: the end of the log, errors, lost offsets.
    [[nodiscard]] bool ready();
    /// The record that take() will return; only while ready().
    [[nodiscard]] const rd_kafka_message_t& head() const { return *m_pending[m_at]; }
    [[nodiscard]] KafkaOwned<rd_kafka_message_t> take();

    [[nodiscard]] const Place& place() const { return m_place; }
    [[nodiscard]] bool ended() const { return m_ended; }  ///< a bounded read has reached its end
    [[nodiscard]] bool atEnd() const { return m_atEnd; }  ///< the log had nothing more when last asked
    [[nodiscard]] std::optional<Error> takeTrouble();
    /// What can no longer be read, since the last call: deleted records, or a topic that was made anew.
    [[nodiscard]] std::optional<Error> takeLoss();
    /// Since the last call; empty when nothing changed.
    [[nodiscard]] std::optional<PartitionProgress> takeProgress();
    /// The next takeProgress() has something to say.
    void tellAgain() { m_changed = true; }

    Micros lastRecord = 0;  ///< monotonic; for idleness
    bool idle = false;

  private:
    void start();
    void stop();
    bool fill();
    bool accept(const rd_kafka_message_t& message);
    void noteEvent(const rd_kafka_message_t& message);
    void noteGap(std::int64_t offset);
    void recover();
    void noteLoss(std::int64_t end);
    void noteReplaced(std::int64_t end);
    void dropPending();
    void end();
    void moveTo(std::int64_t offset);

    KafkaClient& m_client;
    Place m_place;
    KafkaOwned<rd_kafka_queue_t> m_queue;
    std::vector<rd_kafka_message_t*> m_pending;  // owned from m_at on
    std::size_t m_at = 0;
    std::int64_t m_next;
    std::int64_t m_logBegin;
    std::int64_t m_logEnd;
    std::optional<std::int64_t> m_stopBefore;
    std::int64_t m_lost = 0;
    bool m_started = false;
    bool m_atEnd = false;
    bool m_ended = false;
    bool m_mustRecover = false;
    Micros m_retryAt = 0;
    bool m_changed = true;
    std::optional<Error> m_trouble;
    std::optional<Error> m_loss;
};

}  // namespace guanlan
