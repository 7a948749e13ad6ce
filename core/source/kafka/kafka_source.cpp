// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/kafka/kafka_source.h"

#include "core/decode/option_values.h"
#include "core/source/kafka/kafka_login.h"
#include "core/source/kafka/kafka_reader.h"

namespace guanlan {

namespace {

Result<std::unique_ptr<Source>> create(const TableDefinition& table, const SourceSettings& settings) {
    auto plan = kafkaPlanOf(table, settings);
    if (!plan) return std::move(plan).error();
    auto decoder =
        createDecoder(table, {.zone = settings.zone, .needed = settings.needed, .tap = settings.tap});
    if (!decoder) return std::move(decoder).error();
    return std::unique_ptr<Source>(
        std::make_unique<KafkaReader>(table, settings, std::move(*plan), std::move(*decoder)));
}

}  // namespace

Result<KafkaPlan> kafkaPlanOf(const TableDefinition& table, const SourceSettings& settings) {
    KafkaPlan plan;
    auto topics = kafkaTopicsOf(table);
    if (!topics) return std::move(topics).error();
    plan.topics = std::move(*topics);
    auto properties = kafkaPropertiesWithLogin(table, KafkaRole::Consumer, settings.secrets);
    if (!properties) return std::move(properties).error();
    plan.properties = std::move(*properties);
    auto start = kafkaStartOf(table);
    if (!start) return std::move(start).error();
    plan.start = std::move(*start);
    auto end = kafkaEndOf(table);
    if (!end) return std::move(end).error();
    plan.end = std::move(*end);
    auto idle = durationOption(table, "scan.watermark.idle-timeout", settings.idleTimeout);
    if (!idle) return std::move(idle).error();
    plan.idleTimeout = *idle;
    auto discovery = durationOption(table, "scan.topic-partition-discovery.interval", 30 * kSecond);
    if (!discovery) return std::move(discovery).error();
    plan.discoveryInterval = *discovery;
    return plan;
}

const SourceKind kKafkaSource{
    .component = {.name = "kafka",
                  .source = true,
                  .options = {"topic", "topic-pattern", "properties.*", "guanlan.password-secret", "format",
                              "value.format", "key.format", "key.fields", "key.fields-prefix",
                              "value.fields-include", "scan.startup.mode", "scan.startup.specific-offsets",
                              "scan.startup.timestamp-millis", "scan.bounded.mode",
                              "scan.bounded.specific-offsets", "scan.bounded.timestamp-millis",
                              "scan.watermark.idle-timeout", "scan.topic-partition-discovery.interval",
                              "scan.parallelism"},
                  .required = {"properties.bootstrap.servers"},
                  .ignored = ignoredKafkaOptions()},
    .create = create};

}  // namespace guanlan
