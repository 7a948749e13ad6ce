// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exec/query_run.h"

#include "core/exec/last_rows_stage.h"
#include "core/exec/state_bytes.h"
#include "core/exec/union_stage.h"

#include <algorithm>

namespace guanlan {

namespace {

constexpr char kAccountingKey[] = "accounting";

void saveCounts(const Accounting& counts, StateBytes& out) {
    for (const std::int64_t count : {counts.read, counts.used, counts.filtered, counts.duplicate, counts.late,
                                     counts.bad, counts.latePairs, counts.rows, counts.overflows}) {
        out.integer(count);
    }
    out.number(counts.badByCause.size());
    for (const auto& [cause, records] : counts.badByCause) {
        out.text(cause);
        out.integer(records);
    }
}

void restoreCounts(Accounting& counts, StateView& in) {
    for (std::int64_t* count : {&counts.read, &counts.used, &counts.filtered, &counts.duplicate, &counts.late,
                                &counts.bad, &counts.latePairs, &counts.rows, &counts.overflows}) {
        *count = in.integer();
    }
    for (std::uint64_t causes = in.number(); causes > 0 && !in.damaged(); --causes) {
        const std::string cause(in.text());
        counts.badByCause[cause] = in.integer();
    }
}

void addCounts(Accounting& sum, const Accounting& part) {
    sum.read += part.read;
    sum.used += part.used;
    sum.filtered += part.filtered;
    sum.duplicate += part.duplicate;
    sum.late += part.late;
    sum.bad += part.bad;
    sum.latePairs += part.latePairs;
    for (const auto& [cause, records] : part.badByCause)
        sum.badByCause[cause] += records;
}

/// A chunk of one row.
Chunk oneRow(const Chunk& chunk, std::uint32_t row) {
    Chunk one{.columnRows = 1, .watermark = chunk.watermarkAt(row)};
    for (const ColumnPtr& column : chunk.columns)
        one.columns.push_back(gather(*column, {&row, 1}));
    return one;
}

}  // namespace

Result<std::unique_ptr<QueryRun>> QueryRun::create(const Query& query, Changes changes,
                                                   const StageContext& context) {
    auto run = std::unique_ptr<QueryRun>(new QueryRun(query, context));
    if (const Result<void> added = run->addBelow(query.root, changes, run->m_end, run->m_top); !added)
        return added.error();
    return run;
}

Result<void> QueryRun::addBelow(const NodePtr& node, Changes changes, StageOutput& next,
                                std::vector<std::size_t>& inputs) {
    if (const auto* scan = std::get_if<ScanNode>(&node->op)) {
        m_entries.push_back({.source = scan->source, .first = &next});
        return {};
    }
    if (std::holds_alternative<UnionNode>(node->op)) return addUnion(*node, changes, next, inputs);
    auto stage = makeStage(*node, changes, m_context);
    if (!stage) return stage.error();
    const std::size_t slot = addSlot(std::move(*stage), next, inputs);
    // A calculation passes on whatever comes; what keeps state needs every change of what it reads.
    const bool passes =
        std::holds_alternative<CalcNode>(node->op) || std::holds_alternative<LookupNode>(node->op);
    return addInputs(slot, node->inputs.front(), passes ? changes : Changes::EachOne);
}

Result<void> QueryRun::addInputs(std::size_t slot, const NodePtr& below, Changes changes) {
    std::vector<std::size_t> inputs;
    const std::size_t firstEntry = m_entries.size();
    if (Result<void> added = addBelow(below, changes, *m_slots[slot].stage, inputs); !added) return added;
    m_slots[slot].inputs = std::move(inputs);
    for (std::size_t entry = firstEntry; entry < m_entries.size(); ++entry)
        m_slots[slot].entries.push_back(entry);
    return {};
}

Result<void> QueryRun::addUnion(const Node& node, Changes changes, StageOutput& next,
                                std::vector<std::size_t>& inputs) {
    StageOutput* above = &next;
    std::vector<std::size_t>* slots = &inputs;
    std::vector<std::size_t> below;
    std::optional<std::size_t> last;
    if (node.updating && changes == Changes::AtTheEnd) {
        last = addSlot(std::make_unique<LastRowsStage>(node.output), next, inputs);
        above = m_slots[*last].stage.get();
        slots = &below;
    }
    const std::size_t firstEntry = m_entries.size();
    auto watermarks = std::make_shared<UnionInput::Watermarks>();
    watermarks->inputs.assign(node.inputs.size(), kMinTime);
    for (std::size_t i = 0; i < node.inputs.size(); ++i) {
        const std::size_t slot = addSlot(std::make_unique<UnionInput>(watermarks, i), *above, *slots);
        if (Result<void> added = addInputs(slot, node.inputs[i], last ? Changes::EachOne : changes); !added)
            return added;
    }
    if (!last) return {};
    m_slots[*last].inputs = std::move(below);
    for (std::size_t entry = firstEntry; entry < m_entries.size(); ++entry)
        m_slots[*last].entries.push_back(entry);
    return {};
}

std::size_t QueryRun::addSlot(std::unique_ptr<Stage> stage, StageOutput& next,
                              std::vector<std::size_t>& inputs) {
    stage->setNext(&next);
    m_slots.push_back({.stage = std::move(stage)});
    inputs.push_back(m_slots.size() - 1);
    return m_slots.size() - 1;
}

std::size_t QueryRun::scansOf(std::size_t source) const {
    return static_cast<std::size_t>(std::count_if(
        m_entries.begin(), m_entries.end(), [source](const Entry& entry) { return entry.source == source; }));
}

Accounting QueryRun::accounting(std::size_t source) const {
    Accounting sum;
    if (scansOf(source) == 0) return sum;
    for (const Entry& entry : m_entries) {
        if (entry.source == source) addCounts(sum, entry.accounting);
    }
    sum.rows = m_results.rows;
    sum.overflows = m_results.overflows;
    return sum;
}

void QueryRun::push(std::size_t source, const Chunk& scanned, std::int64_t read,
                    const std::map<std::string, std::int64_t>& bad) {
    Entry* last = nullptr;
    for (Entry& entry : m_entries) {
        if (entry.source != source) continue;
        last = &entry;
        entry.accounting.read += read;
        for (const auto& [cause, records] : bad) {
            entry.accounting.bad += records;
            entry.accounting.badByCause[cause] += records;
        }
    }
    if (scanned.rows() == 0 || last == nullptr) return;
    if (scansOf(source) > 1) return pushRowByRow(source, scanned);
    pushInto(*last, scanned);
}

/// A source read twice: every record goes both ways before the next does, wherever a batch is cut.
void QueryRun::pushRowByRow(std::size_t source, const Chunk& scanned) {
    for (std::size_t i = 0; i < scanned.rows(); ++i) {
        const Chunk one = oneRow(scanned, scanned.row(i));
        for (Entry& entry : m_entries) {
            if (entry.source == source) entry.first->advance(one.watermark);
        }
        for (Entry& entry : m_entries) {
            if (entry.source == source) pushInto(entry, one);
        }
    }
}

void QueryRun::pushInto(Entry& entry, Chunk chunk) {
    chunk.accounting = &entry.accounting;
    entry.first->push(std::move(chunk));
}

void QueryRun::advance(std::size_t source, Micros watermark) {
    for (const Entry& entry : m_entries) {
        if (entry.source == source) entry.first->advance(watermark);
    }
}

void QueryRun::endSource(std::size_t source) {
    // Of a single source the end is known only when the whole run ends: until then it may be followed on.
    if (m_entries.size() > scansOf(source)) advance(source, kMaxTime);
}

void QueryRun::tick() {
    for (std::size_t slot = m_slots.size(); slot-- > 0;)
        m_slots[slot].stage->tick();
}

void QueryRun::finish() {
    for (const Entry& entry : m_entries)
        entry.first->advance(kMaxTime);
    for (std::size_t slot = m_slots.size(); slot-- > 0;)
        m_slots[slot].stage->finish();
}

void QueryRun::collect(const Chunk& chunk) {
    // Rows that met no aggregate count as used here; behind one they are results.
    if (chunk.accounting != nullptr) chunk.accounting->used += static_cast<std::int64_t>(chunk.rows());
    m_results.rows += static_cast<std::int64_t>(chunk.rows());
    m_rows.push_back(batchOf(chunk));
}

BatchPtr QueryRun::batchOf(const Chunk& chunk) const {
    std::vector<ColumnPtr> columns = chunk.columns;
    if (!chunk.all) {
        for (ColumnPtr& column : columns)
            column = gather(*column, chunk.selected);
    }
    auto batch = std::make_shared<Batch>(m_query.root->output, std::move(columns), chunk.rows());
    for (std::size_t i = 0; i < chunk.rows() && !chunk.kinds.empty(); ++i)
        batch->kinds.push_back(chunk.kinds[chunk.row(i)]);
    return batch;
}

std::optional<Error> QueryRun::problem() const {
    for (const Slot& slot : m_slots) {
        if (std::optional<Error> problem = slot.stage->problem()) return problem;
    }
    return std::nullopt;
}

std::vector<BatchPtr> QueryRun::takeRows() {
    return std::exchange(m_rows, {});
}

void QueryRun::addProvisional(std::size_t slot, const std::function<void(Chunk)>& take) const {
    const Stage& stage = *m_slots[slot].stage;
    if (std::optional<Chunk> open = stage.open()) return take(std::move(*open));
    for (const std::size_t input : m_slots[slot].inputs) {
        addProvisional(input, [&](Chunk chunk) { take(stage.preview(std::move(chunk))); });
    }
}

BatchPtr QueryRun::provisional() const {
    std::vector<BatchPtr> parts;
    for (const std::size_t slot : m_top)
        addProvisional(slot, [&](const Chunk& chunk) { parts.push_back(batchOf(chunk)); });
    if (parts.size() <= 1) return parts.empty() ? nullptr : parts.front();
    BatchBuilder all(m_query.root->output);
    for (const BatchPtr& part : parts) {
        for (std::size_t row = 0; row < part->rows(); ++row)
            all.appendRow(*part, row);
    }
    return std::make_shared<const Batch>(all.seal());
}

std::string QueryRun::scopeOf(std::size_t slot) const {
    return m_query.fingerprint + "/" + std::to_string(m_slots.size() - 1 - slot);
}

void QueryRun::save(StateWriter& writer) {
    for (std::size_t slot = 0; slot < m_slots.size(); ++slot)
        m_slots[slot].stage->save(writer, scopeOf(slot));
    bool changed = !(m_results == m_savedResults);
    for (const Entry& entry : m_entries)
        changed = changed || !(entry.accounting == entry.saved);
    if (!changed) return;
    std::string bytes;
    StateBytes out(bytes);
    saveCounts(m_results, out);
    m_savedResults = m_results;
    for (Entry& entry : m_entries) {
        saveCounts(entry.accounting, out);
        entry.saved = entry.accounting;
    }
    writer.put(m_query.fingerprint, kAccountingKey, std::move(bytes));
}

bool QueryRun::restoreAccounting(StateReader& reader) {
    bool whole = true;
    reader.forEach(m_query.fingerprint, [&](std::string_view /*key*/, std::string_view segment) {
        StateView in(segment);
        restoreCounts(m_results, in);
        for (Entry& entry : m_entries)
            restoreCounts(entry.accounting, in);
        whole = !in.damaged();
        return whole;
    });
    m_savedResults = m_results;
    for (Entry& entry : m_entries)
        entry.saved = entry.accounting;
    return whole;
}

Result<void> QueryRun::restore(StateReader& reader, std::span<const Micros> watermarks) {
    if (!restoreAccounting(reader)) return damagedState("the metric '" + m_query.name + "'");
    for (std::size_t slot = 0; slot < m_slots.size(); ++slot) {
        Micros least = kMaxTime;
        for (const std::size_t entry : m_slots[slot].entries)
            least = std::min(least, watermarks[m_entries[entry].source]);
        if (Result<void> restored = m_slots[slot].stage->restore(reader, scopeOf(slot), least); !restored)
            return restored;
    }
    return {};
}

}  // namespace guanlan
