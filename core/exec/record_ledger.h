// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exec/accounting.h"
#include "core/exec/chunk.h"
#include "core/exec/source_batch.h"
#include "core/exec/state_bytes.h"
#include "core/exec/state_store.h"

#include <set>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace guanlan {

/// Records by partition and offset.
using RecordSet = std::set<std::pair<std::uint32_t, std::int64_t>>;

/// The records of one source on their way into one query: what became of them, in all and by partition.
/// Counts by the runs of a chunk, so that a record costs nothing of its own.
class RecordLedger {
  public:
    [[nodiscard]] const Accounting& total() const { return m_total; }
    /// In the order in which they were first seen.
    [[nodiscard]] const std::vector<PartitionAccounting>& partitions() const { return m_partitions; }

    void read(std::span<const RowRun> runs);
    void read(std::uint32_t partition, std::int64_t records);
    void refuse(const BadCount& bad);

    /// The rows of the chunk as selected now; with sign -1 they are taken back.
    void add(Fate fate, const Chunk& chunk, std::int64_t sign = 1);
    /// Rows of its columns, in order.
    void add(Fate fate, const Chunk& chunk, std::span<const std::uint32_t> rows, std::int64_t sign = 1);
    void addCause(const std::string& cause, std::int64_t records) { m_total.badByCause[cause] += records; }
    void addLatePairs(std::int64_t pairs) { m_total.latePairs += pairs; }

    void saveTotal(StateBytes& out) const;
    void restoreTotal(StateView& in);
    /// Writes those that changed; `name` tells the ledgers of a scope apart.
    void savePartitions(StateWriter& writer, std::string_view scope, const std::string& name);
    [[nodiscard]] bool restorePartitions(std::string_view segment);
    /// From now on records that are bad in an operator are gathered there, by partition and offset.
    void watchBad(RecordSet* records) { m_watchedBad = records; }

  private:
    static constexpr std::uint32_t kNone = 0xFFFFFFFF;
    [[nodiscard]] PartitionAccounting& of(std::uint32_t partition);
    void watch(const RowRun& run, std::uint32_t row, std::int64_t sign);
    void addToPartition(std::uint32_t partition, Fate fate, std::int64_t records) {
        of(partition).add(fate, records);
    }

    Accounting m_total;
    std::vector<PartitionAccounting> m_partitions;
    std::vector<std::uint32_t> m_indexOfSmall;  // by partition, for the small numbers
    std::unordered_map<std::uint32_t, std::uint32_t> m_indexOfLarge;
    std::vector<PartitionAccounting> m_saved;
    RecordSet* m_watchedBad = nullptr;
};

void saveFates(const Fates& fates, StateBytes& out);
void restoreFates(Fates& fates, StateView& in);

}  // namespace guanlan
