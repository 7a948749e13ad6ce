// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/exec/aggregate_pane.h"
#include "core/exec/stage.h"

#include <memory>

namespace guanlan {

struct UpdatingMode {
    bool changes = false;   ///< hands on every change of its result, not only the last state at the end
    bool retracts = false;  ///< its input takes rows back
    Micros ttl = 0;         ///< groups that no row has met for so long are forgotten; 0: never
    /// What the time to live is measured by; null: the watermark, so that it does not depend on speed.
    const Clock* clock = nullptr;
};

/// GROUP BY without a window: the result updates with every row. open() shows it at any time.
class UpdatingStage final : public Stage {
  public:
    UpdatingStage(const AggregateNode& node, UpdatingMode mode, SchemaPtr output,
                  const ExpressionEvaluator& evaluator, Accounting& accounting);

    void push(Chunk chunk) override;
    void advance(Micros watermark) override;
    [[nodiscard]] std::optional<Chunk> open() const override;
    void finish() override;
    void save(StateWriter& writer, const std::string& scope) override;
    Result<void> restore(StateReader& reader, const std::string& scope, Micros watermark) override;

  private:
    /// What one input row did to its group.
    struct Change {
        std::uint32_t row = 0;  ///< of the input
        bool before = false;    ///< there was a result already
        bool after = false;     ///< and there is one now
    };
    /// Results before and after the changes, a row for each that has one; the calls alone, without keys.
    struct Results {
        std::vector<ColumnBuilder> columns{};
        std::vector<ColumnBuilder*> pointers{};
    };

    void follow(const Chunk& chunk, const AggregateInput& input);
    [[nodiscard]] Change apply(const Chunk& chunk, const AggregateInput& input, std::uint32_t row,
                               std::uint32_t group);
    void forgetIfOld(std::uint32_t group, Micros now);
    void emit(const Chunk& chunk, const AggregateInput& input);
    void forgetOld(Micros now);
    void rebuild();
    [[nodiscard]] Micros timeOf(const Chunk& chunk, std::uint32_t row) const;
    [[nodiscard]] Results makeResults() const;
    [[nodiscard]] Chunk results(std::int64_t& overflows) const;
    [[nodiscard]] bool isOld(std::uint32_t group, Micros now) const {
        return m_mode.ttl > 0 && m_met[group] != kMinTime && m_met[group] + m_mode.ttl <= now;
    }
    [[nodiscard]] bool lives(std::uint32_t group) const {
        return !m_tracks || (m_rows[group] > 0 && !isOld(group, m_now));
    }
    void growTo(std::size_t groups);
    void saveTimes(StateWriter& writer, const std::string& scope, bool whole,
                   std::span<const std::uint32_t> changed);
    bool restoreTimes(StateReader& reader, const std::string& scope);
    void countRestored();

    AggregateCalls m_calls;  // with COUNT(*) behind those of the query: how many rows a group has
    AggregateInputs m_inputs;
    UpdatingMode m_mode;
    bool m_tracks;  // groups can be gone again
    SchemaPtr m_output;
    KeyCodec m_codec;
    Accounting& m_accounting;
    std::unique_ptr<AggregatePane> m_groups;
    std::vector<std::int64_t> m_rows;  // by group
    std::vector<Micros> m_met;         // by group, with a time to live: when a row last met it
    Micros m_now = kMinTime;           // with a time to live
    Micros m_lookedAt = kMinTime;      // when old groups were last looked for
    bool m_saved = false;

    std::vector<std::uint32_t> m_selected;  // scratch of push()
    std::vector<std::uint64_t> m_keyWords;
    std::vector<Change> m_changes;
    Results m_before;
    Results m_after;
    std::vector<Micros> m_watermarks;  // of the rows handed on, which point into it
};

}  // namespace guanlan
