// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/remarks.h"

#include "core/aggregate/aggregate_function.h"
#include "core/plan/state_growth.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <tuple>

namespace guanlan::planning {

namespace {

bool isMean(std::string_view function) {
    constexpr std::array<std::string_view, 3> kBegins{"AVG", "STDDEV", "VAR"};
    return std::any_of(kBegins.begin(), kBegins.end(),
                       [function](std::string_view begin) { return function.starts_with(begin); });
}

void adviseCasts(const Node& node, Plan& plan) {  // NOLINT(misc-no-recursion): as deep as the query
    if (const auto* aggregate = std::get_if<AggregateNode>(&node.op)) {
        for (const AggregateCall& call : aggregate->calls) {
            if (!call.type.isInteger() || !isMean(call.function->name)) continue;
            std::string text(call.function->name);
            text += " of whole numbers is a whole number, as in Flink; write ";
            text += call.function->name;
            text += "(CAST(... AS DOUBLE)) to keep the fraction";
            plan.notices.push_back(
                {.text = std::move(text), .position = call.arguments.front().position, .advice = true});
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
