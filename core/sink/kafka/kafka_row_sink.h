// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decode/key_fields.h"
#include "core/sink/row_writer.h"
#include "core/sink/sink.h"
#include "core/source/kafka/kafka_properties.h"

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace guanlan {

/// How rows become Kafka records.
struct KafkaRowPlan {
    std::string topic{};
    KafkaProperties properties{};
    std::vector<std::size_t> keyColumns{};  ///< of the rows
    std::size_t keyPrefix = 0;              ///< so much of their names the key does not have
    std::unique_ptr<RowWriter> key{};       ///< null: records without a key
    std::vector<std::size_t> valueColumns{};
    std::unique_ptr<RowWriter> value{};
    bool tombstones =
        false;  ///< a row that is taken back leaves a record without a value; else it is skipped
};

/// The columns, formats and properties that the options of a table ask for.
[[nodiscard]] Result<KafkaRowPlan> kafkaRowPlanOf(const TableDefinition& table, const KeyFields& keys,
                                                  const SinkSettings& settings);
[[nodiscard]] std::unique_ptr<Sink> createKafkaRowSink(KafkaRowPlan plan);

}  // namespace guanlan
