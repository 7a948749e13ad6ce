// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/event_time_merge.h"

#include <algorithm>
#include <utility>

namespace guanlan {

EventTimeMerge::EventTimeMerge(const TableDefinition& table, const SourceSettings& settings)
    : m_table(table), m_settings(settings), m_evaluator(settings.zone, *settings.clock) {
    for (std::size_t i = 0; i < *table.rowtime; ++i) {
        if (table.columns[i].kind != TableColumn::Kind::Computed) ++m_timeColumn;
    }
}

void EventTimeMerge::add(std::uint32_t partition, SourceBatch decoded, std::int64_t nextOffset) {
    Lane& lane = m_lanes[partition];
    lane.times = timesOf(decoded);
    // Bad records that were not taken yet came before these.
    decoded.bad.insert(decoded.bad.begin(), lane.decoded.bad.begin(), lane.decoded.bad.end());
    decoded.samples.insert(decoded.samples.begin(), lane.decoded.samples.begin(), lane.decoded.samples.end());
    lane.decoded = std::move(decoded);
    lane.at = 0;
    lane.run = 0;
    lane.nextOffset = nextOffset;
}

/// A row that the engine will refuse for its time goes at once: it must not hold back those behind it.
std::vector<Micros> EventTimeMerge::timesOf(const SourceBatch& decoded) const {
    const Batch& rows = decoded.rows;
    std::vector<Micros> times(rows.rows(), kMinTime);
    if (rows.empty()) return times;
    const TableColumn& column = m_table.columns[*m_table.rowtime];
    BadRows bad;
    const ColumnPtr computed =
        column.kind == TableColumn::Kind::Computed
            ? m_evaluator.evaluate(*column.computation, rows.columns(), rows.rows(), bad)
            : rows.columns()[m_timeColumn];
    for (std::size_t row = 0; row < times.size(); ++row) {
        if (computed->isNull(row)) continue;
        const Micros time = computed->ints()[row];
        if (time <= latestAllowed(decoded, row)) times[row] = time;
    }
    return times;
}

Micros EventTimeMerge::latestAllowed(const SourceBatch& decoded, std::size_t row) const {
    if (decoded.recordTimes.empty() || m_settings.maxFuture <= 0) return kMaxTime;
    const Micros reference = decoded.recordTimes[row];
    const bool instant = m_table.columns[*m_table.rowtime].type.kind == TypeKind::TimestampLtz;
    return (instant ? reference : m_settings.zone.toLocal(reference)) + m_settings.maxFuture;
}

bool EventTimeMerge::has(std::uint32_t partition) const {
    const auto lane = m_lanes.find(partition);
    return lane != m_lanes.end() && lane->second.has();
}

bool EventTimeMerge::ready() {
    return first() != nullptr || std::any_of(m_lanes.begin(), m_lanes.end(), [](const Entry& entry) {
               return !entry.second.has() && !entry.second.decoded.bad.empty();
           });
}

bool EventTimeMerge::drained() const {
    return std::all_of(m_lanes.begin(), m_lanes.end(), [](const Entry& entry) {
        return entry.second.finished && !entry.second.has() && entry.second.decoded.bad.empty();
    });
}

std::optional<std::int64_t> EventTimeMerge::nextOffset(std::uint32_t partition) const {
    const auto lane = m_lanes.find(partition);
    if (lane == m_lanes.end() || lane->second.nextOffset < 0) return std::nullopt;
    return lane->second.has() ? lane->second.offset() : lane->second.nextOffset;
}

/// Whose row is next; null while a partition must be asked first.
EventTimeMerge::Entry* EventTimeMerge::first() {
    Entry* earliest = nullptr;
    for (Entry& entry : m_lanes) {
        const Lane& lane = entry.second;
        if (!lane.has()) {
            if (!lane.finished) return nullptr;
            continue;
        }
        if (earliest == nullptr || lane.times[lane.at] < earliest->second.times[earliest->second.at])
            earliest = &entry;
    }
    return earliest;
}

/// The least head of the other partitions.
std::optional<std::pair<Micros, std::uint32_t>> EventTimeMerge::headBeside(std::uint32_t partition) const {
    std::optional<std::pair<Micros, std::uint32_t>> least;
    for (const auto& [number, lane] : m_lanes) {
        if (number == partition || !lane.has()) continue;
        const std::pair<Micros, std::uint32_t> head(lane.times[lane.at], number);
        if (!least || head < *least) least = head;
    }
    return least;
}

void EventTimeMerge::moveRow(Entry& entry, std::vector<RowRun>& runs) {
    auto& [partition, lane] = entry;
    const std::int64_t offset = lane.offset();
    const bool follows = !runs.empty() && runs.back().partition == partition &&
                         runs.back().firstOffset + runs.back().rows == offset;
    if (follows) {
        ++runs.back().rows;
    } else {
        runs.push_back({partition, static_cast<std::uint32_t>(m_rows->rows()), 1, offset});
    }
    m_rows->appendRow(lane.decoded.rows, lane.at);
    if (lane.decoded.recordTimes.empty()) {
        m_someWithoutTime = true;
    } else {
        m_recordTimes.push_back(lane.decoded.recordTimes[lane.at]);
    }
    ++lane.at;
    const RowRun& run = lane.decoded.rows.runs[lane.run];
    if (lane.at >= run.firstRow + run.rows) ++lane.run;
}

void EventTimeMerge::moveBad(Lane& lane, SourceBatch& out) {
    if (lane.has()) return;
    out.bad.insert(out.bad.end(), lane.decoded.bad.begin(), lane.decoded.bad.end());
    out.samples.insert(out.samples.end(), lane.decoded.samples.begin(), lane.decoded.samples.end());
    lane.decoded.bad.clear();
    lane.decoded.samples.clear();
}

void EventTimeMerge::take(SourceBatch& out, std::size_t most) {
    std::vector<RowRun> runs;
    std::size_t taken = 0;
    m_someWithoutTime = false;
    Entry* from = nullptr;
    while (taken < most && (from = first()) != nullptr) {
        Lane& lane = from->second;
        if (!m_rows) m_rows.emplace(lane.decoded.rows.schemaPtr());
        const auto other = headBeside(from->first);
        do {
            moveRow(*from, runs);
            ++taken;
        } while (taken < most && lane.has() &&
                 (!other || std::pair(lane.times[lane.at], from->first) < *other));
    }
    for (auto& [partition, lane] : m_lanes)
        moveBad(lane, out);
    if (taken == 0) return;
    out.rows = m_rows->seal();
    out.rows.runs = std::move(runs);
    if (m_someWithoutTime) m_recordTimes.clear();
    out.recordTimes = std::exchange(m_recordTimes, {});
}

}  // namespace guanlan
