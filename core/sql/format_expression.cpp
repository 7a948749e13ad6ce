// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/formatter.h"
#include "core/sql/reserved_words.h"
#include "core/sql/token.h"

namespace guanlan::sql {

namespace {

/// How tightly the parts of an expression hold together; the parser has a function for each level.
enum Level : int { kOr = 1, kAnd, kNot, kIs, kComparison, kRange, kSum, kProduct, kUnary, kPrimary };

int levelOf(const Expr& expr) {
    if (expr.kind != Expr::Kind::Operator) return kPrimary;
    const std::string& sign = expr.text;
    if (expr.arguments.size() == 1) {
        if (sign == "NOT") return kNot;
        return sign == "-" || sign == "+" ? kUnary : kIs;
    }
    if (sign == "OR") return kOr;
    if (sign == "AND") return kAnd;
    if (sign.starts_with("IS ")) return kIs;
    if (sign == "+" || sign == "-") return kSum;
    if (sign == "*" || sign == "/" || sign == "%" || sign == "||") return kProduct;
    if (sign.ends_with("IN") || sign.ends_with("BETWEEN") || sign.ends_with("LIKE") ||
        sign.ends_with("SIMILAR TO")) {
        return kRange;
    }
    return kComparison;
}

std::string operand(const Expr& expr, int least) {
    return levelOf(expr) < least ? "(" + format(expr) + ")" : format(expr);
}

std::string list(const std::vector<Expr>& exprs, std::size_t from = 0) {
    std::string text;
    for (std::size_t i = from; i < exprs.size(); ++i)
        text += (i > from ? ", " : "") + format(exprs[i]);
    return text;
}

std::string formatPath(const std::vector<Name>& path, std::string_view separator = ".") {
    std::string text;
    for (const Name& name : path)
        text += (text.empty() ? "" : std::string(separator)) + formatName(name.text);
    return text;
}

std::string formatOperator(const Expr& expr) {
    const std::string& sign = expr.text;
    const int level = levelOf(expr);
    const std::string left = operand(expr.arguments[0], level);
    if (expr.arguments.size() == 1) {
        if (level == kNot) return "NOT " + left;
        if (level == kIs) return left + " " + sign;
        return left.starts_with(sign) ? sign + " " + left : sign + left;  // "--" begins a comment
    }
    if (sign.ends_with("IN")) return left + " " + sign + " (" + list(expr.arguments, 1) + ")";
    const std::string right = operand(expr.arguments[1], sign.starts_with("IS ") ? kRange : level + 1);
    if (sign.ends_with("BETWEEN"))
        return left + " " + sign + " " + right + " AND " + operand(expr.arguments[2], kSum);
    std::string text = left + " " + sign + " " + right;
    if (expr.arguments.size() > 2) text += " ESCAPE " + operand(expr.arguments[2], kSum);
    return text;
}

std::string formatCase(const Expr& expr) {
    std::string text = "CASE";
    std::size_t at = 0;
    if (expr.hasOperand) text += " " + format(expr.arguments[at++]);
    const std::size_t end = expr.arguments.size() - (expr.hasElse ? 1 : 0);
    for (; at < end; at += 2)
        text += " WHEN " + format(expr.arguments[at]) + " THEN " + format(expr.arguments[at + 1]);
    if (expr.hasElse) text += " ELSE " + format(expr.arguments.back());
    return text + " END";
}

std::string formatJsonClause(const std::vector<Expr>& arguments, std::size_t at, const std::string& when) {
    const std::string& kind = arguments[at].text;
    return " " + kind + (kind == "DEFAULT" ? " " + format(arguments[at + 1]) : "") + " ON " + when;
}

/// JSON_VALUE and JSON_EXISTS as the parser takes them apart.
std::string formatJson(const std::vector<Expr>& arguments) {
    std::string text = format(arguments[0]) + ", " + format(arguments[1]);
    if (arguments.size() == 3) text += " " + arguments[2].text + " ON ERROR";
    if (arguments.size() == 6) {
        text += formatJsonClause(arguments, 2, "EMPTY") + formatJsonClause(arguments, 4, "ERROR");
    }
    return text;
}

std::string formatJsonQuery(const std::vector<Expr>& arguments) {
    std::string text = format(arguments[0]) + ", " + format(arguments[1]);
    if (arguments.size() < 5) return text;
    const std::string& wrapper = arguments[2].text;
    if (wrapper != "WITHOUT") text += " WITH " + wrapper + " ARRAY WRAPPER";
    return text + " " + arguments[3].text + " ON EMPTY " + arguments[4].text + " ON ERROR";
}

/// The last argument says what becomes of nulls.
std::string formatJsonMaking(const std::vector<Expr>& arguments, bool object) {
    std::string text;
    for (std::size_t i = 0; i + 1 < arguments.size(); ++i) {
        const bool value = object && i % 2 != 0;
        if (i > 0) text += value ? " VALUE " : ", ";
        text += format(arguments[i]);
    }
    const std::string& nulls = arguments.back().text;
    if (nulls != (object ? "NULL" : "ABSENT")) text += (text.empty() ? "" : " ") + nulls + " ON NULL";
    return text;
}

std::string formatArguments(const Expr& call, const std::string& name) {
    const auto& arguments = call.arguments;
    const bool endsInUnit = arguments.size() == 2 && arguments[1].kind == Expr::Kind::Unit;
    if (name == "EXTRACT") return format(arguments[0]) + " FROM " + format(arguments[1]);
    if (endsInUnit) return format(arguments[0]) + " TO " + format(arguments[1]);
    if (name == "POSITION" && arguments.size() == 2)
        return operand(arguments[0], kPrimary) + " IN " + format(arguments[1]);
    if (name == "JSON_VALUE" || name == "JSON_EXISTS") return formatJson(arguments);
    if (name == "JSON_QUERY") return formatJsonQuery(arguments);
    if (name == "JSON_OBJECT" || name == "JSON_ARRAY")
        return formatJsonMaking(arguments, name == "JSON_OBJECT");
    if (name == "OVERLAY" && arguments.size() > 2) {
        const std::string text =
            format(arguments[0]) + " PLACING " + format(arguments[1]) + " FROM " + format(arguments[2]);
        return arguments.size() > 3 ? text + " FOR " + format(arguments[3]) : text;
    }
    if (name == "TRIM" && arguments.size() == 3) {
        return arguments[0].text + " " + format(arguments[1]) + " FROM " + format(arguments[2]);
    }
    return list(arguments);
}

std::string formatOver(const OverClause& over) {
    std::string text;
    if (!over.partitionBy.empty()) text = "PARTITION BY " + list(over.partitionBy);
    if (over.orderBy.empty()) return text;
    return text + (text.empty() ? "ORDER BY " : " ORDER BY ") + formatOrder(over.orderBy);
}

std::string formatCall(const Expr& call) {
    const std::string name = upperCase(call.text);
    if (name.ends_with("[]")) return name.substr(0, name.size() - 1) + list(call.arguments) + "]";
    std::string text = name + "(";
    if (call.distinct) text += "DISTINCT ";
    text += formatArguments(call, name) + ")";
    if (!call.filter.empty()) text += " FILTER (WHERE " + format(call.filter[0]) + ")";
    if (!call.over.empty()) text += " OVER (" + formatOver(call.over[0]) + ")";
    return text;
}

}  // namespace

std::string formatName(std::string_view name) {
    const LexedScript lexed = lex(name);
    const bool plain =
        lexed.tokens.size() == 2 && lexed.tokens[0].kind == Token::Kind::Word && lexed.tokens[0].text == name;
    if (plain && !isReservedByFlink(name)) return std::string(name);
    std::string text = "`";
    for (const char c : name)
        text += c == '`' ? std::string("``") : std::string(1, c);
    return text + "`";
}

std::string formatText(std::string_view text) {
    std::string quoted = "'";
    for (const char c : text)
        quoted += c == '\'' ? std::string("''") : std::string(1, c);
    return quoted + "'";
}

std::string formatOrder(const std::vector<OrderItem>& items) {
    std::string text;
    for (const OrderItem& item : items) {
        text += (text.empty() ? "" : ", ") + format(item.expression) + (item.descending ? " DESC" : "");
        if (item.nullsFirst) text += *item.nullsFirst ? " NULLS FIRST" : " NULLS LAST";
    }
    return text;
}

std::string format(const Expr& expr) {
    switch (expr.kind) {
        case Expr::Kind::Path:
            return formatPath(expr.path);
        case Expr::Kind::Star:
            return expr.path.empty() ? "*" : formatPath(expr.path) + ".*";
        case Expr::Kind::Number:
        case Expr::Kind::Boolean:
        case Expr::Kind::Unit:
            return expr.text;
        case Expr::Kind::String:
            return formatText(expr.text);
        case Expr::Kind::Null:
            return "NULL";
        case Expr::Kind::Typed:
            return expr.text + " " + format(expr.arguments[0]);
        case Expr::Kind::Interval:
            return formatInterval(*expr.interval);
        case Expr::Kind::Operator:
            return formatOperator(expr);
        case Expr::Kind::Call:
            return formatCall(expr);
        case Expr::Kind::Case:
            return formatCase(expr);
        case Expr::Kind::Cast:
            return expr.text + "(" + format(expr.arguments[0]) + " AS " + expr.type->sql() + ")";
        case Expr::Kind::Element:
            return operand(expr.arguments[0], kPrimary) + "[" + format(expr.arguments[1]) + "]";
        case Expr::Kind::Field:
            return operand(expr.arguments[0], kPrimary) + "." + formatPath(expr.path);
        case Expr::Kind::Table:
            return "TABLE " + formatPath(expr.path) +
                   (expr.arguments.empty() ? "" : " PARTITION BY " + list(expr.arguments));
        case Expr::Kind::Descriptor:
            return "DESCRIPTOR(" + formatPath(expr.path, ", ") + ")";
        case Expr::Kind::Named:
            return expr.text + " => " + format(expr.arguments[0]);
    }
    return {};
}

}  // namespace guanlan::sql
