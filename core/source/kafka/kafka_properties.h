// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/plan/plan.h"

#include <span>
#include <string>
#include <utility>
#include <vector>

namespace guanlan {

/// The 'properties.*' of a table, which carry the Java client's names, in librdkafka's.
struct KafkaProperties {
    std::vector<std::pair<std::string, std::string>> settings{};
    std::string offsetReset{};  ///< auto.offset.reset as written: "earliest", "latest", or empty
};
enum class KafkaRole { Consumer, Producer };
/// Checks every name and value; connects to nothing.
[[nodiscard]] Result<KafkaProperties> kafkaProperties(const TableDefinition& table, KafkaRole role);

/// Full option names that have no meaning here, each with the notice it gets.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> ignoredKafkaOptions();

}  // namespace guanlan
