// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exec/expression_evaluator.h"

#include <functional>

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

bool isTrue(const Column& column, std::size_t row) {
    return !column.isNull(row) && column.ints()[row] != 0;
}
bool isFalse(const Column& column, std::size_t row) {
    return !column.isNull(row) && column.ints()[row] == 0;
}

/// Which argument the function looks at, row by row: `open` rows still look; each argument narrows them.
class LazyRows {
  public:
    explicit LazyRows(std::size_t rows) : m_open(rows, 1) {}

    /// Adds the bad rows of an argument that is looked at in the open rows (and where `also` holds).
    void admit(BadRows& into, const BadRows& argument, const std::function<bool(std::size_t)>& also) const {
        if (argument.rows.empty()) return;
        BadRows looked{argument.rows, argument.cause};
        for (std::size_t row = 0; row < m_open.size(); ++row) {
            if (m_open[row] == 0 || !also(row)) looked.rows[row] = 0;
        }
        mergeBad(into, looked);
    }
    void close(const std::function<bool(std::size_t)>& where) {
        for (std::size_t row = 0; row < m_open.size(); ++row) {
            if (where(row)) m_open[row] = 0;
        }
    }

  private:
    std::vector<std::uint8_t> m_open;
};

constexpr auto kEverywhere = [](std::size_t) { return true; };

/// CASE and IF: conditions and values in pairs, then the other value.
void admitCase(LazyRows& lazy, std::span<const ColumnPtr> arguments, std::span<const BadRows> bad,
               BadRows& into) {
    for (std::size_t i = 0; i + 1 < arguments.size(); i += 2) {
        const Column& condition = *arguments[i];
        const auto taken = [&condition](std::size_t row) { return isTrue(condition, row); };
        lazy.admit(into, bad[i], kEverywhere);
        lazy.admit(into, bad[i + 1], taken);
        lazy.close(taken);
    }
    if (arguments.size() % 2 == 1) lazy.admit(into, bad.back(), kEverywhere);
}

void admitInOrder(LazyRows& lazy, std::span<const ColumnPtr> arguments, std::span<const BadRows> bad,
                  BadRows& into, const std::function<bool(const Column&, std::size_t)>& decides) {
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        lazy.admit(into, bad[i], kEverywhere);
        const Column& argument = *arguments[i];
        lazy.close([&](std::size_t row) { return decides(argument, row); });
    }
}

void admitBad(std::string_view function, std::span<const ColumnPtr> arguments, std::span<const BadRows> bad,
              std::size_t rows, BadRows& into) {
    LazyRows lazy(rows);
    if (function == "CASE" || function == "IF") return admitCase(lazy, arguments, bad, into);
    if (function == "AND") return admitInOrder(lazy, arguments, bad, into, isFalse);
    if (function == "OR") return admitInOrder(lazy, arguments, bad, into, isTrue);
    if (function == "COALESCE" || function == "IFNULL") {
        return admitInOrder(lazy, arguments, bad, into,
                            [](const Column& column, std::size_t row) { return !column.isNull(row); });
    }
    for (const BadRows& argument : bad)
        mergeBad(into, argument);
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
        case Physical::Nested:
            break;  // the planner makes no nested literals
    }
    return std::make_shared<const Column>(std::move(data));
}

ColumnPtr ExpressionEvaluator::evaluate(const Expression& expression, std::span<const ColumnPtr> columns,
                                        std::size_t rows, BadRows& bad) const {
    switch (expression.kind) {
        case Expression::Kind::Column:
            return columns[expression.column];
        case Expression::Kind::Literal:
            return constantColumn(expression.literal, expression.type, rows);
        case Expression::Kind::Call:
            break;
    }
    return call(expression, columns, rows, bad);
}

ColumnPtr ExpressionEvaluator::call(const Expression& expression, std::span<const ColumnPtr> columns,
                                    std::size_t rows, BadRows& bad) const {
    std::vector<ColumnPtr> arguments;
    std::vector<BadRows> argumentBad(expression.arguments.size());
    bool anyBad = false;
    for (std::size_t i = 0; i < expression.arguments.size(); ++i) {
        arguments.push_back(evaluate(expression.arguments[i], columns, rows, argumentBad[i]));
        anyBad = anyBad || !argumentBad[i].rows.empty();
    }
    EvaluationContext context{.zone = &m_zone, .clock = &m_clock, .rows = rows};
    ColumnPtr result = expression.function->evaluate(arguments, expression.type, context);
    if (anyBad) admitBad(expression.function->name, arguments, argumentBad, rows, bad);
    mergeBad(bad, {std::move(context.bad), std::move(context.badCause)});
    return result;
}

}  // namespace guanlan
