// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/kafka/topic_reader.h"

#include <algorithm>
#include <chrono>

namespace guanlan {

namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr int kPatienceMs = 10'000;
constexpr int kPollMs = 50;
constexpr std::chrono::seconds kMostSilence{15};
constexpr std::chrono::milliseconds kTellEvery{100};
constexpr std::int64_t kFirstStep = 1;
constexpr std::int64_t kLongestStep = 16'384;  ///< records of one partition that are read at once

SampleMessage keep(const rd_kafka_message_t& message) {
    SampleMessage kept{.partition = message.partition, .offset = message.offset, .bytes = message.len};
    kept.hasValue = message.payload != nullptr;
    if (kept.hasValue) {
        const std::size_t length =
            message.len > TopicReader::kWholeBytes ? TopicReader::kHeadBytes : message.len;
        kept.value.assign(static_cast<const char*>(message.payload), length);
    }
    if (message.key != nullptr)
        kept.key.assign(static_cast<const char*>(message.key),
                        std::min(message.key_len, TopicReader::kHeadBytes));
    const std::int64_t millis = rd_kafka_message_timestamp(&message, nullptr);
    if (millis >= 0) kept.timestamp = millis * kMilli;
    return kept;
}

bool holds(const void* bytes, std::size_t length, const std::string& text) {
    if (bytes == nullptr) return false;
    return std::string_view(static_cast<const char*>(bytes), length).find(text) != std::string_view::npos;
}

void sortNewestFirst(std::vector<SampleMessage>& messages) {
    std::sort(messages.begin(), messages.end(), [](const SampleMessage& a, const SampleMessage& b) {
        if (a.timestamp != b.timestamp) return a.timestamp > b.timestamp;
        return a.partition != b.partition ? a.partition < b.partition : a.offset > b.offset;
    });
}

/// Keeps the newest records in bounded memory.
class Keeper {
  public:
    explicit Keeper(std::size_t most) : m_most(most) {}
    void add(const rd_kafka_message_t& message) {
        SampleMessage kept = keep(message);
        m_passed += message.len;
        m_bytes += kept.value.size();
        if (m_bytes > TopicReader::kMostBytes && kept.value.size() > TopicReader::kHeadBytes) {
            m_bytes -= kept.value.size() - TopicReader::kHeadBytes;
            kept.value.resize(TopicReader::kHeadBytes);
        }
        m_messages.push_back(std::move(kept));
    }
    [[nodiscard]] bool full() const {
        return m_messages.size() >= m_most || m_passed >= TopicReader::kMostBytes ||
               m_bytes >= TopicReader::kMostBytes;
    }
    [[nodiscard]] std::size_t size() const { return m_messages.size(); }
    std::vector<SampleMessage> take() {
        sortNewestFirst(m_messages);
        if (m_messages.size() > m_most) m_messages.resize(m_most);
        return std::move(m_messages);
    }

  private:
    std::size_t m_most;
    std::size_t m_bytes = 0;
    std::size_t m_passed = 0;
    std::vector<SampleMessage> m_messages{};
};

}  // namespace

TopicReader::TopicReader(std::unique_ptr<KafkaClient> client, std::string topic)
    : m_client(std::move(client)),
      m_name(std::move(topic)),
      m_topic(rd_kafka_topic_new(m_client->handle(), m_name.c_str(), nullptr)),
      m_queue(rd_kafka_queue_new(m_client->handle())) {}

Result<std::unique_ptr<TopicReader>> TopicReader::open(const KafkaProperties& properties,
                                                       const std::string& topic) {
    auto client = KafkaClient::create(properties, KafkaRole::Consumer);
    if (!client) return std::move(client).error();
    std::unique_ptr<TopicReader> reader(new TopicReader(std::move(*client), topic));
    const rd_kafka_metadata_t* answer = nullptr;
    const auto code =
        rd_kafka_metadata(reader->m_client->handle(), 0, reader->m_topic.get(), &answer, kPatienceMs);
    const KafkaOwned<const rd_kafka_metadata_t> metadata(answer);
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR) {
        reader->m_client->serve();
        auto trouble = reader->m_client->takeTrouble();
        return trouble ? std::move(*trouble) : kafkaTrouble(code, rd_kafka_err2str(code));
    }
    const bool absent = metadata->topic_cnt < 1 ||
                        metadata->topics[0].err == RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART ||
                        metadata->topics[0].err == RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC;
    if (absent) {
        return Error{.code = ErrorCode::NotFound,
                     .id = "kafka.no-topic",
                     .what = "the Kafka cluster has no topic '" + topic + "'",
                     .arguments = {topic}};
    }
    const rd_kafka_metadata_topic_t& facts = metadata->topics[0];
    if (facts.err != RD_KAFKA_RESP_ERR_NO_ERROR) return kafkaTrouble(facts.err, rd_kafka_err2str(facts.err));
    for (int i = 0; i < facts.partition_cnt; ++i)
        reader->m_partitions.push_back(facts.partitions[i].id);
    return reader;
}

/// Every partition with an empty span at its end.
Result<std::vector<TopicReader::Span>> TopicReader::wholeLog() {
    std::vector<Span> spans;
    for (const std::int32_t partition : m_partitions) {
        const auto bounds = queryWatermarks(m_client->handle(), m_name, partition);
        if (!bounds) return bounds.error();
        spans.push_back(
            {.partition = partition, .from = bounds->high, .to = bounds->high, .low = bounds->low});
    }
    return spans;
}

/// The spans before those; false when the beginning of all has been reached.
bool TopicReader::stepBack(std::vector<Span>& spans, std::int64_t step) const {
    bool some = false;
    for (Span& span : spans) {
        span.to = span.from;
        span.from = std::max(span.low, span.to - step);
        span.heard = span.doubted = false;
        some = some || span.from < span.to;
    }
    return some;
}

void TopicReader::close(Span& span) {
    if (!span.open) return;
    rd_kafka_consume_stop(m_topic.get(), span.partition);
    span.open = false;
}

void TopicReader::start(std::vector<Span>& spans) {
    // What was fetched ahead for the spans before must not be taken for the end of these.
    m_queue.reset(rd_kafka_queue_new(m_client->handle()));
    for (Span& span : spans) {
        if (span.from < span.to) begin(span);
    }
}

void TopicReader::begin(Span& span) {
    span.open = rd_kafka_consume_start_queue(m_topic.get(), span.partition, span.from, m_queue.get()) == 0;
}

/// One message, or the end of a partition; what went wrong otherwise.
std::optional<Error> TopicReader::take(const rd_kafka_message_t& message, std::vector<Span>& spans,
                                       const Accept& accept) {
    const auto span = std::find_if(spans.begin(), spans.end(),
                                   [&](const Span& each) { return each.partition == message.partition; });
    if (span == spans.end() || !span->open) return {};
    const bool record = message.err == RD_KAFKA_RESP_ERR_NO_ERROR;
    const bool eof = message.err == RD_KAFKA_RESP_ERR__PARTITION_EOF;
    if (record && message.offset >= span->from && message.offset < span->to) {
        span->heard = true;
        accept(message);
    }
    const bool ends = !record || message.offset + 1 >= span->to;
    if (ends && (record || eof) && !span->heard && !span->doubted) {
        // An end before any record may be left over from the span before; said twice it is believed.
        span->doubted = true;
        close(*span);
        begin(*span);
    } else if (ends) {
        close(*span);
    }
    if (record || message.err == RD_KAFKA_RESP_ERR__PARTITION_EOF) return {};
    return kafkaTrouble(message.err, rd_kafka_message_errstr(&message));
}

Result<void> TopicReader::read(std::vector<Span>& spans, const std::atomic<bool>& stopping,
                               const Accept& accept) {
    start(spans);
    std::optional<Error> problem;
    auto heard = SteadyClock::now();
    const auto open = [&] {
        return std::any_of(spans.begin(), spans.end(), [](const Span& span) { return span.open; });
    };
    while (open() && !stopping && !problem) {
        const KafkaOwned<rd_kafka_message_t> message(rd_kafka_consume_queue(m_queue.get(), kPollMs));
        m_client->serve();
        if (!message) {
            if (SteadyClock::now() - heard < kMostSilence) continue;
            problem = m_client->takeTrouble();
            if (!problem)
                problem = kafkaTrouble(RD_KAFKA_RESP_ERR__TIMED_OUT, "no record came in 15 seconds");
            break;
        }
        heard = SteadyClock::now();
        problem = take(*message, spans, accept);
    }
    for (Span& span : spans)
        close(span);
    if (problem) return std::move(*problem);
    return {};
}

Result<std::vector<SampleMessage>> TopicReader::newest(std::size_t most, const std::atomic<bool>& stopping) {
    auto spans = wholeLog();
    if (!spans) return std::move(spans).error();
    Keeper keeper(most);
    // Small steps first: nobody knows yet how large the records are.
    for (std::int64_t step = kFirstStep; !stopping && !keeper.full() && stepBack(*spans, step);
         step = std::min(step * 8, kLongestStep)) {
        const Keeper before = keeper;
        auto done = read(*spans, stopping, [&](const rd_kafka_message_t& message) { keeper.add(message); });
        if (!done && before.size() == 0) return std::move(done).error();
        if (done) continue;
        keeper = before;  // half a step would have holes
        break;
    }
    return keeper.take();
}

Result<std::vector<SampleMessage>> TopicReader::search(const std::string& text, std::size_t most,
                                                       const std::atomic<bool>& stopping, const Tell& tell) {
    auto spans = wholeLog();
    if (!spans) return std::move(spans).error();
    TopicReadProgress progress;
    for (const Span& span : *spans)
        progress.of += span.to - span.low;
    Keeper keeper(most);
    auto told = SteadyClock::now();
    for (std::int64_t step = 64; !stopping && !keeper.full() && stepBack(*spans, step);
         step = std::min(step * 4, kLongestStep)) {
        const std::int64_t before = progress.read;
        auto done = read(*spans, stopping, [&](const rd_kafka_message_t& message) {
            ++progress.read;
            if (holds(message.payload, message.len, text) || holds(message.key, message.key_len, text))
                keeper.add(message);
            progress.found = keeper.size();
            if (SteadyClock::now() - told < kTellEvery) return;
            told = SteadyClock::now();
            tell(progress);
        });
        if (!done) return std::move(done).error();
        // Offsets without a record (compacted, transactions) count as read.
        if (!stopping) {
            progress.read = before;
            for (const Span& span : *spans)
                progress.read += span.to - span.from;
        }
        tell(progress);
    }
    return keeper.take();
}

Result<void> TopicReader::follow(const std::atomic<bool>& stopping,
                                 const std::function<void(std::vector<SampleMessage>)>& take) {
    auto ends = wholeLog();
    if (!ends) return std::move(ends).error();
    for (Span& span : *ends)
        begin(span);
    std::vector<SampleMessage> come;
    auto taken = SteadyClock::now();
    while (!stopping) {
        const KafkaOwned<rd_kafka_message_t> message(rd_kafka_consume_queue(m_queue.get(), kPollMs));
        m_client->serve();
        if (message && message->err == RD_KAFKA_RESP_ERR_NO_ERROR) come.push_back(keep(*message));
        if (come.empty() || SteadyClock::now() - taken < kTellEvery) continue;
        taken = SteadyClock::now();
        sortNewestFirst(come);
        take(std::move(come));
        come.clear();
    }
    for (Span& span : *ends)
        close(span);
    return {};
}

}  // namespace guanlan
