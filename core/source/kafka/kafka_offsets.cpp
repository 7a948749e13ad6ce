// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/kafka/kafka_offsets.h"

#include "core/decode/number_text.h"
#include "core/sql/nearest_name.h"

#include <algorithm>
#include <string_view>

namespace guanlan {

namespace {

constexpr int kPatienceMs = 1000;

Error wrongOption(const TableDefinition& table, const std::string& option, const std::string& expected) {
    return Error{.code = ErrorCode::InvalidInput,
                 .id = "kafka.option",
                 .what = "'" + option + "' cannot be '" + table.option(option) + "'",
                 .next = "Expected: " + expected,
                 .arguments = {option, table.option(option)},
                 .position = table.position};
}

/// `partition:0,offset:42;partition:1,offset:300`
std::optional<std::map<std::int32_t, std::int64_t>> parseOffsets(std::string_view text) {
    std::map<std::int32_t, std::int64_t> offsets;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(';'), text.size());
        const std::string_view pair = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        const std::size_t comma = pair.find(",offset:");
        if (!pair.starts_with("partition:") || comma == std::string_view::npos) return std::nullopt;
        const auto partition = parseInteger(pair.substr(10, comma - 10));
        const auto offset = parseInteger(pair.substr(comma + 8));
        if (!partition || !offset || *partition < 0 || *offset < 0) return std::nullopt;
        offsets[static_cast<std::int32_t>(*partition)] = *offset;
    }
    return offsets;
}

/// Reads the values that the modes "timestamp" and "specific-offsets" need from `prefix`.*.
Result<KafkaBoundary> withDetails(const TableDefinition& table, KafkaBoundary boundary,
                                  const std::string& prefix) {
    if (boundary.mode == KafkaBoundary::Mode::Timestamp) {
        const std::string option = prefix + ".timestamp-millis";
        const auto millis = parseInteger(table.option(option));
        if (!millis) return wrongOption(table, option, "milliseconds since 1970");
        boundary.timestampMillis = *millis;
    }
    if (boundary.mode == KafkaBoundary::Mode::Specific) {
        const std::string option = prefix + ".specific-offsets";
        auto offsets = parseOffsets(table.option(option));
        if (!offsets || offsets->empty())
            return wrongOption(table, option, "partition:0,offset:42;partition:1,offset:300");
        boundary.offsets = std::move(*offsets);
    }
    return boundary;
}

Error notAnswered(rd_kafka_resp_err_t code) {
    return kafkaTrouble(code, rd_kafka_err2str(code));
}

KafkaOwned<rd_kafka_topic_partition_list_t> listOf(const std::string& topic, std::int32_t partition,
                                                   std::int64_t offset) {
    KafkaOwned<rd_kafka_topic_partition_list_t> list(rd_kafka_topic_partition_list_new(1));
    rd_kafka_topic_partition_list_add(list.get(), topic.c_str(), partition)->offset = offset;
    return list;
}

Result<std::int64_t> offsetAtTime(rd_kafka_t* client, const std::string& topic, std::int32_t partition,
                                  std::int64_t millis, std::int64_t end) {
    const auto list = listOf(topic, partition, millis);
    const auto code = rd_kafka_offsets_for_times(client, list.get(), kPatienceMs);
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR) return notAnswered(code);
    const rd_kafka_topic_partition_t& answer = list->elems[0];
    if (answer.err != RD_KAFKA_RESP_ERR_NO_ERROR) return notAnswered(answer.err);
    return answer.offset < 0 ? end : answer.offset;  // no record that late
}

Result<std::int64_t> committedOffset(rd_kafka_t* client, const std::string& topic, std::int32_t partition,
                                     const KafkaWatermarks& watermarks, const std::string& fallback) {
    const auto list = listOf(topic, partition, RD_KAFKA_OFFSET_INVALID);
    const auto code = rd_kafka_committed(client, list.get(), kPatienceMs);
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR) return notAnswered(code);
    const rd_kafka_topic_partition_t& answer = list->elems[0];
    if (answer.err != RD_KAFKA_RESP_ERR_NO_ERROR) return notAnswered(answer.err);
    if (answer.offset >= 0) return answer.offset;
    if (fallback == "earliest") return watermarks.low;
    if (fallback == "latest") return watermarks.high;
    return Error{.code = ErrorCode::InvalidInput,
                 .id = "kafka.no-committed-offsets",
                 .what = "the group has no committed offset for partition " + std::to_string(partition) +
                         " of topic '" + topic + "'",
                 .next = "Set 'scan.startup.mode' = 'earliest-offset', or 'properties.auto.offset.reset'",
                 .arguments = {topic, std::to_string(partition)}};
}

Result<KafkaBoundary> needsGroup(const TableDefinition& table, KafkaBoundary boundary,
                                 const std::string& option) {
    if (boundary.mode != KafkaBoundary::Mode::Group || table.options.contains("properties.group.id"))
        return boundary;
    return Error{.code = ErrorCode::InvalidInput,
                 .id = "kafka.group-missing",
                 .what = "table '" + table.name + "' needs the offsets of a group, and names no group",
                 .next = "Set 'properties.group.id', or '" + option + "' = '" +
                         (option == "scan.startup.mode" ? "earliest-offset" : "latest-offset") + "'",
                 .arguments = {table.name},
                 .position = table.position};
}

/// The boundary that `option` names, one of `modes`.
Result<KafkaBoundary> boundaryOf(const TableDefinition& table, const std::string& prefix,
                                 const std::map<std::string, KafkaBoundary::Mode>& modes,
                                 std::string_view fallback) {
    const std::string option = prefix + ".mode";
    const std::string name = table.option(option, fallback);
    const auto mode = modes.find(name);
    if (mode == modes.end()) {
        std::vector<std::string> names;
        std::string list;
        for (const auto& [each, meaning] : modes) {
            list += (names.empty() ? "" : ", ") + each;
            names.push_back(each);
        }
        Error error = wrongOption(table, option, list);
        const auto longer = std::find_if(names.begin(), names.end(), [&name](const std::string& each) {
            return each.starts_with(name + "-");  // 'latest'
        });
        const std::string meant = sql::didYouMean(longer == names.end() ? name : *longer, names);
        if (!meant.empty()) error.next = meant;
        return error;
    }
    auto boundary = withDetails(table, {.mode = mode->second}, prefix);
    return boundary ? needsGroup(table, std::move(*boundary), option) : std::move(boundary);
}

}  // namespace

Result<KafkaBoundary> kafkaStartOf(const TableDefinition& table) {
    using Mode = KafkaBoundary::Mode;
    return boundaryOf(table, "scan.startup",
                      {{"earliest-offset", Mode::Earliest},
                       {"latest-offset", Mode::Latest},
                       {"group-offsets", Mode::Group},
                       {"timestamp", Mode::Timestamp},
                       {"specific-offsets", Mode::Specific}},
                      "group-offsets");
}

Result<KafkaBoundary> kafkaEndOf(const TableDefinition& table) {
    using Mode = KafkaBoundary::Mode;
    return boundaryOf(table, "scan.bounded",
                      {{"unbounded", Mode::None},
                       {"latest-offset", Mode::Latest},
                       {"group-offsets", Mode::Group},
                       {"timestamp", Mode::Timestamp},
                       {"specific-offsets", Mode::Specific}},
                      "unbounded");
}

Result<KafkaWatermarks> queryWatermarks(rd_kafka_t* client, const std::string& topic,
                                        std::int32_t partition) {
    KafkaWatermarks watermarks;
    const auto code = rd_kafka_query_watermark_offsets(client, topic.c_str(), partition, &watermarks.low,
                                                       &watermarks.high, kPatienceMs);
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR) return notAnswered(code);
    return watermarks;
}

Result<std::int64_t> resolveBoundary(rd_kafka_t* client, const std::string& topic, std::int32_t partition,
                                     const KafkaBoundary& boundary, const KafkaWatermarks& watermarks,
                                     const std::string& fallback) {
    switch (boundary.mode) {
        case KafkaBoundary::Mode::Earliest:
            return watermarks.low;
        case KafkaBoundary::Mode::Latest:
        case KafkaBoundary::Mode::None:
            return watermarks.high;
        case KafkaBoundary::Mode::Group:
            return committedOffset(client, topic, partition, watermarks, fallback);
        case KafkaBoundary::Mode::Timestamp:
            return offsetAtTime(client, topic, partition, boundary.timestampMillis, watermarks.high);
        case KafkaBoundary::Mode::Specific: {
            const auto it = boundary.offsets.find(partition);
            return it == boundary.offsets.end() ? watermarks.low : it->second;  // an end there: nothing
        }
    }
    return watermarks.low;
}

}  // namespace guanlan
