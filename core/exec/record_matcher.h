// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exec/expression_evaluator.h"
#include "core/exec/stage.h"
#include "core/plan/row_origin.h"
#include "core/window/pane_layout.h"

#include <memory>
#include <vector>

namespace guanlan {

/// A record that may stand behind the row asked for.
struct MatchedRecord {
    std::size_t source = 0;
    std::uint32_t partition = 0;
    std::int64_t offset = 0;
    Micros time = kMinTime;  ///< wall time; kMinTime where the query has no time
    bool isRecord = true;    ///< false: a further row of a record, which a lookup made
};

/// Hears what became of matched records. A candidate's fate may come much later, or never: then it belongs to
/// another row.
class MatchSink {
  public:
    virtual ~MatchSink() = default;
    virtual void candidate(const MatchedRecord& record) = 0;
    virtual void decided(const MatchedRecord& record, Fate fate) = 0;
};

/// Stands where the aggregate of a row's query stands and finds the records of that row: those with its keys
/// which its window took, or refused as late. The windows follow the rules of the stages of the engine.
class RecordMatcher : public StageOutput {
  public:
    /// What is given by reference outlives it. An Error where the row's window cannot be known.
    /// `readUntil` as in RowQuestion; empty: what was late is found by the watermark.
    static Result<std::unique_ptr<RecordMatcher>> create(RowOrigin origin, const ReadUntil& readUntil,
                                                         const Zone& zone,
                                                         const ExpressionEvaluator& evaluator,
                                                         MatchSink& sink);

    /// Whose records come next.
    void setSource(std::size_t source) { m_source = source; }
    void push(Chunk chunk) override;
    void advance(Micros /*watermark*/) override {}
    /// Whether a record of this time may belong to the row's window.
    [[nodiscard]] bool covers(Micros wall) const;
    /// Whether the row's window takes nothing more at this watermark.
    [[nodiscard]] bool closed(Micros watermark) const;
    [[nodiscard]] const PaneLayout& layout() const { return m_layout; }
    [[nodiscard]] const RowOrigin& origin() const { return m_origin; }

  protected:
    struct Parts {
        RowOrigin origin;
        const Zone* zone;  ///< null where the time column has none
        const ExpressionEvaluator& evaluator;
        MatchSink& sink;
    };
    explicit RecordMatcher(Parts parts);
    /// Whether a record of this time says anything about the row.
    [[nodiscard]] virtual bool matters(Micros wall) const { return covers(wall); }
    /// One record with the row's keys, in the order in which they came.
    virtual void meet(const MatchedRecord& record, Micros watermark) = 0;
    [[nodiscard]] MatchSink& sink() const { return m_sink; }

  private:
    [[nodiscard]] bool hasKeys(const std::vector<ColumnPtr>& keys, std::uint32_t row) const;

    const RowOrigin m_origin;
    PaneLayout m_layout;
    const ExpressionEvaluator& m_evaluator;
    MatchSink& m_sink;
    OperatorCounts m_counts;  // nobody reads it, but the ledgers hear what is bad
    std::size_t m_source = 0;
};

}  // namespace guanlan
