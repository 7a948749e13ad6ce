// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exec/make_window_stage.h"

#include "core/exec/clock_stage.h"
#include "core/exec/count_stage.h"
#include "core/exec/session_stage.h"
#include "core/exec/window_rows_stage.h"
#include "core/exec/window_stage.h"

namespace guanlan {

namespace {

using Made = Result<std::unique_ptr<Stage>>;

bool isPartitioned(const WindowSpec& spec) {
    return spec.kind == WindowKind::Session || spec.kind == WindowKind::Count;
}

/// The time column of the windows decides whether they follow a zone.
struct Place {
    const Node& node;
    const WindowSpec& spec;
    std::size_t timeColumn = 0;
    const Zone* zone = nullptr;
};

Place placeOf(const Node& node, const WindowSpec& spec, std::size_t timeColumn, const Zone& zone) {
    const DataType& time = (*node.inputs.front()->output)[timeColumn].type;
    return {node, spec, timeColumn, time.kind == TypeKind::TimestampLtz ? &zone : nullptr};
}

std::unique_ptr<Stage> makePartitioned(std::unique_ptr<WindowContent> content, const Place& place,
                                       Accounting& results) {
    if (place.spec.kind == WindowKind::Session) {
        return std::make_unique<SessionStage>(std::move(content), place.spec, place.timeColumn,
                                              place.node.output, place.zone, results);
    }
    return std::make_unique<CountStage>(std::move(content), place.spec, place.timeColumn, place.node.output,
                                        place.zone, results);
}

std::unique_ptr<Stage> makeAggregate(const AggregateNode& aggregate, const Place& place,
                                     const StageContext& context) {
    if (isPartitioned(place.spec))
        return makePartitioned(makeAggregateContent(aggregate, context.evaluator), place, *context.results);
    return std::make_unique<WindowStage>(place.node, place.zone, context.evaluator, *context.results);
}

Made makeRows(const WindowNode& window, const Place& place, const StageContext& context) {
    if (!isPartitioned(place.spec))
        return Made(std::make_unique<WindowRowsStage>(window, place.node.output, place.zone));
    const Schema& input = *place.node.inputs.front()->output;
    return makePartitioned(makeRowContent(window, input), place, *context.results);
}

}  // namespace

Made makeWindowStage(const Node& node, const StageContext& context) {
    const auto* aggregate = std::get_if<AggregateNode>(&node.op);
    const auto* rows = std::get_if<WindowNode>(&node.op);
    const Place place = aggregate != nullptr
                            ? placeOf(node, *aggregate->window, aggregate->timeColumn, context.zone)
                            : placeOf(node, rows->window, rows->timeColumn, context.zone);
    Made made = aggregate != nullptr ? Made(makeAggregate(*aggregate, place, context))
                                     : makeRows(*rows, place, context);
    if (!made || !place.spec.proctime) return made;
    return Made(std::make_unique<ClockStage>(*std::move(made), place.timeColumn, context.clock));
}

}  // namespace guanlan
