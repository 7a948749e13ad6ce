// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace guanlan {

/// One record of a topic as people look at it. Of a very large one only the beginning is kept.
struct SampleMessage {
    std::string value{};
    std::string key{};
    std::int32_t partition = 0;
    std::int64_t offset = 0;
    std::optional<Micros> timestamp{};  ///< Kafka's own
    std::size_t bytes = 0;              ///< of the whole value
    bool hasValue = true;               ///< false for a tombstone
    [[nodiscard]] bool whole() const { return value.size() == bytes; }
};

}  // namespace guanlan
