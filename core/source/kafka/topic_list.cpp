// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/kafka/topic_list.h"

#include "core/source/kafka/kafka_client.h"

#include <algorithm>

namespace guanlan {

namespace {

constexpr int kPatienceMs = 10'000;

struct ListDestroy {
    void operator()(rd_kafka_topic_partition_list_t* list) const {
        rd_kafka_topic_partition_list_destroy(list);
    }
};

}  // namespace

TopicList::TopicList(std::unique_ptr<KafkaClient> client, const Clock& clock)
    : m_client(std::move(client)), m_clock(clock) {}

TopicList::~TopicList() = default;

Result<std::unique_ptr<TopicList>> TopicList::connect(const KafkaProperties& properties, const Clock& clock) {
    auto client = KafkaClient::create(properties, KafkaRole::Consumer);
    if (!client) return std::move(client).error();
    return std::unique_ptr<TopicList>(new TopicList(std::move(*client), clock));
}

Result<std::vector<TopicFacts>> TopicList::look() {
    const rd_kafka_metadata_t* answer = nullptr;
    const auto code = rd_kafka_metadata(m_client->handle(), 1, nullptr, &answer, kPatienceMs);
    const KafkaOwned<const rd_kafka_metadata_t> metadata(answer);
    m_client->serve();
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR) {
        auto trouble = m_client->takeTrouble();
        return trouble ? std::move(*trouble) : kafkaTrouble(code, rd_kafka_err2str(code));
    }
    std::vector<TopicFacts> topics;
    for (int i = 0; i < metadata->topic_cnt; ++i) {
        const rd_kafka_metadata_topic_t& topic = metadata->topics[i];
        TopicFacts facts{.name = topic.topic, .partitions = topic.partition_cnt};
        if (facts.name.starts_with("__")) continue;
        if (topic.err != RD_KAFKA_RESP_ERR_NO_ERROR)
            facts.problem = kafkaTrouble(topic.err, rd_kafka_err2str(topic.err));
        topics.push_back(std::move(facts));
    }
    std::sort(topics.begin(), topics.end(),
              [](const TopicFacts& a, const TopicFacts& b) { return a.name < b.name; });
    const Ends begins = sumsAt(RD_KAFKA_OFFSET_BEGINNING, topics);
    const Ends ends = sumsAt(RD_KAFKA_OFFSET_END, topics);
    for (TopicFacts& topic : topics) {
        const auto begin = begins.find(topic.name);
        const auto end = ends.find(topic.name);
        if (begin != begins.end() && end != ends.end()) topic.kept = end->second - begin->second;
    }
    noteRates(topics, ends);
    return topics;
}

/// One question to every broker for all partitions that it leads.
TopicList::Ends TopicList::sumsAt(std::int64_t place, const std::vector<TopicFacts>& topics) const {
    const std::unique_ptr<rd_kafka_topic_partition_list_t, ListDestroy> list(
        rd_kafka_topic_partition_list_new(16));
    for (const TopicFacts& topic : topics) {
        for (int partition = 0; !topic.problem && partition < topic.partitions; ++partition)
            rd_kafka_topic_partition_list_add(list.get(), topic.name.c_str(), partition)->offset = place;
    }
    Ends sums;
    if (list->cnt == 0) return sums;
    const auto code = rd_kafka_offsets_for_times(m_client->handle(), list.get(), kPatienceMs);
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR) return sums;
    for (int i = 0; i < list->cnt; ++i) {
        const rd_kafka_topic_partition_t& found = list->elems[i];
        if (found.err == RD_KAFKA_RESP_ERR_NO_ERROR && found.offset >= 0) sums[found.topic] += found.offset;
    }
    return sums;
}

void TopicList::noteRates(std::vector<TopicFacts>& topics, const Ends& ends) {
    const Micros now = m_clock.monotonic();
    const double seconds = static_cast<double>(now - m_beforeAt) / static_cast<double>(kSecond);
    for (TopicFacts& topic : topics) {
        const auto before = m_before.find(topic.name);
        const auto end = ends.find(topic.name);
        if (m_beforeAt == 0 || before == m_before.end() || end == ends.end() || seconds <= 0) continue;
        topic.perSecond = std::max(0.0, static_cast<double>(end->second - before->second) / seconds);
    }
    m_before = ends;
    m_beforeAt = now;
}

}  // namespace guanlan
