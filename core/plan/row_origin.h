// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/plan.h"

#include <map>
#include <optional>
#include <vector>

namespace guanlan {

/// By source and partition: the first offset that had not been read.
using ReadUntil = std::map<std::pair<std::size_t, std::uint32_t>, std::int64_t>;

/// What is known of one result row: values of some of its columns and, where they do not say it, its window.
struct RowQuestion {
    std::size_t query = 0;
    std::map<std::size_t, Value> values{};  ///< by output column
    std::optional<Micros> windowStart{};    ///< wall time, as window_start
    std::optional<Micros> windowEnd{};
    /// Where it is known how far the sources had been read when the row was made, by source and partition:
    /// records at these offsets and behind are not in it.
    ReadUntil readUntil{};
};

/// The records behind a row: those that come out of `input` with these keys in this window.
struct RowOrigin {
    struct Key {
        Expression expression{};  ///< over the output of `input`
        Value value{};            ///< null equals null
    };
    NodePtr input{};  ///< holds scans, calculations, lookups and unions only, so its rows are records
    std::vector<Key> keys{};
    std::vector<Expression> computed{};  ///< what the aggregate needs of a record, which is bad without it
    std::optional<WindowSpec> window{};
    std::optional<std::size_t> timeColumn{};  ///< of `input`
    std::optional<Micros> start{};            ///< of the window, wall time
    std::optional<Micros> end{};
    std::optional<Micros> windowTime{};   ///< of the type of the time column
    std::optional<std::int64_t> count{};  ///< what a COUNT(*) of the row says
};

/// One origin, or one for each input of a union. An Error says what the question lacks, or NotYet where rows
/// stand on rows that are no records (windows of windows, Top-N).
[[nodiscard]] Result<std::vector<RowOrigin>> originsOf(const Plan& plan, const RowQuestion& question);

}  // namespace guanlan
