// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exec/job.h"
#include "core/exec/record_matcher.h"
#include "core/exec/source_stage.h"
#include "core/plan/row_origin.h"

#include <map>
#include <memory>
#include <optional>
#include <tuple>
#include <vector>

namespace guanlan {

/// Finds the records behind one result row: is fed the sources as a Job is and runs the query's own operators
/// up to its aggregate, where the row's window and keys pick the records. One thread; does no I/O.
class RowTrace {
  public:
    struct Record {
        std::size_t source = 0;
        std::uint32_t partition = 0;
        std::int64_t offset = 0;
        bool operator<(const Record& other) const {
            return std::tie(source, partition, offset) <
                   std::tie(other.source, other.partition, other.offset);
        }
    };
    struct Found {
        Record record{};
        Fate fate = Fate::Used;        ///< Used, Late or Bad
        std::optional<Micros> time{};  ///< wall time
    };
    struct Counts {
        std::int64_t used = 0;
        std::int64_t late = 0;
        std::int64_t bad = 0;        ///< of the window, whatever their key: a broken record does not say it
        std::int64_t usedAgain = 0;  ///< rows beyond the first that a lookup made of one record
    };

    /// Lists at most `most` records, and counts the others.
    static Result<std::unique_ptr<RowTrace>> create(const Plan& plan, const RowQuestion& question,
                                                    const JobSettings& settings, std::size_t most);
    ~RowTrace();
    RowTrace(const RowTrace&) = delete;
    RowTrace& operator=(const RowTrace&) = delete;

    [[nodiscard]] bool reads(std::size_t source) const { return m_sources[source] != nullptr; }
    /// `undecoded` are those records beside the rows of the batch that no decoder could read.
    Result<void> consume(const SourceBatch& batch, const std::vector<Record>& undecoded);
    void finish();
    [[nodiscard]] Micros watermark(std::size_t source) const { return m_sources[source]->watermark(); }

    /// Records that may turn out to be the row's, since the last call.
    [[nodiscard]] std::vector<Record> takeCandidates() { return std::exchange(m_candidates, {}); }
    /// In the order in which they were decided; complete after finish().
    [[nodiscard]] const std::vector<Found>& found() const { return m_found; }
    [[nodiscard]] const Counts& counts() const { return m_counts; }
    /// Windows of so many rows: each record counts, whenever it was.
    [[nodiscard]] bool countsRows() const;
    /// What a COUNT(*) of the row says, where the row has one and was given with it.
    [[nodiscard]] std::optional<std::int64_t> expected() const;
    /// Wall time; empty where the query has no window.
    [[nodiscard]] std::optional<std::pair<Micros, Micros>> window() const;

  private:
    class Branch;
    /// First and last offset of the window's records in a partition.
    struct Span {
        std::int64_t first = 0;
        std::int64_t last = 0;
    };

    RowTrace(const Plan& plan, const JobSettings& settings, std::size_t most);
    Result<void> prepare(const RowQuestion& question);
    Result<void> addSources();
    void noteWindow(const SourceBatch& batch, const Chunk& scanned);
    void noteRefused(const SourceBatch& batch, const Chunk& scanned);
    void noteBad(const SourceBatch& batch, const Chunk& scanned, const RecordSet& records);
    void noteBadRow(const SourceBatch& batch, const Chunk& scanned, const RowRun& run, std::uint32_t row);
    /// Wall time of the row; empty where the table has no time, or the row none that is real.
    [[nodiscard]] std::optional<Micros> timeOf(std::size_t source, const Chunk& scanned,
                                               std::uint32_t row) const;
    [[nodiscard]] bool covers(std::optional<Micros> wall) const;
    void add(const Found& found);
    [[nodiscard]] const Clock& clock() const {
        return m_settings.clock != nullptr ? *m_settings.clock : m_systemClock;
    }

    const SystemClock m_systemClock;
    const Plan m_plan;
    const JobSettings m_settings;
    const std::size_t m_most;
    const ExpressionEvaluator m_evaluator;
    std::vector<std::unique_ptr<SourceStage>> m_sources;  // null: the row does not need it
    std::vector<std::unique_ptr<Branch>> m_branches;
    std::vector<Record> m_candidates;
    std::vector<Found> m_found;
    Counts m_counts;
    std::map<std::pair<std::size_t, std::uint32_t>, Span> m_spans;
    std::vector<Record> m_undecoded;  // which of them are the window's is known at the end
};

}  // namespace guanlan
