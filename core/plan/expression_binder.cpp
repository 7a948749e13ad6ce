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
            return sql::notYet(expr.place, "access to elements with [ ]");
        case Kind::Field:
            return sql::notYet(expr.place, "access to fields of a row");
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

Result<const RelationColumn*> ExpressionBinder::findColumn(const sql::Expr& path) const {
    const bool qualified = path.path.size() > 1;
    const sql::Name& name = path.path[qualified ? 1 : 0];
    const RelationColumn* found = nullptr;
    bool knownQualifier = false;
    for (const RelationColumn& column : m_input.columns) {
        if (qualified && column.qualifier != path.path[0].text) continue;
        knownQualifier = true;
        if (column.name != name.text) continue;
        if (found != nullptr) {
            return mistake(name.place, "there are several columns '" + name.text + "' here",
                           "give each its own alias in the sub-query");
        }
        found = &column;
    }
    if (found != nullptr && path.path.size() <= 2) return found;
    if (qualified && !knownQualifier) {
        for (const RelationColumn& column : m_input.columns) {
            if (column.name == path.path[0].text)
                return sql::notYet(path.path[1].place, "access to fields of a row");
        }
        std::vector<std::string> qualifiers;
        for (const RelationColumn& column : m_input.columns)
            qualifiers.push_back(column.qualifier);
        return mistake(path.place, "no table '" + path.path[0].text + "' in FROM",
                       sql::didYouMean(path.path[0].text, qualifiers));
    }
    if (found != nullptr) return sql::notYet(path.path[2].place, "access to fields of a row");
    return unknownColumn(name);
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
    auto column = findColumn(expr);
    if (!column && expr.path.size() == 1 && column.error().code == ErrorCode::InvalidInput) {
        // CURRENT_TIMESTAMP and its like are functions without parentheses.
        const std::string name = sql::upperCase(expr.path[0].text);
        const bool isBare = name.starts_with("CURRENT_") || name.starts_with("LOCALTIME");
        if (isBare && findScalarFunction(name) != nullptr) return makeCall(name, {}, expr.place);
    }
    if (!column) return std::move(column).error();
    return makeColumn((*column)->index, (*column)->type, expr.place);
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
    if (!sign.starts_with("NOT ")) return makeCall(sign, *std::move(arguments), expr.place);
    auto positive = makeCall(sign.substr(4), *std::move(arguments), expr.place);  // LIKE, IN, BETWEEN
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
