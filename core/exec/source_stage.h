// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exec/calc_stage.h"
#include "core/exec/job.h"
#include "core/exec/partition_watermarks.h"
#include "core/exec/scan_conditions.h"
#include "core/exec/sealed_state.h"

#include <memory>
#include <string>
#include <vector>

namespace guanlan {

/// The scan of one table, shared by all queries that read it: adds the computed columns, refuses records
/// whose event time is missing or impossible, and knows the watermark before every row.
class SourceStage {
  public:
    SourceStage(const TableDefinition& table, const JobSettings& settings, const Clock& clock,
                Micros maxFuture, const ExpressionEvaluator& evaluator);

    /// Rows of the batch with all declared columns; valid until the next call, as the batch is. Rows that are
    /// bad are not selected and stand in refused().
    [[nodiscard]] const Chunk& scan(const SourceBatch& batch);
    [[nodiscard]] const std::vector<BadCount>& refused() const { return m_refused; }

    /// The first row of the batch scanned last before which the watermark had reached this; the number of its
    /// rows when none.
    [[nodiscard]] std::uint32_t firstRowAt(Micros watermark) const;
    [[nodiscard]] Micros watermark() const;
    [[nodiscard]] SourceView view();
    void save(StateWriter& writer);
    Result<void> restore(StateReader& reader);

  private:
    void countDecoded(const SourceBatch& batch);
    void compute(const SourceBatch& batch);
    void followTime(const SourceBatch& batch);
    void followRun(const SourceBatch& batch, const RowRun& run);
    std::uint32_t followPlain(std::span<const Micros> times, const RowRun& run, Micros latest,
                              PartitionWatermarks::Run& follow);
    /// Null when the record may be used, else the cause.
    [[nodiscard]] const char* timeProblem(const Column& times, std::uint32_t row, Micros latest) const;
    [[nodiscard]] bool timesAreWallTimes() const;
    [[nodiscard]] Micros instantOf(Micros watermark) const;
    [[nodiscard]] Micros latestAllowed(const SourceBatch& batch, std::uint32_t row) const;
    void refuse(const RowRun& run, std::uint32_t row, const std::string& cause);
    [[nodiscard]] std::string stateScope() const { return sourceScope(m_table.name); }

    const TableDefinition& m_table;
    const Clock& m_clock;
    Zone m_zone;
    bool m_bounded;
    Micros m_maxFuture;
    const ExpressionEvaluator& m_evaluator;
    PartitionWatermarks m_watermarks;
    std::int64_t m_read = 0;
    std::int64_t m_bad = 0;
    std::vector<BadRecord> m_newSamples;

    ScanConditions m_conditions;
    Chunk m_chunk;
    BadRows m_computeBad;
    std::vector<Micros> m_before;     // per row
    std::vector<BadCount> m_refused;  // of the batch, by partition and cause
    Micros m_now = 0;                 // wall clock, at the start of the batch
};

}  // namespace guanlan
