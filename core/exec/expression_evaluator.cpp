// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exec/expression_evaluator.h"

#include <algorithm>

namespace guanlan {

namespace {

void mergeBad(BadRows& into, const BadRows& from) {
    if (from.rows.empty()) return;
    if (into.rows.empty()) {
        into = from;
        return;
    }
    for (std::size_t row = 0; row < from.rows.size(); ++row)
        into.rows[row] |= from.rows[row];
}

/// Adds the bad rows of the arguments, but only where the function looks at them.
void admitBad(const ScalarFunction& function, std::span<const ColumnPtr> arguments, std::span<BadRows> bad,
              std::size_t rows, BadRows& into) {
    for (std::size_t i = 0; i < bad.size(); ++i) {
        if (bad[i].rows.empty()) continue;
        if (function.narrow != nullptr) {
            std::vector<std::uint8_t> reached(rows, 1);
            function.narrow(i, arguments.first(i), reached);
            for (std::size_t row = 0; row < rows; ++row)
                bad[i].rows[row] &= reached[row];
        }
        mergeBad(into, bad[i]);
    }
}

}  // namespace

ColumnPtr constantColumn(const Value& literal, const DataType& type, std::size_t rows) {
    ColumnData data{.type = type, .rows = rows};
    if (isNull(literal)) data.valid.assign(rows, 0);
    switch (type.physical()) {
        case Physical::Int64:
            data.ints.assign(rows, literal.index() == 1 ? std::get<1>(literal) : 0);
            break;
        case Physical::Double:
            data.doubles.assign(rows, literal.index() == 2 ? std::get<2>(literal) : 0.0);
            break;
        case Physical::Decimal:
            data.decimals.assign(rows, literal.index() == 3 ? std::get<3>(literal) : Int128{0});
            break;
        case Physical::Text: {
            auto dictionary = std::make_shared<Dictionary>();
            data.codes.assign(
                rows, dictionary->intern(literal.index() == 4 ? std::get<4>(literal) : std::string()));
            data.dictionary = std::move(dictionary);
            break;
        }
        case Physical::Nested: {
            ColumnBuilder builder(type);
            for (std::size_t row = 0; row < rows; ++row)
                builder.append(literal);
            return builder.seal();
        }
    }
    return std::make_shared<const Column>(std::move(data));
}

bool isDeterministic(const Expression& expression) {
    if (expression.kind == Expression::Kind::Call && !expression.function->deterministic) return false;
    return std::all_of(expression.arguments.begin(), expression.arguments.end(), isDeterministic);
}

ColumnPtr ExpressionEvaluator::evaluate(const Expression& expression, std::span<const ColumnPtr> columns,
                                        std::size_t rows, BadRows& bad) const {
    switch (expression.kind) {
        case Expression::Kind::Column:
            return columns[expression.column];
        case Expression::Kind::Literal: {
            const ColumnPtr& known = literalColumn(expression, rows);
            return known->size() == rows ? known : constantColumn(expression.literal, expression.type, rows);
        }
        case Expression::Kind::Call:
            break;
    }
    return call(expression, columns, rows, bad);
}

const ColumnPtr& ExpressionEvaluator::literalColumn(const Expression& literal, std::size_t rows) const {
    KnownLiteral& known = m_literals[&literal];
    const bool same = known.column && known.column->type() == literal.type && known.value == literal.literal;
    if (!same || known.column->size() < rows) {
        known.value = literal.literal;
        known.column = constantColumn(literal.literal, literal.type, rows);
    }
    return known.column;
}

ColumnPtr ExpressionEvaluator::call(const Expression& expression, std::span<const ColumnPtr> columns,
                                    std::size_t rows, BadRows& bad) const {
    std::vector<ColumnPtr> arguments;
    std::vector<BadRows> argumentBad(expression.arguments.size());
    bool anyBad = false;
    EvaluationContext context{.zone = &m_zone, .clock = &m_clock, .rows = rows, .zones = m_zones};
    constexpr std::size_t kMostConstants = 64;
    for (std::size_t i = 0; i < expression.arguments.size(); ++i) {
        const Expression& argument = expression.arguments[i];
        if (argument.kind == Expression::Kind::Literal) {
            arguments.push_back(literalColumn(argument, rows));
            if (i < kMostConstants) context.constants |= std::uint64_t{1} << i;
        } else {
            arguments.push_back(evaluate(argument, columns, rows, argumentBad[i]));
        }
        anyBad = anyBad || !argumentBad[i].rows.empty();
    }
    ColumnPtr result = expression.function->evaluate(arguments, expression.type, context);
    if (anyBad) admitBad(*expression.function, arguments, argumentBad, rows, bad);
    mergeBad(bad, {std::move(context.bad), std::move(context.badCause)});
    return result;
}

}  // namespace guanlan
