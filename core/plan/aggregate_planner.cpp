// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aggregate/aggregate_function.h"
#include "core/base/decimal.h"
#include "core/plan/query_planner.h"
#include "core/plan/window_binder.h"
#include "core/plan/window_partition.h"
#include "core/sql/token.h"
#include "core/sql/token_cursor.h"

#include <algorithm>
#include <array>

namespace guanlan::planning {

namespace {

bool containsAggregate(const sql::Expr& expr) {
    if (expr.kind == sql::Expr::Kind::Call && findAggregateFunction(sql::upperCase(expr.text)) != nullptr)
        return true;
    return std::any_of(expr.arguments.begin(), expr.arguments.end(), containsAggregate);
}

double numberIn(const Expression& literal) {
    if (const auto* whole = std::get_if<std::int64_t>(&literal.literal)) return static_cast<double>(*whole);
    if (const auto* decimal = std::get_if<Int128>(&literal.literal))
        return decimalToDouble(*decimal, literal.type.scale);
    const auto* real = std::get_if<double>(&literal.literal);
    return real != nullptr ? *real : -1;
}

/// Checks the literal that stands for a whole call, such as the fraction of PERCENTILE.
Result<void> checkParameter(const AggregateCall& call) {
    const AggregateParameter wanted = call.function->parameter;
    if (wanted == AggregateParameter::None || call.arguments.size() < 2) return {};
    const Expression& parameter = call.arguments[1];
    const std::string name(call.function->name);
    if (parameter.kind != Expression::Kind::Literal || isNull(parameter.literal)) {
        return mistake(parameter.position, "the second argument of " + name + " must be a literal",
                       wanted == AggregateParameter::Text ? "write for example LISTAGG(name, '; ')"
                                                          : "write for example " + name + "(x, 0.95)");
    }
    if (call.distinct) return sql::notYet(parameter.position, name + "(DISTINCT ...) of two arguments");
    if (wanted == AggregateParameter::Text) return {};
    const double fraction = numberIn(parameter);
    if (fraction >= 0 && fraction <= 1) return {};
    return mistake(parameter.position, "the fraction of " + name + " lies between 0 and 1",
                   "write 0.95 for the 95th percentile");
}

/// Gathers the aggregate calls of the SELECT list and HAVING.
class AggregateCalls final : public CallResolver {
  public:
    explicit AggregateCalls(std::optional<GroupWindow> window) : m_window(window) {}

    std::optional<Result<Expression>> resolveCall(const sql::Expr& call, ExpressionBinder& binder) override {
        const std::string name = sql::upperCase(call.text);
        if (const auto column = groupWindowColumn(name)) return bindWindowColumn(call, *column, binder);
        const AggregateFunction* function = findAggregateFunction(name);
        if (function == nullptr) return std::nullopt;
        if (m_inside) {
            return Result<Expression>(mistake(call.place, name + " stands inside another aggregate",
                                              "aggregate twice with a sub-query"));
        }
        m_inside = true;
        auto bound = bindAggregate(call, *function, binder);
        m_inside = false;
        return bound;
    }

    std::vector<AggregateCall> calls{};

  private:
    Result<Expression> bindWindowColumn(const sql::Expr& call, const GroupWindowColumn& column,
                                        ExpressionBinder& binder) const {
        const std::string window(column.window);
        if (!m_window || sql::upperCase(m_window->call->text) != window ||
            m_window->call->arguments != call.arguments) {
            return mistake(call.place, sql::upperCase(call.text) + " must repeat the window of GROUP BY",
                           m_window ? "give it the arguments of " + window + " in GROUP BY"
                                    : "add GROUP BY " + window + "(...)");
        }
        if (column.column != kWindowTime)
            return makeColumn(kWindowBase + column.column, windowBoundType(), call.place);
        if (column.proctime != m_window->spec.proctime) {
            const std::string right = window + (column.proctime ? "_ROWTIME" : "_PROCTIME");
            return mistake(
                call.place,
                "this window is made over " + std::string(column.proctime ? "event time" : "processing time"),
                "write " + right + "(...)");
        }
        DataType type = (*binder.input().node->output)[m_window->timeColumn].type;
        type.nullable = false;
        return makeColumn(kWindowBase + kWindowTime, type, call.place);
    }

    Result<Expression> bindAggregate(const sql::Expr& call, const AggregateFunction& function,
                                     ExpressionBinder& binder) {
        AggregateCall aggregate{.function = &function, .distinct = call.distinct};
        std::vector<DataType> types;
        for (const sql::Expr& argument : call.arguments) {
            if (argument.kind == sql::Expr::Kind::Star && function.name == "COUNT" && !call.distinct)
                continue;
            auto bound = binder.bind(argument);
            if (!bound) return bound;
            types.push_back(bound->type);
            aggregate.arguments.push_back(*std::move(bound));
        }
        if (!call.filter.empty()) {
            auto filter = binder.bindCondition(call.filter[0], "FILTER");
            if (!filter) return filter;
            aggregate.filter = *std::move(filter);
        }
        auto type = function.resolve(types);
        if (!type) {
            Error error = std::move(type).error();
            error.position = call.place;
            return error;
        }
        aggregate.type = *std::move(type);
        if (auto checked = checkParameter(aggregate); !checked) return std::move(checked).error();
        const std::size_t number = numberOf(std::move(aggregate));
        return makeColumn(kCallBase + number, calls[number].type, call.place);
    }

    /// Equal calls are computed once.
    std::size_t numberOf(AggregateCall aggregate) {
        for (std::size_t i = 0; i < calls.size(); ++i) {
            const AggregateCall& other = calls[i];
            if (other.function == aggregate.function && other.arguments == aggregate.arguments &&
                other.distinct == aggregate.distinct && other.filter == aggregate.filter) {
                return i;
            }
        }
        calls.push_back(std::move(aggregate));
        return calls.size() - 1;
    }

    std::optional<GroupWindow> m_window;
    bool m_inside = false;
};

/// GROUP BY, bound.
struct Grouping {
    std::vector<Expression> keys{};
    std::vector<Origin> origins{};
    std::optional<GroupWindow> groupWindow{};
    bool byStart = false;
    bool byEnd = false;
    bool mixed = false;            ///< a key of window and input columns
    bool byAttachedStart = false;  ///< window_start of rows that are results of windows
    bool byAttachedEnd = false;
};

Origin originOf(const Expression& key, const Relation& input) {
    const RelationColumn described = describeOutput({}, key, 0, input.columns);
    return described.origin == Origin::Plain || described.origin == Origin::Value ? Origin::Key
                                                                                  : described.origin;
}

Result<void> addKey(const sql::Expr& expr, ExpressionBinder& binder, Grouping& grouping) {
    if (isGroupWindow(expr)) {
        if (grouping.groupWindow) return mistake(expr.place, "a GROUP BY has one window only");
        if (binder.input().window)
            return mistake(expr.place, "FROM has a window already",
                           "write GROUP BY window_start, window_end");
        auto window = bindGroupWindow(expr, binder.input());
        if (!window) return std::move(window).error();
        grouping.groupWindow = *window;
        return {};
    }
    auto key = binder.bind(expr);
    if (!key) return std::move(key).error();
    bool ofWindow = false;
    bool ofInput = false;
    forEachColumn(
        *key, [&](const Expression& column) { (column.column >= kWindowBase ? ofWindow : ofInput) = true; });
    if (ofWindow && key->kind == Expression::Kind::Column) {
        grouping.byStart = grouping.byStart || key->column == kWindowBase + kWindowStart;
        grouping.byEnd = grouping.byEnd || key->column == kWindowBase + kWindowEnd;
    }
    grouping.mixed = grouping.mixed || (ofWindow && ofInput);
    if (ofWindow) return {};  // known from the window
    grouping.origins.push_back(originOf(*key, binder.input()));
    if (key->kind == Expression::Kind::Column) {
        grouping.byAttachedStart = grouping.byAttachedStart || grouping.origins.back() == Origin::WindowStart;
        grouping.byAttachedEnd = grouping.byAttachedEnd || grouping.origins.back() == Origin::WindowEnd;
    }
    grouping.keys.push_back(*std::move(key));
    return {};
}

Result<Grouping> bindGroupBy(const sql::Select& select, const Relation& input) {
    ExpressionBinder binder(input, "GROUP BY");
    std::vector<std::string> aliases;
    for (const sql::SelectItem& item : select.items)
        aliases.push_back(item.alias.text);
    binder.setAliases(std::move(aliases));
    Grouping grouping;
    for (const sql::Expr& expr : select.groupBy) {
        if (auto added = addKey(expr, binder, grouping); !added) return std::move(added).error();
    }
    return grouping;
}

/// Turns an expression over the input into one over the outputs of the aggregate.
class Lift {
  public:
    Lift(const AggregateNode& aggregate, const Schema& input) : m_aggregate(aggregate), m_input(input) {}

    Result<Expression> operator()(Expression expression) const {
        for (std::size_t k = 0; k < m_aggregate.keys.size(); ++k) {
            if (expression == m_aggregate.keys[k]) return makeColumn(k, expression.type, expression.position);
        }
        if (expression.kind == Expression::Kind::Column) return liftColumn(std::move(expression));
        for (Expression& argument : expression.arguments) {
            auto lifted = (*this)(std::move(argument));
            if (!lifted) return lifted;
            argument = *std::move(lifted);
        }
        return expression;
    }

  private:
    Result<Expression> liftColumn(Expression column) const {
        const std::size_t keys = m_aggregate.keys.size();
        if (column.column >= kCallBase) {
            column.column = keys + (column.column - kCallBase);
        } else if (column.column >= kWindowBase) {
            column.column = keys + m_aggregate.calls.size() + (column.column - kWindowBase);
        } else {
            const std::string& name = m_input[column.column].name;
            return mistake(column.position,
                           "column '" + name + "' is neither in GROUP BY nor inside an aggregate",
                           "add it to GROUP BY, or write for example MAX(" + name + ")");
        }
        return column;
    }

    const AggregateNode& m_aggregate;
    const Schema& m_input;
};

/// The columns of the aggregate as the SELECT list sees them.
std::vector<RelationColumn> aggregateColumns(const Node& node, const AggregateNode& aggregate,
                                             const std::vector<Origin>& origins) {
    std::vector<RelationColumn> columns;
    constexpr std::array<Origin, kWindowColumns> kOrigins{Origin::WindowStart, Origin::WindowEnd,
                                                          Origin::WindowTime};
    for (std::size_t i = 0; i < node.output->size(); ++i) {
        RelationColumn column{.name = (*node.output)[i].name, .type = (*node.output)[i].type, .index = i};
        const std::size_t firstWindow = aggregate.keys.size() + aggregate.calls.size();
        if (i < aggregate.keys.size()) {
            column.origin = origins[i];
        } else if (i < firstWindow) {
            column.origin = Origin::Value;
        } else {
            column.origin = kOrigins[i - firstWindow];
            column.rowtime = column.origin == Origin::WindowTime && keepsEventTime(*aggregate.window);
            column.proctime = column.origin == Origin::WindowTime && aggregate.window->proctime;
        }
        columns.push_back(std::move(column));
    }
    return columns;
}

/// The items, HAVING and late conditions over the input, then over the aggregate.
struct Upper {
    std::vector<NamedExpression> outputs{};
    std::vector<Expression> conditions{};
};

Result<Upper> bindUpper(const sql::Select& select, const std::vector<OutputItem>& items,
                        ExpressionBinder& binder) {
    Upper upper;
    for (const OutputItem& item : items) {
        auto bound = item.column ? makeColumn(item.column->index, item.column->type, item.position)
                                 : binder.bind(*item.expression);
        if (!bound) return std::move(bound).error();
        if (bound->type.kind == TypeKind::Null) {
            return mistake(item.position, "a NULL in the SELECT list needs a type",
                           "write CAST(NULL AS STRING)");
        }
        upper.outputs.push_back({item.name, *std::move(bound)});
    }
    if (select.having) {
        auto having = binder.bindCondition(*select.having);
        if (!having) return std::move(having).error();
        upper.conditions.push_back(*std::move(having));
    }
    return upper;
}

Result<Relation> buildUpper(Upper upper, const AggregateNode& aggregate, NodePtr node, const Schema& input,
                            const std::vector<Origin>& origins, TextPosition position) {
    const Lift lift(aggregate, input);
    const auto columns = aggregateColumns(*node, aggregate, origins);
    for (Expression& condition : upper.conditions) {
        auto lifted = lift(std::move(condition));
        if (!lifted) return std::move(lifted).error();
        node = makeFilter(node, *std::move(lifted), position);
    }
    Relation result;
    for (NamedExpression& output : upper.outputs) {
        auto lifted = lift(std::move(output.expression));
        if (!lifted) return std::move(lifted).error();
        output.expression = *std::move(lifted);
        result.columns.push_back(
            describeOutput(output.name, output.expression, result.columns.size(), columns));
    }
    result.node = makeCalc(node, std::nullopt, std::move(upper.outputs), position);
    return result;
}

void setWindow(AggregateNode& aggregate, const Grouping& grouping, const Relation& input) {
    if (input.window) {
        aggregate.window = input.window->spec;
        aggregate.timeColumn = input.window->timeColumn;
    } else if (grouping.groupWindow) {
        aggregate.window = grouping.groupWindow->spec;
        aggregate.timeColumn = grouping.groupWindow->timeColumn;
    } else if (input.attached && grouping.byAttachedStart && grouping.byAttachedEnd) {
        aggregate.window = input.attached->spec;
        aggregate.timeColumn = input.attached->timeColumn;
    }
}

}  // namespace

bool needsAggregation(const sql::Select& select) {
    return !select.groupBy.empty() || select.having ||
           std::any_of(select.items.begin(), select.items.end(),
                       [](const sql::SelectItem& item) { return containsAggregate(item.expression); });
}

Result<Relation> planAggregation(const sql::Select& select, const std::vector<OutputItem>& items,
                                 Relation input, std::vector<Expression> conditions) {
    auto grouping = bindGroupBy(select, input);
    if (!grouping) return std::move(grouping).error();
    const bool byWindow = grouping->byStart && grouping->byEnd && !grouping->mixed;
    if (input.window && !byWindow) {
        // Without both bounds in GROUP BY the groups outlive their window: an aggregate that updates.
        const std::size_t width = input.node->output->size();
        Relation rows = withWindowRows(std::move(input), select.place);
        for (Expression& condition : conditions) {
            condition = replaceColumns(std::move(condition), [width](Expression column) {
                column.column = width + (column.column - kWindowBase);
                return column;
            });
            rows.node = makeFilter(rows.node, std::move(condition), select.place);
        }
        auto expanded = expandItems(select.items, rows);
        if (!expanded) return std::move(expanded).error();
        return planAggregation(select, *expanded, std::move(rows), {});
    }
    const TextPosition groupBy = select.groupBy.empty() ? select.place : select.groupBy[0].place;
    if (auto checked = checkPartition(input, grouping->keys, groupBy); !checked)
        return std::move(checked).error();
    AggregateCalls calls(grouping->groupWindow);
    ExpressionBinder binder(input, "SELECT", &calls);
    auto upper = bindUpper(select, items, binder);
    if (!upper) return std::move(upper).error();
    for (Expression& condition : conditions)
        upper->conditions.push_back(std::move(condition));
    AggregateNode aggregate{.keys = grouping->keys, .calls = calls.calls};
    setWindow(aggregate, *grouping, input);
    if (aggregate.window && !grouping->groupWindow) {
        const Expression time = makeColumn(kWindowBase + kWindowTime,
                                           (*input.node->output)[aggregate.timeColumn].type, select.place);
        upper->outputs.push_back({"window_time", time});  // carried without a name
    }
    if (aggregate.window && input.node->updating)
        return sql::notYet(select.place, "windows over a result that updates");
    const NodePtr node = makeAggregate(input.node, aggregate, select.place);
    auto result =
        buildUpper(*std::move(upper), aggregate, node, *input.node->output, grouping->origins, select.place);
    if (result && aggregate.window && !grouping->groupWindow) {
        result->columns.pop_back();
        if (aggregate.window->kind == WindowKind::Count) return result;  // no watermark closes it
        result->attached = AttachedWindow{windowPerEnd(*aggregate.window), result->columns.size()};
    }
    return result;
}

}  // namespace guanlan::planning
