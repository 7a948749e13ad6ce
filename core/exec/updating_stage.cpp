// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exec/updating_stage.h"

#include "core/batch/row_values.h"

#include <algorithm>

namespace guanlan {

namespace {

std::vector<AggregateCall> withRowCount(std::vector<AggregateCall> calls) {
    calls.push_back(
        {.function = findAggregateFunction("COUNT"), .type = DataType::of(TypeKind::BigInt, false)});
    return calls;
}

bool sameCell(const Column& left, std::size_t leftRow, const Column& right, std::size_t rightRow) {
    if (left.isNull(leftRow) || right.isNull(rightRow)) return left.isNull(leftRow) == right.isNull(rightRow);
    return compareValues(left.value(leftRow), right.value(rightRow)) == 0;
}

using Columns = std::vector<ColumnPtr>;

bool sameRow(const Columns& left, std::size_t leftRow, const Columns& right, std::size_t rightRow) {
    for (std::size_t i = 0; i < left.size(); ++i) {
        if (!sameCell(*left[i], leftRow, *right[i], rightRow)) return false;
    }
    return true;
}

}  // namespace

UpdatingStage::UpdatingStage(const AggregateNode& node, UpdatingMode mode, SchemaPtr output,
                             const ExpressionEvaluator& evaluator, Accounting& accounting)
    : m_calls(withRowCount(node.calls)),
      m_inputs(node.keys, m_calls, evaluator),
      m_mode(mode),
      m_tracks(mode.changes || mode.retracts || mode.ttl > 0),
      m_output(std::move(output)),
      m_codec(m_inputs.keyTypes()),
      m_accounting(accounting),
      m_groups(std::make_unique<AggregatePane>(m_calls, m_codec.width(), mode.retracts)) {}

void UpdatingStage::push(Chunk chunk) {
    const AggregateInput input = m_inputs.evaluate(chunk, counts());
    m_selected.clear();
    for (std::size_t i = 0; i < chunk.rows(); ++i)
        m_selected.push_back(chunk.row(i));
    counts().keep(chunk);
    m_codec.encode(input.keys, m_selected, m_keyWords);
    if (!m_tracks) return m_groups->update(input, m_selected, m_keyWords);
    follow(chunk, input);
    if (m_mode.changes) emit(chunk, input);
}

void UpdatingStage::follow(const Chunk& chunk, const AggregateInput& input) {
    m_changes.clear();
    m_before = makeResults();
    m_after = makeResults();
    for (std::size_t i = 0; i < m_selected.size(); ++i) {
        const std::uint32_t row = m_selected[i];
        const std::uint32_t group = m_groups->groupOf(m_keyWords.data() + i * m_codec.width());
        growTo(m_groups->groups());
        if (m_mode.ttl > 0) forgetIfOld(group, timeOf(chunk, row));
        // What takes back a row of a group that is gone, or was never there, changes nothing.
        if (chunk.takesBack(row) && m_rows[group] == 0) continue;
        m_changes.push_back(apply(chunk, input, row, group));
    }
}

UpdatingStage::Change UpdatingStage::apply(const Chunk& chunk, const AggregateInput& input, std::uint32_t row,
                                           std::uint32_t group) {
    Change change{.row = row, .before = m_rows[group] > 0};
    if (m_mode.changes && change.before) m_groups->finish(group, m_codec, m_before.pointers, 0);
    m_groups->updateOne(input, row, group, chunk.takesBack(row));
    m_rows[group] += chunk.takesBack(row) ? -1 : 1;
    change.after = m_rows[group] > 0;
    if (!change.after) m_groups->reset(group);
    if (m_mode.changes && change.after && m_groups->finish(group, m_codec, m_after.pointers, 0))
        ++m_accounting.overflows;
    return change;
}

void UpdatingStage::emit(const Chunk& chunk, const AggregateInput& input) {
    Columns before;
    Columns after;
    for (std::size_t i = 0; i + 1 < m_calls.size(); ++i) {
        before.push_back(m_before.columns[i].seal());
        after.push_back(m_after.columns[i].seal());
    }
    std::vector<ColumnBuilder> out;
    for (const Field& field : m_output->fields())
        out.emplace_back(field.type);
    Chunk changes{.watermark = chunk.watermark};
    m_watermarks.clear();
    const auto add = [&](RowKind kind, const Change& change, const Columns& values, std::size_t row) {
        for (std::size_t i = 0; i < input.keys.size(); ++i)
            out[i].appendFrom(*input.keys[i], change.row);
        for (std::size_t i = 0; i < values.size(); ++i)
            out[input.keys.size() + i].appendFrom(*values[i], row);
        changes.kinds.push_back(kind);
        m_watermarks.push_back(chunk.watermarkAt(change.row));
    };
    std::size_t nextBefore = 0;
    std::size_t nextAfter = 0;
    for (const Change& change : m_changes) {
        const std::size_t left = change.before ? nextBefore++ : 0;
        const std::size_t right = change.after ? nextAfter++ : 0;
        if (change.before && change.after) {
            // With a time to live an equal result is told again, so that the stages behind remember it too.
            if (m_mode.ttl == 0 && sameRow(before, left, after, right)) continue;
            add(RowKind::UpdateBefore, change, before, left);
            add(RowKind::UpdateAfter, change, after, right);
        } else if (change.after) {
            add(RowKind::Insert, change, after, right);
        } else {
            add(RowKind::Delete, change, before, left);
        }
    }
    if (changes.kinds.empty()) return;
    changes.columnRows = changes.kinds.size();
    for (ColumnBuilder& builder : out)
        changes.columns.push_back(builder.seal());
    changes.watermarkBefore = m_watermarks;
    next().push(std::move(changes));
}

UpdatingStage::Results UpdatingStage::makeResults() const {
    Results results;
    if (!m_mode.changes) return results;
    for (std::size_t i = 0; i < m_calls.size(); ++i)
        results.columns.emplace_back(m_calls[i].type);
    for (ColumnBuilder& builder : results.columns)
        results.pointers.push_back(&builder);
    return results;
}

Chunk UpdatingStage::results(std::int64_t& overflows) const {
    std::vector<ColumnBuilder> builders;
    for (const Field& field : m_output->fields())
        builders.emplace_back(field.type);
    ColumnBuilder rowCount(DataType::of(TypeKind::BigInt, false));
    std::vector<ColumnBuilder*> columns;
    for (ColumnBuilder& builder : builders)
        columns.push_back(&builder);
    columns.push_back(&rowCount);
    for (const std::uint32_t group : m_groups->ordered(m_codec)) {
        if (!lives(group)) continue;
        if (m_groups->finish(group, m_codec, columns, m_inputs.keyTypes().size())) ++overflows;
    }
    Chunk chunk;
    for (ColumnBuilder& builder : builders)
        chunk.columns.push_back(builder.seal());
    chunk.columnRows = rowCount.size();
    return chunk;
}

std::optional<Chunk> UpdatingStage::open() const {
    std::int64_t ignored = 0;
    return results(ignored);
}

void UpdatingStage::advance(Micros watermark) {
    if (m_mode.ttl > 0) forgetOld(m_mode.clock != nullptr ? m_mode.clock->now() : watermark);
    next().advance(watermark);
}

void UpdatingStage::finish() {
    if (m_mode.changes) return;
    Chunk chunk = results(m_accounting.overflows);
    if (chunk.rows() > 0) next().push(std::move(chunk));
}

void UpdatingStage::growTo(std::size_t groups) {
    if (m_rows.size() >= groups) return;
    m_rows.resize(groups, 0);
    if (m_mode.ttl > 0) m_met.resize(groups, kMinTime);
}

Micros UpdatingStage::timeOf(const Chunk& chunk, std::uint32_t row) const {
    return m_mode.clock != nullptr ? m_mode.clock->now() : chunk.watermarkAt(row);
}

void UpdatingStage::forgetIfOld(std::uint32_t group, Micros now) {
    if (m_rows[group] > 0 && isOld(group, now)) {
        m_groups->reset(group);
        m_rows[group] = 0;
    }
    m_met[group] = now;
}

/// Gives back what groups hold that nothing has met for so long. What comes out does not depend on when.
void UpdatingStage::forgetOld(Micros now) {
    if (now == kMinTime || now == kMaxTime) return;
    m_now = now;
    if (m_lookedAt != kMinTime && now < m_lookedAt + m_mode.ttl / 2) return;
    m_lookedAt = now;
    std::size_t gone = 0;
    for (std::uint32_t group = 0; group < m_rows.size(); ++group) {
        if (m_rows[group] > 0 && isOld(group, now)) {
            m_groups->reset(group);
            m_rows[group] = 0;
        }
        if (m_rows[group] == 0) ++gone;
    }
    if (gone > m_rows.size() / 2) rebuild();
}

/// The living groups alone, under new numbers.
void UpdatingStage::rebuild() {
    std::vector<std::uint32_t> living;
    std::vector<Micros> met;
    std::vector<std::int64_t> rows;
    for (std::uint32_t group = 0; group < m_rows.size(); ++group) {
        if (m_rows[group] == 0) continue;
        living.push_back(group);
        met.push_back(m_met[group]);
        rows.push_back(m_rows[group]);
    }
    const std::string bytes = m_groups->saveOnly(m_codec, living);
    m_codec.forget();
    m_groups = std::make_unique<AggregatePane>(m_calls, m_codec.width(), m_mode.retracts);
    if (!bytes.empty()) (void)m_groups->restore(bytes, m_codec);  // written a moment ago
    m_met = std::move(met);
    m_rows = std::move(rows);
    m_saved = false;  // the numbers of the groups are others: all is written again
}

}  // namespace guanlan
