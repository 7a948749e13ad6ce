// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/plan_printer.h"

#include "core/base/decimal.h"
#include "core/plan/scalar_function.h"

#include <array>
#include <cstdio>

namespace guanlan {

namespace {

std::string quoted(std::string_view text) {
    std::string result = "'";
    for (const char c : text)
        result += c == '\'' ? std::string("''") : std::string(1, c);
    return result + "'";
}

std::string printDouble(double value) {
    std::array<char, 32> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "%.17gE0", value);
    return buffer.data();
}

std::string printDuration(Micros micros) {
    struct Unit {
        Micros length;
        std::string_view name;
    };
    constexpr std::array<Unit, 6> kUnits{
        {{kDay, " d"}, {kHour, " h"}, {kMinute, " min"}, {kSecond, " s"}, {kMilli, " ms"}, {1, " us"}}};
    for (const Unit& unit : kUnits) {
        if (micros % unit.length == 0 && micros != 0)
            return std::to_string(micros / unit.length) + std::string(unit.name);
    }
    return "0 s";
}

std::string printInteger(const DataType& type, std::int64_t value) {
    switch (type.kind) {
        case TypeKind::Boolean:
            return value != 0 ? "TRUE" : "FALSE";
        case TypeKind::Date:
            return "DATE '" + formatTimestamp(value * kDay, 0).substr(0, 10) + "'";
        case TypeKind::Time:
            return "TIME '" + formatTimestamp(value, 6).substr(11) + "'";
        case TypeKind::Timestamp:
        case TypeKind::TimestampLtz:
            return "TIMESTAMP '" + formatTimestamp(value, type.precision > 3 ? 6 : 3) + "'";
        case TypeKind::IntervalDay:
            return "INTERVAL " + printDuration(value);
        case TypeKind::IntervalMonth:
            return "INTERVAL " + std::to_string(value) + " mo";
        default:
            return std::to_string(value);
    }
}

bool isSign(std::string_view name) {
    return name == "AND" || name == "OR" || name == "LIKE" || name == "SIMILAR TO" ||
           name.starts_with("IS DISTINCT") || name.starts_with("IS NOT DISTINCT") ||
           name.find_first_of("=<>+-*/%|") != std::string_view::npos;
}

std::string printList(const std::vector<Expression>& list, const Schema& input) {
    std::string text;
    for (const Expression& one : list)
        text += (text.empty() ? "" : ", ") + printExpression(one, input);
    return text;
}

/// row.field, array[i], ARRAY[...], MAP[...]
std::string printNested(const Expression& call, const Schema& input) {
    const std::string_view name = call.function->name;
    if (name.size() > 2)
        return std::string(name.substr(0, name.size() - 1)) + printList(call.arguments, input) + "]";
    const Expression& from = call.arguments[0];
    const std::string text = printExpression(from, input);
    if (name == "[]") return text + "[" + printExpression(call.arguments[1], input) + "]";
    const auto place = static_cast<std::size_t>(std::get<std::int64_t>(call.arguments[1].literal));
    return text + "." + (*from.type.fields)[place].name;
}

std::string printCall(const Expression& call, const Schema& input) {
    const std::string name(call.function->name);
    if (name == "." || name.ends_with("[]")) return printNested(call, input);
    if (isSign(name) && call.arguments.size() == 2) {
        return "(" + printExpression(call.arguments[0], input) + " " + name + " " +
               printExpression(call.arguments[1], input) + ")";
    }
    if (name.starts_with("IS ")) return "(" + printExpression(call.arguments[0], input) + " " + name + ")";
    if (name == "CAST" || name == "TRY_CAST") {
        DataType target = call.type;
        target.nullable = true;
        return name + "(" + printExpression(call.arguments[0], input) + " AS " + target.sql() + ")";
    }
    return name + "(" + printList(call.arguments, input) + ")";
}

std::string printWindow(const WindowSpec& window, const std::string& time) {
    constexpr std::array<std::string_view, 5> kNames{"TUMBLE", "HOP", "CUMULATE", "SESSION", "COUNT_WINDOW"};
    const std::string name(kNames[static_cast<std::size_t>(window.kind)]);
    if (window.kind == WindowKind::Count) {
        const std::string slide = window.step == window.size ? "" : ", " + std::to_string(window.step);
        return name + "(" + std::to_string(window.size) + slide + ")";
    }
    std::string text = name + "(" + time;
    if (window.step != 0) text += ", " + printDuration(window.step);
    text += ", " + (window.months != 0 ? std::to_string(window.months) + " mo" : printDuration(window.size));
    if (window.offset != 0) text += ", offset " + printDuration(window.offset);
    if (window.lateness != 0) text += ", lateness " + printDuration(window.lateness);
    return text + ")";
}

std::string printWindowNode(const WindowNode& node, const Schema& input) {
    std::string text = "Window " + printWindow(node.window, input[node.timeColumn].name);
    for (std::size_t i = 0; i < node.partition.size(); ++i)
        text += (i == 0 ? " PARTITION BY " : ", ") + input[node.partition[i]].name;
    return text;
}

std::string printAggregateCall(const AggregateCall& call, const Schema& input) {
    std::string text = std::string(call.function->name) + "(" + (call.distinct ? "DISTINCT " : "");
    text += (call.arguments.empty() ? "*" : printList(call.arguments, input)) + ")";
    if (call.filter) text += " FILTER (WHERE " + printExpression(*call.filter, input) + ")";
    return text;
}

std::string printOutputs(const CalcNode& calc, const Schema& output, const Schema& input) {
    std::string text;
    for (std::size_t i = 0; i < calc.projections.size(); ++i) {
        const std::string expression = printExpression(calc.projections[i], input);
        if (i > 0) text += ", ";
        text += expression == output[i].name ? expression : expression + " AS " + output[i].name;
    }
    return text;
}

class Printer {
  public:
    explicit Printer(const Plan& plan) : m_plan(plan) {}

    void print(const NodePtr& node, int depth) {
        m_text += std::string(static_cast<std::size_t>(depth) * 2, ' ') + line(*node) +
                  (node->updating ? " (updating)" : "") + "\n";
        for (const NodePtr& input : node->inputs)
            print(input, depth + 1);
    }
    std::string take() { return std::move(m_text); }
    void add(const std::string& text) { m_text += text; }
    [[nodiscard]] std::string line(const Node& node) const {
        if (const auto* scan = std::get_if<ScanNode>(&node.op))
            return "Scan " + m_plan.sources[scan->source].name;
        if (std::holds_alternative<UnionNode>(node.op)) return "Union";
        const Schema& input = *node.inputs[0]->output;
        if (const auto* calc = std::get_if<CalcNode>(&node.op)) {
            const std::string filter =
                calc->filter ? " WHERE " + printExpression(*calc->filter, input) : std::string();
            return "Calc " + printOutputs(*calc, *node.output, input) + filter;
        }
        if (const auto* window = std::get_if<WindowNode>(&node.op)) return printWindowNode(*window, input);
        if (const auto* rank = std::get_if<RankNode>(&node.op)) return rankLine(*rank, input);
        if (const auto* lookup = std::get_if<LookupNode>(&node.op)) return lookupLine(*lookup, node, input);
        return aggregateLine(std::get<AggregateNode>(node.op), input);
    }

  private:
    [[nodiscard]] std::string lookupLine(const LookupNode& lookup, const Node& node,
                                         const Schema& input) const {
        const TableDefinition& table = m_plan.lookups[lookup.table];
        std::string text = std::string("Lookup ") + (lookup.keepsUnmatched ? "or nulls " : "") + table.name;
        for (std::size_t i = 0; i < lookup.keys.size(); ++i)
            text += (i == 0 ? " with " : " and ") + table.columns[lookup.keys[i]].name + " = " +
                    printExpression(lookup.values[i], input);
        return text + (lookup.condition ? " if " + printExpression(*lookup.condition, *node.output) : "");
    }

    static std::string rankLine(const RankNode& rank, const Schema& input) {
        std::string text = rank.windowTime ? "Rank in windows" : "Rank";
        text += " " + (rank.first == rank.last ? "" : std::to_string(rank.first) + " to ") +
                std::to_string(rank.last);
        for (std::size_t i = 0; i < rank.keys.size(); ++i)
            text += (i == 0 ? " of " : ", ") + input[rank.keys[i]].name;
        for (std::size_t i = 0; i < rank.order.size(); ++i)
            text += (i == 0 ? " by " : ", ") + input[rank.order[i].column].name +
                    (rank.order[i].descending ? " DESC" : "");
        if (rank.by == RankNode::By::FirstCome) text += ", first come";
        if (rank.by == RankNode::By::LastCome) text += ", last come";
        return text + (rank.number ? ", numbered" : "");
    }

    static std::string aggregateLine(const AggregateNode& aggregate, const Schema& input) {
        std::string text = "Aggregate";
        if (aggregate.window) text += " " + printWindow(*aggregate.window, input[aggregate.timeColumn].name);
        if (!aggregate.keys.empty()) text += " BY " + printList(aggregate.keys, input);
        std::string calls;
        for (const AggregateCall& call : aggregate.calls)
            calls += (calls.empty() ? ": " : ", ") + printAggregateCall(call, input);
        return text + calls;
    }

    const Plan& m_plan;
    std::string m_text;
};

std::string headline(const Query& query, const Plan& plan) {
    const Schema& output = *query.root->output;
    std::string text = "Select";
    if (query.kind == Query::Kind::Metric) text = "Metric " + query.name;
    if (query.kind == Query::Kind::Insert) text = "Insert into " + plan.sinks[*query.sink].name;
    if (query.kind == Query::Kind::Metric) {
        text += query.timeAxis ? " over " + output[*query.timeAxis].name : " over the time of the commit";
        std::string names;
        for (const std::size_t dimension : query.dimensions)
            names += (names.empty() ? " per " : ", ") + output[dimension].name;
        text += names;
    }
    for (std::size_t i = 0; i < query.orderBy.size(); ++i) {
        text += (i == 0 ? " ordered by " : ", ") + output[query.orderBy[i].column].name +
                (query.orderBy[i].descending ? " DESC" : "");
    }
    if (query.limit) text += " limit " + std::to_string(*query.limit);
    return text + "\n";
}

}  // namespace

std::string printLiteral(const Expression& literal) {
    if (isNull(literal.literal)) return "NULL";
    if (const auto* text = std::get_if<std::string>(&literal.literal)) return quoted(*text);
    if (const auto* real = std::get_if<double>(&literal.literal)) return printDouble(*real);
    if (const auto* decimal = std::get_if<Int128>(&literal.literal))
        return formatDecimal(*decimal, literal.type.scale);
    return printInteger(literal.type, std::get<std::int64_t>(literal.literal));
}

std::string printExpression(const Expression& expression, const Schema& input) {
    switch (expression.kind) {
        case Expression::Kind::Column:
            return input[expression.column].name;
        case Expression::Kind::Literal:
            return printLiteral(expression);
        case Expression::Kind::Call:
            break;
    }
    return printCall(expression, input);
}

std::string printOperator(const Node& node, const Plan& plan) {
    return Printer(plan).line(node);
}

std::string printPlan(const Plan& plan) {
    Printer printer(plan);
    for (const Query& query : plan.queries) {
        printer.add(headline(query, plan));
        printer.print(query.root, 1);
    }
    return printer.take();
}

}  // namespace guanlan
