// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/source/source.h"

namespace guanlan {

/// 'connector' = 'datagen': Flink's random and sequential fields, or, with 'guanlan.profile', the events of a
/// video site ('bilibili'), a shop ('taobao') or the access log of a web server ('weblog') with faults on
/// request. What record n of a partition holds depends on the options alone; records whose time has passed
/// come at once, later ones when it is their time.
extern const SourceKind kDatagenSource;

/// Where the first record lies in time: 'guanlan.start', else where an earlier run of the same table began,
/// else now. `identity` is the source's, complete.
struct DatagenStart {
    Micros start = 0;
    std::string identity{};
    std::map<std::uint32_t, std::int64_t> nextOffsets{};
};
[[nodiscard]] DatagenStart datagenStartOf(const TableDefinition& table, std::optional<Micros> wanted,
                                          Micros now, const std::vector<SourcePosition>& known);

}  // namespace guanlan
