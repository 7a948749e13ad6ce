// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/kafka_consumption.h"

#include <librdkafka/rdkafka.h>

#include <array>
#include <memory>
#include <utility>
#include <vector>

namespace guanlan {

namespace {

constexpr int kPatience = 20'000;  // milliseconds without a message
constexpr std::size_t kAtOnce = 8192;

struct StopConsumer {
    void operator()(rd_kafka_t* client) const {
        rd_kafka_consumer_close(client);
        rd_kafka_destroy(client);
    }
};
using Consumer = std::unique_ptr<rd_kafka_t, StopConsumer>;

Consumer consumerOf(const std::string& bootstrap) {
    std::array<char, 512> text{};
    rd_kafka_conf_t* configuration = rd_kafka_conf_new();
    for (const auto& [name, value] :
         {std::pair("bootstrap.servers", bootstrap.c_str()), std::pair("group.id", "bench"),
          std::pair("enable.auto.commit", "false"), std::pair("queued.min.messages", "1000000")})
        rd_kafka_conf_set(configuration, name, value, text.data(), text.size());
    Consumer client(rd_kafka_new(RD_KAFKA_CONSUMER, configuration, text.data(), text.size()));
    if (client) rd_kafka_poll_set_consumer(client.get());
    return client;
}

void assignFromTheStart(rd_kafka_t* client, const TopicSize& size) {
    rd_kafka_topic_partition_list_t* all = rd_kafka_topic_partition_list_new(size.partitions);
    for (int partition = 0; partition < size.partitions; ++partition)
        rd_kafka_topic_partition_list_add(all, size.topic.c_str(), partition)->offset =
            RD_KAFKA_OFFSET_BEGINNING;
    rd_kafka_assign(client, all);
    rd_kafka_topic_partition_list_destroy(all);
}

// How many of them were messages.
std::int64_t destroyAll(rd_kafka_message_t** messages, ssize_t count) {
    std::int64_t good = 0;
    for (ssize_t i = 0; i < count; ++i) {
        good += messages[i]->err == RD_KAFKA_RESP_ERR_NO_ERROR ? 1 : 0;
        rd_kafka_message_destroy(messages[i]);
    }
    return good;
}

}  // namespace

Result<void> consumeOnly(const std::string& bootstrap, const TopicSize& size) {
    const Error failed{ErrorCode::Unavailable, "bench.consume", "librdkafka did not deliver the messages"};
    const Consumer client = consumerOf(bootstrap);
    if (!client) return failed;
    assignFromTheStart(client.get(), size);
    const std::unique_ptr<rd_kafka_queue_t, decltype(&rd_kafka_queue_destroy)> queue(
        rd_kafka_queue_get_consumer(client.get()), &rd_kafka_queue_destroy);
    std::vector<rd_kafka_message_t*> messages(kAtOnce);
    for (std::int64_t got = 0; got < size.messages;) {
        // A batch waits out its time unless it fills: one message is waited for, the rest is there.
        rd_kafka_message_t* first = rd_kafka_consumer_poll(client.get(), kPatience);
        if (first == nullptr) return failed;
        got += destroyAll(&first, 1);
        got += destroyAll(messages.data(),
                          rd_kafka_consume_batch_queue(queue.get(), 0, messages.data(), messages.size()));
    }
    return {};
}

}  // namespace guanlan
