// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/plan_ingredients.h"

namespace guanlan {

namespace {

std::string windowName(const WindowSpec& spec) {
    constexpr const char* kNames[] = {"tumble", "hop", "cumulate", "session", "count"};
    return std::string(spec.proctime ? "clock " : "") + (spec.months != 0 ? "month " : "") +
           (spec.lateness != 0 ? "corrected " : "") + kNames[static_cast<std::size_t>(spec.kind)];
}

bool changes(const Node& node) {
    return node.inputs.front()->updating;
}

}  // namespace

void PlanIngredients::add(const Plan& plan) {
    for (const Query& query : plan.queries)
        add(*query.root);
}

std::string PlanIngredients::all() const {
    std::string text;
    for (const std::string& name : m_names)
        text += name + "; ";
    return text;
}

void PlanIngredients::add(const Node& node) {  // NOLINT(misc-no-recursion): as deep as a query
    std::visit([&](const auto& op) { note(op, node); }, node.op);
    for (const NodePtr& input : node.inputs)
        add(*input);
}

void PlanIngredients::note(const ScanNode& /*scan*/, const Node& /*node*/) {
    m_names.insert("scan");
}

void PlanIngredients::note(const CalcNode& calc, const Node& /*node*/) {
    m_names.insert(calc.filter ? "filter" : "calculation");
}

void PlanIngredients::note(const UnionNode& /*all*/, const Node& node) {
    m_names.insert(node.updating ? "union of changes" : "union");
}

void PlanIngredients::note(const WindowNode& window, const Node& /*node*/) {
    m_names.insert("rows of " + windowName(window.window));
}

void PlanIngredients::note(const LookupNode& lookup, const Node& /*node*/) {
    m_names.insert(lookup.keepsUnmatched ? "left lookup" : "lookup");
}

void PlanIngredients::note(const RankNode& rank, const Node& node) {
    constexpr const char* kBy[] = {"order", "first come", "last come"};
    m_names.insert(std::string(rank.windowTime ? "window " : "") + (changes(node) ? "changing " : "") +
                   "rank by " + kBy[static_cast<std::size_t>(rank.by)] + (rank.number ? " with number" : ""));
}

void PlanIngredients::note(const AggregateNode& aggregate, const Node& node) {
    const std::string groups = changes(node) ? "changing groups" : "groups";
    const std::string kind = aggregate.window ? windowName(*aggregate.window) : groups;
    m_names.insert(kind);
    for (const AggregateCall& call : aggregate.calls) {
        const std::string name(call.function->name);
        m_names.insert(name + " in " + kind);
        if (call.distinct) m_names.insert(name + " distinct in " + kind);
        if (call.filter) m_names.insert(name + " filter in " + kind);
    }
}

}  // namespace guanlan
