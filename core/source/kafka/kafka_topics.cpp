// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/kafka/kafka_topics.h"

#include <QRegularExpression>

#include <algorithm>
#include <string_view>

namespace guanlan {

namespace {

constexpr int kPatienceMs = 1000;
constexpr std::size_t kMostTopics = 4096;  // their numbers are the upper bits of a partition's id

/// `a;b` names two topics, as in Flink.
std::vector<std::string> namesIn(std::string_view text) {
    std::vector<std::string> names;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(';'), text.size());
        std::string_view name = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        while (name.starts_with(' '))
            name.remove_prefix(1);
        while (name.ends_with(' '))
            name.remove_suffix(1);
        const bool isNew = std::find(names.begin(), names.end(), name) == names.end();
        if (!name.empty() && isNew) names.emplace_back(name);
    }
    return names;
}

QRegularExpression expressionOf(const std::string& pattern) {
    return QRegularExpression(QRegularExpression::anchoredPattern(QString::fromStdString(pattern)));
}

Error wrongTopics(const TableDefinition& table, std::string what, std::string next) {
    return Error{.code = ErrorCode::InvalidInput,
                 .id = "kafka.option",
                 .what = "table '" + table.name + "': " + std::move(what),
                 .next = std::move(next),
                 .arguments = {table.name},
                 .position = table.position};
}

}  // namespace

Result<KafkaTopicChoice> kafkaTopicsOf(const TableDefinition& table) {
    KafkaTopicChoice choice{.names = namesIn(table.option("topic")),
                            .pattern = table.option("topic-pattern")};
    const bool named = table.options.contains("topic");
    if (named && choice.byPattern())
        return wrongTopics(table, "it has both 'topic' and 'topic-pattern'", "Keep one of them");
    if (!named && !choice.byPattern())
        return wrongTopics(table, "it lacks the option 'topic'", "Set 'topic', or 'topic-pattern'");
    if (named && choice.names.empty())
        return wrongTopics(table, "'topic' names no topic", "Write a;b for two");
    if (choice.names.size() > kMostTopics)
        return wrongTopics(table, "'topic' names more than 4096 topics", "Part it into several tables");
    const QRegularExpression expression = expressionOf(choice.pattern);
    if (!expression.isValid()) {
        return wrongTopics(table,
                           "'topic-pattern' = '" + choice.pattern +
                               "' is no regular expression: " + expression.errorString().toStdString(),
                           "Write one that matches whole names, such as 'orders-.*'");
    }
    return choice;
}

void KafkaTopics::add(rd_kafka_t* client, const std::string& name) {
    m_topics.push_back(
        {name, KafkaOwned<rd_kafka_topic_t>(rd_kafka_topic_new(client, name.c_str(), nullptr))});
}

Result<void> KafkaTopics::look(rd_kafka_t* client, const std::vector<SourcePosition>& known) {
    if (m_topics.empty()) {
        for (const std::string& name : m_choice.names)
            add(client, name);
    }
    if (auto asked = askCluster(client); !asked) return asked;
    if (!std::exchange(m_recalled, true)) recall(client, known);
    return byPattern() ? addMatching(client) : Result<void>();
}

/// Its id comes with the first answer about topics.
Result<void> KafkaTopics::askCluster(rd_kafka_t* client) {
    if (m_cluster) return {};
    const rd_kafka_metadata_t* answer = nullptr;
    rd_kafka_topic_t* one = m_topics.empty() ? nullptr : m_topics.front().handle.get();
    const auto code = rd_kafka_metadata(client, 0, one, &answer, kPatienceMs);
    const KafkaOwned<const rd_kafka_metadata_t> metadata(answer);
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR) return kafkaTrouble(code, rd_kafka_err2str(code));
    char* cluster = rd_kafka_clusterid(client, kPatienceMs);
    m_cluster = cluster == nullptr ? "" : cluster;
    if (cluster != nullptr) rd_kafka_mem_free(client, cluster);
    return {};
}

std::string KafkaTopics::beginOfIdentity() const {
    return "kafka:" + m_cluster.value_or("") + (byPattern() ? "/~" + m_choice.pattern + "~" : std::string());
}

std::string KafkaTopics::identity() const {
    if (!m_cluster) return {};
    std::string identity = beginOfIdentity();
    for (const Topic& topic : m_topics)
        identity += "/" + topic.name;
    return identity;
}

/// Of a pattern the longest list is the newest: topics are only ever added to it.
void KafkaTopics::recall(rd_kafka_t* client, const std::vector<SourcePosition>& known) {
    const std::string own = identity();
    const std::string begin = beginOfIdentity() + "/";
    for (const SourcePosition& position : known) {
        if (!byPattern() && position.identity == own) m_position = &position;
        if (!byPattern() || !position.identity.starts_with(begin)) continue;
        if (m_position == nullptr || position.identity.size() > m_position->identity.size())
            m_position = &position;
    }
    if (!byPattern() || m_position == nullptr) return;
    std::string_view names = std::string_view(m_position->identity).substr(begin.size());
    while (!names.empty()) {
        const std::size_t end = std::min(names.find('/'), names.size());
        add(client, std::string(names.substr(0, end)));
        names.remove_prefix(std::min(end + 1, names.size()));
    }
}

Result<void> KafkaTopics::addMatching(rd_kafka_t* client) {
    const rd_kafka_metadata_t* answer = nullptr;
    const auto code = rd_kafka_metadata(client, 1, nullptr, &answer, kPatienceMs);
    const KafkaOwned<const rd_kafka_metadata_t> metadata(answer);
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR) return kafkaTrouble(code, rd_kafka_err2str(code));
    const QRegularExpression expression = expressionOf(m_choice.pattern);
    std::vector<std::string> found;
    for (int i = 0; i < metadata->topic_cnt; ++i) {
        const std::string name = metadata->topics[i].topic;
        const bool isRead = std::any_of(m_topics.begin(), m_topics.end(),
                                        [&name](const Topic& topic) { return topic.name == name; });
        if (isRead || name.starts_with("__")) continue;  // Kafka's own
        if (expression.match(QString::fromStdString(name)).hasMatch()) found.push_back(name);
    }
    std::sort(found.begin(), found.end());
    if (m_topics.size() + found.size() > kMostTopics) {
        return Error{.code = ErrorCode::InvalidInput,
                     .id = "kafka.too-many-topics",
                     .what = "'topic-pattern' = '" + m_choice.pattern + "' matches more than 4096 topics",
                     .next = "Narrow it, or part it into several tables",
                     .arguments = {m_choice.pattern}};
    }
    for (const std::string& name : found)
        add(client, name);
    if (!m_topics.empty()) return {};
    return Error{.code = ErrorCode::NotFound,
                 .id = "kafka.no-matching-topic",
                 .what = "the Kafka cluster has no topic that matches '" + m_choice.pattern + "'",
                 .next = "It is looked for again",
                 .arguments = {m_choice.pattern}};
}

}  // namespace guanlan
