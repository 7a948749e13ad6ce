// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exec/accounting.h"
#include "core/exec/source_batch.h"
#include "core/window/window_spec.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace guanlan {

/// A record of a random stream.
struct ModelRecord {
    std::uint32_t partition = 0;
    std::int64_t offset = 0;
    std::optional<std::string> key{};
    std::int64_t n = 0;
    double x = 0;
    std::string amount{};
    std::optional<Micros> time{};
};

/// The watermark delay that the model assumes.
inline constexpr Micros kModelDelay = 2 * kSecond;

/// Three partitions that drift apart, disorder beyond the delay, null times, amounts that are no numbers.
[[nodiscard]] std::vector<ModelRecord> randomRecords(unsigned seed, std::size_t count);

/// The records as their source would hand them over: k STRING, n BIGINT, x DOUBLE, amount STRING, ts
/// TIMESTAMP(3).
[[nodiscard]] SourceBatch batchOf(std::span<const ModelRecord> records);

struct ModelOutcome {
    std::string rows;
    Accounting account;
};

/// Too simple to be wrong: keeps every record and asks each window for its own. The query is
/// COUNT(*), COUNT(DISTINCT n), COUNT(DISTINCT amount), SUM(amount) FILTER (n < 20), MAX(n) by k WHERE n
/// >= 3.
[[nodiscard]] ModelOutcome modelOutcome(const WindowSpec& spec, const std::vector<ModelRecord>& records);

}  // namespace guanlan
