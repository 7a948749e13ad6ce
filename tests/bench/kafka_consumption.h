// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>

namespace guanlan {

struct TopicSize {
    std::string topic;
    int partitions = 1;
    std::int64_t messages = 0;
};

/// librdkafka alone, tuned for catching up, is handed every message of the topic and looks at none.
[[nodiscard]] Result<void> consumeOnly(const std::string& bootstrap, const TopicSize& size);

}  // namespace guanlan
