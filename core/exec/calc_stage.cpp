// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exec/calc_stage.h"

#include "core/exec/scan_conditions.h"

#include <algorithm>

namespace guanlan {

namespace {

void markColumns(const Expression& expression, std::vector<bool>& used) {
    if (expression.kind == Expression::Kind::Column) {
        if (used.size() <= expression.column) used.resize(expression.column + 1, false);
        used[expression.column] = true;
    }
    for (const Expression& argument : expression.arguments)
        markColumns(argument, used);
}

template <typename Keep>
void keepRows(Chunk& chunk, const Keep& keep) {
    if (chunk.all) {
        chunk.selected.clear();
        for (std::uint32_t row = 0; row < chunk.columnRows; ++row) {
            if (keep(row)) chunk.selected.push_back(row);
        }
        chunk.all = false;
        return;
    }
    std::erase_if(chunk.selected, [&keep](std::uint32_t row) { return !keep(row); });
}

}  // namespace

void dropBad(Chunk& chunk, const BadRows& bad, OperatorCounts* counts) {
    if (bad.rows.empty()) return;
    const std::size_t before = chunk.rows();
    if (counts != nullptr) counts->count(Fate::Bad, chunk);
    keepRows(chunk, [&bad](std::uint32_t row) { return bad.rows[row] == 0; });
    if (counts != nullptr) counts->count(Fate::Bad, chunk, -1);
    const auto dropped = static_cast<std::int64_t>(before - chunk.rows());
    if (counts == nullptr || chunk.ledger == nullptr || dropped == 0) return;
    chunk.ledger->addCause(bad.cause.empty() ? "expression" : bad.cause, dropped);
}

CalcStage::CalcStage(CalcNode node, const ExpressionEvaluator& evaluator)
    : m_node(std::move(node)), m_evaluator(evaluator) {
    m_computes = std::any_of(m_node.projections.begin(), m_node.projections.end(),
                             [](const Expression& e) { return e.kind == Expression::Kind::Call; });
    for (const Expression& projection : m_node.projections)
        markColumns(projection, m_usedColumns);
}

void CalcStage::push(Chunk chunk) {
    filter(chunk, &counts());
    if (chunk.rows() == 0) return;
    project(chunk, &counts());
    counts().pass(chunk);
    if (chunk.rows() > 0) next().push(std::move(chunk));
}

Chunk CalcStage::preview(Chunk chunk) const {
    filter(chunk, nullptr);
    project(chunk, nullptr);
    return chunk;
}

void CalcStage::filter(Chunk& chunk, OperatorCounts* counts) const {
    if (!m_node.filter) return;
    ScanConditions own(m_evaluator);
    ScanConditions& conditions = chunk.conditions != nullptr ? *chunk.conditions : own;
    const ScanConditions::Answer& answer = conditions.of(*m_node.filter, chunk.columns, chunk.columnRows);
    dropBad(chunk, answer.bad, counts);
    if (counts != nullptr) counts->count(Fate::Filtered, chunk);
    if (chunk.all) {
        chunk.selected = answer.rows;
        chunk.all = false;
    } else {
        const auto values = answer.holds->ints();
        keepRows(chunk, [&](std::uint32_t row) { return !answer.holds->isNull(row) && values[row] != 0; });
    }
    if (counts != nullptr) counts->count(Fate::Filtered, chunk, -1);
}

void CalcStage::project(Chunk& chunk, OperatorCounts* counts) const {
    chunk.conditions = nullptr;
    if (m_computes) compactIfSparse(chunk);
    std::vector<ColumnPtr> projected;
    projected.reserve(m_node.projections.size());
    BadRows bad;
    for (const Expression& projection : m_node.projections) {
        projected.push_back(m_evaluator.evaluate(projection, chunk.columns, chunk.columnRows, bad));
    }
    chunk.columns = std::move(projected);
    dropBad(chunk, bad, counts);
}

void CalcStage::compactIfSparse(Chunk& chunk) const {
    // Watermarks are looked up by row of the source batch, so rows before an aggregate keep their places.
    if (chunk.all || !chunk.watermarkBefore.empty()) return;
    for (std::size_t i = 0; i < chunk.columns.size(); ++i) {
        if (i < m_usedColumns.size() && m_usedColumns[i])
            chunk.columns[i] = gather(*chunk.columns[i], chunk.selected);
    }
    if (!chunk.kinds.empty()) {
        std::vector<RowKind> kinds;
        for (const std::uint32_t row : chunk.selected)
            kinds.push_back(chunk.kinds[row]);
        chunk.kinds = std::move(kinds);
    }
    chunk.columnRows = chunk.selected.size();
    chunk.selected.clear();
    chunk.all = true;
}

}  // namespace guanlan
