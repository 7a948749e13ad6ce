// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/relation.h"
#include "core/plan/scalar_function.h"
#include "core/sql/ast.h"

#include <optional>
#include <string>
#include <vector>

namespace guanlan::planning {

class ExpressionBinder;

/// Gives calls a meaning beside the scalar functions: aggregates, TUMBLE_START.
class CallResolver {
  public:
    virtual ~CallResolver() = default;
    /// Nothing when the call means nothing to this resolver.
    virtual std::optional<Result<Expression>> resolveCall(const sql::Expr& call,
                                                          ExpressionBinder& binder) = 0;
};

/// Looks up the names of an expression in a relation, finds the types, folds what is constant.
class ExpressionBinder {
  public:
    /// `place` completes "aggregates cannot stand in ...".
    explicit ExpressionBinder(const Relation& input, std::string place, CallResolver* calls = nullptr)
        : m_input(input), m_place(std::move(place)), m_calls(calls) {}

    [[nodiscard]] Result<Expression> bind(const sql::Expr& expr);
    /// As bind(), and the result must be BOOLEAN.
    /// `of` names what needs it, where that is not the clause.
    [[nodiscard]] Result<Expression> bindCondition(const sql::Expr& expr, const std::string& of = {});
    [[nodiscard]] Result<const RelationColumn*> findColumn(const sql::Expr& path) const;
    [[nodiscard]] const Relation& input() const { return m_input; }
    /// Names that are no columns but may be taken for some (aliases of the SELECT list), for better messages.
    void setAliases(std::vector<std::string> aliases) { m_aliases = std::move(aliases); }

  private:
    [[nodiscard]] Result<Expression> bindKind(const sql::Expr& expr);
    [[nodiscard]] Result<Expression> bindPath(const sql::Expr& expr) const;
    [[nodiscard]] Result<Expression> bindElement(const sql::Expr& expr);
    [[nodiscard]] Result<Expression> bindField(const sql::Expr& expr);
    [[nodiscard]] Result<Expression> bindOperator(const sql::Expr& expr);
    [[nodiscard]] Result<Expression> bindCall(const sql::Expr& expr);
    [[nodiscard]] Result<Expression> bindCase(const sql::Expr& expr);
    [[nodiscard]] Result<Expression> bindCast(const sql::Expr& expr);
    [[nodiscard]] Result<std::vector<Expression>> bindAll(const std::vector<sql::Expr>& list);
    [[nodiscard]] Error unknownFunction(const sql::Expr& call) const;
    [[nodiscard]] Error unknownColumn(const sql::Name& name) const;
    /// A column, and how many names of the path it took; the others are fields of it.
    struct Found {
        const RelationColumn* column = nullptr;
        std::size_t names = 1;
    };
    [[nodiscard]] Result<Found> findPath(const sql::Expr& path) const;
    [[nodiscard]] Result<Found> findNamed(const sql::Name* qualifier, const sql::Name& name) const;

    const Relation& m_input;
    std::string m_place;
    CallResolver* m_calls;
    std::vector<std::string> m_aliases{};
};

/// A call of a listed function: types resolved, literals brought to the types they are compared with, folded.
/// `target` is the type of a CAST.
[[nodiscard]] Result<Expression> makeCall(std::string_view function, std::vector<Expression> arguments,
                                          TextPosition position, const DataType* target = nullptr);
/// `row`.`name`
[[nodiscard]] Result<Expression> makeField(Expression row, const sql::Name& name);
/// `expression` as `type`; itself when it has the type already, nullability aside.
[[nodiscard]] Result<Expression> makeCast(Expression expression, const DataType& type);
[[nodiscard]] Expression makeColumn(std::size_t column, const DataType& type, TextPosition position);
[[nodiscard]] Expression makeText(std::string text, TextPosition position);
/// Number, string, boolean, NULL, DATE, TIME, TIMESTAMP, INTERVAL.
[[nodiscard]] Result<Expression> bindLiteral(const sql::Expr& expr, bool negative = false);
/// The value of a call whose arguments are literals; the call itself when it must stay.
[[nodiscard]] Expression foldConstant(Expression call);

/// Calls `visit` for every column an expression reads.
template <typename Visit>
void forEachColumn(const Expression& expression, Visit&& visit) {
    if (expression.kind == Expression::Kind::Column) visit(expression);
    for (const Expression& argument : expression.arguments)
        forEachColumn(argument, visit);
}

}  // namespace guanlan::planning
