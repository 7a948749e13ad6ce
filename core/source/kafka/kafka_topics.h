// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/source/kafka/kafka_client.h"
#include "core/source/source.h"

#include <optional>
#include <string>
#include <vector>

namespace guanlan {

/// Which topics a table reads: named, or all whose whole name a regular expression matches.
struct KafkaTopicChoice {
    std::vector<std::string> names{};
    std::string pattern{};  ///< used when no names are given
    [[nodiscard]] bool byPattern() const { return !pattern.empty(); }
};
/// 'topic' (`a;b` are two) or 'topic-pattern', of which a table has one.
[[nodiscard]] Result<KafkaTopicChoice> kafkaTopicsOf(const TableDefinition& table);

/// The topics being read. A topic keeps its number: those that a pattern finds later come behind, and the
/// identity, which lists them all, tells the next run which number is whose. Used by one thread.
class KafkaTopics {
  public:
    struct Topic {
        std::string name;
        KafkaOwned<rd_kafka_topic_t> handle;
    };
    explicit KafkaTopics(KafkaTopicChoice choice) : m_choice(std::move(choice)) {}

    /// Makes sure that the cluster and, of a pattern, its present topics are known. NotFound when no topic
    /// matches yet. `known` are the positions of earlier runs.
    Result<void> look(rd_kafka_t* client, const std::vector<SourcePosition>& known);

    [[nodiscard]] const std::vector<Topic>& all() const { return m_topics; }
    [[nodiscard]] bool byPattern() const { return m_choice.byPattern(); }
    /// Of the cluster and all topics; empty until a look went well. Grows with the topics of a pattern.
    [[nodiscard]] std::string identity() const;
    /// Where the earlier run stopped; null when there was none.
    [[nodiscard]] const SourcePosition* position() const { return m_position; }

  private:
    void add(rd_kafka_t* client, const std::string& name);
    [[nodiscard]] std::string beginOfIdentity() const;
    Result<void> askCluster(rd_kafka_t* client);
    void recall(rd_kafka_t* client, const std::vector<SourcePosition>& known);
    Result<void> addMatching(rd_kafka_t* client);

    KafkaTopicChoice m_choice;
    std::optional<std::string> m_cluster;
    bool m_recalled = false;
    std::vector<Topic> m_topics;
    const SourcePosition* m_position = nullptr;
};

}  // namespace guanlan
