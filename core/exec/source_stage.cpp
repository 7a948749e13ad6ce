// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exec/source_stage.h"

#include <algorithm>

namespace guanlan {

namespace {

constexpr char kStateKey[] = "progress";
constexpr std::size_t kMostSamples = 100;
const Micros kEarliest = microsFromCivil({.year = 1});
const Micros kLatest = microsFromCivil({.year = 10000}) - 1;

}  // namespace

SourceStage::SourceStage(const TableDefinition& table, const JobSettings& settings, const Clock& clock,
                         Micros maxFuture, const ExpressionEvaluator& evaluator)
    : m_table(table),
      m_clock(clock),
      m_zone(settings.zone),
      m_bounded(settings.bounded),
      m_maxFuture(maxFuture),
      m_evaluator(evaluator),
      m_watermarks(table.watermarkDelay),
      m_conditions(evaluator) {}

const Chunk& SourceStage::scan(const SourceBatch& batch) {
    m_refused.clear();
    m_chunk = {};
    m_conditions.renew();
    m_chunk.conditions = &m_conditions;
    m_now = m_clock.now();
    countDecoded(batch);
    for (const std::uint32_t partition : batch.idle)
        m_watermarks.noteIdle(partition);
    for (const PartitionProgress& progress : batch.progress)
        m_watermarks.noteProgress(progress);
    m_chunk.watermark = m_watermarks.watermark();
    if (!batch.rows.empty()) {
        compute(batch);
        followTime(batch);
    }
    m_chunk.runs = batch.rows.runs;
    return m_chunk;
}

void SourceStage::countDecoded(const SourceBatch& batch) {
    m_read += static_cast<std::int64_t>(batch.rows.rows());
    for (const BadCount& bad : batch.bad) {
        m_read += bad.records;
        m_bad += bad.records;
        m_watermarks.noteRead(bad.partition, bad.records);
        m_watermarks.noteBad(bad.partition, bad.records);
    }
    for (const BadRecord& sample : batch.samples) {
        if (m_newSamples.size() < kMostSamples) m_newSamples.push_back(sample);
    }
}

void SourceStage::compute(const SourceBatch& batch) {
    m_computeBad = {};
    m_chunk.columnRows = batch.rows.rows();
    std::size_t next = 0;
    for (const TableColumn& column : m_table.columns) {
        if (column.kind == TableColumn::Kind::Computed) {
            m_chunk.columns.push_back(m_evaluator.evaluate(*column.computation, batch.rows.columns(),
                                                           m_chunk.columnRows, m_computeBad));
        } else {
            m_chunk.columns.push_back(batch.rows.columns()[next++]);
        }
    }
}

void SourceStage::followTime(const SourceBatch& batch) {
    m_before.resize(m_chunk.columnRows);
    m_chunk.watermarkBefore = m_before;
    for (const RowRun& run : batch.rows.runs)
        followRun(batch, run);
}

bool SourceStage::timesAreWallTimes() const {
    return m_table.rowtime && m_table.columns[*m_table.rowtime].type.kind != TypeKind::TimestampLtz;
}

Micros SourceStage::instantOf(Micros watermark) const {
    const bool none = watermark == kMinTime || watermark == kMaxTime;
    return none || !timesAreWallTimes() ? watermark : m_zone.toUtc(watermark);
}

Micros SourceStage::latestAllowed(const SourceBatch& batch, std::uint32_t row) const {
    if (m_maxFuture <= 0) return kLatest;
    Micros reference = m_now;
    if (!batch.recordTimes.empty()) {
        reference = batch.recordTimes[row];
    } else if (m_bounded) {
        return kLatest;
    }
    return (timesAreWallTimes() ? m_zone.toLocal(reference) : reference) + m_maxFuture;
}

const char* SourceStage::timeProblem(const Column& times, std::uint32_t row, Micros latest) const {
    if (times.isNull(row)) return "rowtime.null";
    const Micros time = times.ints()[row];
    if (time < kEarliest || time > kLatest) return "rowtime.absurd";
    return time > latest ? "rowtime.future" : nullptr;
}

void SourceStage::followRun(const SourceBatch& batch, const RowRun& run) {
    PartitionWatermarks::Run follow = m_watermarks.begin(run.partition);
    const Column* times = m_table.rowtime ? m_chunk.columns[*m_table.rowtime].get() : nullptr;
    const Micros sameLatest =
        times != nullptr && batch.recordTimes.empty() ? latestAllowed(batch, run.firstRow) : 0;
    const bool plain = times != nullptr && !times->hasNulls() && batch.recordTimes.empty() &&
                       m_computeBad.rows.empty() && m_chunk.all;
    std::uint32_t row = run.firstRow;
    if (plain) row = followPlain(times->ints(), run, sameLatest, follow);
    for (; row < run.firstRow + run.rows; ++row) {
        m_before[row] = follow.current();
        if (!m_computeBad.rows.empty() && m_computeBad.rows[row] != 0) {
            refuse(run, row, m_computeBad.cause);
            continue;
        }
        if (times != nullptr) {
            const Micros latest = batch.recordTimes.empty() ? sameLatest : latestAllowed(batch, row);
            if (const char* problem = timeProblem(*times, row, latest)) {
                refuse(run, row, problem);
                continue;
            }
            follow.before(times->ints()[row]);
        }
        if (!m_chunk.all) m_chunk.selected.push_back(row);
    }
    m_watermarks.end(run.partition, follow);
    m_watermarks.noteRead(run.partition, run.rows);
}

/// Rows up to the first whose time is impossible.
std::uint32_t SourceStage::followPlain(std::span<const Micros> times, const RowRun& run, Micros latest,
                                       PartitionWatermarks::Run& follow) {
    const Micros most = std::min(latest, kLatest);
    PartitionWatermarks::Run own = follow;  // a copy stays in registers
    Micros* before = m_before.data();
    std::uint32_t row = run.firstRow;
    for (; row < run.firstRow + run.rows; ++row) {
        const Micros time = times[row];
        if (time < kEarliest || time > most) break;
        before[row] = own.before(time);
    }
    follow = own;
    return row;
}

void SourceStage::refuse(const RowRun& run, std::uint32_t row, const std::string& cause) {
    if (m_chunk.all) {
        m_chunk.all = false;
        for (std::uint32_t good = 0; good < row; ++good)
            m_chunk.selected.push_back(good);
    }
    ++m_bad;
    m_watermarks.noteBad(run.partition, 1);
    const auto known = std::find_if(m_refused.begin(), m_refused.end(), [&](const BadCount& bad) {
        return bad.partition == run.partition && bad.cause == cause;
    });
    BadCount& bad =
        known != m_refused.end() ? *known : m_refused.emplace_back(BadCount{run.partition, cause, 0});
    ++bad.records;
    if (m_newSamples.size() >= kMostSamples) return;
    m_newSamples.push_back(
        {.partition = run.partition, .offset = run.firstOffset + (row - run.firstRow), .cause = cause});
}

std::uint32_t SourceStage::firstRowAt(Micros watermark) const {
    const std::span<const Micros> before = m_chunk.watermarkBefore;
    return static_cast<std::uint32_t>(std::lower_bound(before.begin(), before.end(), watermark) -
                                      before.begin());
}

Micros SourceStage::watermark() const {
    return m_watermarks.watermark();
}

SourceView SourceStage::view() {
    SourceView view;
    view.read = m_read;
    view.bad = m_bad;
    view.watermark = instantOf(m_watermarks.watermark());
    view.partitions = m_watermarks.views();
    for (PartitionView& partition : view.partitions)
        partition.watermark = instantOf(partition.watermark);
    view.newSamples.swap(m_newSamples);
    return view;
}

void SourceStage::save(StateWriter& writer) {
    std::string bytes;
    StateBytes out(bytes);
    out.integer(m_read);
    out.integer(m_bad);
    m_watermarks.save(out);
    writer.put(stateScope(), kStateKey, std::move(bytes));
}

Result<void> SourceStage::restore(StateReader& reader) {
    bool damaged = false;
    reader.forEach(stateScope(), [&](std::string_view /*key*/, std::string_view segment) {
        StateView in(segment);
        m_read = in.integer();
        m_bad = in.integer();
        damaged = !m_watermarks.restore(in);
        return !damaged;
    });
    if (damaged) return damagedState("the source '" + m_table.name + "'");
    return {};
}

}  // namespace guanlan
