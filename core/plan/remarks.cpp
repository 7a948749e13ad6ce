// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/remarks.h"

#include "core/aggregate/aggregate_function.h"
#include "core/plan/boundedness.h"
#include "core/plan/plan_printer.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <tuple>

namespace guanlan::planning {

namespace {

/// "GROUP BY region", "ROW_NUMBER() of user_id"; empty for what does not grow.
std::string growthOf(const Node& node) {
    const Schema* input = node.inputs.empty() ? nullptr : node.inputs.front()->output.get();
    std::string names;
    if (const auto* aggregate = std::get_if<AggregateNode>(&node.op); aggregate && !aggregate->window) {
        for (const Expression& key : aggregate->keys)
            names += (names.empty() ? "" : ", ") + printExpression(key, *input);
        if (!names.empty()) return "GROUP BY " + names;
        const bool keeps =
            node.inputs.front()->updating || std::any_of(aggregate->calls.begin(), aggregate->calls.end(),
                                                         [](const AggregateCall& c) { return c.distinct; });
        return keeps ? "the aggregate without GROUP BY" : "";
    }
    const auto* rank = std::get_if<RankNode>(&node.op);
    if (rank == nullptr || rank->windowTime || (rank->keys.empty() && !node.inputs.front()->updating))
        return {};
    for (const std::size_t key : rank->keys)
        names += (names.empty() ? "" : ", ") + (*input)[key].name;
    return "ROW_NUMBER()" + (names.empty() ? names : " of " + names);
}

void warnOfGrowth(const Node& node, Plan& plan) {  // NOLINT(misc-no-recursion): as deep as the query
    const std::string grows = growthOf(node);
    if (!grows.empty()) {
        plan.notices.push_back({grows +
                                    " keeps every key it has met, so its state grows without end; "
                                    "SET 'table.exec.state.ttl' = '1 d' forgets keys that are not met again",
                                node.position});
    }
    for (const NodePtr& input : node.inputs)
        warnOfGrowth(*input, plan);
}

void warnOfGrowth(Plan& plan) {
    if (plan.settings.contains("table.exec.state.ttl")) return;
    for (const Query& query : plan.queries) {
        if (!isBounded(*query.root, plan)) warnOfGrowth(*query.root, plan);
    }
}

bool isMean(std::string_view function) {
    constexpr std::array<std::string_view, 3> kBegins{"AVG", "STDDEV", "VAR"};
    return std::any_of(kBegins.begin(), kBegins.end(),
                       [function](std::string_view begin) { return function.starts_with(begin); });
}

void adviseCasts(const Node& node, Plan& plan) {  // NOLINT(misc-no-recursion): as deep as the query
    if (const auto* aggregate = std::get_if<AggregateNode>(&node.op)) {
        for (const AggregateCall& call : aggregate->calls) {
            if (!call.type.isInteger() || !isMean(call.function->name)) continue;
            const std::string name(call.function->name);
            plan.notices.push_back({.text = name +
                                            " of whole numbers is a whole number, as in Flink; write " +
                                            name + "(CAST(... AS DOUBLE)) to keep the fraction",
                                    .position = call.arguments.front().position,
                                    .advice = true});
        }
    }
    for (const NodePtr& input : node.inputs)
        adviseCasts(*input, plan);
}

}  // namespace

void addRemarks(Plan& plan) {
    warnOfGrowth(plan);
    for (const Query& query : plan.queries)
        adviseCasts(*query.root, plan);
    const auto place = [](const Notice& notice) {
        return std::tie(notice.position.line, notice.position.column, notice.text);
    };
    std::stable_sort(plan.notices.begin(), plan.notices.end(),
                     [&](const Notice& a, const Notice& b) { return place(a) < place(b); });
    plan.notices.erase(std::unique(plan.notices.begin(), plan.notices.end(),
                                   [&](const Notice& a, const Notice& b) { return place(a) == place(b); }),
                       plan.notices.end());
}

}  // namespace guanlan::planning
