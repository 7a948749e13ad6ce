// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/sample_message.h"
#include "core/base/result.h"
#include "core/source/kafka/kafka_client.h"
#include "core/source/kafka/kafka_offsets.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace guanlan {

struct TopicReadProgress {
    std::int64_t read = 0;
    std::int64_t of = 0;
    std::size_t found = 0;
};

/// Looks at the records of one topic, the newest first. Joins no group, commits nothing. Of large records it
/// keeps the beginning, so that what it returns stays below 64 MB. Used by one thread, which may wait.
class TopicReader {
  public:
    using Tell = std::function<void(const TopicReadProgress&)>;
    static constexpr std::size_t kMostBytes = 64 * 1024 * 1024;
    static constexpr std::size_t kWholeBytes = 4 * 1024 * 1024;  ///< of larger records kHeadBytes are kept
    static constexpr std::size_t kHeadBytes = 4096;

    /// NotFound when there is no such topic.
    static Result<std::unique_ptr<TopicReader>> open(const KafkaProperties& properties,
                                                     const std::string& topic);
    TopicReader(const TopicReader&) = delete;
    TopicReader& operator=(const TopicReader&) = delete;
    ~TopicReader() = default;

    /// The newest records of all partitions together. Stopped, it returns what it has.
    Result<std::vector<SampleMessage>> newest(std::size_t most, const std::atomic<bool>& stopping);
    /// The newest records that hold `text` in value or key, looked for from the end to the beginning.
    Result<std::vector<SampleMessage>> search(const std::string& text, std::size_t most,
                                              const std::atomic<bool>& stopping, const Tell& tell);
    /// Records as they come, from now on, until stopped.
    Result<void> follow(const std::atomic<bool>& stopping,
                        const std::function<void(std::vector<SampleMessage>)>& take);

  private:
    struct Span {
        std::int32_t partition = 0;
        std::int64_t from = 0;
        std::int64_t to = 0;
        std::int64_t low = 0;
        bool open = false;     ///< being read
        bool heard = false;    ///< a record of it has come
        bool doubted = false;  ///< its end came before any record, and was not believed
    };
    TopicReader(std::unique_ptr<KafkaClient> client, std::string topic);
    Result<std::vector<Span>> wholeLog();
    bool stepBack(std::vector<Span>& spans, std::int64_t step) const;
    using Accept = std::function<void(const rd_kafka_message_t&)>;
    Result<void> read(std::vector<Span>& spans, const std::atomic<bool>& stopping, const Accept& accept);
    void start(std::vector<Span>& spans);
    std::optional<Error> take(const rd_kafka_message_t& message, std::vector<Span>& spans,
                              const Accept& accept);
    void begin(Span& span);
    void close(Span& span);

    std::unique_ptr<KafkaClient> m_client;
    std::string m_name;
    KafkaOwned<rd_kafka_topic_t> m_topic;
    std::vector<std::int32_t> m_partitions;
    KafkaOwned<rd_kafka_queue_t> m_queue;
};

}  // namespace guanlan
