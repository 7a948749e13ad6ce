// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/snapshot.h"

#include <string>

namespace guanlan {

/// How a run is doing, in the text format that Prometheus reads (version 0.0.4). Counters begin again with
/// the run.
[[nodiscard]] std::string prometheusText(const Snapshot& snapshot);

}  // namespace guanlan
