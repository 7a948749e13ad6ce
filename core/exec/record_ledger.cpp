// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exec/record_ledger.h"

#include "core/exec/row_runs.h"

#include <algorithm>

namespace guanlan {

namespace {

constexpr std::uint32_t kSmallPartitions = 4096;
/// So many partitions are saved together: of very many only the blocks that changed.
constexpr std::size_t kPartitionsInBlock = 128;

}  // namespace

void saveFates(const Fates& fates, StateBytes& out) {
    for (const std::int64_t count :
         {fates.read, fates.used, fates.filtered, fates.duplicate, fates.late, fates.bad}) {
        out.integer(count);
    }
}

void restoreFates(Fates& fates, StateView& in) {
    for (std::int64_t* count :
         {&fates.read, &fates.used, &fates.filtered, &fates.duplicate, &fates.late, &fates.bad}) {
        *count = in.integer();
    }
}

PartitionAccounting& RecordLedger::of(std::uint32_t partition) {
    std::uint32_t* index = nullptr;
    if (partition < kSmallPartitions) {
        if (partition >= m_indexOfSmall.size()) m_indexOfSmall.resize(partition + 1, kNone);
        index = &m_indexOfSmall[partition];
    } else {
        index = &m_indexOfLarge.try_emplace(partition, kNone).first->second;
    }
    if (*index == kNone) {
        *index = static_cast<std::uint32_t>(m_partitions.size());
        m_partitions.emplace_back().partition = partition;
    }
    return m_partitions[*index];
}

void RecordLedger::read(std::span<const RowRun> runs) {
    for (const RowRun& run : runs)
        read(run.partition, run.rows);
}

void RecordLedger::read(std::uint32_t partition, std::int64_t records) {
    m_total.read += records;
    of(partition).read += records;
}

void RecordLedger::refuse(const BadCount& bad) {
    m_total.bad += bad.records;
    addCause(bad.cause, bad.records);
    addToPartition(bad.partition, Fate::Bad, bad.records);
}

void RecordLedger::add(Fate fate, const Chunk& chunk, std::int64_t sign) {
    if (!chunk.all) return add(fate, chunk, chunk.selected, sign);
    m_total.add(fate, sign * static_cast<std::int64_t>(chunk.columnRows));
    for (const RowRun& run : chunk.runs) {
        addToPartition(run.partition, fate, sign * run.rows);
        if (fate != Fate::Bad || m_watchedBad == nullptr) continue;
        for (std::uint32_t row = run.firstRow; row < run.firstRow + run.rows; ++row)
            watch(run, row, sign);
    }
}

void RecordLedger::add(Fate fate, const Chunk& chunk, std::span<const std::uint32_t> rows,
                       std::int64_t sign) {
    m_total.add(fate, sign * static_cast<std::int64_t>(rows.size()));
    forEachRun(chunk.runs, rows, [&](const RowRun& run, std::span<const std::uint32_t> part) {
        addToPartition(run.partition, fate, sign * static_cast<std::int64_t>(part.size()));
        if (fate != Fate::Bad || m_watchedBad == nullptr) return;
        for (const std::uint32_t row : part)
            watch(run, row, sign);
    });
}

void RecordLedger::watch(const RowRun& run, std::uint32_t row, std::int64_t sign) {
    const std::pair record(run.partition, run.firstOffset + (row - run.firstRow));
    if (sign > 0) {
        m_watchedBad->insert(record);
    } else {
        m_watchedBad->erase(record);
    }
}

void RecordLedger::saveTotal(StateBytes& out) const {
    saveFates(m_total, out);
    for (const std::int64_t count : {m_total.latePairs, m_total.rows, m_total.overflows})
        out.integer(count);
    out.number(m_total.badByCause.size());
    for (const auto& [cause, records] : m_total.badByCause) {
        out.text(cause);
        out.integer(records);
    }
}

void RecordLedger::restoreTotal(StateView& in) {
    restoreFates(m_total, in);
    for (std::int64_t* count : {&m_total.latePairs, &m_total.rows, &m_total.overflows})
        *count = in.integer();
    for (std::uint64_t causes = in.number(); causes > 0 && !in.damaged(); --causes) {
        const std::string cause(in.text());
        m_total.badByCause[cause] = in.integer();
    }
}

void RecordLedger::savePartitions(StateWriter& writer, std::string_view scope, const std::string& name) {
    m_saved.resize(m_partitions.size());
    for (std::size_t from = 0; from < m_partitions.size(); from += kPartitionsInBlock) {
        const auto size = std::min(kPartitionsInBlock, m_partitions.size() - from);
        const auto now = std::span(m_partitions).subspan(from, size);
        const auto saved = std::span(m_saved).subspan(from, size);
        if (std::equal(now.begin(), now.end(), saved.begin())) continue;
        std::string bytes;
        StateBytes out(bytes);
        for (const PartitionAccounting& partition : now) {
            out.number(partition.partition);
            saveFates(partition, out);
        }
        writer.put(scope, name + "/" + std::to_string(from), std::move(bytes));
        std::copy(now.begin(), now.end(), saved.begin());
    }
}

bool RecordLedger::restorePartitions(std::string_view segment) {
    StateView in(segment);
    while (!in.atEnd() && !in.damaged()) {
        PartitionAccounting& partition = of(static_cast<std::uint32_t>(in.number()));
        restoreFates(partition, in);
    }
    return !in.damaged();
}

}  // namespace guanlan
