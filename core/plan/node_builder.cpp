// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/node_builder.h"

#include "core/plan/expression_binder.h"
#include "core/plan/scalar_function.h"
#include "core/plan/window_partition.h"

#include <algorithm>
#include <span>

namespace guanlan::planning {

namespace {

std::shared_ptr<Node> makeNode(std::vector<Field> fields, std::vector<NodePtr> inputs,
                               TextPosition position) {
    auto node = std::make_shared<Node>();
    node->output = std::make_shared<const Schema>(std::move(fields));
    node->inputs = std::move(inputs);
    node->position = position;
    return node;
}

/// How often each column of the input is read.
std::vector<std::size_t> countReads(const std::optional<Expression>& filter,
                                    const std::vector<NamedExpression>& outputs, std::size_t columns) {
    std::vector<std::size_t> reads(columns);
    const auto count = [&reads](const Expression& column) { ++reads[column.column]; };
    if (filter) forEachColumn(*filter, count);
    for (const NamedExpression& output : outputs)
        forEachColumn(output.expression, count);
    return reads;
}

bool mayMerge(const CalcNode& lower, const std::vector<std::size_t>& reads) {
    for (std::size_t i = 0; i < lower.projections.size(); ++i) {
        if (lower.projections[i].kind == Expression::Kind::Call && reads[i] > 1) return false;
    }
    return true;
}

std::optional<Expression> both(const std::optional<Expression>& first, std::optional<Expression> second) {
    if (!first) return second;
    if (!second) return first;
    const TextPosition position = second->position;
    auto joined = makeCall("AND", {*first, *std::move(second)}, position);
    // Both were conditions already, so AND takes them.
    return joined ? std::optional<Expression>(*std::move(joined)) : std::nullopt;
}

void splitConditions(const Expression& condition, std::vector<Expression>& parts) {
    if (condition.kind != Expression::Kind::Call || condition.function->name != "AND") {
        parts.push_back(condition);
        return;
    }
    for (const Expression& argument : condition.arguments)
        splitConditions(argument, parts);
}

std::optional<Expression> joined(std::span<const Expression> parts) {
    std::optional<Expression> all;
    for (const Expression& part : parts)
        all = both(all, part);
    return all;
}

/// A lookup join for fewer rows: conditions that read nothing of the table are asked before it, the others
/// stay in `filter`. Only from the first on: what comes later may count on those before it.
NodePtr filteredBefore(const NodePtr& node, std::optional<Expression>& filter) {
    if (!filter || !std::holds_alternative<LookupNode>(node->op)) return node;
    const std::size_t columns = node->inputs[0]->output->size();
    std::vector<Expression> parts;
    splitConditions(*filter, parts);
    const auto readsTable = [columns](const Expression& part) {
        bool reads = false;
        forEachColumn(part, [&](const Expression& column) { reads = reads || column.column >= columns; });
        return reads;
    };
    const auto first = std::find_if(parts.begin(), parts.end(), readsTable);
    if (first == parts.begin()) return node;
    auto fewer = std::make_shared<Node>(*node);
    fewer->inputs = {makeFilter(node->inputs[0], *joined({parts.begin(), first}), node->position)};
    filter = joined({first, parts.end()});
    return fewer;
}

std::optional<TimeAttribute> timeAfter(const std::optional<TimeAttribute>& time,
                                       const std::vector<Expression>& projections) {
    if (!time) return std::nullopt;
    for (std::size_t i = 0; i < projections.size(); ++i) {
        if (projections[i].kind == Expression::Kind::Column && projections[i].column == time->column) {
            return TimeAttribute{i, time->proctime};
        }
    }
    return std::nullopt;
}

void addWindowFields(std::vector<Field>& fields, const NodePtr& input, std::size_t timeColumn) {
    fields.push_back({"window_start", windowBoundType()});
    fields.push_back({"window_end", windowBoundType()});
    DataType time = (*input->output)[timeColumn].type;
    time.nullable = false;
    fields.push_back({"window_time", time});
}

/// window_time is the last column.
std::optional<TimeAttribute> timeOfWindows(const WindowSpec& window, const Schema& output) {
    if (!keepsEventTime(window) && !window.proctime) return std::nullopt;
    return TimeAttribute{output.size() - 1, window.proctime};
}

}  // namespace

NodePtr makeScan(const TableDefinition& table, std::size_t source, TextPosition position) {
    std::vector<Field> fields;
    for (const TableColumn& column : table.columns)
        fields.push_back({column.name, column.type});
    auto node = makeNode(std::move(fields), {}, position);
    node->op = ScanNode{source};
    if (table.rowtime) {
        node->time = TimeAttribute{*table.rowtime, false};
    } else if (table.proctime) {
        node->time = TimeAttribute{*table.proctime, true};
    }
    return node;
}

NodePtr makeCalc(const NodePtr& rows, std::optional<Expression> filter, std::vector<NamedExpression> outputs,
                 TextPosition position) {
    const NodePtr input = filteredBefore(rows, filter);
    if (const auto* lower = std::get_if<CalcNode>(&input->op)) {
        const auto reads = countReads(filter, outputs, lower->projections.size());
        if (mayMerge(*lower, reads)) {
            const auto of = [lower](const Expression& column) { return lower->projections[column.column]; };
            if (filter) filter = replaceColumns(*std::move(filter), of);
            for (NamedExpression& output : outputs) {
                output.expression = replaceColumns(std::move(output.expression), of);
            }
            const NodePtr below = input->inputs[0];
            return makeCalc(below, both(lower->filter, std::move(filter)), std::move(outputs), position);
        }
    }
    std::vector<Field> fields;
    CalcNode calc{.filter = std::move(filter)};
    for (NamedExpression& output : outputs) {
        fields.push_back({std::move(output.name), output.expression.type});
        calc.projections.push_back(std::move(output.expression));
    }
    auto node = makeNode(std::move(fields), {input}, position);
    node->time = timeAfter(input->time, calc.projections);
    node->updating = input->updating;
    node->op = std::move(calc);
    return node;
}

NodePtr makeFilter(const NodePtr& input, Expression filter, TextPosition position) {
    std::vector<NamedExpression> outputs;
    const Schema& schema = *input->output;
    for (std::size_t i = 0; i < schema.size(); ++i) {
        outputs.push_back({schema[i].name, makeColumn(i, schema[i].type, position)});
    }
    return makeCalc(input, std::move(filter), std::move(outputs), position);
}

NodePtr makeAggregate(NodePtr input, AggregateNode aggregate, TextPosition position) {
    std::vector<Field> fields;
    for (const Expression& key : aggregate.keys) {
        const bool named = key.kind == Expression::Kind::Column;
        fields.push_back(
            {named ? (*input->output)[key.column].name : "key" + std::to_string(fields.size()), key.type});
    }
    for (std::size_t i = 0; i < aggregate.calls.size(); ++i) {
        fields.push_back({"value" + std::to_string(i), aggregate.calls[i].type});
    }
    const bool windowed = aggregate.window.has_value();
    if (windowed) addWindowFields(fields, input, aggregate.timeColumn);
    auto node = makeNode(std::move(fields), {std::move(input)}, position);
    if (windowed) node->time = timeOfWindows(*aggregate.window, *node->output);
    node->updating = !windowed;
    node->op = std::move(aggregate);
    return node;
}

NodePtr makeWindow(NodePtr input, WindowNode window, TextPosition position) {
    std::vector<Field> fields = input->output->fields();
    addWindowFields(fields, input, window.timeColumn);
    const bool updating = input->updating;
    auto node = makeNode(std::move(fields), {std::move(input)}, position);
    node->time = timeOfWindows(window.window, *node->output);
    node->updating = updating;
    node->op = std::move(window);
    return node;
}

NodePtr makeRank(NodePtr input, RankNode rank, TextPosition position) {
    std::vector<Field> fields = input->output->fields();
    if (rank.number) fields.push_back({"rank", DataType::of(TypeKind::BigInt, false)});
    const auto time = input->time;
    const bool updating = input->updating || rank.updates();
    auto node = makeNode(std::move(fields), {std::move(input)}, position);
    if (!updating) node->time = time;
    node->updating = updating;
    node->op = std::move(rank);
    return node;
}

NodePtr makeLookup(NodePtr input, LookupNode lookup, const TableDefinition& table, TextPosition position) {
    std::vector<Field> fields = input->output->fields();
    for (const TableColumn& column : table.columns) {
        fields.push_back({column.name, column.type});
        fields.back().type.nullable = column.type.nullable || lookup.keepsUnmatched;
    }
    const auto time = input->time;
    const bool updating = input->updating;
    auto node = makeNode(std::move(fields), {std::move(input)}, position);
    node->time = time;
    node->updating = updating;
    node->op = std::move(lookup);
    return node;
}

NodePtr makeUnion(std::vector<NodePtr> inputs, TextPosition position) {
    std::vector<Field> fields = inputs[0]->output->fields();
    auto time = inputs[0]->time;
    bool updating = false;
    for (const NodePtr& input : inputs) {
        for (std::size_t i = 0; i < fields.size(); ++i) {
            fields[i].type.nullable = fields[i].type.nullable || (*input->output)[i].type.nullable;
        }
        if (input->time != time) time.reset();
        updating = updating || input->updating;
    }
    auto node = makeNode(std::move(fields), std::move(inputs), position);
    node->op = UnionNode{};
    node->time = time;
    node->updating = updating;
    return node;
}

}  // namespace guanlan::planning
