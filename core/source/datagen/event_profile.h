// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/zone.h"
#include "core/plan/plan.h"
#include "core/source/datagen/datagen_options.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace guanlan {

struct ProfileEvent {
    Micros arrival = 0;
    std::uint64_t key = 0;  ///< of the user
    std::string record;     ///< JSON; of weblog a line
};

/// A site whose events can be made. One thread.
class EventProfile {
  public:
    virtual ~EventProfile() = default;
    /// Appends the events of [second, second + 1 s), `factor` times as many as usual. They depend on the
    /// seed, the second and the factor only, and arrive no earlier than the second.
    virtual void second(Micros second, double factor, std::vector<ProfileEvent>& out) = 0;
};

/// By 'guanlan.profile': 'bilibili', 'taobao' or 'weblog'.
[[nodiscard]] Result<std::unique_ptr<EventProfile>> createEventProfile(const TableDefinition& table,
                                                                       const DatagenPace& pace,
                                                                       const Zone& zone);

}  // namespace guanlan
