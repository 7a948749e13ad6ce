// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exec/state_slots.h"

namespace guanlan {

/// What sessions and counted windows keep of their rows, and the rows they make of it when they end:
/// aggregates, one row a window; or, without GROUP BY, the rows themselves.
class WindowContent {
  public:
    virtual ~WindowContent() = default;
    [[nodiscard]] virtual std::vector<DataType> keyTypes() const = 0;
    [[nodiscard]] virtual AggregateInput evaluate(Chunk& chunk, OperatorCounts& counts) const = 0;
    [[nodiscard]] virtual StatesOfCalls makeStates() const = 0;
    /// Appends the rows of one window to all columns but those of the window; returns how many.
    virtual std::size_t appendRows(const StateSlots& slots, StateSlots::Slot slot,
                                   std::span<ColumnBuilder> out, std::int64_t& overflows) const = 0;
};

/// `evaluator` outlives it.
[[nodiscard]] std::unique_ptr<WindowContent> makeAggregateContent(const AggregateNode& node,
                                                                  const ExpressionEvaluator& evaluator);
[[nodiscard]] std::unique_ptr<WindowContent> makeRowContent(const WindowNode& node, const Schema& input);

}  // namespace guanlan
