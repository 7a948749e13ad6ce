// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exec/query_run.h"

#include "core/exec/last_rows_stage.h"
#include "core/exec/state_bytes.h"
#include "core/exec/union_stage.h"

#include <algorithm>

namespace guanlan {

namespace {

/// Windows that are corrected by taking their rows back.
bool takesWindowsBack(const Node& node) {
    const auto* aggregate = std::get_if<AggregateNode>(&node.op);
    return aggregate != nullptr && aggregate->window && node.updating;
}

/// A chunk of one row.
Chunk oneRow(const Chunk& chunk, std::uint32_t row, const RowRun& run) {
    Chunk one{.columnRows = 1, .watermark = chunk.watermarkAt(row), .runs = {&run, 1}};
    for (const ColumnPtr& column : chunk.columns)
        one.columns.push_back(gather(*column, {&row, 1}));
    return one;
}

}  // namespace

Result<std::unique_ptr<QueryRun>> QueryRun::create(const Query& query, Changes changes,
                                                   const StageContext& context, StageOutput* end) {
    auto run = std::unique_ptr<QueryRun>(new QueryRun(query, context));
    if (const Result<void> added =
            run->addBelow(query.root, changes, end != nullptr ? *end : run->m_end, run->m_top);
        !added)
        return added.error();
    return run;
}

Result<void> QueryRun::addBelow(const NodePtr& node, Changes changes, StageOutput& next,
                                std::vector<std::size_t>& inputs) {
    if (const auto* scan = std::get_if<ScanNode>(&node->op)) {
        m_entries.push_back({.source = scan->source, .first = &next, .scan = node.get()});
        return {};
    }
    if (std::holds_alternative<UnionNode>(node->op)) return addUnion(*node, changes, next, inputs);
    if (takesWindowsBack(*node) && changes == Changes::AtTheEnd) {
        const std::size_t last =
            addSlot(std::make_unique<LastRowsStage>(node->output), nullptr, next, inputs);
        return addInputs(last, node, Changes::EachOne);
    }
    auto stage = makeStage(*node, changes, m_context);
    if (!stage) return stage.error();
    const std::size_t slot = addSlot(std::move(*stage), node.get(), next, inputs);
    // A calculation passes on whatever comes; what keeps state needs every change of what it reads.
    const bool passes =
        std::holds_alternative<CalcNode>(node->op) || std::holds_alternative<LookupNode>(node->op);
    return addInputs(slot, node->inputs.front(), passes ? changes : Changes::EachOne);
}

Result<void> QueryRun::addInputs(std::size_t slot, const NodePtr& below, Changes changes) {
    std::vector<std::size_t> inputs;
    const std::size_t firstEntry = m_entries.size();
    if (Result<void> added = addBelow(below, changes, *m_slots[slot].before, inputs); !added) return added;
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
        last = addSlot(std::make_unique<LastRowsStage>(node.output), &node, next, inputs);
        above = m_slots[*last].before.get();
        slots = &below;
    }
    const std::size_t firstEntry = m_entries.size();
    auto watermarks = std::make_shared<UnionInput::Watermarks>();
    watermarks->inputs.assign(node.inputs.size(), kMinTime);
    for (std::size_t i = 0; i < node.inputs.size(); ++i) {
        const std::size_t slot =
            addSlot(std::make_unique<UnionInput>(watermarks, i), nullptr, *above, *slots);
        if (Result<void> added = addInputs(slot, node.inputs[i], last ? Changes::EachOne : changes); !added)
            return added;
    }
    if (!last) return {};
    m_slots[*last].inputs = std::move(below);
    for (std::size_t entry = firstEntry; entry < m_entries.size(); ++entry)
        m_slots[*last].entries.push_back(entry);
    return {};
}

std::size_t QueryRun::addSlot(std::unique_ptr<Stage> stage, const Node* node, StageOutput& next,
                              std::vector<std::size_t>& inputs) {
    Slot slot{.stage = std::move(stage), .node = node};
    slot.before = std::make_unique<Gate>(*slot.stage, slot.stage->counts(), Gate::Side::Before);
    slot.behind = std::make_unique<Gate>(next, slot.stage->counts(), Gate::Side::Behind);
    slot.stage->setNext(slot.behind.get());
    m_slots.push_back(std::move(slot));
    inputs.push_back(m_slots.size() - 1);
    return m_slots.size() - 1;
}

std::size_t QueryRun::scansOf(std::size_t source) const {
    return static_cast<std::size_t>(std::count_if(
        m_entries.begin(), m_entries.end(), [source](const Entry& entry) { return entry.source == source; }));
}

/// A source read twice: every record goes both ways before the next does, wherever a batch is cut.
void QueryRun::pushRowByRow(std::size_t source, const Chunk& scanned) {
    auto run = scanned.runs.begin();
    for (std::size_t i = 0; i < scanned.rows(); ++i) {
        const std::uint32_t row = scanned.row(i);
        while (row >= run->firstRow + run->rows)
            ++run;
        const RowRun own{
            .partition = run->partition, .rows = 1, .firstOffset = run->firstOffset + (row - run->firstRow)};
        const Chunk one = oneRow(scanned, row, own);
        for (Entry& entry : m_entries) {
            if (entry.source == source) entry.first->advance(one.watermark);
        }
        for (Entry& entry : m_entries) {
            if (entry.source == source) pushInto(entry, one);
        }
    }
}

void QueryRun::pushInto(Entry& entry, Chunk chunk) {
    chunk.ledger = &entry.ledger;
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
    if (chunk.ledger != nullptr) chunk.ledger->add(Fate::Used, chunk);
    m_results.rows += static_cast<std::int64_t>(chunk.rows());
    m_rows.push_back({.batch = batchOf(chunk), .closedBy = chunk.closedBy});
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

std::vector<QueryRun::Rows> QueryRun::takeRows() {
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
    saveAccounting(writer);
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
