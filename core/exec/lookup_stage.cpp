// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exec/lookup_stage.h"

#include "core/exec/calc_stage.h"
#include "core/exec/row_runs.h"

#include <algorithm>

namespace guanlan {

namespace {

std::vector<DataType> typesOf(const std::vector<Expression>& expressions) {
    std::vector<DataType> types;
    for (const Expression& expression : expressions)
        types.push_back(expression.type);
    return types;
}

}  // namespace

LookupStage::LookupStage(LookupNode node, SchemaPtr output, std::size_t inputColumns,
                         std::unique_ptr<LookupTable> table, const ExpressionEvaluator& evaluator)
    : m_node(std::move(node)),
      m_output(std::move(output)),
      m_inputColumns(inputColumns),
      m_answers(std::make_unique<LookupAnswers>(std::move(table), typesOf(m_node.values))),
      m_evaluator(evaluator) {
    for (std::size_t i = m_inputColumns; i < m_output->size(); ++i)
        m_dictionaries.push_back(std::make_shared<Dictionary>());
}

void LookupStage::push(Chunk chunk) {
    const Pairs pairs = join(chunk, m_problem, &counts());
    if (m_problem) return refuse(chunk);
    count(chunk, pairs);
    // A record counts once however many rows are found for it, so its further rows travel apart.
    for (std::size_t from = 0; from < pairs.size();) {
        std::size_t to = from + 1;
        while (to < pairs.size() && pairs[to].again == pairs[from].again)
            ++to;
        send(chunk, std::span(pairs).subspan(from, to - from));
        from = to;
    }
}

/// The run ends here, but its last records are accounted for.
void LookupStage::refuse(const Chunk& chunk) {
    counts().count(Fate::Bad, chunk);
    if (chunk.ledger != nullptr) chunk.ledger->addCause("lookup", static_cast<std::int64_t>(chunk.rows()));
}

void LookupStage::count(const Chunk& chunk, const Pairs& pairs) {
    if (m_node.keepsUnmatched) return counts().pass(chunk);
    std::vector<std::uint32_t> met;
    for (const Pair& pair : pairs) {
        if (!pair.again) met.push_back(pair.row);
    }
    counts().pass(met.size());
    counts().count(Fate::Filtered, chunk);
    counts().count(Fate::Filtered, chunk, met, -1);
}

Chunk LookupStage::preview(Chunk chunk) const {
    std::optional<Error> problem;  // the next row meets it again, and then it counts
    const Pairs pairs = join(chunk, problem, nullptr);
    return chunkOf(chunk, pairs);
}

LookupStage::Pairs LookupStage::join(Chunk& chunk, std::optional<Error>& problem,
                                     OperatorCounts* counts) const {
    const Pairs found = candidates(chunk, problem, counts);
    if (problem) return {};
    const std::vector<bool> meet = meetCondition(chunk, found);
    Pairs pairs;
    std::size_t next = 0;
    for (std::size_t i = 0; i < chunk.rows(); ++i) {
        bool any = false;
        for (; next < found.size() && found[next].row == chunk.row(i); ++next) {
            if (!meet[next]) continue;
            pairs.push_back(found[next]);
            pairs.back().again = any;
            any = true;
        }
        if (!any && m_node.keepsUnmatched) pairs.push_back({.row = chunk.row(i)});
    }
    return pairs;
}

/// Rows with equal keys.
LookupStage::Pairs LookupStage::candidates(Chunk& chunk, std::optional<Error>& problem,
                                           OperatorCounts* counts) const {
    std::vector<ColumnPtr> keys;
    BadRows bad;
    for (const Expression& value : m_node.values)
        keys.push_back(m_evaluator.evaluate(value, chunk.columns, chunk.columnRows, bad));
    dropBad(chunk, bad, counts);
    std::vector<std::uint32_t> rows;
    for (std::size_t i = 0; i < chunk.rows(); ++i) {
        const std::uint32_t row = chunk.row(i);
        const auto isNull = [row](const ColumnPtr& key) { return key->isNull(row); };
        if (std::none_of(keys.begin(), keys.end(), isNull)) rows.push_back(row);  // null equals nothing
    }
    Pairs pairs;
    const auto answers = m_answers->find(keys, rows);
    if (!answers) {
        problem = answers.error();
        return pairs;
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        for (const RowValues& found : *(*answers)[i])
            pairs.push_back({.row = rows[i], .found = &found});
    }
    return pairs;
}

std::vector<bool> LookupStage::meetCondition(const Chunk& chunk, const Pairs& pairs) const {
    std::vector<bool> meet(pairs.size(), true);
    if (!m_node.condition || pairs.empty()) return meet;
    const Chunk all = chunkOf(chunk, pairs);
    BadRows bad;  // a condition that cannot be computed is not met
    const ColumnPtr holds = m_evaluator.evaluate(*m_node.condition, all.columns, all.columnRows, bad);
    for (std::size_t i = 0; i < pairs.size(); ++i)
        meet[i] = !holds->isNull(i) && holds->ints()[i] != 0;
    return meet;
}

Chunk LookupStage::chunkOf(const Chunk& input, std::span<const Pair> pairs) const {
    std::vector<std::uint32_t> rows;
    std::vector<ColumnBuilder> found;
    for (std::size_t i = m_inputColumns; i < m_output->size(); ++i)
        found.emplace_back((*m_output)[i].type, m_dictionaries[i - m_inputColumns]);
    Chunk chunk{.columnRows = pairs.size(), .watermark = input.watermark};
    for (const Pair& pair : pairs) {
        rows.push_back(pair.row);
        for (std::size_t i = 0; i < found.size(); ++i)
            found[i].append(pair.found == nullptr ? Value{} : (*pair.found)[i]);
        if (!input.kinds.empty()) chunk.kinds.push_back(input.kinds[pair.row]);
    }
    for (std::size_t i = 0; i < m_inputColumns; ++i)
        chunk.columns.push_back(gather(*input.columns[i], rows));
    for (ColumnBuilder& builder : found)
        chunk.columns.push_back(builder.seal());
    return chunk;
}

void LookupStage::send(const Chunk& input, std::span<const Pair> pairs) {
    Chunk chunk = chunkOf(input, pairs);
    m_watermarks.clear();
    for (const Pair& pair : pairs)
        m_watermarks.push_back(input.watermarkAt(pair.row));
    chunk.watermarkBefore = m_watermarks;
    if (!pairs.front().again && input.ledger != nullptr) {
        std::vector<std::uint32_t> rows;
        for (const Pair& pair : pairs)
            rows.push_back(pair.row);
        m_runs = runsOf(input.runs, rows);
        chunk.runs = m_runs;
        chunk.ledger = input.ledger;
    }
    next().push(std::move(chunk));
}

}  // namespace guanlan
