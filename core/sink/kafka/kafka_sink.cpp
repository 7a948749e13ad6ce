// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sink/kafka/kafka_sink.h"

#include "core/decode/option_values.h"
#include "core/sink/kafka/kafka_row_sink.h"

namespace guanlan {

namespace {

/// `a;b`
std::vector<std::string> keyFieldsOf(const TableDefinition& table) {
    const std::string text = table.option("key.fields");
    std::vector<std::string> fields;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(';', at), text.size());
        if (end > at) fields.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return fields;
}

Result<std::unique_ptr<Sink>> create(const TableDefinition& table, const SinkSettings& settings) {
    for (const char* option : {"sink.partitioner", "sink.transactional-id-prefix", "key.fields-prefix"}) {
        if (!table.options.contains(option) || table.option(option) == "default") continue;
        return Error{.code = ErrorCode::NotYet,
                     .id = "kafka.option",
                     .what = "table '" + table.name + "': '" + option + "' is not possible yet",
                     .arguments = {table.name, option},
                     .position = table.position};
    }
    const std::vector<std::string> keyFields = keyFieldsOf(table);
    if (keyFields.empty() == table.options.contains("key.format"))
        return wrongOptionValue(table, "key.fields", "'key.format' and 'key.fields' need each other");
    auto plan = kafkaRowPlanOf(table, keyFields, settings.zone);
    if (!plan) return std::move(plan).error();
    return createKafkaRowSink(std::move(*plan));
}

}  // namespace

const SinkKind kKafkaSink{
    .component = {.name = "kafka",
                  .sink = true,
                  .options = {"topic", "properties.*", "format", "value.format", "key.format", "key.fields",
                              "key.fields-prefix", "value.fields-include", "sink.partitioner",
                              "sink.delivery-guarantee", "sink.transactional-id-prefix", "sink.parallelism"},
                  .required = {"topic", "properties.bootstrap.servers"},
                  .ignored = ignoredKafkaOptions()},
    .create = create};

}  // namespace guanlan
