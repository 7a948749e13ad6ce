// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decode/decoder.h"
#include "core/source/event_time_merge.h"
#include "core/source/health_note.h"
#include "core/source/kafka/kafka_partition.h"
#include "core/source/kafka/kafka_topics.h"
#include "core/source/source.h"

#include <atomic>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace guanlan {

/// What a kafka table asks for, read and checked.
struct KafkaPlan {
    KafkaTopicChoice topics{};
    KafkaProperties properties{};
    KafkaBoundary start{};
    KafkaBoundary end{};
    Micros idleTimeout = 0;        ///< 0: a partition is never idle
    Micros discoveryInterval = 0;  ///< 0: partitions added later are not read
    [[nodiscard]] bool bounded() const { return end.mode != KafkaBoundary::Mode::None; }
};
[[nodiscard]] Result<KafkaPlan> kafkaPlanOf(const TableDefinition& table, const SourceSettings& settings);

/// The Source for kafka tables. A live read takes what has arrived, in turns: 256 records from the partition
/// whose next record is the oldest. The order of a bounded read depends on the log alone: by event time,
/// where the table has one, else in such turns, for which it waits.
class KafkaReader final : public Source {
  public:
    KafkaReader(const TableDefinition& table, const SourceSettings& settings, KafkaPlan plan,
                std::unique_ptr<Decoder> decoder);

    Result<void> open(const std::vector<SourcePosition>& known) override;
    Result<SourceBatch> next(std::chrono::milliseconds wait) override;
    [[nodiscard]] std::string identity() const override { return m_identity; }
    [[nodiscard]] SourceHealth health() const override { return m_health.get(); }
    void stop() override { m_stopped = true; }

  private:
    struct Found {
        KafkaPartition::Place place;
        std::int64_t from = 0;
        std::optional<std::int64_t> stopBefore{};
        KafkaWatermarks watermarks{};
    };

    Result<void> connectIfDue();
    Result<void> makeClient(std::size_t partitions);
    Result<std::vector<Found>> findPartitions();
    Result<void> findInTopic(std::size_t topic, std::vector<Found>& found);
    Result<Found> startOf(KafkaPartition::Place place);
    void adopt(std::vector<Found> found);

    [[nodiscard]] KafkaPartition* choose();
    Result<void> pull();
    Result<void> fillMerge();
    Result<void> fillLane(KafkaPartition& partition);
    Result<void> decode(const rd_kafka_message_t& message, const KafkaPartition& partition);
    void takeHeaders(const rd_kafka_message_t& message);
    void noteIdle(SourceBatch& batch);
    void noteTrouble();
    bool probe();
    void noteProgress(SourceBatch& batch);
    [[nodiscard]] bool allEnded() const;
    void showState();

    const TableDefinition m_table;
    const SourceSettings m_settings;
    KafkaPlan m_plan;
    std::unique_ptr<Decoder> m_decoder;
    HealthNote m_health;
    std::atomic<bool> m_stopped = false;
    std::vector<SourcePosition> m_known;
    std::string m_identity;
    std::unique_ptr<KafkaClient> m_client;
    std::int64_t m_room = 0;  // kilobytes that may wait for each partition
    KafkaTopics m_topics;
    bool m_looked = false;  // once, with an answer: what is found from then on came later
    std::vector<std::unique_ptr<KafkaPartition>> m_partitions;  // after the client and topics they use
    std::optional<EventTimeMerge> m_merge;                      // of a bounded table with an event time
    std::map<std::uint32_t, PartitionProgress> m_progress;      // as it was last told
    KafkaPartition* m_current = nullptr;
    int m_leftInTurn = 0;
    bool m_readsHeaders = false;
    std::vector<std::pair<std::string_view, std::string_view>> m_headers;  // of the record being decoded
    std::int64_t m_pulled = 0;  // records since the batch began, bad ones included
    std::optional<Error> m_trouble;
    std::optional<Error> m_loss;  // the newest; said while nothing else is wrong
    Micros m_refusedSince = 0;    // 0: the last attempt was not refused
    Micros m_nextConnect = 0;
    Micros m_nextDiscovery = 0;
    Micros m_nextProbe = 0;
};

}  // namespace guanlan
