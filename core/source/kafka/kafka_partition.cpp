// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/kafka/kafka_partition.h"

#include "core/base/clock.h"

#include <algorithm>
#include <utility>

namespace guanlan {

namespace {

constexpr std::size_t kFetchAtOnce = 2048;
constexpr Micros kRecoverEvery = 500 * kMilli;

}  // namespace

KafkaPartition::KafkaPartition(KafkaClient& client, Place place, std::int64_t from,
                               std::optional<std::int64_t> stopBefore, const KafkaWatermarks& watermarks)
    : m_client(client),
      m_place(std::move(place)),
      m_queue(rd_kafka_queue_new(client.handle())),
      m_next(from),
      m_logBegin(watermarks.low),
      m_logEnd(watermarks.high),
      m_stopBefore(stopBefore) {
    m_client.watch(m_queue.get());
    if (m_stopBefore && m_next >= std::min(*m_stopBefore, watermarks.high)) {
        m_ended = true;
        return;
    }
    start();
}

KafkaPartition::~KafkaPartition() {
    stop();
    dropPending();
}

void KafkaPartition::start() {
    const int code = rd_kafka_consume_start_queue(m_place.handle, m_place.number, m_next, m_queue.get());
    m_started = code == 0;
    if (m_started) return;
    m_mustRecover = true;
    m_trouble = kafkaTrouble(rd_kafka_last_error(), rd_kafka_err2str(rd_kafka_last_error()));
}

void KafkaPartition::stop() {
    if (std::exchange(m_started, false)) rd_kafka_consume_stop(m_place.handle, m_place.number);
}

void KafkaPartition::dropPending() {
    for (; m_at < m_pending.size(); ++m_at)
        rd_kafka_message_destroy(m_pending[m_at]);
    m_pending.clear();
    m_at = 0;
}

void KafkaPartition::end() {
    m_ended = true;
    m_changed = true;
    stop();
    dropPending();
}

bool KafkaPartition::fill() {
    dropPending();
    m_pending.resize(kFetchAtOnce);
    const ssize_t got = rd_kafka_consume_batch_queue(m_queue.get(), 0, m_pending.data(), m_pending.size());
    m_pending.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    return !m_pending.empty();
}

bool KafkaPartition::ready() {
    while (!m_ended) {
        if (m_mustRecover) {
            recover();
            if (m_mustRecover) return false;
        }
        if (m_at == m_pending.size() && !fill()) return false;
        const rd_kafka_message_t& message = *m_pending[m_at];
        if (message.err != RD_KAFKA_RESP_ERR_NO_ERROR) {
            noteEvent(message);
        } else if (accept(message)) {
            return true;
        }
        // Both may have dropped all that was pending, this message with it.
        if (m_at < m_pending.size()) rd_kafka_message_destroy(m_pending[m_at++]);
    }
    return false;
}

KafkaOwned<rd_kafka_message_t> KafkaPartition::take() {
    KafkaOwned<rd_kafka_message_t> message(m_pending[m_at++]);
    m_next = message->offset + 1;
    m_atEnd = false;
    m_changed = true;
    return message;
}

/// Whether the record is the next one to use. Compacted and transactional topics have gaps by nature; only
/// what lies below the log's start is lost.
bool KafkaPartition::accept(const rd_kafka_message_t& message) {
    if (m_stopBefore && message.offset >= *m_stopBefore) {
        end();
        return false;
    }
    if (message.offset < m_next) return false;  // fetched again: already used
    if (message.offset > m_next) noteGap(message.offset);
    return true;
}

void KafkaPartition::noteGap(std::int64_t offset) {
    const auto watermarks = queryWatermarks(m_client.handle(), m_place.topic, m_place.number);
    if (watermarks && watermarks->low > m_next) noteLoss(std::min(offset, watermarks->low));
    moveTo(offset);
}

/// The records from the next one up to `end` are gone.
void KafkaPartition::noteLoss(std::int64_t end) {
    const std::string number = std::to_string(m_place.number);
    const std::string count = std::to_string(end - m_next);
    const std::string first = std::to_string(m_next);
    const std::string last = std::to_string(end - 1);
    m_lost += end - m_next;
    m_loss = Error{.code = ErrorCode::NotFound,
                   .id = "kafka.lost",
                   .what = count + " records of partition " + number + " of topic '" + m_place.topic +
                           "' are lost, offsets " + first + ".." + last,
                   .cause = "the cluster deleted them before they were read",
                   .next = "Raise the topic's retention, or read it without long breaks",
                   .arguments = {m_place.topic, number, count, first, last}};
}

/// The log ends before what has been read.
void KafkaPartition::noteReplaced(std::int64_t end) {
    const std::string number = std::to_string(m_place.number);
    m_loss = Error{.code = ErrorCode::NotFound,
                   .id = "kafka.replaced",
                   .what = "partition " + number + " of topic '" + m_place.topic + "' ends at offset " +
                           std::to_string(end) + ", and " + std::to_string(m_next) + " had been reached",
                   .cause = "the topic was deleted and made anew",
                   .next = "It is read from its beginning",
                   .arguments = {m_place.topic, number, std::to_string(end), std::to_string(m_next)}};
}

void KafkaPartition::moveTo(std::int64_t offset) {
    m_next = offset;
    m_changed = true;
}

void KafkaPartition::noteEvent(const rd_kafka_message_t& message) {
    if (message.err == RD_KAFKA_RESP_ERR__PARTITION_EOF) {
        m_atEnd = true;
        if (message.offset > m_next)
            moveTo(message.offset);  // only markers and compacted records lay between
        if (m_stopBefore) end();
        return;
    }
    m_trouble = kafkaTrouble(message.err, rd_kafka_message_errstr(&message));
    if (message.err == RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET ||
        message.err == RD_KAFKA_RESP_ERR_OFFSET_OUT_OF_RANGE) {
        m_mustRecover = true;
    }
}

/// The broker does not have the offset: records were deleted, the topic is another one, or the answer was
/// wrong for a moment.
void KafkaPartition::recover() {
    const Micros now = SystemClock().monotonic();
    if (now < m_retryAt) return;
    m_retryAt = now + kRecoverEvery;
    const auto watermarks = queryWatermarks(m_client.handle(), m_place.topic, m_place.number);
    if (!watermarks) {
        m_trouble = watermarks.error();
        return;
    }
    stop();
    dropPending();
    m_logEnd = watermarks->high;
    if (m_next < watermarks->low) {
        noteLoss(watermarks->low);
        moveTo(watermarks->low);
    } else if (m_next > watermarks->high) {
        noteReplaced(watermarks->high);
        moveTo(watermarks->low);  // a shorter log: another topic under the same name
    }
    m_mustRecover = false;
    start();
}

std::optional<Error> KafkaPartition::takeTrouble() {
    return std::exchange(m_trouble, std::nullopt);
}

std::optional<Error> KafkaPartition::takeLoss() {
    return std::exchange(m_loss, std::nullopt);
}

std::optional<PartitionProgress> KafkaPartition::takeProgress() {
    if (!std::exchange(m_changed, false)) return std::nullopt;
    std::int64_t low = 0;
    std::int64_t high = 0;
    if (rd_kafka_get_watermark_offsets(m_client.handle(), m_place.topic.c_str(), m_place.number, &low,
                                       &high) == RD_KAFKA_RESP_ERR_NO_ERROR) {
        m_logEnd = std::max(m_logEnd, high);
    }
    return PartitionProgress{.partition = m_place.id,
                             .nextOffset = m_next,
                             .endOffset = std::max(m_logEnd, m_next),
                             .beginOffset = m_logBegin,
                             .lostRecords = std::exchange(m_lost, 0)};
}

}  // namespace guanlan
