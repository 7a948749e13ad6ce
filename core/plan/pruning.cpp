// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/expression_binder.h"
#include "core/plan/needed_columns.h"
#include "core/plan/node_builder.h"

#include <algorithm>

namespace guanlan {

namespace planning {

namespace {

using Needed = std::vector<bool>;
constexpr std::size_t kGone = static_cast<std::size_t>(-1);

/// A node with fewer columns, and where its old columns are now.
struct Slimmed {
    NodePtr node;
    std::vector<std::size_t> newIndex;
};

Slimmed slim(const NodePtr& node, const Needed& needed);

void markRank(const RankNode& rank, Needed& needed) {
    for (const std::size_t key : rank.keys)
        needed[key] = true;
    for (const OrderKey& key : rank.order)
        needed[key.column] = true;
    if (rank.windowTime) needed[*rank.windowTime] = true;
}

void mark(const Expression& expression, Needed& needed) {
    forEachColumn(expression, [&needed](const Expression& column) { needed[column.column] = true; });
}

Expression moved(Expression expression, const std::vector<std::size_t>& newIndex) {
    return replaceColumns(std::move(expression), [&newIndex](Expression column) {
        column.column = newIndex[column.column];
        return column;
    });
}

std::vector<std::size_t> numbered(const Needed& kept) {
    std::vector<std::size_t> newIndex(kept.size(), kGone);
    std::size_t next = 0;
    for (std::size_t i = 0; i < kept.size(); ++i) {
        if (kept[i]) newIndex[i] = next++;
    }
    return newIndex;
}

std::vector<std::size_t> unchanged(std::size_t columns) {
    std::vector<std::size_t> newIndex(columns);
    for (std::size_t i = 0; i < columns; ++i)
        newIndex[i] = i;
    return newIndex;
}

Slimmed slimCalc(const NodePtr& node, const CalcNode& calc, const Needed& needed) {
    Needed kept = needed;
    if (std::none_of(kept.begin(), kept.end(), [](bool keep) { return keep; })) kept[0] = true;
    Needed below(node->inputs[0]->output->size());
    if (calc.filter) mark(*calc.filter, below);
    for (std::size_t i = 0; i < kept.size(); ++i) {
        if (kept[i]) mark(calc.projections[i], below);
    }
    const Slimmed input = slim(node->inputs[0], below);
    std::optional<Expression> filter = calc.filter;
    if (filter) filter = moved(*std::move(filter), input.newIndex);
    std::vector<NamedExpression> outputs;
    for (std::size_t i = 0; i < kept.size(); ++i) {
        if (kept[i]) outputs.push_back({(*node->output)[i].name, moved(calc.projections[i], input.newIndex)});
    }
    return {makeCalc(input.node, std::move(filter), std::move(outputs), node->position), numbered(kept)};
}

Slimmed slimAggregate(const NodePtr& node, const AggregateNode& old, const Needed& needed) {
    Needed below(node->inputs[0]->output->size());
    Needed kept(node->output->size(), true);
    AggregateNode aggregate{.window = old.window};
    for (const Expression& key : old.keys)
        mark(key, below);
    for (std::size_t i = 0; i < old.calls.size(); ++i) {
        kept[old.keys.size() + i] = needed[old.keys.size() + i];
        if (!kept[old.keys.size() + i]) continue;
        for (const Expression& argument : old.calls[i].arguments)
            mark(argument, below);
        if (old.calls[i].filter) mark(*old.calls[i].filter, below);
    }
    if (old.window) below[old.timeColumn] = true;
    const Slimmed input = slim(node->inputs[0], below);
    if (old.window) aggregate.timeColumn = input.newIndex[old.timeColumn];
    for (const Expression& key : old.keys)
        aggregate.keys.push_back(moved(key, input.newIndex));
    for (std::size_t i = 0; i < old.calls.size(); ++i) {
        if (!kept[old.keys.size() + i]) continue;
        AggregateCall call = old.calls[i];
        for (Expression& argument : call.arguments)
            argument = moved(std::move(argument), input.newIndex);
        if (call.filter) call.filter = moved(*std::move(call.filter), input.newIndex);
        aggregate.calls.push_back(std::move(call));
    }
    return {makeAggregate(input.node, std::move(aggregate), node->position), numbered(kept)};
}

Slimmed slimWindow(const NodePtr& node, const WindowNode& window, const Needed& needed) {
    const std::size_t columns = node->inputs[0]->output->size();
    Needed below(needed.begin(), needed.begin() + static_cast<std::ptrdiff_t>(columns));
    below[window.timeColumn] = true;
    for (const std::size_t column : window.partition)
        below[column] = true;
    const bool used =
        needed[columns + kWindowStart] || needed[columns + kWindowEnd] || needed[columns + kWindowTime];
    if (!used &&
        window.window.kind == WindowKind::Tumble) {  // every row stands in one window: nothing changes
        Slimmed same = slim(node->inputs[0],
                            Needed(needed.begin(), needed.begin() + static_cast<std::ptrdiff_t>(columns)));
        same.newIndex.resize(columns + kWindowColumns, kGone);
        return same;
    }
    const Slimmed input = slim(node->inputs[0], below);
    std::vector<std::size_t> newIndex = input.newIndex;
    const std::size_t width = input.node->output->size();
    for (std::size_t i = 0; i < kWindowColumns; ++i)
        newIndex.push_back(width + i);
    WindowNode moved{.window = window.window, .timeColumn = input.newIndex[window.timeColumn]};
    for (const std::size_t column : window.partition)
        moved.partition.push_back(input.newIndex[column]);
    return {makeWindow(input.node, std::move(moved), node->position), newIndex};
}

Slimmed slimRank(const NodePtr& node, const RankNode& old, const Needed& needed) {
    const std::size_t columns = node->inputs[0]->output->size();
    Needed below(needed.begin(), needed.begin() + static_cast<std::ptrdiff_t>(columns));
    markRank(old, below);
    const Slimmed input = slim(node->inputs[0], below);
    RankNode rank = old;
    for (std::size_t& key : rank.keys)
        key = input.newIndex[key];
    for (OrderKey& key : rank.order)
        key.column = input.newIndex[key.column];
    if (rank.windowTime) rank.windowTime = input.newIndex[*rank.windowTime];
    rank.number = old.number && needed[columns];
    std::vector<std::size_t> newIndex = input.newIndex;
    if (old.number) newIndex.push_back(rank.number ? input.node->output->size() : kGone);
    return {makeRank(input.node, std::move(rank), node->position), std::move(newIndex)};
}

Slimmed slimLookup(const NodePtr& node, const LookupNode& old, const Needed& needed) {
    const std::size_t columns = node->inputs[0]->output->size();
    Needed all = needed;
    if (old.condition) mark(*old.condition, all);
    Needed below(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(columns));
    for (const Expression& value : old.values)
        mark(value, below);
    const Slimmed input = slim(node->inputs[0], below);
    std::vector<std::size_t> newIndex = input.newIndex;
    auto slimmed = std::make_shared<Node>(*node);
    std::vector<Field> fields = input.node->output->fields();
    for (std::size_t i = columns; i < node->output->size(); ++i) {
        newIndex.push_back(fields.size());
        fields.push_back((*node->output)[i]);
    }
    LookupNode lookup = old;
    for (Expression& value : lookup.values)
        value = moved(std::move(value), newIndex);
    if (lookup.condition) lookup.condition = moved(*std::move(lookup.condition), newIndex);
    slimmed->op = std::move(lookup);
    slimmed->output = std::make_shared<const Schema>(std::move(fields));
    slimmed->inputs = {input.node};
    slimmed->time = input.node->time;
    return {std::move(slimmed), std::move(newIndex)};
}

Slimmed slimUnion(const NodePtr& node) {
    std::vector<NodePtr> inputs;
    for (const NodePtr& input : node->inputs)
        inputs.push_back(pruned(input));
    return {makeUnion(std::move(inputs), node->position), unchanged(node->output->size())};
}

Slimmed slim(const NodePtr& node, const Needed& needed) {
    if (const auto* calc = std::get_if<CalcNode>(&node->op)) return slimCalc(node, *calc, needed);
    if (const auto* aggregate = std::get_if<AggregateNode>(&node->op))
        return slimAggregate(node, *aggregate, needed);
    if (const auto* window = std::get_if<WindowNode>(&node->op)) return slimWindow(node, *window, needed);
    if (const auto* rank = std::get_if<RankNode>(&node->op)) return slimRank(node, *rank, needed);
    if (const auto* lookup = std::get_if<LookupNode>(&node->op)) return slimLookup(node, *lookup, needed);
    if (std::holds_alternative<UnionNode>(node->op)) return slimUnion(node);
    return {node, unchanged(node->output->size())};
}

void markAggregate(const AggregateNode& aggregate, Needed& below) {
    if (aggregate.window) below[aggregate.timeColumn] = true;
    for (const Expression& key : aggregate.keys)
        mark(key, below);
    for (const AggregateCall& call : aggregate.calls) {
        for (const Expression& argument : call.arguments)
            mark(argument, below);
        if (call.filter) mark(*call.filter, below);
    }
}

/// What a node reads of its input.
Needed readsOf(const Node& node, const Node& input) {
    Needed below(input.output->size());
    if (const auto* calc = std::get_if<CalcNode>(&node.op)) {
        if (calc->filter) mark(*calc->filter, below);
        for (const Expression& projection : calc->projections)
            mark(projection, below);
    } else if (const auto* aggregate = std::get_if<AggregateNode>(&node.op)) {
        markAggregate(*aggregate, below);
    } else {
        below.assign(below.size(), true);
    }
    return below;
}

/// Marks what the operators above a scan of `source` read of it.
void markScan(const NodePtr& node, const Needed& neededOfNode, std::size_t source, Needed& columns) {
    if (const auto* scan = std::get_if<ScanNode>(&node->op)) {
        if (scan->source != source) return;
        for (std::size_t i = 0; i < columns.size(); ++i)
            columns[i] = columns[i] || neededOfNode[i];
        return;
    }
    for (const NodePtr& input : node->inputs)
        markScan(input, readsOf(*node, *input), source, columns);
}

}  // namespace

NodePtr pruned(const NodePtr& root) {
    return slim(root, Needed(root->output->size(), true)).node;
}

}  // namespace planning

std::vector<bool> neededColumns(const Plan& plan, std::size_t source) {
    const TableDefinition& table = plan.sources[source];
    std::vector<bool> needed(table.columns.size());
    for (const Query& query : plan.queries) {
        planning::markScan(query.root, std::vector<bool>(query.root->output->size(), true), source, needed);
    }
    if (table.rowtime) needed[*table.rowtime] = true;
    std::vector<std::size_t> inBatch;  // the columns of SourceBatch::rows
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (table.columns[i].kind != TableColumn::Kind::Computed) inBatch.push_back(i);
    }
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (!needed[i] || !table.columns[i].computation) continue;
        planning::forEachColumn(*table.columns[i].computation,
                                [&](const Expression& column) { needed[inBatch[column.column]] = true; });
    }
    return needed;
}

}  // namespace guanlan
