// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exec/query_run.h"

#include "core/exec/calc_stage.h"
#include "core/exec/updating_stage.h"
#include "core/exec/window_stage.h"

#include <algorithm>

namespace guanlan {

namespace {

constexpr char kAccountingKey[] = "accounting";
constexpr std::size_t kMostKeys = 64;

Error notYet(const std::string& what, TextPosition position) {
    Error error{ErrorCode::NotYet, "sql.not-yet", what + " cannot be run yet"};
    error.arguments = {what};
    error.position = position;
    return error;
}

Result<std::size_t> sourceOf(const Node& node) {
    if (const auto* scan = std::get_if<ScanNode>(&node.op)) return scan->source;
    if (node.inputs.size() != 1) return notYet("UNION ALL", node.position);
    return sourceOf(*node.inputs.front());
}

}  // namespace

Result<std::unique_ptr<QueryRun>> QueryRun::create(const Plan& plan, std::size_t query,
                                                   const ExpressionEvaluator& evaluator, const Zone& zone) {
    const Query& definition = plan.queries[query];
    const Result<std::size_t> source = sourceOf(*definition.root);
    if (!source) return source.error();
    auto run = std::unique_ptr<QueryRun>(new QueryRun(definition, *source));
    if (const Result<void> added = run->addStages(definition.root, evaluator, zone); !added)
        return added.error();
    run->connect();
    return run;
}

Result<void> QueryRun::addStages(const NodePtr& node, const ExpressionEvaluator& evaluator,
                                 const Zone& zone) {
    if (std::holds_alternative<ScanNode>(node->op)) return {};
    if (Result<void> below = addStages(node->inputs.front(), evaluator, zone); !below) return below;
    if (const auto* calc = std::get_if<CalcNode>(&node->op)) {
        m_stages.push_back(std::make_unique<CalcStage>(*calc, evaluator));
        return {};
    }
    if (std::holds_alternative<AggregateNode>(node->op)) return addAggregate(*node, evaluator, zone);
    return notYet("a window without GROUP BY window_start, window_end", node->position);
}

Result<void> QueryRun::addAggregate(const Node& node, const ExpressionEvaluator& evaluator,
                                    const Zone& zone) {
    const auto& aggregate = std::get<AggregateNode>(node.op);
    if (aggregate.keys.size() > kMostKeys) return notYet("GROUP BY over more than 64 columns", node.position);
    if (!aggregate.window) {
        m_stages.push_back(std::make_unique<UpdatingStage>(aggregate, node.output, evaluator, m_accounting));
        return {};
    }
    if (aggregate.window->kind == WindowKind::Session) return notYet("SESSION", node.position);
    if (aggregate.window->kind == WindowKind::Count) return notYet("COUNT_WINDOW", node.position);
    const DataType& time = (*node.inputs.front()->output)[aggregate.timeColumn].type;
    const Zone* timeZone = time.kind == TypeKind::TimestampLtz ? &zone : nullptr;
    m_stages.push_back(
        std::make_unique<WindowStage>(aggregate, node.output, timeZone, evaluator, m_accounting));
    return {};
}

void QueryRun::connect() {
    for (std::size_t i = 0; i < m_stages.size(); ++i) {
        m_stages[i]->setNext(i + 1 < m_stages.size() ? static_cast<StageOutput*>(m_stages[i + 1].get())
                                                     : &m_end);
    }
}

StageOutput& QueryRun::first() {
    if (m_stages.empty()) return m_end;
    return *m_stages.front();
}

void QueryRun::push(const Chunk& scanned, std::int64_t read, const std::map<std::string, std::int64_t>& bad) {
    m_accounting.read += read;
    for (const auto& [cause, records] : bad) {
        m_accounting.bad += records;
        m_accounting.badByCause[cause] += records;
    }
    if (scanned.rows() == 0) return;
    Chunk chunk = scanned;
    chunk.accounting = &m_accounting;
    first().push(std::move(chunk));
}

void QueryRun::advance(Micros watermark) {
    first().advance(watermark);
}

void QueryRun::finish() {
    advance(kMaxTime);
    for (const auto& stage : m_stages)
        stage->finish();
}

void QueryRun::collect(const Chunk& chunk) {
    // Rows that met no aggregate count as used here; behind one they are results.
    if (chunk.accounting != nullptr) chunk.accounting->used += static_cast<std::int64_t>(chunk.rows());
    m_accounting.rows += static_cast<std::int64_t>(chunk.rows());
    m_rows.push_back(batchOf(chunk));
}

BatchPtr QueryRun::batchOf(const Chunk& chunk) const {
    std::vector<ColumnPtr> columns = chunk.columns;
    if (!chunk.all) {
        for (ColumnPtr& column : columns)
            column = gather(*column, chunk.selected);
    }
    return std::make_shared<const Batch>(m_query.root->output, std::move(columns), chunk.rows());
}

std::vector<BatchPtr> QueryRun::takeRows() {
    return std::exchange(m_rows, {});
}

BatchPtr QueryRun::provisional() const {
    for (std::size_t i = m_stages.size(); i-- > 0;) {
        std::optional<Chunk> open = m_stages[i]->open();
        if (!open) continue;
        for (std::size_t later = i + 1; later < m_stages.size(); ++later) {
            *open = m_stages[later]->preview(std::move(*open));
        }
        return batchOf(*open);
    }
    return nullptr;
}

std::string QueryRun::scopeOf(std::size_t stage) const {
    return m_query.fingerprint + "/" + std::to_string(stage);
}

void QueryRun::save(StateWriter& writer) {
    for (std::size_t i = 0; i < m_stages.size(); ++i)
        m_stages[i]->save(writer, scopeOf(i));
    if (m_accounting == m_saved) return;
    m_saved = m_accounting;
    std::string bytes;
    StateBytes out(bytes);
    for (const std::int64_t count :
         {m_saved.read, m_saved.used, m_saved.filtered, m_saved.duplicate, m_saved.late, m_saved.bad,
          m_saved.latePairs, m_saved.rows, m_saved.overflows}) {
        out.integer(count);
    }
    for (const auto& [cause, records] : m_saved.badByCause) {
        out.text(cause);
        out.integer(records);
    }
    writer.put(m_query.fingerprint, kAccountingKey, std::move(bytes));
}

Result<void> QueryRun::restore(StateReader& reader, Micros watermark) {
    bool damaged = false;
    reader.forEach(m_query.fingerprint, [&](std::string_view /*key*/, std::string_view segment) {
        StateView in(segment);
        for (std::int64_t* count : {&m_accounting.read, &m_accounting.used, &m_accounting.filtered,
                                    &m_accounting.duplicate, &m_accounting.late, &m_accounting.bad,
                                    &m_accounting.latePairs, &m_accounting.rows, &m_accounting.overflows}) {
            *count = in.integer();
        }
        while (!in.atEnd()) {
            const std::string cause(in.text());
            m_accounting.badByCause[cause] = in.integer();
        }
        damaged = in.damaged();
        return !damaged;
    });
    if (damaged) return damagedState("the metric '" + m_query.name + "'");
    m_saved = m_accounting;
    for (std::size_t i = 0; i < m_stages.size(); ++i) {
        if (Result<void> restored = m_stages[i]->restore(reader, scopeOf(i), watermark); !restored)
            return restored;
    }
    return {};
}

}  // namespace guanlan
