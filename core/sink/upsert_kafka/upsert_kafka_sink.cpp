// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sink/upsert_kafka/upsert_kafka_sink.h"

#include "core/sink/kafka/kafka_row_sink.h"

#include <algorithm>

namespace guanlan {

namespace {

Result<std::unique_ptr<Sink>> create(const TableDefinition& table, const SinkSettings& settings) {
    if (table.primaryKey.empty()) {
        return Error{.code = ErrorCode::InvalidInput,
                     .id = "kafka.primary-key",
                     .what = "table '" + table.name + "' needs a PRIMARY KEY: it is the key of the records",
                     .next = "Add PRIMARY KEY (…) NOT ENFORCED",
                     .arguments = {table.name},
                     .position = table.position};
    }
    auto keys = primaryKeyFieldsOf(table);
    if (!keys) return std::move(keys).error();
    auto plan = kafkaRowPlanOf(table, *keys, settings);
    if (!plan) return std::move(plan).error();
    plan->tombstones = true;
    auto& settled = plan->properties.settings;
    const bool chosen = std::any_of(settled.begin(), settled.end(),
                                    [](const auto& setting) { return setting.first == "partitioner"; });
    if (!chosen) settled.emplace_back("partitioner", "murmur2_random");
    return createKafkaRowSink(std::move(*plan));
}

}  // namespace

const SinkKind kUpsertKafkaSink{
    .component = {.name = "upsert-kafka",
                  .sink = true,
                  .options = {"topic", "properties.*", "guanlan.password-secret", "key.format",
                              "key.fields-prefix", "value.format", "value.fields-include", "sink.parallelism",
                              "sink.delivery-guarantee", "sink.buffer-flush.max-rows",
                              "sink.buffer-flush.interval"},
                  .required = {"topic", "properties.bootstrap.servers", "key.format", "value.format"},
                  .ignored = ignoredKafkaOptions()},
    .create = create};

}  // namespace guanlan
