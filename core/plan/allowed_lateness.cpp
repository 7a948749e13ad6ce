// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/allowed_lateness.h"

#include "core/base/duration.h"
#include "core/plan/relation.h"
#include "core/plan/window_partition.h"
#include "core/sql/token_cursor.h"

#include <algorithm>

namespace guanlan::planning {

namespace {

/// A node, and whether its rows may be given again with other values.
struct Corrected {
    NodePtr node;
    bool corrected = false;
};

bool passesCorrectionsOn(const Node& node) {
    return std::holds_alternative<CalcNode>(node.op) || std::holds_alternative<UnionNode>(node.op);
}

Result<Corrected> allow(const NodePtr& node, Micros lateness) {
    auto copy = std::make_shared<Node>(*node);
    bool corrected = false;
    for (NodePtr& input : copy->inputs) {
        auto below = allow(input, lateness);
        if (!below) return below;
        corrected = corrected || below->corrected;
        input = below->node;
    }
    if (corrected && !passesCorrectionsOn(*copy)) {
        return sql::notYet(node->position,
                           std::string("results over windows that '") + kAllowLateness + "' corrects",
                           "leave the option out, or keep the windows as a metric of their own");
    }
    auto* aggregate = std::get_if<AggregateNode>(&copy->op);
    if (aggregate == nullptr || !aggregate->window || aggregate->window->proctime)
        return Corrected{std::move(copy), corrected};
    if (isPartitioned(*aggregate->window)) {
        return sql::notYet(node->position,
                           std::string("'") + kAllowLateness + "' with SESSION or COUNT_WINDOW");
    }
    aggregate->window->lateness = lateness;
    return Corrected{std::move(copy), true};
}

}  // namespace

Result<NodePtr> withAllowedLateness(const NodePtr& root, const Options& settings) {
    const auto set = settings.find(kAllowLateness);
    if (set == settings.end()) return root;
    const auto lateness = parseDuration(set->second);  // checked by SET
    if (!lateness || *lateness <= 0) return root;
    auto allowed = allow(root, *lateness);
    if (!allowed) return std::move(allowed).error();
    return allowed->node;
}

}  // namespace guanlan::planning
