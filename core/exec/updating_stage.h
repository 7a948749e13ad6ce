// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exec/aggregate_pane.h"
#include "core/exec/stage.h"

namespace guanlan {

/// GROUP BY without a window: the result updates with every row and is handed on once, at the end of the
/// input; open() shows it before.
class UpdatingStage final : public Stage {
  public:
    UpdatingStage(const AggregateNode& node, SchemaPtr output, const ExpressionEvaluator& evaluator,
                  Accounting& accounting);

    void push(Chunk chunk) override;
    void advance(Micros watermark) override { next().advance(watermark); }
    [[nodiscard]] std::optional<Chunk> open() const override;
    void finish() override;
    void save(StateWriter& writer, const std::string& scope) override;
    Result<void> restore(StateReader& reader, const std::string& scope, Micros watermark) override;

  private:
    [[nodiscard]] Chunk results(std::int64_t& overflows) const;

    AggregateCalls m_calls;
    AggregateInputs m_inputs;
    SchemaPtr m_output;
    KeyCodec m_codec;
    Accounting& m_accounting;
    AggregatePane m_groups;
    bool m_saved = false;
    std::vector<std::uint32_t> m_rows;      // scratch
    std::vector<std::uint64_t> m_keyWords;  // scratch
};

}  // namespace guanlan
