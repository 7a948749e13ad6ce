// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exec/expression_evaluator.h"
#include "core/exec/lookup_answers.h"
#include "core/exec/stage.h"
#include "core/plan/plan.h"

#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace guanlan {

/// JOIN ... FOR SYSTEM_TIME AS OF: adds the columns of the rows that are found, once for each of them. A row
/// for which nothing is found is filtered, or goes on with nulls (LEFT JOIN).
class LookupStage final : public Stage {
  public:
    LookupStage(LookupNode node, SchemaPtr output, std::size_t inputColumns,
                std::unique_ptr<LookupTable> table, const ExpressionEvaluator& evaluator);

    void push(Chunk chunk) override;
    void advance(Micros watermark) override { next().advance(watermark); }
    [[nodiscard]] Chunk preview(Chunk chunk) const override;
    [[nodiscard]] std::optional<Error> problem() const override { return m_problem; }

  private:
    /// A row of the input and one that was found for it, if any.
    struct Pair {
        std::uint32_t row = 0;
        const RowValues* found = nullptr;  ///< valid until the next lookup
        bool again = false;                ///< not the first of its input row
    };
    using Pairs = std::vector<Pair>;

    /// `counts` is null where the rows are only looked at.
    [[nodiscard]] Pairs join(Chunk& chunk, std::optional<Error>& problem, OperatorCounts* counts) const;
    [[nodiscard]] Pairs candidates(Chunk& chunk, std::optional<Error>& problem, OperatorCounts* counts) const;
    void count(const Chunk& chunk, const Pairs& pairs);
    void refuse(const Chunk& chunk);
    [[nodiscard]] std::vector<bool> meetCondition(const Chunk& chunk, const Pairs& pairs) const;
    [[nodiscard]] Chunk chunkOf(const Chunk& input, std::span<const Pair> pairs) const;
    void send(const Chunk& input, std::span<const Pair> pairs);

    LookupNode m_node;
    SchemaPtr m_output;
    std::size_t m_inputColumns;
    const std::unique_ptr<LookupAnswers> m_answers;
    const ExpressionEvaluator& m_evaluator;
    std::vector<std::shared_ptr<Dictionary>> m_dictionaries;  // of the table's columns: codes stay the same
    std::optional<Error> m_problem;
    std::vector<Micros> m_watermarks;  // of the rows handed on, which point into it
    std::vector<RowRun> m_runs;        // likewise
};

}  // namespace guanlan
