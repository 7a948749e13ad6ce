// SPDX-License-Identifier: GPL-3.0-or-later
// The client side of KafkaBroker: administration, writing and reading for tests.
#include "tests/support/kafka_broker.h"

#include <QDeadlineTimer>
#include <QFile>

#include <librdkafka/rdkafka.h>

#include <algorithm>
#include <array>
#include <memory>

namespace guanlan {

namespace {

struct Destroy {
    void operator()(rd_kafka_t* client) const {
        rd_kafka_destroy_flags(client, RD_KAFKA_DESTROY_F_NO_CONSUMER_CLOSE);  // no group to leave
    }
    void operator()(rd_kafka_queue_t* queue) const { rd_kafka_queue_destroy(queue); }
    void operator()(rd_kafka_event_t* event) const { rd_kafka_event_destroy(event); }
    void operator()(rd_kafka_NewTopic_t* topic) const { rd_kafka_NewTopic_destroy(topic); }
    void operator()(rd_kafka_NewPartitions_t* grown) const { rd_kafka_NewPartitions_destroy(grown); }
    void operator()(rd_kafka_error_t* error) const { rd_kafka_error_destroy(error); }
    void operator()(rd_kafka_DeleteTopic_t* topic) const { rd_kafka_DeleteTopic_destroy(topic); }
    void operator()(rd_kafka_DeleteRecords_t* records) const { rd_kafka_DeleteRecords_destroy(records); }
    void operator()(rd_kafka_topic_partition_list_t* list) const {
        rd_kafka_topic_partition_list_destroy(list);
    }
    void operator()(rd_kafka_message_t* message) const { rd_kafka_message_destroy(message); }
};
template <typename T>
using Owned = std::unique_ptr<T, Destroy>;

Error clientError(std::string what, std::string cause) {
    return Error{.code = ErrorCode::Unavailable,
                 .id = "test.kafka",
                 .what = std::move(what),
                 .cause = std::move(cause)};
}

struct Report {
    int failed = 0;
    std::string reason;
};

void onDelivery(rd_kafka_t* /*client*/, const rd_kafka_message_t* message, void* opaque) {
    if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR) return;
    auto* report = static_cast<Report*>(opaque);
    ++report->failed;
    report->reason = rd_kafka_err2str(message->err);
}

Result<Owned<rd_kafka_t>> makeClient(rd_kafka_type_t type, const std::string& bootstrap,
                                     Report* report = nullptr,
                                     const std::map<std::string, std::string>& more = {}) {
    rd_kafka_conf_t* conf = rd_kafka_conf_new();
    std::array<char, 512> reason{};
    std::map<std::string, std::string> options{{"bootstrap.servers", bootstrap},
                                               {"group.id", "guanlan-test"},
                                               {"log_level", "0"},
                                               {"enable.auto.commit", "false"},
                                               {"enable.partition.eof", "true"},
                                               {"reconnect.backoff.max.ms", "200"},
                                               {"auto.offset.reset", "earliest"},
                                               {"fetch.error.backoff.ms", "20"},
                                               {"fetch.wait.max.ms", "10"},
                                               {"message.max.bytes", "200000000"}};
    for (const auto& [name, value] : more)
        options[name] = value;
    for (const auto& [name, value] : options) {
        if (rd_kafka_conf_set(conf, name.c_str(), value.c_str(), reason.data(), reason.size()) !=
            RD_KAFKA_CONF_OK) {
            rd_kafka_conf_destroy(conf);
            return clientError("librdkafka refused a setting", reason.data());
        }
    }
    if (report != nullptr) {
        rd_kafka_conf_set_opaque(conf, report);
        rd_kafka_conf_set_dr_msg_cb(conf, onDelivery);
    }
    rd_kafka_t* client = rd_kafka_new(type, conf, reason.data(), reason.size());
    if (client == nullptr) {
        rd_kafka_conf_destroy(conf);
        return clientError("librdkafka gave no client", reason.data());
    }
    return Owned<rd_kafka_t>(client);
}

/// Waits for the answer of an admin request; the error of any of its topics is the error of the request.
Result<void> awaitAnswer(rd_kafka_queue_t* queue, const std::string& what) {
    const Owned<rd_kafka_event_t> event(rd_kafka_queue_poll(queue, 30000));
    if (!event) return clientError(what, "no answer in 30 s");
    if (rd_kafka_event_error(event.get()) != RD_KAFKA_RESP_ERR_NO_ERROR) {
        return clientError(what, rd_kafka_event_error_string(event.get()));
    }
    std::size_t count = 0;
    const rd_kafka_topic_result_t** topics = nullptr;
    if (const auto* created = rd_kafka_event_CreateTopics_result(event.get())) {
        topics = rd_kafka_CreateTopics_result_topics(created, &count);
    } else if (const auto* grown = rd_kafka_event_CreatePartitions_result(event.get())) {
        topics = rd_kafka_CreatePartitions_result_topics(grown, &count);
    } else if (const auto* deleted = rd_kafka_event_DeleteTopics_result(event.get())) {
        topics = rd_kafka_DeleteTopics_result_topics(deleted, &count);
    }
    for (std::size_t i = 0; i < count; ++i) {
        if (rd_kafka_topic_result_error(topics[i]) == RD_KAFKA_RESP_ERR_NO_ERROR) continue;
        const char* reason = rd_kafka_topic_result_error_string(topics[i]);
        return clientError(what, reason != nullptr ? reason : "refused");
    }
    return {};
}

rd_kafka_vu_t bytesField(rd_kafka_vtype_t kind, const std::string& bytes) {
    rd_kafka_vu_t field{};
    field.vtype = kind;
    field.u.mem.ptr = const_cast<char*>(bytes.data());  // copied by the client: RD_KAFKA_MSG_F_COPY
    field.u.mem.size = bytes.size();
    return field;
}

rd_kafka_headers_t* headersOf(const KafkaRecord& record) {
    rd_kafka_headers_t* headers = rd_kafka_headers_new(record.headers.size());
    for (const auto& [name, value] : record.headers)
        rd_kafka_header_add(headers, name.c_str(), -1, value.data(), static_cast<ssize_t>(value.size()));
    return headers;
}

Result<void> enqueue(rd_kafka_t* client, const std::string& topic, const KafkaRecord& record) {
    std::array<rd_kafka_vu_t, 7> fields{};
    fields[0].vtype = RD_KAFKA_VTYPE_TOPIC;
    fields[0].u.cstr = topic.c_str();
    fields[1].vtype = RD_KAFKA_VTYPE_PARTITION;
    fields[1].u.i32 = record.partition;
    fields[2].vtype = RD_KAFKA_VTYPE_MSGFLAGS;
    fields[2].u.i = RD_KAFKA_MSG_F_COPY;
    fields[3].vtype = RD_KAFKA_VTYPE_TIMESTAMP;
    fields[3].u.i64 = record.timestamp < 0 ? 0 : record.timestamp;
    fields[4] = bytesField(RD_KAFKA_VTYPE_VALUE, record.value);
    fields[5] = bytesField(RD_KAFKA_VTYPE_KEY, record.key);
    std::size_t used = record.key.empty() ? 5 : 6;
    if (!record.headers.empty()) {
        fields[used].vtype = RD_KAFKA_VTYPE_HEADERS;
        fields[used++].u.headers = headersOf(record);  // the client's, once it took the record
    }
    for (;;) {
        rd_kafka_error_t* failure = rd_kafka_produceva(client, fields.data(), used);
        if (failure == nullptr) return {};
        const auto code = rd_kafka_error_code(failure);
        rd_kafka_error_destroy(failure);
        if (code != RD_KAFKA_RESP_ERR__QUEUE_FULL) {
            return clientError("cannot write to " + topic, rd_kafka_err2str(code));
        }
        rd_kafka_poll(client, 50);
    }
}

KafkaRecord recordOf(const rd_kafka_message_t& message) {
    KafkaRecord record;
    record.value.assign(static_cast<const char*>(message.payload), message.len);
    if (message.key != nullptr) record.key.assign(static_cast<const char*>(message.key), message.key_len);
    record.partition = message.partition;
    record.timestamp = rd_kafka_message_timestamp(&message, nullptr);
    return record;
}

/// The records of the assigned partitions until the end of each.
Result<std::vector<KafkaRecord>> readToEnd(rd_kafka_t* client, int partitions) {
    std::vector<KafkaRecord> records;
    const QDeadlineTimer deadline(60000);
    int ended = 0;
    while (ended < partitions) {
        if (deadline.hasExpired()) return clientError("cannot read the topic to its end", "no end in 60 s");
        const Owned<rd_kafka_message_t> message(rd_kafka_consumer_poll(client, 200));
        if (!message) continue;
        if (message->err == RD_KAFKA_RESP_ERR__PARTITION_EOF) ++ended;
        if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR) records.push_back(recordOf(*message));
    }
    return records;
}

}  // namespace

Result<void> KafkaBroker::awaitReady() {
    const auto client = makeClient(RD_KAFKA_PRODUCER, bootstrap());
    if (!client) return client.error();
    const QDeadlineTimer deadline(60000);
    while (!deadline.hasExpired()) {
        const rd_kafka_metadata_t* metadata = nullptr;
        const auto failed = rd_kafka_metadata(client->get(), 1, nullptr, &metadata, 500);
        if (failed == RD_KAFKA_RESP_ERR_NO_ERROR) {
            const bool ready = metadata->broker_cnt > 0;
            rd_kafka_metadata_destroy(metadata);
            if (ready) return {};
        }
        if (m_process.waitForFinished(50) || !running()) {
            QFile log(logFile());
            const QByteArray text = log.open(QIODevice::ReadOnly) ? log.readAll().right(2000) : QByteArray();
            return clientError("the Kafka broker ended at its start", text.toStdString());
        }
    }
    return clientError("the Kafka broker does not answer", "no metadata in 60 s");
}

Result<void> KafkaBroker::createTopic(const std::string& name, int partitions, const TopicConfig& config) {
    const auto client = makeClient(RD_KAFKA_PRODUCER, bootstrap());
    if (!client) return client.error();
    std::array<char, 512> reason{};
    const Owned<rd_kafka_NewTopic_t> topic(
        rd_kafka_NewTopic_new(name.c_str(), partitions, 1, reason.data(), reason.size()));
    if (!topic) return clientError("no topic " + name, reason.data());
    for (const auto& [key, value] : config)
        rd_kafka_NewTopic_set_config(topic.get(), key.c_str(), value.c_str());
    const Owned<rd_kafka_queue_t> queue(rd_kafka_queue_new(client->get()));
    rd_kafka_NewTopic_t* topics[] = {topic.get()};
    rd_kafka_CreateTopics(client->get(), topics, 1, nullptr, queue.get());
    return awaitAnswer(queue.get(), "cannot create topic " + name);
}

Result<void> KafkaBroker::growTopic(const std::string& name, int partitions) {
    const auto client = makeClient(RD_KAFKA_PRODUCER, bootstrap());
    if (!client) return client.error();
    std::array<char, 512> reason{};
    const Owned<rd_kafka_NewPartitions_t> grown(rd_kafka_NewPartitions_new(
        name.c_str(), static_cast<std::size_t>(partitions), reason.data(), reason.size()));
    if (!grown) return clientError("no such partitions of " + name, reason.data());
    const Owned<rd_kafka_queue_t> queue(rd_kafka_queue_new(client->get()));
    rd_kafka_NewPartitions_t* requests[] = {grown.get()};
    rd_kafka_CreatePartitions(client->get(), requests, 1, nullptr, queue.get());
    return awaitAnswer(queue.get(), "cannot add partitions to " + name);
}

Result<void> KafkaBroker::deleteTopic(const std::string& name) {
    const auto client = makeClient(RD_KAFKA_PRODUCER, bootstrap());
    if (!client) return client.error();
    const Owned<rd_kafka_DeleteTopic_t> topic(rd_kafka_DeleteTopic_new(name.c_str()));
    const Owned<rd_kafka_queue_t> queue(rd_kafka_queue_new(client->get()));
    rd_kafka_DeleteTopic_t* topics[] = {topic.get()};
    rd_kafka_DeleteTopics(client->get(), topics, 1, nullptr, queue.get());
    return awaitAnswer(queue.get(), "cannot delete topic " + name);
}

Result<void> KafkaBroker::deleteRecordsBefore(const std::string& topic, int partition, std::int64_t offset) {
    const auto client = makeClient(RD_KAFKA_PRODUCER, bootstrap());
    if (!client) return client.error();
    const Owned<rd_kafka_topic_partition_list_t> list(rd_kafka_topic_partition_list_new(1));
    rd_kafka_topic_partition_list_add(list.get(), topic.c_str(), partition)->offset = offset;
    const Owned<rd_kafka_DeleteRecords_t> request(rd_kafka_DeleteRecords_new(list.get()));
    const Owned<rd_kafka_queue_t> queue(rd_kafka_queue_new(client->get()));
    rd_kafka_DeleteRecords_t* requests[] = {request.get()};
    rd_kafka_DeleteRecords(client->get(), requests, 1, nullptr, queue.get());
    return awaitAnswer(queue.get(), "cannot delete records of " + topic);
}

Result<void> KafkaBroker::commit(const std::string& group, const std::string& topic,
                                 const std::map<int, std::int64_t>& offsets) {
    const auto client = makeClient(RD_KAFKA_CONSUMER, bootstrap(), nullptr, {{"group.id", group}});
    if (!client) return client.error();
    const Owned<rd_kafka_topic_partition_list_t> list(rd_kafka_topic_partition_list_new(1));
    for (const auto& [partition, offset] : offsets)
        rd_kafka_topic_partition_list_add(list.get(), topic.c_str(), partition)->offset = offset;
    const auto failed = rd_kafka_commit(client->get(), list.get(), 0);
    return failed == RD_KAFKA_RESP_ERR_NO_ERROR
               ? Result<void>()
               : clientError("cannot commit for " + group, rd_kafka_err2str(failed));
}

Result<void> KafkaBroker::produce(const std::string& topic, const std::vector<KafkaRecord>& records) {
    Report report;
    const auto client = makeClient(RD_KAFKA_PRODUCER, bootstrap(), &report);
    if (!client) return client.error();
    for (const KafkaRecord& record : records) {
        if (auto queued = enqueue(client->get(), topic, record); !queued) return queued;
        rd_kafka_poll(client->get(), 0);
    }
    if (const auto failed = rd_kafka_flush(client->get(), 60000); failed != RD_KAFKA_RESP_ERR_NO_ERROR) {
        rd_kafka_purge(client->get(), RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT);
        rd_kafka_poll(client->get(), 0);
        return clientError("cannot write to " + topic, rd_kafka_err2str(failed));
    }
    if (report.failed > 0) {
        return clientError(std::to_string(report.failed) + " records were refused by " + topic,
                           report.reason);
    }
    return {};
}

Result<void> KafkaBroker::produceInTransaction(const std::string& topic,
                                               const std::vector<KafkaRecord>& records, bool commits) {
    const auto client =
        makeClient(RD_KAFKA_PRODUCER, bootstrap(), nullptr, {{"transactional.id", "guanlan"}});
    if (!client) return client.error();
    constexpr int kPatienceMs = 30000;
    const auto step = [&topic](rd_kafka_error_t* failure) {
        const Owned<rd_kafka_error_t> owned(failure);
        return failure == nullptr
                   ? Result<void>()
                   : clientError("no transaction with " + topic, rd_kafka_error_string(failure));
    };
    if (auto done = step(rd_kafka_init_transactions(client->get(), kPatienceMs)); !done) return done;
    if (auto done = step(rd_kafka_begin_transaction(client->get())); !done) return done;
    for (const KafkaRecord& record : records) {
        if (auto queued = enqueue(client->get(), topic, record); !queued) return queued;
    }
    rd_kafka_flush(client->get(), kPatienceMs);  // an aborted transaction would drop what was not sent
    return step(commits ? rd_kafka_commit_transaction(client->get(), kPatienceMs)
                        : rd_kafka_abort_transaction(client->get(), kPatienceMs));
}

Result<std::vector<KafkaRecord>> KafkaBroker::readAll(const std::string& topic, int partitions) {
    const auto client = makeClient(RD_KAFKA_CONSUMER, bootstrap());
    if (!client) return client.error();
    rd_kafka_poll_set_consumer(client->get());
    const Owned<rd_kafka_topic_partition_list_t> list(rd_kafka_topic_partition_list_new(partitions));
    for (int partition = 0; partition < partitions; ++partition) {
        rd_kafka_topic_partition_list_add(list.get(), topic.c_str(), partition)->offset =
            RD_KAFKA_OFFSET_BEGINNING;
    }
    if (const auto failed = rd_kafka_assign(client->get(), list.get());
        failed != RD_KAFKA_RESP_ERR_NO_ERROR) {
        return clientError("cannot read " + topic, rd_kafka_err2str(failed));
    }
    auto records = readToEnd(client->get(), partitions);
    if (!records) return records;
    std::stable_sort(records->begin(), records->end(),
                     [](const auto& left, const auto& right) { return left.partition < right.partition; });
    return records;
}

}  // namespace guanlan
