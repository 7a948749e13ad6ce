// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exec/expression_evaluator.h"
#include "core/source/source.h"

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace guanlan {

/// Puts the decoded rows of several bounded partitions into the one order that depends on the records alone:
/// always the partition whose next row has the least event time, then the smaller number. Used by one thread.
class EventTimeMerge {
  public:
    /// The table has a rowtime; both outlive the merge.
    EventTimeMerge(const TableDefinition& table, const SourceSettings& settings);

    /// Before a partition is named here or in add() its rows are not waited for.
    void open(std::uint32_t partition) { m_lanes[partition]; }
    /// What follows of a partition that has nothing left; its bad records come behind its rows.
    void add(std::uint32_t partition, SourceBatch decoded, std::int64_t nextOffset);
    /// Nothing follows.
    void finish(std::uint32_t partition) { m_lanes[partition].finished = true; }

    [[nodiscard]] bool has(std::uint32_t partition) const;
    /// Whether take() would give something.
    [[nodiscard]] bool ready();
    [[nodiscard]] bool drained() const;
    /// The first record of the partition that was not taken; empty when none was ever added.
    [[nodiscard]] std::optional<std::int64_t> nextOffset(std::uint32_t partition) const;

    /// Moves up to `most` rows to `out`; stops where a partition must be asked for more.
    void take(SourceBatch& out, std::size_t most);

  private:
    struct Lane {
        SourceBatch decoded{};
        std::vector<Micros> times{};
        std::size_t at = 0;   // next row
        std::size_t run = 0;  // in which it lies
        std::int64_t nextOffset = -1;
        bool finished = false;

        [[nodiscard]] bool has() const { return at < times.size(); }
        [[nodiscard]] std::int64_t offset() const {
            const RowRun& in = decoded.rows.runs[run];
            return in.firstOffset + static_cast<std::int64_t>(at - in.firstRow);
        }
    };
    using Entry = std::pair<const std::uint32_t, Lane>;

    [[nodiscard]] std::vector<Micros> timesOf(const SourceBatch& decoded) const;
    [[nodiscard]] Micros latestAllowed(const SourceBatch& decoded, std::size_t row) const;
    [[nodiscard]] Entry* first();
    [[nodiscard]] std::optional<std::pair<Micros, std::uint32_t>> headBeside(std::uint32_t partition) const;
    void moveRow(Entry& entry, std::vector<RowRun>& runs);
    static void moveBad(Lane& lane, SourceBatch& out);

    const TableDefinition& m_table;
    const SourceSettings& m_settings;
    ExpressionEvaluator m_evaluator;
    std::size_t m_timeColumn = 0;  // of the batches, when it is not computed
    std::map<std::uint32_t, Lane> m_lanes;
    std::optional<BatchBuilder> m_rows;
    std::vector<Micros> m_recordTimes;
    bool m_someWithoutTime = false;
};

}  // namespace guanlan
