// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/zone.h"
#include "core/runtime/snapshot.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace guanlan {

/// A running workspace as the screens see it. `snapshot` may be called by the UI thread at any time and
/// returns null only before the run has started; `clock` outlives the screens.
struct RunView {
    std::function<SnapshotPtr()> snapshot{};
    std::vector<MetricDefinition> metrics{};
    std::string historyFolder{};
    std::map<std::string, std::string> variables{};  ///< values of the script's ${NAME}
    const Clock* clock = nullptr;
    Zone zone{};
};

}  // namespace guanlan
