// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/aggregate_function.h"
#include "core/plan/expression.h"
#include "core/plan/table_definition.h"
#include "core/window/window_spec.h"

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace guanlan {

/// The name of a column whose time is the event time or the processing time of its row.
struct TimeAttribute {
    std::size_t column = 0;
    bool proctime = false;
    bool operator==(const TimeAttribute&) const = default;
};

struct Node;
using NodePtr = std::shared_ptr<const Node>;

/// Reads all declared columns of Plan::sources[source], computed ones included.
struct ScanNode {
    std::size_t source = 0;
};

/// Keeps the rows for which `filter` is true, then computes the projections.
struct CalcNode {
    std::optional<Expression> filter{};
    std::vector<Expression> projections{};
};

/// One aggregate call over the input of an AggregateNode.
struct AggregateCall {
    const AggregateFunction* function = nullptr;  ///< an entry of aggregateFunctions()
    std::vector<Expression> arguments{};          ///< none for COUNT(*)
    bool distinct = false;
    std::optional<Expression> filter{};
    DataType type{};
};

/// GROUP BY keys (and, with a window, the window; the keys are then the partition of Session and Count).
/// Output columns: the keys, the calls, then with a window window_start, window_end (TIMESTAMP(3), local wall
/// time) and window_time (the type of the time column).
struct AggregateNode {
    std::optional<WindowSpec> window{};
    std::size_t timeColumn = 0;  ///< of the input; with a window
    std::vector<Expression> keys{};
    std::vector<AggregateCall> calls{};
};

/// Every row once for each of its windows (a window function without GROUP BY window_start, window_end).
/// Output columns: those of the input, then window_start, window_end and window_time as above.
struct WindowNode {
    WindowSpec window{};
    std::size_t timeColumn = 0;            ///< of the input
    std::vector<std::size_t> partition{};  ///< Session, Count: columns of the input
};

/// Rows of all inputs, which have equal types.
struct UnionNode {};

/// One key of an ORDER BY.
struct OrderKey {
    std::size_t column = 0;
    bool descending = false;
    bool nullsFirst = true;
    bool operator==(const OrderKey&) const = default;
};

/// Of the rows with equal `keys` those at the places first to last of an order: Top-N and deduplication.
/// Output columns: those of the input, then, with `number`, the place as BIGINT.
struct RankNode {
    /// What decides between rows: the order alone, or (no order) when they came.
    enum class By : std::uint8_t { Order, FirstCome, LastCome };
    By by = By::Order;
    std::vector<std::size_t> keys{};
    std::vector<OrderKey> order{};
    bool latestOfEqual = false;  ///< of rows equal by `order` the one that came last stands first
    std::int64_t first = 1;
    std::int64_t last = 1;
    bool number = false;
    /// The window_time among the columns of the input: then the keys hold a window, and its rows come when it
    /// closes.
    std::optional<std::size_t> windowTime{};
    [[nodiscard]] bool updates() const { return !windowTime && (by != By::FirstCome || last > 1); }
};

/// Every row with the rows of Plan::lookups[table] whose `keys` equal the values at that moment and that meet
/// the condition. Output columns: those of the input, then those of the table.
struct LookupNode {
    std::size_t table = 0;
    std::vector<std::size_t> keys{};        ///< columns of the table
    std::vector<Expression> values{};       ///< over the input, one for each key
    std::optional<Expression> condition{};  ///< over the output
    bool keepsUnmatched = false;            ///< LEFT JOIN: a row that finds none goes on with nulls
};

struct Node {
    std::variant<ScanNode, CalcNode, AggregateNode, UnionNode, WindowNode, RankNode, LookupNode> op{};
    SchemaPtr output{};
    std::optional<TimeAttribute> time{};  ///< the time attribute among the output columns, if one is left
    bool updating = false;                ///< emits changes, not only inserts
    std::vector<NodePtr> inputs{};
    TextPosition position{};
};

/// One result of the script.
struct Query {
    enum class Kind : std::uint8_t { Select, Metric, Insert };
    Kind kind = Kind::Select;
    std::string name{};     ///< metric or sink table; empty for a plain SELECT
    std::string comment{};  ///< COMMENT of the materialized table
    NodePtr root{};
    std::optional<std::size_t> sink{};  ///< Insert: index into Plan::sinks
    std::vector<OrderKey> orderBy{};    ///< of the final result
    std::optional<std::int64_t> limit{};
    /// Metric: the output column of its time axis (window_end, else the rowtime); empty: that of the commit.
    std::optional<std::size_t> timeAxis{};
    std::vector<std::size_t> dimensions{};  ///< Metric: output columns that name a series (the group keys)
    bool keyed = false;  ///< Metric: time axis and dimensions name a row, a later one replaces it
    /// Equal for equal plans over equal tables, whatever the spelling: saved state belongs to it.
    std::string fingerprint{};
    TextPosition position{};
};

/// A remark that does not stop the script ("zookeeper.connect has no meaning here").
struct Notice {
    std::string text;
    TextPosition position{};
    bool advice = false;  ///< of how to write it; for who checks a script, not for who runs it
};

/// What SHOW, DESCRIBE or EXPLAIN found: rows of named texts; an empty one is null.
struct Answer {
    using Row = std::vector<std::pair<std::string, std::optional<std::string>>>;
    std::vector<Row> rows{};
    TextPosition position{};
};

/// A whole valid script, ready to run.
struct Plan {
    std::vector<TableDefinition> sources{};
    std::vector<TableDefinition> sinks{};
    std::vector<TableDefinition> lookups{};
    std::vector<Query> queries{};
    Options settings{};  ///< SET 'key' = 'value'
    std::vector<Notice> notices{};
    std::vector<Answer> answers{};  ///< in the order of their statements
};

}  // namespace guanlan
