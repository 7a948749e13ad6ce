// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/plan.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace guanlan::planning {

/// Expressions are bound before it is known where the window and the aggregates will stand among the columns
/// of their operator; until then they have these numbers.
inline constexpr std::size_t kWindowBase = std::size_t{1} << 20U;
inline constexpr std::size_t kCallBase = std::size_t{1} << 24U;
/// Order of the window columns, in AggregateNode and WindowNode alike.
enum WindowColumn : std::size_t { kWindowStart = 0, kWindowEnd = 1, kWindowTime = 2, kWindowColumns = 3 };

/// What a column goes back to; decides the time axis and the dimensions of a metric.
enum class Origin : std::uint8_t { Plain, Key, WindowStart, WindowEnd, WindowTime, OfWindow, Value };

/// A column as the names of a query see it.
struct RelationColumn {
    std::string qualifier{};  ///< alias of its table
    std::string name{};
    DataType type{};
    std::size_t index = 0;  ///< among the outputs of the node, or kWindowBase + a WindowColumn
    bool rowtime = false;
    bool proctime = false;
    Origin origin = Origin::Plain;
    bool computed = false;  ///< from a Key, so that two keys may look alike
};

/// A window function whose rows are not yet made: most queries group by the window, and then no row need
/// ever be copied into its windows.
struct PendingWindow {
    WindowSpec spec{};
    std::size_t timeColumn = 0;            ///< among the outputs of the node
    std::vector<std::size_t> partition{};  ///< likewise
};

/// The rows are results of windows: grouping them by the same windows again is final as soon as those are.
/// Their window_time is carried along without a name.
struct AttachedWindow {
    WindowSpec spec{};  ///< a tumbling window over window_time, one for each end of the windows
    std::size_t timeColumn = 0;
};

/// The column of a ROW_NUMBER() whose limit the query around it will tell.
inline constexpr std::size_t kRankColumn = kWindowBase + 16;
struct PendingRank {
    RankNode node{};  ///< without its limit
    TextPosition place{};
};

/// A FROM clause or a sub-query while it is planned.
struct Relation {
    NodePtr node{};
    std::vector<RelationColumn> columns{};
    std::optional<PendingWindow> window{};
    std::optional<AttachedWindow> attached{};
    std::optional<PendingRank> rank{};
};

[[nodiscard]] inline Error mistake(TextPosition position, std::string what, std::string next = {}) {
    return {.code = ErrorCode::InvalidInput,
            .id = "sql.invalid",
            .what = std::move(what),
            .next = std::move(next),
            .position = position};
}

/// "1 column", "2 columns"
[[nodiscard]] inline std::string columnCount(std::size_t columns) {
    return std::to_string(columns) + (columns == 1 ? " column" : " columns");
}

/// The type of window_start and window_end.
[[nodiscard]] inline DataType windowBoundType() {
    DataType type = DataType::timestamp(3);
    type.nullable = false;
    return type;
}

}  // namespace guanlan::planning
