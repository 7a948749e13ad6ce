// SPDX-License-Identifier: GPL-3.0-or-later
// What a query knows of its records: the part of QueryRun that counts.
#include "core/exec/query_run.h"
#include "core/plan/plan_printer.h"

#include <algorithm>
#include <cstdlib>

namespace guanlan {

namespace {

constexpr char kCountsKey[] = "counts";
constexpr char kPartitionsKey[] = "partitions/";

void addPartitions(std::vector<PartitionAccounting>& sum, const std::vector<PartitionAccounting>& parts) {
    for (const PartitionAccounting& part : parts) {
        const auto known = std::find_if(sum.begin(), sum.end(), [&part](const PartitionAccounting& one) {
            return one.partition == part.partition;
        });
        if (known == sum.end()) {
            sum.push_back(part);
        } else {
            *known += part;
        }
    }
}

}  // namespace

Accounting QueryRun::accounting(std::size_t source) const {
    Accounting sum;
    if (scansOf(source) == 0) return sum;
    for (const Entry& entry : m_entries) {
        if (entry.source == source) addRecords(sum, entry.ledger.total());
    }
    sum.rows = m_results.rows;
    sum.overflows = m_results.overflows;
    return sum;
}

std::vector<PartitionAccounting> QueryRun::partitions(std::size_t source) const {
    std::vector<PartitionAccounting> sum;
    for (const Entry& entry : m_entries) {
        if (entry.source != source) continue;
        if (sum.empty()) {
            sum = entry.ledger.partitions();
        } else {
            addPartitions(sum, entry.ledger.partitions());
        }
    }
    return sum;
}

void QueryRun::watchBad(RecordSet& records) {
    for (Entry& entry : m_entries)
        entry.ledger.watchBad(&records);
}

std::vector<OperatorAccounting> QueryRun::operators() const {
    std::vector<OperatorAccounting> operators;
    for (const Entry& entry : m_entries) {
        OperatorAccounting scan;
        scan.read = entry.ledger.total().read;
        scan.records = scan.read;
        scan.used = entry.passed;
        scan.bad = entry.refused;
        scan.handedOn = entry.passed;
        scan.name = printOperator(*entry.scan, m_context.plan);
        scan.position = entry.scan->position;
        operators.push_back(std::move(scan));
    }
    for (std::size_t slot = m_slots.size(); slot-- > 0;) {
        if (m_slots[slot].node == nullptr) continue;
        operators.push_back(m_slots[slot].stage->counts().counts());
        operators.back().name = printOperator(*m_slots[slot].node, m_context.plan);
        operators.back().position = m_slots[slot].node->position;
    }
    return operators;
}

void QueryRun::push(std::size_t source, const Chunk& scanned, std::span<const BadCount> undecoded,
                    std::span<const BadCount> refused) {
    Entry* last = nullptr;
    for (Entry& entry : m_entries) {
        if (entry.source != source) continue;
        last = &entry;
        entry.ledger.read(scanned.runs);
        for (const BadCount& bad : undecoded)
            entry.ledger.read(bad.partition, bad.records);
        for (const auto list : {undecoded, refused}) {
            for (const BadCount& bad : list) {
                entry.ledger.refuse(bad);
                entry.refused += bad.records;
            }
        }
        entry.passed += static_cast<std::int64_t>(scanned.rows());
    }
    if (scanned.rows() == 0 || last == nullptr) return;
    if (scansOf(source) > 1) return pushRowByRow(source, scanned);
    pushInto(*last, scanned);
}

void QueryRun::saveAccounting(StateWriter& writer) {
    std::string bytes;
    StateBytes out(bytes);
    out.integer(m_results.rows);
    out.integer(m_results.overflows);
    for (const Entry& entry : m_entries) {
        entry.ledger.saveTotal(out);
        out.integer(entry.passed);
        out.integer(entry.refused);
    }
    for (const Slot& slot : m_slots)
        slot.stage->counts().save(out);
    if (bytes == m_savedCounts) return;
    m_savedCounts = bytes;
    writer.put(m_query.fingerprint, kCountsKey, std::move(bytes));
    for (std::size_t entry = 0; entry < m_entries.size(); ++entry) {
        m_entries[entry].ledger.savePartitions(writer, m_query.fingerprint,
                                               kPartitionsKey + std::to_string(entry));
    }
}

bool QueryRun::restoreCounts(StateView in) {
    m_results.rows = in.integer();
    m_results.overflows = in.integer();
    for (Entry& entry : m_entries) {
        entry.ledger.restoreTotal(in);
        entry.passed = in.integer();
        entry.refused = in.integer();
    }
    for (const Slot& slot : m_slots)
        slot.stage->counts().restore(in);
    return !in.damaged() && in.atEnd();
}

bool QueryRun::restoreAccounting(StateReader& reader) {
    bool whole = true;
    reader.forEach(m_query.fingerprint, [&](std::string_view key, std::string_view segment) {
        if (key == kCountsKey) {
            m_savedCounts = segment;
            whole = restoreCounts(StateView(segment));
        } else if (key.starts_with(kPartitionsKey)) {
            const std::string_view rest = key.substr(sizeof kPartitionsKey - 1);
            const auto entry = static_cast<std::size_t>(std::atoi(std::string(rest).c_str()));
            whole = entry < m_entries.size() && m_entries[entry].ledger.restorePartitions(segment);
        }
        return whole;
    });
    return whole;
}

}  // namespace guanlan
