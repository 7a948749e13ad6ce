// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/allowed_lateness.h"

#include "core/base/duration.h"
#include "core/plan/relation.h"
#include "core/sql/token_cursor.h"

#include <algorithm>

namespace guanlan::planning {

namespace {

/// How what stands above takes a corrected row.
enum class Above : std::uint8_t {
    TakesAgain,  ///< the row comes once more
    NeedsBack,   ///< what it was has to be taken back first
};

/// A node, and whether its rows may be given again with other values.
struct Corrected {
    NodePtr node;
    bool corrected = false;
};

bool passesCorrectionsOn(const Node& node) {
    return std::holds_alternative<CalcNode>(node.op) || std::holds_alternative<UnionNode>(node.op);
}

/// Counts on: a continuous aggregate or Top-N, which follows the changes of its input.
bool followsChanges(const Node& node) {
    if (const auto* aggregate = std::get_if<AggregateNode>(&node.op)) return !aggregate->window;
    const auto* rank = std::get_if<RankNode>(&node.op);
    return rank != nullptr && !rank->windowTime && rank->by == RankNode::By::Order;
}

bool isCorrectable(const Node& node) {
    const auto* aggregate = std::get_if<AggregateNode>(&node.op);
    return aggregate != nullptr && aggregate->window && !aggregate->window->proctime &&
           aggregate->window->kind != WindowKind::Count;  // no row is late there
}

/// A session may grow, and then what was told of it is wrong: always taken back.
bool hasSession(const Node& node) {  // NOLINT(misc-no-recursion): as deep as the query
    if (isCorrectable(node)) return std::get<AggregateNode>(node.op).window->kind == WindowKind::Session;
    return passesCorrectionsOn(node) && std::any_of(node.inputs.begin(), node.inputs.end(),
                                                    [](const NodePtr& input) { return hasSession(*input); });
}

// NOLINTNEXTLINE(misc-no-recursion): as deep as the query
Result<Corrected> allow(const NodePtr& node, Micros lateness, Above above) {
    auto copy = std::make_shared<Node>(*node);
    bool corrected = false;
    if (followsChanges(*copy) || hasSession(*copy)) above = Above::NeedsBack;
    for (NodePtr& input : copy->inputs) {
        auto below = allow(input, lateness, above);
        if (!below) return below;
        corrected = corrected || below->corrected;
        input = below->node;
        copy->updating = copy->updating || (below->corrected && input->updating);
    }
    if (corrected && !passesCorrectionsOn(*copy) && !followsChanges(*copy)) {
        return sql::notYet(
            node->position,
            std::string("windows and joins over windows that '") + kAllowLateness + "' corrects",
            "leave the option out, or keep the windows as a metric of their own");
    }
    if (!isCorrectable(*copy)) return Corrected{std::move(copy), corrected};
    std::get<AggregateNode>(copy->op).window->lateness = lateness;
    copy->updating = above == Above::NeedsBack;
    return Corrected{std::move(copy), true};
}

}  // namespace

Result<NodePtr> withAllowedLateness(const NodePtr& root, const Options& settings) {
    const auto set = settings.find(kAllowLateness);
    if (set == settings.end()) return root;
    const auto lateness = parseDuration(set->second);  // checked by SET
    if (!lateness || *lateness <= 0) return root;
    auto allowed = allow(root, *lateness, Above::TakesAgain);
    if (!allowed) return std::move(allowed).error();
    return allowed->node;
}

Result<void> checkStored(const NodePtr& before, const NodePtr& root, TextPosition position) {
    if (before->updating || !root->updating) return {};
    return sql::notYet(
        position, std::string("keeping sessions in history that '") + kAllowLateness + "' corrects",
        "a session that grows takes its row back: insert into upsert-kafka, or leave the option out");
}

}  // namespace guanlan::planning
