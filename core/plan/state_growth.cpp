// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/state_growth.h"

#include "core/plan/boundedness.h"
#include "core/plan/plan_printer.h"

#include <algorithm>

namespace guanlan::planning {

namespace {

const char* const kByWindow = "group by a window, which ends";

/// Names what grows, for the notices of one plan.
class Growth {
  public:
    explicit Growth(Plan& plan) : m_plan(plan), m_forgets(plan.settings.contains("table.exec.state.ttl")) {}

    void look(const Node& node) {  // NOLINT(misc-no-recursion): as deep as the query
        std::visit([&](const auto& op) { look(op, node); }, node.op);
        for (const NodePtr& input : node.inputs)
            look(*input);
    }

  private:
    static void look(const ScanNode& /*scan*/, const Node& /*node*/) {}
    static void look(const CalcNode& /*calc*/, const Node& /*node*/) {}
    static void look(const UnionNode& /*all*/, const Node& /*node*/) {}
    static void look(const LookupNode& /*lookup*/, const Node& /*node*/) {}

    void look(const WindowNode& window, const Node& node) {
        std::string keys;
        for (const std::size_t column : window.partition)
            add(keys, inputOf(node)[column].name);
        lookAtWindow(window.window, keys, node);
    }

    void look(const AggregateNode& aggregate, const Node& node) {
        std::string keys;
        for (const Expression& key : aggregate.keys)
            add(keys, printExpression(key, inputOf(node)));
        if (aggregate.window) return lookAtWindow(*aggregate.window, keys, node);
        if (!keys.empty()) keysGrow("GROUP BY " + keys, node);
        const char* what =
            keys.empty() ? " keeps every value it has met" : " keeps every value that its group has met";
        for (const AggregateCall& call : aggregate.calls) {
            if (!keepsValues(call, node)) continue;
            tell(nameOf(call, inputOf(node)) + what + ", so its state grows without end", kByWindow, node);
        }
    }

    void look(const RankNode& rank, const Node& node) {
        if (rank.windowTime) return;
        std::string keys;
        for (const std::size_t key : rank.keys)
            add(keys, inputOf(node)[key].name);
        if (!keys.empty()) keysGrow("ROW_NUMBER() of " + keys, node);
        if (!node.inputs.front()->updating) return;
        tell(
            "ROW_NUMBER() over a result that updates keeps all its rows, so its state grows with that result",
            kByWindow, node);
    }

    /// Other windows end with time.
    void lookAtWindow(const WindowSpec& window, const std::string& keys, const Node& node) {
        if (window.kind != WindowKind::Count || keys.empty()) return;
        tell("COUNT_WINDOW keeps an unfinished window of every " + keys +
                 " it has met, so its state grows without end",
             "partition by something of which there are few", node);
    }

    void keysGrow(const std::string& what, const Node& node) {
        if (m_forgets) return;
        tell(what + " keeps every key it has met, so its state grows without end",
             "SET 'table.exec.state.ttl' = '1 d' forgets keys that are not met again", node);
    }

    /// Rows that are taken back again have to be kept by what cannot compute backwards.
    static bool keepsValues(const AggregateCall& call, const Node& node) {
        if (call.distinct || call.function->kind == AggregateKind::Holistic) return true;
        if (!node.inputs.front()->updating) return false;
        std::vector<DataType> types;
        for (const Expression& argument : call.arguments)
            types.push_back(argument.type);
        return !call.function->create(types, call.type)->retracts();
    }

    static std::string nameOf(const AggregateCall& call, const Schema& input) {
        std::string arguments;
        for (const Expression& argument : call.arguments)
            add(arguments, printExpression(argument, input));
        return std::string(call.function->name) + (call.distinct ? "(DISTINCT " : "(") + arguments + ")";
    }

    static const Schema& inputOf(const Node& node) { return *node.inputs.front()->output; }
    static void add(std::string& names, const std::string& name) {
        names += (names.empty() ? "" : ", ") + name;
    }

    void tell(const std::string& what, const std::string& next, const Node& node) {
        m_plan.notices.push_back({what + "; " + next, node.position});
    }

    Plan& m_plan;
    bool m_forgets;
};

}  // namespace

void warnOfGrowth(Plan& plan) {
    Growth growth(plan);
    for (const Query& query : plan.queries) {
        if (!isBounded(*query.root, plan)) growth.look(*query.root);
    }
}

}  // namespace guanlan::planning
