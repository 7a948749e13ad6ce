// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exec/make_stage.h"

#include "core/exec/calc_stage.h"
#include "core/exec/lookup_stage.h"
#include "core/exec/make_window_stage.h"
#include "core/exec/rank_stage.h"
#include "core/exec/updating_stage.h"

#include <algorithm>

namespace guanlan {

namespace {

constexpr std::size_t kMostKeys = 64;

using Made = Result<std::unique_ptr<Stage>>;

/// Whether the rows of a node come with an event time, so that a watermark follows them.
bool hasWatermark(const Node& node, const Plan& plan) {  // NOLINT(misc-no-recursion): as deep as the query
    if (const auto* scan = std::get_if<ScanNode>(&node.op))
        return plan.sources[scan->source].rowtime.has_value();
    return std::all_of(node.inputs.begin(), node.inputs.end(),
                       [&plan](const NodePtr& input) { return hasWatermark(*input, plan); });
}

Made makeUpdatingStage(const Node& node, const AggregateNode& aggregate, Changes changes,
                       const StageContext& context) {
    const UpdatingMode mode{.changes = changes == Changes::EachOne,
                            .retracts = node.inputs.front()->updating,
                            .ttl = context.stateTtl,
                            .clock = hasWatermark(node, context.plan) ? nullptr : &context.clock};
    return Made(
        std::make_unique<UpdatingStage>(aggregate, mode, node.output, context.evaluator, *context.results));
}

Made makeRankStage(const Node& node, const RankNode& rank, Changes changes, const StageContext& context) {
    const auto& time = node.inputs.front()->time;
    const bool byTime = rank.by != RankNode::By::Order ||
                        (rank.order.size() == 1 && time && time->column == rank.order.front().column);
    const RankMode mode{.changes = changes == Changes::EachOne,
                        .retracts = node.inputs.front()->updating,
                        .ttl = context.stateTtl,
                        .clock = hasWatermark(node, context.plan) ? nullptr : &context.clock,
                        .deduplicates = rank.last == 1 && byTime && !node.inputs.front()->updating};
    return Made(std::make_unique<RankStage>(rank, mode, node.output));
}

Made makeLookupStage(const Node& node, const LookupNode& lookup, const StageContext& context) {
    if (!context.lookups) return cannotRunYet("lookup joins here", node.position);
    auto table = context.lookups({.table = context.plan.lookups[lookup.table], .keys = lookup.keys});
    if (!table) return std::move(table).error();
    return Made(std::make_unique<LookupStage>(lookup, node.output, node.inputs.front()->output->size(),
                                              std::move(*table), context.evaluator));
}

Made makeAggregateStage(const Node& node, const AggregateNode& aggregate, Changes changes,
                        const StageContext& context) {
    if (aggregate.keys.size() > kMostKeys)
        return cannotRunYet("GROUP BY over more than 64 columns", node.position);
    if (!aggregate.window) return makeUpdatingStage(node, aggregate, changes, context);
    return makeWindowStage(node, context);
}

}  // namespace

Error cannotRunYet(const std::string& what, TextPosition position) {
    Error error{ErrorCode::NotYet, "sql.not-yet", what + " cannot be run yet"};
    error.arguments = {what};
    error.position = position;
    return error;
}

Result<std::unique_ptr<Stage>> makeStage(const Node& node, Changes changes, const StageContext& context) {
    if (const auto* calc = std::get_if<CalcNode>(&node.op))
        return Made(std::make_unique<CalcStage>(*calc, context.evaluator));
    if (const auto* aggregate = std::get_if<AggregateNode>(&node.op))
        return makeAggregateStage(node, *aggregate, changes, context);
    if (const auto* lookup = std::get_if<LookupNode>(&node.op))
        return makeLookupStage(node, *lookup, context);
    if (const auto* rank = std::get_if<RankNode>(&node.op))
        return makeRankStage(node, *rank, changes, context);
    return makeWindowStage(node, context);
}

}  // namespace guanlan
