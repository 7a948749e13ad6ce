// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/plan/plan.h"
#include "core/source/kafka/kafka_client.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace guanlan {

/// A place in every partition, as 'scan.startup.*' and 'scan.bounded.*' name it.
struct KafkaBoundary {
    enum class Mode { Earliest, Latest, Group, Timestamp, Specific, None };
    Mode mode = Mode::Group;
    std::int64_t timestampMillis = 0;
    std::map<std::int32_t, std::int64_t> offsets{};  ///< Specific
};
[[nodiscard]] Result<KafkaBoundary> kafkaStartOf(const TableDefinition& table);
/// Mode::None: it never ends.
[[nodiscard]] Result<KafkaBoundary> kafkaEndOf(const TableDefinition& table);

struct KafkaWatermarks {
    std::int64_t low = 0;
    std::int64_t high = 0;
};
/// Asks the partition's leader; waits at most a second.
[[nodiscard]] Result<KafkaWatermarks> queryWatermarks(rd_kafka_t* client, const std::string& topic,
                                                      std::int32_t partition);

/// The offset of the boundary in one partition. For Group without a committed offset `fallback` ("earliest",
/// "latest") decides; without one that is an error of the user, not Unavailable.
[[nodiscard]] Result<std::int64_t> resolveBoundary(rd_kafka_t* client, const std::string& topic,
                                                   std::int32_t partition, const KafkaBoundary& boundary,
                                                   const KafkaWatermarks& watermarks,
                                                   const std::string& fallback);

}  // namespace guanlan
