// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/expression_binder.h"

#include "core/aggregate/aggregate_function.h"
#include "core/sql/nearest_name.h"
#include "core/sql/token.h"
#include "core/sql/token_cursor.h"

#include <algorithm>

namespace guanlan::planning {

using Kind = sql::Expr::Kind;

Result<Expression> ExpressionBinder::bind(const sql::Expr& expr) {
    return bindKind(expr);
}

Result<Expression> ExpressionBinder::bindCondition(const sql::Expr& expr, const std::string& of) {
    auto condition = bind(expr);
    if (!condition) return condition;
    if (condition->type.kind != TypeKind::Boolean && condition->type.kind != TypeKind::Null) {
        return mistake(
            expr.place,
            (of.empty() ? m_place : of) + " needs a condition, but this is " + condition->type.sql(),
            "compare it with something");
    }
    return condition;
}

Result<Expression> ExpressionBinder::bindKind(const sql::Expr& expr) {
    switch (expr.kind) {
        case Kind::Path:
            return bindPath(expr);
        case Kind::Number:
        case Kind::String:
        case Kind::Boolean:
        case Kind::Null:
        case Kind::Typed:
        case Kind::Interval:
        case Kind::Unit:
            return bindLiteral(expr);
        case Kind::Operator:
            return bindOperator(expr);
        case Kind::Call:
            return bindCall(expr);
        case Kind::Case:
            return bindCase(expr);
        case Kind::Cast:
            return bindCast(expr);
        case Kind::Element:
            return bindElement(expr);
        case Kind::Field:
            return bindField(expr);
        case Kind::Star:
            return mistake(expr.place, "* can only stand in the SELECT list and in COUNT(*)");
        case Kind::Table:
        case Kind::Descriptor:
        case Kind::Named:
            break;
    }
    return mistake(expr.place, "this can only stand in a window function in FROM",
                   "write FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' MINUTE))");
}

Result<ExpressionBinder::Found> ExpressionBinder::findNamed(const sql::Name* qualifier,
                                                            const sql::Name& name) const {
    Found found{.names = qualifier == nullptr ? std::size_t{1} : 2};
    for (const RelationColumn& column : m_input.columns) {
        if ((qualifier != nullptr && column.qualifier != qualifier->text) || column.name != name.text)
            continue;
        if (found.column != nullptr) {
            return mistake(name.place, "there are several columns '" + name.text + "' here",
                           "give each its own alias in the sub-query");
        }
        found.column = &column;
    }
    if (found.column == nullptr) return unknownColumn(name);
    return found;
}

/// In a.b, a is a table where one has this name, else a column of rows.
Result<ExpressionBinder::Found> ExpressionBinder::findPath(const sql::Expr& path) const {
    const sql::Name& first = path.path[0];
    if (path.path.size() == 1) return findNamed(nullptr, first);
    std::vector<std::string> qualifiers;
    bool isColumn = false;
    for (const RelationColumn& column : m_input.columns) {
        if (column.qualifier == first.text) return findNamed(&first, path.path[1]);
        qualifiers.push_back(column.qualifier);
        isColumn = isColumn || column.name == first.text;
    }
    if (isColumn) return findNamed(nullptr, first);
    return mistake(path.place, "no table '" + first.text + "' in FROM",
                   sql::didYouMean(first.text, qualifiers));
}

Result<const RelationColumn*> ExpressionBinder::findColumn(const sql::Expr& path) const {
    auto found = findPath(path);
    if (!found) return std::move(found).error();
    if (found->names < path.path.size()) {
        return mistake(path.path[found->names].place, "a column is needed here, not a field of a row",
                       "select the field under a name of its own in a view");
    }
    return found->column;
}

Error ExpressionBinder::unknownColumn(const sql::Name& name) const {
    const std::string what = "no column '" + name.text + "'";
    if (std::find(m_aliases.begin(), m_aliases.end(), name.text) != m_aliases.end()) {
        return mistake(name.place, what + " in FROM: it is an alias of the SELECT list",
                       m_place + " comes before SELECT, so repeat the expression there");
    }
    std::vector<std::string> names;
    for (const RelationColumn& column : m_input.columns)
        names.push_back(column.name);
    std::string next = sql::didYouMean(name.text, names);
    if (next.empty() && !names.empty()) {
        constexpr std::size_t kListed = 12;
        next = "there are ";
        for (std::size_t i = 0; i < std::min(kListed, names.size()); ++i)
            next += (i > 0 ? ", " : "") + names[i];
        if (names.size() > kListed) next += " ...";
    }
    return mistake(name.place, what, std::move(next));
}

Result<Expression> ExpressionBinder::bindPath(const sql::Expr& expr) const {
    auto found = findPath(expr);
    if (!found && expr.path.size() == 1 && found.error().code == ErrorCode::InvalidInput) {
        // CURRENT_TIMESTAMP and its like are functions without parentheses.
        const std::string name = sql::upperCase(expr.path[0].text);
        const bool isBare = name.starts_with("CURRENT_") || name.starts_with("LOCALTIME");
        if (isBare && findScalarFunction(name) != nullptr) return makeCall(name, {}, expr.place);
    }
    if (!found) return std::move(found).error();
    Result<Expression> value = makeColumn(found->column->index, found->column->type, expr.place);
    for (std::size_t i = found->names; value && i < expr.path.size(); ++i)
        value = makeField(*std::move(value), expr.path[i]);
    return value;
}

Result<Expression> ExpressionBinder::bindField(const sql::Expr& expr) {
    auto row = bind(expr.arguments[0]);
    if (!row) return row;
    return makeField(*std::move(row), expr.path[0]);
}

Result<Expression> ExpressionBinder::bindElement(const sql::Expr& expr) {
    auto arguments = bindAll(expr.arguments);
    if (!arguments) return std::move(arguments).error();
    const Expression& index = arguments->back();
    const auto* number = std::get_if<std::int64_t>(&index.literal);
    if (arguments->front().type.kind == TypeKind::Array && number != nullptr && *number < 1)
        return mistake(index.position, "the first element of an array is [1]");
    return makeCall("[]", *std::move(arguments), expr.place);
}

Result<std::vector<Expression>> ExpressionBinder::bindAll(const std::vector<sql::Expr>& list) {
    std::vector<Expression> bound;
    for (const sql::Expr& expr : list) {
        auto one = bind(expr);
        if (!one) return std::move(one).error();
        bound.push_back(*std::move(one));
    }
    return bound;
}

namespace {

/// a IS NOT DISTINCT FROM b: (a = b) IS TRUE OR (a IS NULL AND b IS NULL).
Result<Expression> makeDistinctFrom(const std::string& sign, std::vector<Expression> sides,
                                    TextPosition place) {
    auto bothNull = makeCall("IS NULL", {sides[0]}, place);
    auto secondNull = makeCall("IS NULL", {sides[1]}, place);
    auto equal = makeCall("=", std::move(sides), place);
    if (equal) equal = makeCall("IS TRUE", {*std::move(equal)}, place);
    if (bothNull && secondNull)
        bothNull = makeCall("AND", {*std::move(bothNull), *std::move(secondNull)}, place);
    if (!equal) return equal;
    if (!bothNull) return bothNull;
    auto same = makeCall("OR", {*std::move(equal), *std::move(bothNull)}, place);
    if (!same || sign.starts_with("IS NOT")) return same;
    return makeCall("NOT", {*std::move(same)}, place);
}

}  // namespace

Result<Expression> ExpressionBinder::bindOperator(const sql::Expr& expr) {
    const std::string& sign = expr.text;
    const bool unary = expr.arguments.size() == 1;
    if (unary && sign == "-" &&
        (expr.arguments[0].kind == Kind::Number || expr.arguments[0].kind == Kind::Interval)) {
        return bindLiteral(expr.arguments[0], true);
    }
    if (unary && sign == "+") return bind(expr.arguments[0]);
    auto arguments = bindAll(expr.arguments);
    if (!arguments) return std::move(arguments).error();
    if (sign.ends_with("DISTINCT FROM")) return makeDistinctFrom(sign, *std::move(arguments), expr.place);
    const bool notJson = sign.starts_with("IS NOT JSON");
    if (!notJson && !sign.starts_with("NOT ")) return makeCall(sign, *std::move(arguments), expr.place);
    const std::string plain = notJson ? "IS " + sign.substr(7) : sign.substr(4);  // LIKE, IN, BETWEEN
    auto positive = makeCall(plain, *std::move(arguments), expr.place);
    if (!positive) return positive;
    return makeCall("NOT", {*std::move(positive)}, expr.place);
}

Error ExpressionBinder::unknownFunction(const sql::Expr& call) const {
    if (findAggregateFunction(sql::upperCase(call.text)) != nullptr) {
        return mistake(call.place,
                       sql::upperCase(call.text) + " is an aggregate and cannot stand in " + m_place,
                       m_place == "WHERE" ? "conditions on aggregates stand in HAVING" : "");
    }
    std::vector<std::string> names;
    const auto isWord = [](std::string_view name) {
        return !name.empty() && name.front() >= 'A' && name.front() <= 'Z' &&
               name.find(' ') == std::string_view::npos;
    };
    for (const ScalarFunction* function : scalarFunctions()) {
        if (isWord(function->name)) names.emplace_back(function->name);
    }
    for (const AggregateFunction* function : aggregateFunctions())
        names.emplace_back(function->name);
    for (const std::string window : {"TUMBLE", "HOP", "SESSION"}) {
        for (const char* part : {"", "_START", "_END", "_ROWTIME", "_PROCTIME"})
            names.push_back(window + part);
    }
    return mistake(call.place, "no function '" + call.text + "'", sql::didYouMean(call.text, names));
}

namespace {

/// For each argument 'j' when it makes JSON itself, which is no text to be quoted.
std::string jsonParts(const std::vector<sql::Expr>& arguments) {
    std::string parts;
    for (const sql::Expr& argument : arguments) {
        const bool json =
            argument.kind == Kind::Call && (argument.text == "JSON_OBJECT" || argument.text == "JSON_ARRAY");
        parts += json ? 'j' : '.';
    }
    return parts;
}

}  // namespace

Result<Expression> ExpressionBinder::bindCall(const sql::Expr& expr) {
    if (m_calls != nullptr) {
        if (auto resolved = m_calls->resolveCall(expr, *this)) return *std::move(resolved);
    }
    const std::string name = sql::upperCase(expr.text);
    if (findScalarFunction(name) == nullptr) return unknownFunction(expr);
    if (expr.distinct || !expr.filter.empty()) {
        return mistake(expr.place, "DISTINCT and FILTER belong to aggregates; " + name + " is none");
    }
    auto arguments = bindAll(expr.arguments);
    if (!arguments) return std::move(arguments).error();
    if (name == "JSON_OBJECT" || name == "JSON_ARRAY")
        arguments->push_back(makeText(jsonParts(expr.arguments), expr.place));
    return makeCall(name, *std::move(arguments), expr.place);
}

/// The function CASE takes condition, value, condition, value, ..., else.
Result<Expression> ExpressionBinder::bindCase(const sql::Expr& expr) {
    std::optional<Expression> operand;
    std::size_t at = 0;
    if (expr.hasOperand) {
        auto bound = bind(expr.arguments[at++]);
        if (!bound) return bound;
        operand = *std::move(bound);
    }
    std::vector<Expression> arguments;
    const std::size_t end = expr.arguments.size() - (expr.hasElse ? 1 : 0);
    for (; at < end; at += 2) {
        const sql::Expr& when = expr.arguments[at];
        auto condition = operand ? bind(when) : bindCondition(when, "WHEN");
        if (condition && operand) condition = makeCall("=", {*operand, *std::move(condition)}, when.place);
        if (!condition) return condition;
        auto value = bind(expr.arguments[at + 1]);
        if (!value) return value;
        arguments.push_back(*std::move(condition));
        arguments.push_back(*std::move(value));
    }
    sql::Expr null;
    null.place = expr.place;
    auto otherwise = bind(expr.hasElse ? expr.arguments.back() : null);
    if (!otherwise) return otherwise;
    arguments.push_back(*std::move(otherwise));
    return makeCall("CASE", std::move(arguments), expr.place);
}

Result<Expression> ExpressionBinder::bindCast(const sql::Expr& expr) {
    auto value = bind(expr.arguments[0]);
    if (!value) return value;
    return makeCall(expr.text, {*std::move(value)}, expr.place, &*expr.type);
}

}  // namespace guanlan::planning
