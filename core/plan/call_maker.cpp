// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/expression_binder.h"
#include "core/plan/functions/type_rules.h"
#include "core/sql/nearest_name.h"

#include <algorithm>
#include <array>

namespace guanlan::planning {

namespace {

constexpr std::array<std::string_view, 8> kComparisons{"=", "<>", "<", "<=", ">", ">=", "IN", "BETWEEN"};
/// Their result depends on the zone of the run although no TIMESTAMP_LTZ is in sight.
constexpr std::array<std::string_view, 3> kZoned{"FROM_UNIXTIME", "UNIX_TIMESTAMP", "CONVERT_TZ"};

bool isTemporal(const DataType& type) {
    return type.isTimestamp() || type.kind == TypeKind::Date || type.kind == TypeKind::Time;
}

bool isTextLiteral(const Expression& expression) {
    return expression.kind == Expression::Kind::Literal && expression.type.kind == TypeKind::String &&
           !isNull(expression.literal);
}

/// In `ts > '2024-01-31'` the text means a time: found out now, so that a mistake in it has a position.
Result<Expression> readAs(Expression text, const DataType& type) {
    DataType target = type;
    target.nullable = true;
    if (target.isTimestamp()) target.precision = std::max<std::uint8_t>(target.precision, 3);
    const std::string spelling = std::get<std::string>(text.literal);
    const TextPosition position = text.position;
    auto cast = makeCall("CAST", {std::move(text)}, position, &target);
    if (!cast || target.kind == TypeKind::TimestampLtz) return cast;  // the zone is known at run time
    if (cast->kind != Expression::Kind::Literal || isNull(cast->literal)) {
        return mistake(position, "'" + spelling + "' cannot be read as " + target.sql(),
                       target.kind == TypeKind::Time ? "write for example '10:00:00'"
                                                     : "write for example '2024-01-31 10:00:00'");
    }
    return cast;
}

Result<void> readTextsAsTimes(std::string_view function, std::vector<Expression>& arguments) {
    if (std::find(kComparisons.begin(), kComparisons.end(), function) == kComparisons.end()) return {};
    const auto time = std::find_if(arguments.begin(), arguments.end(),
                                   [](const Expression& argument) { return isTemporal(argument.type); });
    if (time == arguments.end()) return {};
    const DataType type = time->type;
    for (Expression& argument : arguments) {
        if (!isTextLiteral(argument)) continue;
        auto cast = readAs(std::move(argument), type);
        if (!cast) return std::move(cast).error();
        argument = *std::move(cast);
    }
    return {};
}

bool dependsOnZone(const Expression& call) {
    const auto zoned = [](const DataType& type) { return type.kind == TypeKind::TimestampLtz; };
    if (zoned(call.type)) return true;
    if (std::find(kZoned.begin(), kZoned.end(), call.function->name) != kZoned.end()) return true;
    return std::any_of(call.arguments.begin(), call.arguments.end(),
                       [&zoned](const Expression& argument) { return zoned(argument.type); });
}

/// The type of a decimal rounded to a literal number of places, which its digits decide.
std::optional<DataType> roundedType(std::string_view function, const std::vector<Expression>& arguments) {
    const bool rounds = function == "ROUND" || function == "TRUNCATE";
    if (!rounds || arguments.size() != 2 || arguments[0].type.kind != TypeKind::Decimal) return std::nullopt;
    const Expression& places = arguments[1];
    if (places.kind != Expression::Kind::Literal || !places.type.isInteger() || isNull(places.literal))
        return std::nullopt;
    return roundedDecimal(arguments[0].type, std::get<std::int64_t>(places.literal));
}

ColumnPtr columnOf(const Expression& literal) {
    ColumnBuilder builder(literal.type);
    if (isNull(literal.literal)) {
        builder.appendNull();
    } else {
        builder.append(literal.literal);
    }
    return builder.seal();
}

}  // namespace

Expression foldConstant(Expression call) {
    const bool constant =
        std::all_of(call.arguments.begin(), call.arguments.end(), [](const Expression& argument) {
            return argument.kind == Expression::Kind::Literal && argument.type.physical() != Physical::Nested;
        });
    if (!constant || call.arguments.empty() || !call.function->deterministic || dependsOnZone(call) ||
        call.type.physical() == Physical::Nested) {
        return call;
    }
    std::vector<ColumnPtr> columns;
    for (const Expression& argument : call.arguments)
        columns.push_back(columnOf(argument));
    const Zone zone;
    EvaluationContext context;
    context.zone = &zone;
    context.rows = 1;
    const ColumnPtr result = call.function->evaluate(columns, call.type, context);
    const bool bad =
        std::any_of(context.bad.begin(), context.bad.end(), [](std::uint8_t b) { return b != 0; });
    if (bad) return call;  // an error of every row that gets there, and of none when no row does
    Expression folded;
    folded.type = call.type;
    folded.literal = result->value(0);
    folded.position = call.position;
    return folded;
}

Result<Expression> makeCall(std::string_view function, std::vector<Expression> arguments,
                            TextPosition position, const DataType* target) {
    const ScalarFunction* found = findScalarFunction(function);
    if (found == nullptr) {
        return Error{.code = ErrorCode::NotYet,
                     .id = "sql.not-yet",
                     .what = "not supported yet: " + std::string(function),
                     .arguments = {std::string(function)},
                     .position = position};
    }
    if (auto read = readTextsAsTimes(function, arguments); !read) return std::move(read).error();
    std::vector<DataType> types;
    for (const Expression& argument : arguments)
        types.push_back(argument.type);
    const auto rounded = roundedType(found->name, arguments);
    auto type = found->resolve(types, rounded ? &*rounded : target);
    if (!type) {
        Error error = std::move(type).error();
        error.position = position;
        return error;
    }
    return foldConstant({.kind = Expression::Kind::Call,
                         .type = *std::move(type),
                         .function = found,
                         .arguments = std::move(arguments),
                         .position = position});
}

Result<Expression> makeField(Expression row, const sql::Name& name) {
    if (row.type.kind != TypeKind::Row)
        return mistake(name.place,
                       "only a ROW has fields, and this is " + withNullability(row.type, true).sql());
    std::vector<std::string> names;
    for (const Field& field : *row.type.fields)
        names.push_back(field.name);
    const auto found = std::find(names.begin(), names.end(), name.text);
    if (found == names.end()) {
        return mistake(name.place, "no field '" + name.text + "' in " + withNullability(row.type, true).sql(),
                       sql::didYouMean(name.text, names));
    }
    const auto place = static_cast<std::size_t>(found - names.begin());
    const DataType& type = (*row.type.fields)[place].type;
    Expression number{.type = withNullability(DataType::integer(), false),
                      .literal = static_cast<std::int64_t>(place),
                      .position = name.place};
    Expression field{.kind = Expression::Kind::Call,
                     .type = withNullability(type, type.nullable || row.type.nullable),
                     .function = findScalarFunction("."),
                     .position = name.place};
    field.arguments.push_back(std::move(row));
    field.arguments.push_back(std::move(number));
    return field;
}

Result<Expression> makeCast(Expression expression, const DataType& type) {
    DataType target = type;
    target.nullable = expression.type.nullable;
    if (expression.type == target) return expression;
    const TextPosition position = expression.position;
    std::vector<Expression> arguments;
    arguments.push_back(std::move(expression));
    return makeCall("CAST", std::move(arguments), position, &target);
}

}  // namespace guanlan::planning
