// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/decimal.h"
#include "core/plan/expression_binder.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <limits>

namespace guanlan::planning {

namespace {

Expression literal(DataType type, Value value, TextPosition position) {
    type.nullable = isNull(value);
    return {.kind = Expression::Kind::Literal,
            .type = std::move(type),
            .literal = std::move(value),
            .position = position};
}

Result<Expression> bindDecimal(std::string_view text, const sql::Expr& expr) {
    const std::size_t point = text.find('.');
    const int scale = point == std::string_view::npos ? 0 : static_cast<int>(text.size() - point - 1);
    if (scale <= kMaxDecimalDigits) {
        if (const auto unscaled = parseDecimal(text, scale)) {
            int precision = std::max(scale, 1);
            while (!fitsPrecision(*unscaled, precision))
                ++precision;
            return literal(DataType::decimal(precision, scale), *unscaled, expr.place);
        }
    }
    return mistake(expr.place, "this number has more than " + std::to_string(kMaxDecimalDigits) + " digits",
                   "write it with an exponent: 1E40");
}

Result<Expression> bindNumber(const sql::Expr& expr, bool negative) {
    const std::string text = (negative ? "-" : "") + expr.text;
    if (text.find_first_of("eE") != std::string::npos) {
        double value = 0;
        const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
        if (read.ec != std::errc()) return mistake(expr.place, "this number is out of the range of DOUBLE");
        return literal(DataType::real(), value, expr.place);
    }
    std::int64_t value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec == std::errc() && read.ptr == text.data() + text.size()) {
        const bool isInt = value >= std::numeric_limits<std::int32_t>::min() &&
                           value <= std::numeric_limits<std::int32_t>::max();
        return literal(isInt ? DataType::integer() : DataType::bigint(), value, expr.place);
    }
    return bindDecimal(text, expr);
}

Error badDateTime(const sql::Expr& expr, std::string example) {
    return mistake(expr.arguments[0].place, "'" + expr.arguments[0].text + "' is no " + expr.text,
                   "write " + expr.text + " '" + std::move(example) + "'");
}

int fractionDigits(std::string_view text) {
    const std::size_t point = text.find('.');
    return point == std::string_view::npos
               ? 0
               : static_cast<int>(std::min<std::size_t>(text.size() - point - 1, 9));
}

Result<Expression> bindTyped(const sql::Expr& expr) {
    const std::string& text = expr.arguments[0].text;
    if (expr.text == "TIME") {
        const auto time = parseTimestamp("1970-01-01 " + text);
        if (!time || time->utcOffset) return badDateTime(expr, "10:00:00");
        DataType type = DataType::of(TypeKind::Time);
        type.precision = static_cast<std::uint8_t>(fractionDigits(text));
        return literal(type, time->wallTime, expr.place);
    }
    const auto time = parseTimestamp(text);
    if (expr.text == "DATE") {
        if (!time || time->utcOffset || text.size() > 10) return badDateTime(expr, "2024-01-31");
        return literal(DataType::of(TypeKind::Date), floorTo(time->wallTime, kDay) / kDay, expr.place);
    }
    if (!time || time->utcOffset || text.find(':') == std::string::npos) {
        return badDateTime(expr, "2024-01-31 10:00:00");
    }
    return literal(DataType::timestamp(fractionDigits(text)), time->wallTime, expr.place);
}

Result<Expression> bindInterval(const sql::Expr& expr, bool negative) {
    auto value = sql::evaluate(*expr.interval);
    if (!value) {
        Error error = std::move(value).error();
        error.position = expr.place;
        return error;
    }
    const std::int64_t amount = value->isMonths ? value->months : value->micros;
    return literal(DataType::of(value->isMonths ? TypeKind::IntervalMonth : TypeKind::IntervalDay),
                   negative ? -amount : amount, expr.place);
}

}  // namespace

Result<Expression> bindLiteral(const sql::Expr& expr, bool negative) {
    switch (expr.kind) {
        case sql::Expr::Kind::Number:
            return bindNumber(expr, negative);
        case sql::Expr::Kind::Boolean:
            return literal(DataType::boolean(), std::int64_t{expr.text == "TRUE" ? 1 : 0}, expr.place);
        case sql::Expr::Kind::Typed:
            return bindTyped(expr);
        case sql::Expr::Kind::Interval:
            return bindInterval(expr, negative);
        case sql::Expr::Kind::Null:
            return literal(DataType::of(TypeKind::Null), std::monostate{}, expr.place);
        default:
            return makeText(expr.text, expr.place);
    }
}

Expression makeText(std::string text, TextPosition position) {
    return literal(DataType::string(), std::move(text), position);
}

Expression makeColumn(std::size_t column, const DataType& type, TextPosition position) {
    return {.kind = Expression::Kind::Column, .type = type, .column = column, .position = position};
}

}  // namespace guanlan::planning
