// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sink/kafka/kafka_sink.h"

#include "core/sink/kafka/kafka_row_sink.h"

namespace guanlan {

namespace {

Result<std::unique_ptr<Sink>> create(const TableDefinition& table, const SinkSettings& settings) {
    for (const char* option : {"sink.partitioner", "sink.transactional-id-prefix"}) {
        if (!table.options.contains(option) || table.option(option) == "default") continue;
        return Error{.code = ErrorCode::NotYet,
                     .id = "kafka.option",
                     .what = "table '" + table.name + "': '" + option + "' is not possible yet",
                     .arguments = {table.name, option},
                     .position = table.position};
    }
    auto keys = keyFieldsOf(table);
    if (!keys) return std::move(keys).error();
    auto plan = kafkaRowPlanOf(table, *keys, settings);
    if (!plan) return std::move(plan).error();
    return createKafkaRowSink(std::move(*plan));
}

}  // namespace

const SinkKind kKafkaSink{
    .component = {.name = "kafka",
                  .sink = true,
                  .options = {"topic", "properties.*", "guanlan.password-secret", "format", "value.format",
                              "key.format", "key.fields", "key.fields-prefix", "value.fields-include",
                              "sink.partitioner", "sink.delivery-guarantee", "sink.transactional-id-prefix",
                              "sink.parallelism"},
                  .required = {"topic", "properties.bootstrap.servers"},
                  .ignored = ignoredKafkaOptions()},
    .create = create};

}  // namespace guanlan
