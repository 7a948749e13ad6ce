// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/relation.h"

#include <string>
#include <vector>

namespace guanlan::planning {

/// One output of a CalcNode.
struct NamedExpression {
    std::string name;
    Expression expression;
};

// Nodes with their output schema, time attribute and `updating` worked out.
[[nodiscard]] NodePtr makeScan(const TableDefinition& table, std::size_t source, TextPosition position);
/// Two neighbouring calculations become one where that evaluates nothing twice.
[[nodiscard]] NodePtr makeCalc(const NodePtr& input, std::optional<Expression> filter,
                               std::vector<NamedExpression> outputs, TextPosition position);
/// All columns of the input, filtered.
[[nodiscard]] NodePtr makeFilter(const NodePtr& input, Expression filter, TextPosition position);
[[nodiscard]] NodePtr makeAggregate(NodePtr input, AggregateNode aggregate, TextPosition position);
[[nodiscard]] NodePtr makeWindow(NodePtr input, WindowNode window, TextPosition position);
[[nodiscard]] NodePtr makeRank(NodePtr input, RankNode rank, TextPosition position);
[[nodiscard]] NodePtr makeLookup(NodePtr input, LookupNode lookup, const TableDefinition& table,
                                 TextPosition position);
/// The inputs have equal column types; names are those of the first.
[[nodiscard]] NodePtr makeUnion(std::vector<NodePtr> inputs, TextPosition position);

/// `expression` with every column replaced by the expression that `of(column)` gives.
template <typename Of>
Expression replaceColumns(Expression expression, const Of& of) {
    if (expression.kind == Expression::Kind::Column) return of(expression);
    for (Expression& argument : expression.arguments)
        argument = replaceColumns(std::move(argument), of);
    return expression;
}

/// The same results with no column carried further than it is used.
[[nodiscard]] NodePtr pruned(const NodePtr& root);

}  // namespace guanlan::planning
