// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/datagen/datagen_options.h"

#include "core/decode/option_values.h"

namespace guanlan {

namespace {

constexpr const char* kStart = "guanlan.start";

Result<std::optional<Micros>> startOf(const TableDefinition& table, const Zone& zone) {
    if (!table.options.contains(kStart)) return std::optional<Micros>();
    const auto parsed = parseTimestamp(table.option(kStart));
    if (!parsed) return wrongOptionValue(table, kStart, "A time is written 2026-03-01 08:00:00");
    return std::optional(parsed->utcOffset ? parsed->wallTime - *parsed->utcOffset
                                           : zone.toUtc(parsed->wallTime));
}

}  // namespace

Result<DatagenPace> datagenPaceOf(const TableDefinition& table, const Zone& zone,
                                  std::int64_t usualPerSecond) {
    DatagenPace pace;
    auto perSecond = countOption(table, "rows-per-second", usualPerSecond, 1);
    if (!perSecond) return std::move(perSecond).error();
    pace.perSecond = *perSecond;
    auto records = countOption(table, "number-of-rows", -1, 0);
    if (!records) return std::move(records).error();
    if (*records >= 0) pace.records = *records;
    auto seed = countOption(table, "guanlan.seed", 1);
    if (!seed) return std::move(seed).error();
    pace.seed = static_cast<std::uint64_t>(*seed);
    auto start = startOf(table, zone);
    if (!start) return std::move(start).error();
    pace.start = *start;
    return pace;
}

Result<EventFaults> eventFaultsOf(const TableDefinition& table) {
    constexpr double kMostBurst = 1000;
    EventFaults faults;
    struct Rate {
        const char* option;
        double* value;
        double least;
        double most;
    };
    for (const Rate& rate : {Rate{"guanlan.late-rate", &faults.lateRate, 0, 1},
                             Rate{"guanlan.duplicate-rate", &faults.duplicateRate, 0, 1},
                             Rate{"guanlan.dirt-rate", &faults.dirtRate, 0, 1},
                             Rate{"guanlan.burst-factor", &faults.burstFactor, 0, kMostBurst}}) {
        auto read = numberOption(table, rate.option, *rate.value, rate.least, rate.most);
        if (!read) return std::move(read).error();
        *rate.value = *read;
    }
    struct Time {
        const char* option;
        Micros* value;
        Micros usual;
    };
    for (const Time& time : {Time{"guanlan.late-by", &faults.lateBy, kMinute},
                             Time{"guanlan.burst-every", &faults.burstEvery, 0},
                             Time{"guanlan.idle-every", &faults.idleEvery, 2 * kMinute}}) {
        auto read = durationOption(table, time.option, time.usual);
        if (!read) return std::move(read).error();
        *time.value = *read;
    }
    auto idle = countOption(table, "guanlan.idle-partitions", 0);
    if (!idle) return std::move(idle).error();
    faults.idlePartitions = static_cast<std::uint32_t>(*idle);
    return faults;
}

}  // namespace guanlan
