// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exec/expression_evaluator.h"
#include "core/exec/stage.h"
#include "core/plan/plan.h"

namespace guanlan {

/// WHERE and the SELECT list.
class CalcStage final : public Stage {
  public:
    CalcStage(CalcNode node, const ExpressionEvaluator& evaluator);

    void push(Chunk chunk) override;
    void advance(Micros watermark) override { next().advance(watermark); }
    [[nodiscard]] Chunk preview(Chunk chunk) const override;

  private:
    /// `counts` is null where the rows are only looked at.
    void filter(Chunk& chunk, OperatorCounts* counts) const;
    void project(Chunk& chunk, OperatorCounts* counts) const;
    void compactIfSparse(Chunk& chunk) const;

    CalcNode m_node;
    const ExpressionEvaluator& m_evaluator;
    bool m_computes;                  ///< projects more than plain columns
    std::vector<bool> m_usedColumns;  ///< of the input, by the projections
};

/// Takes the bad rows out of the selection and, unless null, into the counts.
void dropBad(Chunk& chunk, const BadRows& bad, OperatorCounts* counts);

}  // namespace guanlan
