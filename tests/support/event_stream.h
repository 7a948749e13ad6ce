// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/window_model.h"

#include <cstddef>
#include <span>
#include <vector>

namespace guanlan {

/// What happens in the input of a run: a record comes, a partition falls idle, or a stream ends.
struct StreamEvent {
    enum class Kind { Record, Idle, End };
    Kind kind = Kind::Record;
    std::size_t stream = 0;
    ModelRecord record{};  ///< of an idle partition only its number counts
};

/// Two streams of random records in the order in which a run would see them: bursts of either, partitions
/// that fall idle and come back, and the second one ending long before the first.
[[nodiscard]] std::vector<StreamEvent> randomStreams(unsigned seed, std::size_t count);

/// The events as batches, as large as they can be. A batch names its stream as its source.
[[nodiscard]] std::vector<SourceBatch> batchesOf(std::span<const StreamEvent> events);

}  // namespace guanlan
