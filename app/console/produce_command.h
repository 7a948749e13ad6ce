// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/file_replay.h"

#include <string>
#include <vector>

namespace guanlan::console {

struct ProduceOptions {
    FileReplayPlan plan{};
    std::vector<std::string> properties{};  ///< NAME=VALUE
    std::string timeZone{};                 ///< empty: the system's
    bool json = false;                      ///< what was sent, as JSON on standard output
};

/// Sends a file to Kafka.
int produce(ProduceOptions options);

}  // namespace guanlan::console
