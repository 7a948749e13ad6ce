// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sink/kafka/kafka_sink.h"

#include "core/sink/row_writer.h"
#include "core/source/kafka/kafka_client.h"

namespace guanlan {

namespace {

constexpr int kFlushPatienceMs = 30'000;
constexpr int kRoomPatienceMs = 100;

class KafkaSink final : public Sink {
  public:
    KafkaSink(std::string topic, KafkaProperties properties, std::unique_ptr<RowWriter> writer)
        : m_topic(std::move(topic)), m_properties(std::move(properties)), m_writer(std::move(writer)) {}

    Result<void> write(const Batch& rows) override {
        if (!m_client) {
            auto client = KafkaClient::create(m_properties, KafkaRole::Producer);
            if (!client) return std::move(client).error();
            m_client = std::move(*client);
            m_handle.reset(rd_kafka_topic_new(m_client->handle(), m_topic.c_str(), nullptr));
        }
        for (std::size_t row = 0; row < rows.rows(); ++row) {
            if (!addsRow(rows, row)) continue;
            m_record.clear();
            m_writer->append(m_record, rows, row);
            if (auto sent = send(); !sent) return sent;
        }
        m_client->serve();
        return failure();
    }
    Result<void> flush() override {
        if (!m_client) return {};
        const auto code = rd_kafka_flush(m_client->handle(), kFlushPatienceMs);
        if (auto failed = failure(); !failed) return failed;
        if (code == RD_KAFKA_RESP_ERR_NO_ERROR) return {};
        auto closer = m_client->takeTrouble();
        return closer ? std::move(*closer) : kafkaTrouble(code, rd_kafka_err2str(code));
    }

  private:
    /// Waits for room in the producer's queue: back-pressure.
    Result<void> send() {
        while (true) {
            const int refused = rd_kafka_produce(m_handle.get(), RD_KAFKA_PARTITION_UA, RD_KAFKA_MSG_F_COPY,
                                                 m_record.data(), m_record.size(), nullptr, 0, nullptr);
            const auto code = refused == 0 ? RD_KAFKA_RESP_ERR_NO_ERROR : rd_kafka_last_error();
            if (code == RD_KAFKA_RESP_ERR_NO_ERROR) return {};
            if (code != RD_KAFKA_RESP_ERR__QUEUE_FULL) return kafkaTrouble(code, rd_kafka_err2str(code));
            rd_kafka_poll(m_client->handle(), kRoomPatienceMs);
            if (auto failed = failure(); !failed) return failed;
        }
    }
    Result<void> failure() {
        auto failed = m_client->takeFailedDelivery();
        return failed ? Result<void>(std::move(*failed)) : Result<void>();
    }

    std::string m_topic;
    KafkaProperties m_properties;
    std::unique_ptr<RowWriter> m_writer;
    std::unique_ptr<KafkaClient> m_client;
    KafkaOwned<rd_kafka_topic_t> m_handle;  // of that client
    std::string m_record;
};

Result<std::unique_ptr<Sink>> create(const TableDefinition& table, const SinkSettings& settings) {
    for (const char* option :
         {"key.format", "key.fields", "sink.partitioner", "sink.transactional-id-prefix"}) {
        if (!table.options.contains(option)) continue;
        return Error{.code = ErrorCode::NotYet,
                     .id = "kafka.option",
                     .what = "table '" + table.name + "': '" + option + "' is not possible yet",
                     .arguments = {table.name, option},
                     .position = table.position};
    }
    auto properties = kafkaProperties(table, KafkaRole::Producer);
    if (!properties) return std::move(properties).error();
    auto writer = RowWriter::create(table, settings.zone);
    if (!writer) return std::move(writer).error();
    return std::unique_ptr<Sink>(
        std::make_unique<KafkaSink>(table.option("topic"), std::move(*properties), std::move(*writer)));
}

}  // namespace

const SinkKind kKafkaSink{
    .component = {.name = "kafka",
                  .sink = true,
                  .options = {"topic", "properties.*", "format", "value.format", "key.format", "key.fields",
                              "sink.partitioner", "sink.delivery-guarantee", "sink.transactional-id-prefix",
                              "sink.parallelism"},
                  .required = {"topic", "properties.bootstrap.servers"},
                  .ignored = ignoredKafkaOptions()},
    .create = create};

}  // namespace guanlan
