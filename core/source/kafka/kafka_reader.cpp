// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/kafka/kafka_reader.h"

#include <algorithm>
#include <tuple>

namespace guanlan {

namespace {

constexpr int kRecordsPerTurn = 256;
constexpr std::size_t kMostBatchBytes = 8 * 1024 * 1024;
constexpr std::size_t kMostLaneRecords = 2048;
constexpr std::size_t kMostLaneBytes = 1024 * 1024;
constexpr std::chrono::milliseconds kNap{100};
constexpr Micros kProbeEvery = 500 * kMilli;

std::string_view bytesOf(const void* data, std::size_t size) {
    return {static_cast<const char*>(data), size};
}

std::string_view nameOf(rd_kafka_timestamp_type_t type) {
    switch (type) {
        case RD_KAFKA_TIMESTAMP_CREATE_TIME:
            return "CreateTime";
        case RD_KAFKA_TIMESTAMP_LOG_APPEND_TIME:
            return "LogAppendTime";
        default:
            return "NoTimestampType";
    }
}

std::int64_t timestampOf(const rd_kafka_message_t& message) {
    rd_kafka_timestamp_type_t type{};
    return rd_kafka_message_timestamp(&message, &type);
}

}  // namespace

KafkaReader::KafkaReader(const TableDefinition& table, const SourceSettings& settings, KafkaPlan plan,
                         std::unique_ptr<Decoder> decoder)
    : m_table(table),
      m_settings(settings),
      m_plan(std::move(plan)),
      m_decoder(std::move(decoder)),
      m_health(settings.clock),
      m_topics(m_plan.topics) {
    m_readsHeaders = std::any_of(m_table.columns.begin(), m_table.columns.end(), [](const auto& column) {
        const bool metadata = column.kind == TableColumn::Kind::Metadata;
        return metadata && (column.metadataKey.empty() ? column.name : column.metadataKey) == "headers";
    });
    if (m_plan.bounded() && m_table.rowtime) m_merge.emplace(m_table, m_settings);
}

Result<void> KafkaReader::open(const std::vector<SourcePosition>& known) {
    m_known = known;
    m_health.set(SourceHealth::State::Connecting);
    return makeClient(1);
}

Result<SourceBatch> KafkaReader::next(std::chrono::milliseconds wait) {
    const Clock& clock = *m_settings.clock;
    const Micros deadline = clock.monotonic() + wait.count() * kMilli;
    SourceBatch batch;
    batch.source = m_settings.index;
    m_pulled = 0;
    while (!m_stopped) {
        m_client->serve();
        if (auto connected = connectIfDue(); !connected) return std::move(connected).error();
        noteIdle(batch);
        batch.received = clock.monotonic();
        if (auto pulled = m_merge ? fillMerge() : pull(); !pulled) return std::move(pulled).error();
        noteTrouble();
        const Micros left = deadline - clock.monotonic();
        if (m_pulled > 0 || !batch.idle.empty() || allEnded() || left <= 0) break;
        m_client->wait(std::min(kNap, std::chrono::milliseconds(left / kMilli + 1)));
    }
    if (m_merge) {
        m_merge->take(batch, m_settings.batchRows);
    } else {
        m_decoder->seal(batch);
    }
    noteProgress(batch);
    batch.endOfInput = allEnded();
    showState();
    return batch;
}

/// Records into the decoder until the batch is full or nothing more has arrived.
Result<void> KafkaReader::pull() {
    std::size_t bytes = 0;
    const auto most = static_cast<std::int64_t>(m_settings.batchRows);
    while (m_pulled < most && bytes < kMostBatchBytes) {
        KafkaPartition* partition = choose();
        if (partition == nullptr) break;
        const KafkaOwned<rd_kafka_message_t> message = partition->take();
        ++m_pulled;
        --m_leftInTurn;
        bytes += message->len;
        if (auto decoded = decode(*message, *partition); !decoded) return decoded;
    }
    return {};
}

KafkaPartition* KafkaReader::choose() {
    if (m_current != nullptr && m_leftInTurn > 0) {
        if (m_current->ready()) return m_current;
        if (m_plan.bounded() && !m_current->ended()) return nullptr;
    }
    m_current = nullptr;
    std::int64_t oldest = 0;
    for (const auto& partition : m_partitions) {
        if (!partition->ready()) {
            if (m_plan.bounded() && !partition->ended()) return nullptr;
            continue;
        }
        const std::int64_t time = timestampOf(partition->head());
        if (m_current != nullptr && time >= oldest) continue;
        m_current = partition.get();
        oldest = time;
    }
    m_leftInTurn = kRecordsPerTurn;
    return m_current;
}

/// Every partition that has nothing left gets what has arrived.
Result<void> KafkaReader::fillMerge() {
    for (const auto& partition : m_partitions) {
        const std::uint32_t id = partition->place().id;
        m_merge->open(id);
        if (m_merge->has(id)) continue;
        if (auto filled = fillLane(*partition); !filled) return filled;
    }
    if (m_merge->ready()) ++m_pulled;
    return {};
}

/// Ends behind a bad record, so that it is counted where it stands.
Result<void> KafkaReader::fillLane(KafkaPartition& partition) {
    std::size_t bytes = 0;
    std::size_t records = 0;
    std::int64_t next = 0;
    bool good = true;
    while (good && records < kMostLaneRecords && bytes < kMostLaneBytes && partition.ready()) {
        const KafkaOwned<rd_kafka_message_t> message = partition.take();
        const std::size_t before = m_decoder->rows();
        if (auto decoded = decode(*message, partition); !decoded) return decoded;
        good = m_decoder->rows() > before;
        bytes += message->len;
        next = message->offset + 1;
        ++records;
    }
    if (records > 0) {
        SourceBatch lane;
        m_decoder->seal(lane);
        m_merge->add(partition.place().id, std::move(lane), next);
    } else if (partition.ended()) {
        m_merge->finish(partition.place().id);
    }
    return {};
}

Result<void> KafkaReader::decode(const rd_kafka_message_t& message, const KafkaPartition& partition) {
    rd_kafka_timestamp_type_t type{};
    const std::int64_t millis = rd_kafka_message_timestamp(&message, &type);
    RawRecord record;
    record.partition = partition.place().id;
    record.topicPartition = message.partition;
    record.offset = message.offset;
    record.hasValue = message.payload != nullptr;
    if (record.hasValue) record.value = bytesOf(message.payload, message.len);
    if (message.key != nullptr) record.key = bytesOf(message.key, message.key_len);
    if (millis >= 0) record.timestamp = millis * kMilli;
    record.timestampType = nameOf(type);
    record.topic = partition.place().topic;
    if (m_readsHeaders) {
        takeHeaders(message);
        record.headers = m_headers;
    }
    return m_decoder->append(record);
}

void KafkaReader::takeHeaders(const rd_kafka_message_t& message) {
    m_headers.clear();
    rd_kafka_headers_t* headers = nullptr;  // the message's
    if (rd_kafka_message_headers(&message, &headers) != RD_KAFKA_RESP_ERR_NO_ERROR) return;
    const char* name = nullptr;
    const void* value = nullptr;
    std::size_t size = 0;
    for (std::size_t i = 0; rd_kafka_header_get_all(headers, i, &name, &value, &size) == 0; ++i)
        m_headers.emplace_back(name, value == nullptr ? std::string_view() : bytesOf(value, size));
}

/// A partition is idle when it had no record for the whole time although the log was read to its end.
void KafkaReader::noteIdle(SourceBatch& batch) {
    if (m_plan.idleTimeout == 0 || m_plan.bounded() || m_trouble) return;
    const Micros now = m_settings.clock->monotonic();
    for (const auto& partition : m_partitions) {
        if (partition->ready() || !partition->atEnd()) {
            partition->lastRecord = now;
            partition->idle = false;
        } else if (!partition->idle && now - partition->lastRecord >= m_plan.idleTimeout) {
            partition->idle = true;
            batch.idle.push_back(partition->place().id);
        }
    }
}

/// Trouble counts until the cluster answers again: librdkafka reports when a connection breaks, not when it
/// is back.
void KafkaReader::noteTrouble() {
    if (auto trouble = m_client->takeTrouble()) m_trouble = std::move(trouble);
    for (const auto& partition : m_partitions) {
        if (auto trouble = partition->takeTrouble()) m_trouble = std::move(trouble);
        if (auto loss = partition->takeLoss()) m_loss = std::move(loss);
    }
    if (!m_trouble || m_partitions.empty()) return;
    const Micros now = m_settings.clock->monotonic();
    if (now < m_nextProbe) return;
    if (probe()) m_trouble.reset();
    m_nextProbe = m_settings.clock->monotonic() + kProbeEvery;
}

bool KafkaReader::probe() {
    constexpr int kPatienceMs = 300;
    const rd_kafka_metadata_t* metadata = nullptr;
    const auto code =
        rd_kafka_metadata(m_client->handle(), 0, m_topics.all().front().handle.get(), &metadata, kPatienceMs);
    const KafkaOwned<const rd_kafka_metadata_t> owned(metadata);
    return code == RD_KAFKA_RESP_ERR_NO_ERROR;
}

void KafkaReader::noteProgress(SourceBatch& batch) {
    for (const auto& partition : m_partitions) {
        auto progress = partition->takeProgress();
        if (!m_merge) {
            if (progress) batch.progress.push_back(*progress);
            continue;
        }
        // Records that were decoded and not yet taken do not count as read.
        PartitionProgress& told = m_progress[partition->place().id];
        const std::int64_t before = told.nextOffset;
        if (progress) told = *progress;
        told.nextOffset = m_merge->nextOffset(told.partition).value_or(told.nextOffset);
        if (progress || told.nextOffset != before) batch.progress.push_back(told);
        told.lostRecords = 0;
    }
}

bool KafkaReader::allEnded() const {
    return m_plan.bounded() && !m_partitions.empty() && (!m_merge || m_merge->drained()) &&
           std::all_of(m_partitions.begin(), m_partitions.end(), [](const auto& p) { return p->ended(); });
}

void KafkaReader::showState() {
    using State = SourceHealth::State;
    if (allEnded()) return m_health.set(State::Ended, m_loss);
    if (m_trouble) return m_health.set(State::Failing, m_trouble);
    if (m_partitions.empty()) return m_health.set(State::Connecting);
    const bool caughtUp = std::all_of(m_partitions.begin(), m_partitions.end(),
                                      [](const auto& p) { return p->atEnd() || p->ended(); });
    m_health.set(caughtUp ? State::CaughtUp : State::Reading, m_loss);
}

}  // namespace guanlan
