// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/row_origin.h"

#include <algorithm>

namespace guanlan {

namespace {

/// What is known of a row in terms of the columns of some node, and by which names the result shows them.
struct Known {
    std::map<std::size_t, Value> values{};
    std::map<std::size_t, std::string> names{};
};

bool isRecords(const Node& node) {  // NOLINT(misc-no-recursion): as deep as the query
    const bool plain =
        std::holds_alternative<ScanNode>(node.op) || std::holds_alternative<CalcNode>(node.op) ||
        std::holds_alternative<LookupNode>(node.op) || std::holds_alternative<UnionNode>(node.op);
    return plain && std::all_of(node.inputs.begin(), node.inputs.end(),
                                [](const NodePtr& input) { return isRecords(*input); });
}

Error notRecords(const Node& node) {
    Error error{.code = ErrorCode::NotYet,
                .id = "events.not-records",
                .what =
                    "the events behind a row that stands on rows of another window, Top-N or deduplication "
                    "cannot be listed yet",
                .next = "ask for a row of the inner query"};
    error.position = node.position;
    return error;
}

Error lacks(const std::vector<std::string>& names) {
    std::string all;
    for (const std::string& name : names)
        all += (all.empty() ? "'" : ", '") + name + "'";
    return Error{
        .code = ErrorCode::InvalidInput,
        .id = "events.row",
        .what = "the row is not fully named: " + all + (names.size() == 1 ? " is" : " are") + " missing",
        .next = "give the row as it was printed",
        .arguments = names};
}

class Descent {
  public:
    explicit Descent(const RowQuestion& question) : m_question(question) {}

    Result<void> into(const NodePtr& node,
                      const Known& known) {  // NOLINT(misc-no-recursion): as deep as the query
        if (isRecords(*node)) return addRecords(node, known);
        if (const auto* calc = std::get_if<CalcNode>(&node->op))
            return into(node->inputs.front(), below(*calc, known));
        if (std::holds_alternative<UnionNode>(node->op)) {
            for (const NodePtr& input : node->inputs) {
                if (auto done = into(input, known); !done) return done;
            }
            return {};
        }
        if (const auto* aggregate = std::get_if<AggregateNode>(&node->op))
            return addAggregate(*aggregate, *node, known);
        if (const auto* window = std::get_if<WindowNode>(&node->op)) return addWindow(*window, *node, known);
        // Top-N and lookups hand on the columns of their input, before their own.
        return into(node->inputs.front(), firstColumns(known, node->inputs.front()->output->size()));
    }
    std::vector<RowOrigin> take() { return std::move(m_origins); }

  private:
    static Known below(const CalcNode& calc, const Known& known) {
        Known input;
        for (const auto& [column, name] : known.names) {
            const Expression& projection = calc.projections[column];
            if (projection.kind != Expression::Kind::Column) continue;
            input.names.emplace(projection.column, name);
            const auto value = known.values.find(column);
            if (value != known.values.end()) input.values.emplace(projection.column, value->second);
        }
        return input;
    }

    static Known firstColumns(const Known& known, std::size_t columns) {
        Known first;
        for (const auto& [column, name] : known.names) {
            if (column >= columns) continue;
            first.names.emplace(column, name);
            const auto value = known.values.find(column);
            if (value != known.values.end()) first.values.emplace(column, value->second);
        }
        return first;
    }

    static RowOrigin::Key columnIs(const Schema& schema, std::size_t column, const Value& value) {
        return {{.kind = Expression::Kind::Column, .type = schema[column].type, .column = column}, value};
    }

    Result<void> addRecords(const NodePtr& node, const Known& known) {
        RowOrigin origin{.input = node, .start = m_question.windowStart, .end = m_question.windowEnd};
        for (const auto& [column, value] : known.values)
            origin.keys.push_back(columnIs(*node->output, column, value));
        if (node->time) origin.timeColumn = node->time->column;
        if (origin.keys.empty() && !origin.start) return lacks({"any column"});
        m_origins.push_back(std::move(origin));
        return {};
    }

    Result<void> addWindow(const WindowNode& window, const Node& node, const Known& known) {
        const NodePtr& input = node.inputs.front();
        if (!isRecords(*input)) return notRecords(node);
        RowOrigin origin{.input = input, .window = window.window, .timeColumn = window.timeColumn};
        std::vector<std::string> missing;
        for (const auto& [column, value] : known.values) {
            if (column < input->output->size())
                origin.keys.push_back(columnIs(*input->output, column, value));
        }
        for (const std::size_t key : window.partition)
            noteMissing(known, key, missing);
        readWindow(origin, known, input->output->size(), missing);
        if (!missing.empty()) return lacks(missing);
        m_origins.push_back(std::move(origin));
        return {};
    }

    Result<void> addAggregate(const AggregateNode& aggregate, const Node& node, const Known& known) {
        const NodePtr& input = node.inputs.front();
        if (!isRecords(*input)) return notRecords(node);
        RowOrigin origin{.input = input, .window = aggregate.window};
        std::vector<std::string> missing;
        for (std::size_t key = 0; key < aggregate.keys.size(); ++key) {
            const auto value = known.values.find(key);
            if (value != known.values.end()) {
                origin.keys.push_back({aggregate.keys[key], value->second});
            } else {
                noteMissing(known, key, missing);
            }
        }
        origin.computed = aggregate.keys;
        for (const AggregateCall& call : aggregate.calls) {
            origin.computed.insert(origin.computed.end(), call.arguments.begin(), call.arguments.end());
            if (call.filter) origin.computed.push_back(*call.filter);
        }
        readCount(origin, aggregate, known);
        if (aggregate.window) {
            origin.timeColumn = aggregate.timeColumn;
            readWindow(origin, known, aggregate.keys.size() + aggregate.calls.size(), missing);
        }
        if (!missing.empty()) return lacks(missing);
        m_origins.push_back(std::move(origin));
        return {};
    }

    static void noteMissing(const Known& known, std::size_t column, std::vector<std::string>& missing) {
        const auto name = known.names.find(column);
        if (name != known.names.end() && !known.values.contains(column)) missing.push_back(name->second);
    }

    static void readCount(RowOrigin& origin, const AggregateNode& aggregate, const Known& known) {
        for (std::size_t i = 0; i < aggregate.calls.size(); ++i) {
            const AggregateCall& call = aggregate.calls[i];
            const auto value = known.values.find(aggregate.keys.size() + i);
            const bool all = call.function->name == "COUNT" && call.arguments.empty() && !call.filter;
            if (!all || value == known.values.end() || isNull(value->second)) continue;
            origin.count = std::get<std::int64_t>(value->second);
        }
    }

    /// `first` is window_start; window_end and window_time follow it.
    void readWindow(RowOrigin& origin, const Known& known, std::size_t first,
                    std::vector<std::string>& missing) const {
        const auto at = [&](std::size_t column, std::optional<Micros>& out) {
            const auto value = known.values.find(column);
            if (value != known.values.end() && !isNull(value->second))
                out = std::get<std::int64_t>(value->second);
        };
        origin.start = m_question.windowStart;
        origin.end = m_question.windowEnd;
        at(first, origin.start);
        at(first + 1, origin.end);
        at(first + 2, origin.windowTime);
        if (!origin.start && !origin.end && !origin.windowTime) missing.emplace_back("the window");
    }

    const RowQuestion& m_question;
    std::vector<RowOrigin> m_origins;
};

}  // namespace

Result<std::vector<RowOrigin>> originsOf(const Plan& plan, const RowQuestion& question) {
    const Query& query = plan.queries[question.query];
    Known known{.values = question.values};
    for (std::size_t column = 0; column < query.root->output->size(); ++column)
        known.names[column] = (*query.root->output)[column].name;
    Descent descent(question);
    if (auto done = descent.into(query.root, known); !done) return std::move(done).error();
    return descent.take();
}

}  // namespace guanlan
