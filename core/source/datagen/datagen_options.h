// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/zone.h"
#include "core/plan/plan.h"

#include <cstdint>
#include <optional>

namespace guanlan {

/// The options that all datagen tables have.
struct DatagenPace {
    std::int64_t perSecond = 0;
    std::optional<std::int64_t> records{};  ///< number-of-rows
    std::optional<Micros> start{};          ///< guanlan.start, UTC
    std::uint64_t seed = 1;
};
[[nodiscard]] Result<DatagenPace> datagenPaceOf(const TableDefinition& table, const Zone& zone,
                                                std::int64_t usualPerSecond);

/// What goes wrong on purpose in the events of a profile.
struct EventFaults {
    double lateRate = 0;  ///< of all events, arrive up to lateBy later
    Micros lateBy = 0;
    double duplicateRate = 0;
    double dirtRate = 0;    ///< are broken in one of several ways
    Micros burstEvery = 0;  ///< for 10 s burstFactor times as many events; 0: never
    double burstFactor = 1;
    std::uint32_t idlePartitions = 0;  ///< the last ones are silent for the second half of every idleEvery
    Micros idleEvery = 0;
};
[[nodiscard]] Result<EventFaults> eventFaultsOf(const TableDefinition& table);

}  // namespace guanlan
