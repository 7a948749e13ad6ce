// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/query_planner.h"

#include "core/plan/setting_check.h"
#include "core/plan/window_partition.h"
#include "core/sql/token_cursor.h"

#include <algorithm>

namespace guanlan::planning {

namespace {

bool readsWindow(const Expression& expression) {
    bool reads = false;
    forEachColumn(expression,
                  [&reads](const Expression& column) { reads = reads || column.column >= kWindowBase; });
    return reads;
}

bool readsInput(const Expression& expression) {
    bool reads = false;
    forEachColumn(expression,
                  [&reads](const Expression& column) { reads = reads || column.column < kWindowBase; });
    return reads;
}

void splitConjunction(Expression condition, std::vector<Expression>& parts) {
    if (condition.kind == Expression::Kind::Call && condition.function->name == "AND") {
        for (Expression& argument : condition.arguments)
            splitConjunction(std::move(argument), parts);
        return;
    }
    parts.push_back(std::move(condition));
}

/// WHERE, taken apart: conditions on columns of the input, and those on the window alone.
struct Conditions {
    std::optional<Expression> plain{};
    std::vector<Expression> ofWindow{};
    bool mixed = false;
};

Result<Conditions> bindWhere(const sql::Select& select, const Relation& input) {
    ExpressionBinder binder(input, "WHERE");
    std::vector<std::string> aliases;
    for (const sql::SelectItem& item : select.items)
        aliases.push_back(item.alias.text);
    binder.setAliases(std::move(aliases));
    auto bound = binder.bindCondition(*select.where);
    if (!bound) return std::move(bound).error();
    Conditions conditions;
    if (!readsWindow(*bound)) {
        conditions.plain = *std::move(bound);
        return conditions;
    }
    std::vector<Expression> parts;
    splitConjunction(*std::move(bound), parts);
    for (Expression& part : parts) {
        if (readsWindow(part)) {
            conditions.mixed = conditions.mixed || readsInput(part);
            conditions.ofWindow.push_back(std::move(part));
        } else if (!conditions.plain) {
            conditions.plain = std::move(part);
        } else {
            auto joined =
                makeCall("AND", {*std::move(conditions.plain), std::move(part)}, select.where->place);
            if (!joined) return std::move(joined).error();
            conditions.plain = *std::move(joined);
        }
    }
    return conditions;
}

void addUnique(std::vector<OutputItem>& items, OutputItem item) {
    const auto taken = [&items](const std::string& name) {
        return std::any_of(items.begin(), items.end(),
                           [&name](const OutputItem& other) { return other.name == name; });
    };
    const std::string wanted = item.name;
    for (int i = 0; taken(item.name); ++i)
        item.name = wanted + std::to_string(i);
    items.push_back(std::move(item));
}

Result<Expression> bindItem(const OutputItem& item, ExpressionBinder& binder) {
    if (item.column) return makeColumn(item.column->index, item.column->type, item.position);
    auto bound = binder.bind(*item.expression);
    if (bound && bound->type.kind == TypeKind::Null) {
        return mistake(item.position, "a NULL in the SELECT list needs a type", "write CAST(NULL AS STRING)");
    }
    return bound;
}

/// SELECT without aggregates. Window columns that are only passed on stay pending.
Result<Relation> planProjection(const sql::Select& select, Relation input) {
    auto items = expandItems(select.items, input);
    if (!items) return std::move(items).error();
    ExpressionBinder binder(input, "SELECT");
    Relation result{.window = input.window, .attached = input.attached};
    std::vector<NamedExpression> outputs;
    for (const OutputItem& item : *items) {
        auto bound = bindItem(item, binder);
        if (!bound) return std::move(bound).error();
        if (readsWindow(*bound) && bound->kind != Expression::Kind::Column) {
            return planProjection(select, withWindowRows(std::move(input), select.place));
        }
        const std::size_t index = readsWindow(*bound) ? bound->column : outputs.size();
        result.columns.push_back(describeOutput(item.name, *bound, index, input.columns));
        if (!readsWindow(*bound)) outputs.push_back({item.name, *std::move(bound)});
    }
    const auto carry = [&](std::size_t& time) {  // without a name
        const Field& field = (*input.node->output)[time];
        outputs.push_back({field.name, makeColumn(time, field.type, select.place)});
        time = outputs.size() - 1;
    };
    if (result.window) {
        carry(result.window->timeColumn);
        for (std::size_t& column : result.window->partition)
            carry(column);
    }
    if (result.attached) carry(result.attached->timeColumn);
    result.node = makeCalc(input.node, std::nullopt, std::move(outputs), select.place);
    return result;
}

bool hasOrigin(const Relation& relation, Origin origin) {
    return std::any_of(relation.columns.begin(), relation.columns.end(),
                       [origin](const RelationColumn& column) { return column.origin == origin; });
}

/// SELECT DISTINCT: a group for every different row.
Result<Relation> makeDistinct(Relation input, TextPosition position) {
    const auto has = [&input](std::size_t column) {
        return std::any_of(input.columns.begin(), input.columns.end(),
                           [column](const RelationColumn& c) { return c.index == kWindowBase + column; });
    };
    const bool windowed =
        input.window && !isPartitioned(input.window->spec) && has(kWindowStart) && has(kWindowEnd);
    if (!windowed) input = withWindowRows(std::move(input), position);
    const bool attached =
        input.attached && hasOrigin(input, Origin::WindowStart) && hasOrigin(input, Origin::WindowEnd);
    AggregateNode aggregate;
    std::vector<std::size_t> moved;
    for (const RelationColumn& column : input.columns) {
        if (column.index >= kWindowBase) continue;
        moved.push_back(column.index);
        aggregate.keys.push_back(makeColumn(column.index, column.type, position));
    }
    if (windowed) {
        aggregate.window = input.window->spec;
        aggregate.timeColumn = input.window->timeColumn;
    } else if (attached) {
        aggregate.window = input.attached->spec;
        aggregate.timeColumn = input.attached->timeColumn;
    }
    const std::size_t keys = aggregate.keys.size();
    Relation result{.node = makeAggregate(input.node, std::move(aggregate), position),
                    .columns = input.columns};
    std::size_t next = 0;
    for (RelationColumn& column : result.columns) {
        const bool ofWindow = column.index >= kWindowBase;
        column.index = ofWindow ? keys + (column.index - kWindowBase) : next++;
        if (!ofWindow) column.rowtime = false;
        if (column.origin == Origin::Plain) column.origin = Origin::Key;
    }
    return result;
}

Result<Relation> planBody(const sql::Select& select, Relation input);

Result<Relation> planLimited(const sql::Select& select, Relation input) {
    sql::Select rest = select;
    auto limited = limitRows(std::move(input), rest.where);
    if (!limited) return limited;
    return planBody(rest, *std::move(limited));
}

Result<Relation> planBody(const sql::Select& select, Relation input) {
    if (input.rank) return planLimited(select, std::move(input));
    std::vector<Expression> ofWindow;
    const bool aggregated = needsAggregation(select);
    if (select.where) {
        // A condition takes rows out of sessions, it does not make other sessions.
        if (!aggregated && input.window && isPartitioned(input.window->spec))
            input = withWindowRows(std::move(input), select.place);
        auto conditions = bindWhere(select, input);
        if (!conditions) return std::move(conditions).error();
        if (conditions->mixed || (!aggregated && !conditions->ofWindow.empty())) {
            return planBody(select, withWindowRows(std::move(input), select.place));
        }
        if (conditions->plain)
            input.node = makeFilter(input.node, *std::move(conditions->plain), select.where->place);
        ofWindow = std::move(conditions->ofWindow);
    }
    if (!aggregated && !hasRowNumber(select)) return planProjection(select, std::move(input));
    if (!aggregated) input = withWindowRows(std::move(input), select.place);
    auto items = expandItems(select.items, input);
    if (!items) return std::move(items).error();
    if (hasRowNumber(select)) {
        if (aggregated)
            return sql::notYet(select.place, "ROW_NUMBER() beside aggregates", "aggregate in a sub-query");
        return planRowNumber(*items, input, select.place);
    }
    return planAggregation(select, *items, std::move(input), std::move(ofWindow));
}

/// ORDER BY ... LIMIT of a sub-query: a Top-N without a number.
Result<Relation> planLimit(Relation input, const sql::Query& query) {
    input = withWindowRows(std::move(input), query.place);
    auto order = bindOrder(query, input);
    if (!order) return std::move(order).error();
    if (*query.limit < 1) return mistake(query.place, "LIMIT 0 leaves no row", "the least is LIMIT 1");
    RankNode rank{.by = order->empty() ? RankNode::By::FirstCome : RankNode::By::Order,
                  .order = *std::move(order),
                  .last = *query.limit};
    for (OrderKey& key : rank.order)
        key.column = input.columns[key.column].index;
    if (rank.order.empty() && input.node->updating)
        return sql::notYet(query.place, "LIMIT of a result that updates, without ORDER BY");
    input.node = makeRank(input.node, std::move(rank), query.place);
    input.attached.reset();
    for (RelationColumn& column : input.columns)
        column.rowtime = false;
    return input;
}

Result<Relation> unite(std::vector<Relation> parts, const sql::Query& query) {
    std::vector<NodePtr> inputs;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        parts[i] = withWindowRows(std::move(parts[i]), query.place);
        const TextPosition place = query.selects[i].place;
        const auto& columns = parts[i].columns;
        if (columns.size() != parts[0].columns.size()) {
            return mistake(place, "this part of UNION ALL has " + columnCount(columns.size()) +
                                      ", the first has " + columnCount(parts[0].columns.size()));
        }
        std::vector<NamedExpression> outputs;
        for (std::size_t c = 0; c < columns.size(); ++c) {
            const RelationColumn& first = parts[0].columns[c];
            Expression column = makeColumn(columns[c].index, columns[c].type, place);
            const bool sameKind = columns[c].type.kind == first.type.kind;
            auto cast = sameKind || columns[c].type.isNumeric() == first.type.isNumeric()
                            ? makeCast(std::move(column), first.type)
                            : Result<Expression>(mistake(place,
                                                         "column " + std::to_string(c + 1) +
                                                             " of this part is " + columns[c].type.sql() +
                                                             ", of the first part " + first.type.sql(),
                                                         "bring it to one type with CAST"));
            if (!cast) return std::move(cast).error();
            outputs.push_back({first.name, *std::move(cast)});
        }
        inputs.push_back(makeCalc(parts[i].node, std::nullopt, std::move(outputs), place));
    }
    Relation result{.columns = parts[0].columns};
    result.node = makeUnion(std::move(inputs), query.place);
    for (std::size_t c = 0; c < result.columns.size(); ++c) {
        RelationColumn& column = result.columns[c];
        column.index = c;
        column.rowtime = result.node->time && result.node->time->column == c && !result.node->time->proctime;
        column.type = (*result.node->output)[c].type;
    }
    return result;
}

}  // namespace

RelationColumn describeOutput(const std::string& name, const Expression& expression, std::size_t index,
                              const std::vector<RelationColumn>& input) {
    RelationColumn output{.name = name, .type = expression.type, .index = index};
    const bool column = expression.kind == Expression::Kind::Column;
    // A time in another precision is the same time, though windows can no longer be made over it.
    const bool bare = column || (expression.type.isTimestamp() && expression.function != nullptr &&
                                 expression.function->name == "CAST" &&
                                 expression.arguments[0].kind == Expression::Kind::Column);
    bool ofWindow = false;
    forEachColumn(expression, [&](const Expression& read) {
        const auto it = std::find_if(input.begin(), input.end(),
                                     [&read](const RelationColumn& c) { return c.index == read.column; });
        if (it == input.end()) return;
        const bool window = it->origin >= Origin::WindowStart && it->origin <= Origin::OfWindow;
        ofWindow = ofWindow || window;
        if (bare) {
            output.rowtime = column && it->rowtime;
            output.proctime = column && it->proctime;
            output.origin = it->origin;
            output.computed = it->computed;
        } else if (it->origin == Origin::Value ||
                   (it->origin == Origin::Key && output.origin != Origin::Value)) {
            output.origin = it->origin;
        }
    });
    if (!bare) output.computed = output.origin == Origin::Key;
    if (!bare && ofWindow && output.origin == Origin::Plain) output.origin = Origin::OfWindow;
    return output;
}

Result<std::vector<OutputItem>> expandItems(const std::vector<sql::SelectItem>& items,
                                            const Relation& input) {
    std::vector<OutputItem> expanded;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const sql::Expr& expression = items[i].expression;
        if (expression.kind != sql::Expr::Kind::Star) {
            const bool isPath = expression.kind == sql::Expr::Kind::Path;
            std::string name = isPath ? expression.path.back().text : "EXPR$" + std::to_string(i);
            if (!items[i].alias.text.empty()) name = items[i].alias.text;
            addUnique(expanded,
                      {.name = std::move(name), .expression = &expression, .position = expression.place});
            continue;
        }
        bool any = false;
        for (const RelationColumn& column : input.columns) {
            if (!expression.path.empty() && expression.path[0].text != column.qualifier) continue;
            any = true;
            addUnique(expanded, {.name = column.name, .column = column, .position = expression.place});
        }
        if (any) continue;
        const std::string& name = expression.path.back().text;
        if (std::any_of(input.columns.begin(), input.columns.end(),
                        [&name](const RelationColumn& column) { return column.name == name; })) {
            return sql::notYet(expression.place, name + ".*", "name the fields: " + name + ".a, ...");
        }
        return mistake(expression.place, "no table '" + expression.path[0].text + "' in FROM");
    }
    return expanded;
}

Result<Relation> planSelect(const sql::Select& select, Catalog& catalog, const CommonTables& common) {
    if (auto checked = checkHints(select.hints, catalog); !checked) return std::move(checked).error();
    auto input = planFrom(select.from, catalog, common);
    for (const sql::LookupJoin& join : select.joins) {
        input = withoutRowNumber(std::move(input));
        if (input) input = planLookup(*std::move(input), join, catalog, common);
    }
    if (!input) return input;
    auto result = planBody(select, *std::move(input));
    if (!result || !select.distinct) return result;
    result = withoutRowNumber(std::move(result));
    if (!result) return result;
    return makeDistinct(*std::move(result), select.place);
}

Result<Relation> planQuery(const sql::Query& query, Catalog& catalog, CommonTables common, Level level) {
    for (const sql::CommonTable& table : query.with) {
        NamedQuery named{.name = table.name.text, .query = table.query, .visible = common};
        common[table.name.text] = std::make_shared<const NamedQuery>(std::move(named));
    }
    std::vector<Relation> parts;
    for (const sql::Select& select : query.selects) {
        auto part = planSelect(select, catalog, common);
        if (query.selects.size() > 1) part = withoutRowNumber(std::move(part));
        if (!part) return part;
        parts.push_back(*std::move(part));
    }
    auto result = parts.size() == 1 ? Result<Relation>(std::move(parts[0])) : unite(std::move(parts), query);
    // ORDER BY without LIMIT says nothing about the rows of a sub-query.
    if (!result || level == Level::Top || !query.limit) return result;
    result = withoutRowNumber(std::move(result));
    return result ? planLimit(*std::move(result), query) : std::move(result);
}

}  // namespace guanlan::planning
