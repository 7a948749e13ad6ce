// SPDX-License-Identifier: GPL-3.0-or-later
// The part of KafkaReader that finds partitions and where to start in them.
#include "core/source/kafka/kafka_reader.h"

#include <algorithm>

namespace guanlan {

namespace {

constexpr int kPatienceMs = 1000;
constexpr Micros kConnectEvery = 500 * kMilli;
/// A login that fails while the cluster starts may work a moment later; then a bounded run gives up.
constexpr Micros kMostRefused = 3 * kSecond;
/// Ids of partitions of the second, third … topic start at multiples of this.
constexpr std::uint32_t kPartitionsPerTopic = 1U << 20U;

/// A partition whose records wait up to its room is not fetched from for a second (librdkafka 2.0), so the
/// room should last that long. All together stay bounded.
constexpr std::int64_t kRoomOfAll = 256 * 1024;  // kilobytes
constexpr std::int64_t kMostRoom = 64 * 1024;
constexpr std::int64_t kLeastRoom = 2 * 1024;
constexpr std::int64_t kBytesAround = 160;  // a short record and what librdkafka keeps with it

std::int64_t roomOf(std::size_t partitions) {
    return std::clamp(kRoomOfAll / static_cast<std::int64_t>(std::max<std::size_t>(1, partitions)),
                      kLeastRoom, kMostRoom);
}

Error noTopic(const std::string& topic) {
    return Error{.code = ErrorCode::NotFound,
                 .id = "kafka.no-topic",
                 .what = "the Kafka cluster has no topic '" + topic + "'",
                 .next = "It is looked for again",
                 .arguments = {topic}};
}

bool namesAddress(const Error& trouble) {
    return trouble.arguments.size() > 1 && !trouble.arguments.front().empty();
}

/// A request that nobody answered names no address of its own.
Error withAddress(Error trouble, const std::string& bootstrap) {
    if (trouble.id != "kafka.unreachable" || namesAddress(trouble)) return trouble;
    return kafkaTrouble(RD_KAFKA_RESP_ERR__TRANSPORT, bootstrap + "/: " + trouble.cause);
}

}  // namespace

/// An Error ends the run: what the user asked for is not there. Being away only leaves m_trouble.
Result<void> KafkaReader::connectIfDue() {
    const Micros now = m_settings.clock->monotonic();
    const bool discovers = !m_partitions.empty();
    if (discovers && (m_plan.bounded() || m_plan.discoveryInterval == 0 || now < m_nextDiscovery)) return {};
    if (!discovers && now < m_nextConnect) return {};
    auto found = findPartitions();
    if (found && !discovers && roomOf(found->size()) < m_room) {
        const std::size_t partitions = found->size();
        found->clear();  // they are the present client's
        if (auto made = makeClient(partitions); !made) return made;
        found = findPartitions();
    }
    m_nextConnect = m_settings.clock->monotonic() + kConnectEvery;
    m_nextDiscovery = m_settings.clock->monotonic() + m_plan.discoveryInterval;
    if (found) {
        adopt(std::move(*found));
        return {};
    }
    const bool waits =
        found.error().retryable() || (found.error().code == ErrorCode::NotFound && !m_plan.bounded());
    if (!waits) return std::move(found).error();
    m_client->serve();
    auto closer = m_client->takeTrouble();  // names the address where there is one
    const bool away = found.error().code == ErrorCode::Unavailable;
    if (away && closer) {
        m_trouble = std::move(closer);
    } else if (!away || !m_trouble || !namesAddress(*m_trouble)) {  // what is known already says more
        m_trouble = withAddress(std::move(found).error(), m_client->bootstrap());
    }
    showState();
    const bool refused = m_trouble->code == ErrorCode::Denied || m_trouble->id == "kafka.tls";
    if (!refused || m_refusedSince == 0) m_refusedSince = refused ? now : 0;
    if (refused && m_plan.bounded() && m_nextConnect - m_refusedSince > kMostRefused) return *m_trouble;
    return {};
}

/// How many partitions there are is known only when a client has asked, and each of them needs its room.
Result<void> KafkaReader::makeClient(std::size_t partitions) {
    m_room = roomOf(partitions);
    KafkaProperties properties = m_plan.properties;
    properties.settings.insert(properties.settings.begin(),
                               {{"queued.min.messages", std::to_string(m_room * 1024 / kBytesAround)},
                                {"queued.max.messages.kbytes", std::to_string(m_room)}});
    auto client = KafkaClient::create(properties, KafkaRole::Consumer);
    if (!client) return std::move(client).error();
    m_topics = KafkaTopics(m_plan.topics);
    m_client = std::move(*client);
    return {};
}

Result<std::vector<KafkaReader::Found>> KafkaReader::findPartitions() {
    auto looked = m_topics.look(m_client->handle(), m_known);
    if (!looked) {
        m_looked = m_looked || looked.error().code == ErrorCode::NotFound;
        return std::move(looked).error();
    }
    std::vector<Found> found;
    for (std::size_t topic = 0; topic < m_topics.all().size(); ++topic) {
        auto done = findInTopic(topic, found);
        const bool gone = !done && m_topics.byPattern() && done.error().code == ErrorCode::NotFound;
        if (!done && !gone) return std::move(done).error();
    }
    return found;
}

Result<void> KafkaReader::findInTopic(std::size_t topic, std::vector<Found>& found) {
    const auto& [name, handle] = m_topics.all()[topic];
    const rd_kafka_metadata_t* answer = nullptr;
    const auto code = rd_kafka_metadata(m_client->handle(), 0, handle.get(), &answer, kPatienceMs);
    const KafkaOwned<const rd_kafka_metadata_t> metadata(answer);
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR) return kafkaTrouble(code, rd_kafka_err2str(code));
    if (metadata->topic_cnt < 1) return noTopic(name);
    const rd_kafka_metadata_topic_t& facts = metadata->topics[0];
    if (facts.err == RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART || facts.err == RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC)
        return noTopic(name);
    if (facts.err != RD_KAFKA_RESP_ERR_NO_ERROR) return kafkaTrouble(facts.err, rd_kafka_err2str(facts.err));
    for (int i = 0; i < facts.partition_cnt; ++i) {
        KafkaPartition::Place place{.id = static_cast<std::uint32_t>(topic) * kPartitionsPerTopic +
                                          static_cast<std::uint32_t>(facts.partitions[i].id),
                                    .topic = name,
                                    .number = facts.partitions[i].id,
                                    .handle = handle.get()};
        const bool isRead = std::any_of(m_partitions.begin(), m_partitions.end(),
                                        [&](const auto& p) { return p->place().id == place.id; });
        if (isRead) continue;
        auto start = startOf(std::move(place));
        if (!start) return std::move(start).error();
        found.push_back(std::move(*start));
    }
    return {};
}

/// A stored position wins; a partition that appears later, or is unknown to it, is read from its beginning.
Result<KafkaReader::Found> KafkaReader::startOf(KafkaPartition::Place place) {
    auto watermarks = queryWatermarks(m_client->handle(), place.topic, place.number);
    if (!watermarks) return std::move(watermarks).error();
    Found found{.place = std::move(place), .from = watermarks->low, .watermarks = *watermarks};
    const KafkaPartition::Place& at = found.place;
    const SourcePosition* position = m_topics.position();
    if (position != nullptr) {
        const auto stored = position->nextOffsets.find(at.id);
        if (stored != position->nextOffsets.end()) found.from = stored->second;
    } else if (!m_looked) {
        auto from = resolveBoundary(m_client->handle(), at.topic, at.number, m_plan.start, *watermarks,
                                    m_plan.properties.offsetReset);
        if (!from) return std::move(from).error();
        found.from = *from;
    }
    if (!m_plan.bounded()) return found;
    auto stop = resolveBoundary(m_client->handle(), at.topic, at.number, m_plan.end, *watermarks, "latest");
    if (!stop) return std::move(stop).error();
    found.stopBefore = *stop;
    return found;
}

void KafkaReader::adopt(std::vector<Found> found) {
    if (m_partitions.empty()) m_trouble.reset();
    m_looked = true;
    if (m_identity != m_topics.identity()) {
        m_identity = m_topics.identity();
        for (const auto& partition : m_partitions)
            partition->tellAgain();  // where they are is stored anew, under the longer identity
    }
    for (Found& each : found) {
        m_partitions.push_back(std::make_unique<KafkaPartition>(*m_client, std::move(each.place), each.from,
                                                                each.stopBefore, each.watermarks));
        m_partitions.back()->lastRecord = m_settings.clock->monotonic();
    }
}

}  // namespace guanlan
