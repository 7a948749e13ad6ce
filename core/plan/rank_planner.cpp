// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/query_planner.h"
#include "core/sql/formatter.h"
#include "core/sql/token_cursor.h"

#include <algorithm>
#include <charconv>
#include <limits>

namespace guanlan::planning {

namespace {

constexpr std::int64_t kNoLimit = std::numeric_limits<std::int64_t>::max();
const char kLimitIt[] =
    "write SELECT * FROM (SELECT ..., ROW_NUMBER() OVER (...) AS rn FROM ...) WHERE rn <= 10";

bool isRowNumber(const sql::Expr& expr) {
    return expr.kind == sql::Expr::Kind::Call && !expr.over.empty();
}

/// Adds columns to a calculation, each expression once.
class Outputs {
  public:
    std::size_t indexOf(std::string name, Expression expression) {
        for (std::size_t i = 0; i < m_list.size(); ++i) {
            if (m_list[i].expression == expression) return i;
        }
        return add(std::move(name), std::move(expression));
    }
    std::size_t add(std::string name, Expression expression) {
        m_list.push_back({std::move(name), std::move(expression)});
        return m_list.size() - 1;
    }
    std::vector<NamedExpression> take() { return std::move(m_list); }

  private:
    std::vector<NamedExpression> m_list;
};

/// What PARTITION BY and ORDER BY say, as columns of the calculation below.
class RankBinder {
  public:
    RankBinder(const Relation& input, ExpressionBinder& binder, Outputs& outputs)
        : m_input(input), m_binder(binder), m_outputs(outputs) {}

    Result<RankNode> bind(const sql::Expr& call) {
        if (call.text != "ROW_NUMBER") {
            return sql::notYet(call.place, call.text + "() OVER", "Flink streams know ROW_NUMBER() only");
        }
        const sql::OverClause& over = call.over[0];
        if (over.orderBy.empty())
            return mistake(over.place, "ROW_NUMBER() needs an order", "add ORDER BY to OVER (...)");
        for (const sql::Expr& key : over.partitionBy) {
            auto column = columnOf(key);
            if (!column) return std::move(column).error();
            m_node.keys.push_back(*column);
        }
        for (const sql::OrderItem& item : over.orderBy) {
            if (auto added = addOrder(item, over.orderBy.size()); !added) return std::move(added).error();
        }
        findWindow();
        return std::move(m_node);
    }

  private:
    Result<std::size_t> columnOf(const sql::Expr& expr) {
        auto bound = m_binder.bind(expr);
        if (!bound) return std::move(bound).error();
        m_last = describeOutput({}, *bound, 0, m_input.columns);
        const auto* window = std::get_if<WindowNode>(&m_input.node->op);
        const bool ofWindow = window != nullptr && bound->kind == Expression::Kind::Column;
        m_last.rowtime = m_last.rowtime || (ofWindow && bound->column == window->timeColumn);
        m_windowStart = m_windowStart || m_last.origin == Origin::WindowStart;
        m_windowEnd = m_windowEnd || m_last.origin == Origin::WindowEnd;
        std::string name = bound->kind == Expression::Kind::Column
                               ? (*m_input.node->output)[bound->column].name
                               : sql::format(expr);
        return m_outputs.indexOf(std::move(name), *std::move(bound));
    }

    Result<void> addOrder(const sql::OrderItem& item, std::size_t items) {
        auto column = columnOf(item.expression);
        if (!column) return std::move(column).error();
        if (m_last.proctime) {
            if (items > 1) return sql::notYet(item.expression.place, "processing time beside other columns");
            m_node.by = item.descending ? RankNode::By::LastCome : RankNode::By::FirstCome;
            return {};
        }
        m_node.latestOfEqual = items == 1 && m_last.rowtime && item.descending;
        m_node.order.push_back({.column = *column,
                                .descending = item.descending,
                                .nullsFirst = item.nullsFirst.value_or(!item.descending)});
        return {};
    }

    /// Rows of windows, numbered within theirs, are final when it closes.
    void findWindow() {
        if (!m_windowStart || !m_windowEnd || m_input.node->updating) return;
        std::optional<std::size_t> time;
        if (m_input.attached) time = m_input.attached->timeColumn;
        for (const RelationColumn& column : m_input.columns) {
            if (column.origin == Origin::WindowTime && column.rowtime && !time) time = column.index;
        }
        if (!time) return;
        const Field& field = (*m_input.node->output)[*time];
        m_node.windowTime = m_outputs.indexOf(field.name, makeColumn(*time, field.type, {}));
    }

    const Relation& m_input;
    ExpressionBinder& m_binder;
    Outputs& m_outputs;
    RankNode m_node;
    RelationColumn m_last;
    bool m_windowStart = false;
    bool m_windowEnd = false;
};

/// Bounds that conditions set to the row number.
struct Limits {
    std::int64_t first = 1;
    std::int64_t last = kNoLimit;

    /// False when the condition says something else.
    bool narrow(std::string_view sign, std::int64_t number) {
        if (sign == "<") {
            last = std::min(last, number - 1);
        } else if (sign == "<=") {
            last = std::min(last, number);
        } else if (sign == ">") {
            first = std::max(first, number + 1);
        } else if (sign == ">=") {
            first = std::max(first, number);
        } else if (sign == "=") {
            return narrow("<=", number) && narrow(">=", number);
        } else {
            return false;
        }
        return true;
    }
};

std::optional<std::int64_t> numberIn(const sql::Expr& expr) {
    if (expr.kind != sql::Expr::Kind::Number) return std::nullopt;
    std::int64_t number = 0;
    const char* end = expr.text.data() + expr.text.size();
    const auto read = std::from_chars(expr.text.data(), end, number);
    if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
    return number;
}

std::string_view mirrored(std::string_view sign) {
    if (sign == "<") return ">";
    if (sign == "<=") return ">=";
    if (sign == ">") return "<";
    return sign == ">=" ? "<=" : sign;
}

/// Takes the conditions on the row number out of a WHERE.
class LimitReader {
  public:
    explicit LimitReader(const Relation& input) : m_binder(input, "WHERE") {}

    Limits limits{};

    std::optional<sql::Expr> rest(const sql::Expr& expr) {
        if (expr.kind == sql::Expr::Kind::Operator && expr.text == "AND") {
            auto left = rest(expr.arguments[0]);
            auto right = rest(expr.arguments[1]);
            if (!left) return right;
            if (!right) return left;
            sql::Expr both = expr;
            both.arguments = {*std::move(left), *std::move(right)};
            return both;
        }
        if (isLimit(expr)) return std::nullopt;
        return expr;
    }

  private:
    bool isLimit(const sql::Expr& expr) {
        if (expr.kind != sql::Expr::Kind::Operator || expr.arguments.size() < 2) return false;
        const auto& arguments = expr.arguments;
        if (expr.text == "BETWEEN" && arguments.size() == 3 && isNumber(arguments[0])) {
            const auto low = numberIn(arguments[1]);
            const auto high = numberIn(arguments[2]);
            return low && high && limits.narrow(">=", *low) && limits.narrow("<=", *high);
        }
        if (isNumber(arguments[0])) {
            const auto number = numberIn(arguments[1]);
            return number && limits.narrow(expr.text, *number);
        }
        if (!isNumber(arguments[1])) return false;
        const auto number = numberIn(arguments[0]);
        return number && limits.narrow(mirrored(expr.text), *number);
    }
    bool isNumber(const sql::Expr& expr) const {
        if (expr.kind != sql::Expr::Kind::Path) return false;
        const auto column = m_binder.findColumn(expr);
        return column && (*column)->index == kRankColumn;
    }

    ExpressionBinder m_binder;
};

}  // namespace

bool hasRowNumber(const sql::Select& select) {
    return std::any_of(select.items.begin(), select.items.end(),
                       [](const sql::SelectItem& item) { return isRowNumber(item.expression); });
}

Result<Relation> planRowNumber(const std::vector<OutputItem>& items, const Relation& input,
                               TextPosition position) {
    ExpressionBinder binder(input, "SELECT");
    Outputs outputs;
    Relation result;
    const sql::Expr* call = nullptr;
    for (const OutputItem& item : items) {
        if (item.expression != nullptr && isRowNumber(*item.expression)) {
            if (call != nullptr) return sql::notYet(item.position, "a second ROW_NUMBER()");
            call = item.expression;
            result.columns.push_back({.name = item.name,
                                      .type = DataType::of(TypeKind::BigInt, false),
                                      .index = kRankColumn,
                                      .origin = Origin::Key});
            continue;
        }
        auto bound =
            item.column ? Result<Expression>(makeColumn(item.column->index, item.column->type, item.position))
                        : binder.bind(*item.expression);
        if (!bound) return std::move(bound).error();
        RelationColumn column = describeOutput(item.name, *bound, 0, input.columns);
        column.index = outputs.add(item.name, *std::move(bound));
        result.columns.push_back(std::move(column));
    }
    auto rank = RankBinder(input, binder, outputs).bind(*call);
    if (!rank) return std::move(rank).error();
    if (input.attached) {
        result.attached = input.attached;
        const Field& field = (*input.node->output)[input.attached->timeColumn];
        result.attached->timeColumn =
            outputs.indexOf(field.name, makeColumn(input.attached->timeColumn, field.type, position));
    }
    result.node = makeCalc(input.node, std::nullopt, outputs.take(), position);
    result.rank = PendingRank{*std::move(rank), call->place};
    return result;
}

Result<Relation> limitRows(Relation input, std::optional<sql::Expr>& where) {
    LimitReader reader(input);
    if (where) where = reader.rest(*where);
    const Limits limits = reader.limits;
    if (limits.last == kNoLimit) return withoutRowNumber(std::move(input));
    if (limits.first > limits.last || limits.last < 1) {
        return mistake(input.rank->place, "no row has such a number", "the first row has number 1");
    }
    RankNode rank = std::move(input.rank->node);
    rank.first = std::max<std::int64_t>(limits.first, 1);
    rank.last = limits.last;
    rank.number = true;
    rank.latestOfEqual = rank.latestOfEqual && rank.last == 1;
    if (input.node->updating && rank.by != RankNode::By::Order)
        return sql::notYet(input.rank->place, "ROW_NUMBER() by processing time of a result that updates");
    const TextPosition place = input.rank->place;
    const std::size_t number = input.node->output->size();
    input.rank.reset();
    input.node = makeRank(input.node, std::move(rank), place);
    for (RelationColumn& column : input.columns) {
        if (column.index == kRankColumn) column.index = number;
        if (input.node->updating) column.rowtime = false;
    }
    if (input.node->updating) input.attached.reset();
    return input;
}

Result<Relation> withoutRowNumber(Result<Relation> relation) {
    if (!relation || !relation->rank) return relation;
    return sql::notYet(relation->rank->place, "ROW_NUMBER() without a limit", kLimitIt);
}

}  // namespace guanlan::planning
