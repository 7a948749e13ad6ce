// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sink/kafka/kafka_producer.h"

#include <array>

namespace guanlan {

namespace {

constexpr int kFlushPatienceMs = 30'000;
constexpr int kFlushStepMs = 500;
constexpr int kRefusedPatienceMs = 3000;
constexpr int kRoomPatienceMs = 100;

rd_kafka_vu_t bytesField(rd_kafka_vtype_t kind, std::optional<std::string_view> bytes) {
    rd_kafka_vu_t field{};
    field.vtype = kind;
    if (!bytes) return field;
    // An empty text is no null: librdkafka tells them apart by the pointer.
    field.u.mem.ptr =
        const_cast<char*>(bytes->data() == nullptr ? "" : bytes->data());  // copied, not changed
    field.u.mem.size = bytes->size();
    return field;
}

}  // namespace

Result<std::unique_ptr<KafkaProducer>> KafkaProducer::create(const KafkaProperties& properties,
                                                             const std::string& topic) {
    auto client = KafkaClient::create(properties, KafkaRole::Producer);
    if (!client) return std::move(client).error();
    std::unique_ptr<KafkaProducer> made(new KafkaProducer);
    made->m_client = std::move(*client);
    made->m_topic.reset(rd_kafka_topic_new(made->m_client->handle(), topic.c_str(), nullptr));
    return made;
}

Result<void> KafkaProducer::send(const Record& record) {
    std::array<rd_kafka_vu_t, 5> fields{};
    fields[0].vtype = RD_KAFKA_VTYPE_RKT;
    fields[0].u.rkt = m_topic.get();
    fields[1].vtype = RD_KAFKA_VTYPE_MSGFLAGS;
    fields[1].u.i = RD_KAFKA_MSG_F_COPY;
    fields[2].vtype = RD_KAFKA_VTYPE_TIMESTAMP;
    fields[2].u.i64 = record.timestamp ? *record.timestamp / kMilli : 0;  // 0: now
    fields[3] = bytesField(RD_KAFKA_VTYPE_VALUE, record.value);
    fields[4] = bytesField(RD_KAFKA_VTYPE_KEY, record.key);
    while (true) {
        rd_kafka_error_t* refused = rd_kafka_produceva(m_client->handle(), fields.data(), fields.size());
        if (refused == nullptr) return {};
        const auto code = rd_kafka_error_code(refused);
        rd_kafka_error_destroy(refused);
        if (code != RD_KAFKA_RESP_ERR__QUEUE_FULL) return kafkaTrouble(code, rd_kafka_err2str(code));
        rd_kafka_poll(m_client->handle(), kRoomPatienceMs);
        if (auto failed = failure(); !failed) return failed;
    }
}

Result<void> KafkaProducer::serve() {
    m_client->serve();
    return failure();
}

/// Who is refused waits a while too: a login that fails while the cluster starts may work a moment later.
Result<void> KafkaProducer::flush() {
    std::optional<Error> trouble;
    auto code = RD_KAFKA_RESP_ERR__TIMED_OUT;
    for (int waited = 0; waited < kFlushPatienceMs; waited += kFlushStepMs) {
        code = rd_kafka_flush(m_client->handle(), kFlushStepMs);
        if (auto failed = failure(); !failed) return failed;
        if (code == RD_KAFKA_RESP_ERR_NO_ERROR) return {};
        if (auto newer = m_client->takeTrouble()) trouble = std::move(newer);
        const bool refused = trouble && (trouble->code == ErrorCode::Denied || trouble->id == "kafka.tls");
        if (refused && waited >= kRefusedPatienceMs) break;
    }
    return trouble ? std::move(*trouble) : kafkaTrouble(code, rd_kafka_err2str(code));
}

Result<void> KafkaProducer::failure() {
    auto failed = m_client->takeFailedDelivery();
    return failed ? Result<void>(std::move(*failed)) : Result<void>();
}

}  // namespace guanlan
