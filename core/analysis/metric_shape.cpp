// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/metric_shape.h"

#include "core/aggregate/aggregate_function.h"
#include "core/sql/formatter.h"
#include "core/sql/parser.h"
#include "core/sql/token.h"

#include <algorithm>
#include <charconv>

namespace guanlan {

namespace {

using Window = MetricShape::Window;

const std::pair<Window, std::string_view> kWindows[] = {{Window::Tumble, "TUMBLE"},
                                                        {Window::Hop, "HOP"},
                                                        {Window::Cumulate, "CUMULATE"},
                                                        {Window::Session, "SESSION"}};
const std::string_view kWindowColumns[] = {"window_start", "window_end", "window_time"};
const std::string_view kUnits[] = {"SECOND", "MINUTE", "HOUR", "DAY"};

template <typename Range>
std::string joined(const Range& parts) {
    std::string text;
    for (const std::string& part : parts)
        text += (text.empty() ? "" : ", ") + part;
    return text;
}

std::string spanText(const MetricSpan& span) {
    const std::string count = std::to_string(span.count);
    const std::string precision = count.size() > 2 ? "(" + std::to_string(count.size()) + ")" : "";
    return "INTERVAL '" + count + "' " + span.unit + precision;
}

std::string measureText(const MetricMeasure& measure) {
    std::string text = measure.argument;
    if (!measure.function.empty())
        text = measure.function + "(" + (measure.distinct ? "DISTINCT " : "") + measure.argument + ")";
    if (!measure.filter.empty()) text += " FILTER (WHERE " + measure.filter + ")";
    if (!measure.name.empty()) text += " AS " + sql::formatName(measure.name);
    return text;
}

std::string fromText(const MetricShape& shape) {
    std::string source = sql::formatName(shape.source);
    if (shape.window == Window::None) return source;
    const auto* name = std::find_if(std::begin(kWindows), std::end(kWindows),
                                    [&](const auto& window) { return window.first == shape.window; });
    std::string text = "TABLE(" + std::string(name->second) + "(TABLE " + source;
    if (shape.window == Window::Session && !shape.groups.empty())
        text += " PARTITION BY " + joined(shape.groups);
    text += ", DESCRIPTOR(" + sql::formatName(shape.time) + "), ";
    if (shape.window == Window::Hop || shape.window == Window::Cumulate) text += spanText(shape.step) + ", ";
    return text + spanText(shape.size) + "))";
}

std::optional<MetricSpan> spanOf(const sql::Expr& expr) {
    if (expr.kind != sql::Expr::Kind::Interval || !expr.interval) return std::nullopt;
    const sql::IntervalLiteral& literal = *expr.interval;
    MetricSpan span{.unit = literal.from};
    const char* end = literal.text.data() + literal.text.size();
    const auto read = std::from_chars(literal.text.data(), end, span.count);
    const bool known = std::find(std::begin(kUnits), std::end(kUnits), span.unit) != std::end(kUnits);
    if (read.ec != std::errc() || read.ptr != end || !known || !literal.to.empty()) return std::nullopt;
    return span;
}

/// Takes window, time and spans; false when it is none that a form knows.
bool takeWindow(const sql::Expr& call, MetricShape& shape) {
    const auto* window = std::find_if(std::begin(kWindows), std::end(kWindows),
                                      [&](const auto& known) { return known.second == call.text; });
    const bool stepped =
        window != std::end(kWindows) && (window->first == Window::Hop || window->first == Window::Cumulate);
    if (window == std::end(kWindows) || call.arguments.size() != (stepped ? 4U : 3U)) return false;
    const sql::Expr& table = call.arguments[0];
    const sql::Expr& time = call.arguments[1];
    if (table.kind != sql::Expr::Kind::Table || table.path.size() != 1) return false;
    if (time.kind != sql::Expr::Kind::Descriptor || time.path.size() != 1) return false;
    const auto step = stepped ? spanOf(call.arguments[2]) : MetricSpan{};
    const auto size = spanOf(call.arguments.back());
    if (!step || !size) return false;
    shape.window = window->first;
    shape.source = table.path[0].text;
    shape.time = time.path[0].text;
    shape.step = *step;
    shape.size = *size;
    return true;
}

bool takeFrom(const sql::TableReference& from, MetricShape& shape) {
    if (!from.alias.text.empty() || !from.hints.empty()) return false;
    if (from.kind == sql::TableReference::Kind::Function) return takeWindow(from.function.front(), shape);
    if (from.kind != sql::TableReference::Kind::Table || from.path.size() != 1) return false;
    shape.window = Window::None;
    shape.source = from.path[0].text;
    return true;
}

bool isWindowColumn(const std::string& text) {
    return std::find(std::begin(kWindowColumns), std::end(kWindowColumns), text) != std::end(kWindowColumns);
}

MetricMeasure measureOf(const sql::SelectItem& item) {
    const sql::Expr& expr = item.expression;
    MetricMeasure measure{.name = item.alias.text};
    const bool aggregate = expr.kind == sql::Expr::Kind::Call &&
                           findAggregateFunction(expr.text) != nullptr && expr.arguments.size() <= 1 &&
                           expr.over.empty();
    if (!aggregate) {
        measure.argument = sql::format(expr);
        return measure;
    }
    measure.function = expr.text;
    measure.distinct = expr.distinct;
    measure.argument = expr.arguments.empty() ? "*" : sql::format(expr.arguments[0]);
    if (!expr.filter.empty()) measure.filter = sql::format(expr.filter[0]);
    return measure;
}

std::optional<MetricShape> read(const sql::CreateMaterializedTable& metric) {
    const sql::Query& query = metric.query;
    if (!query.with.empty() || query.selects.size() != 1 || !query.orderBy.empty() || query.limit)
        return std::nullopt;
    const sql::Select& select = query.selects.front();
    MetricShape shape{.name = metric.name.text, .comment = metric.comment};
    if (select.distinct || !select.joins.empty() || !takeFrom(select.from, shape)) return std::nullopt;
    if (select.where) shape.filter = sql::format(*select.where);
    if (select.having) shape.having = sql::format(*select.having);
    for (const sql::Expr& key : select.groupBy) {
        if (std::string text = sql::format(key); !isWindowColumn(text))
            shape.groups.push_back(std::move(text));
    }
    shape.windowColumns.clear();
    std::size_t group = 0;
    for (const sql::SelectItem& item : select.items) {
        const std::string text = sql::format(item.expression);
        if (item.alias.text.empty() && isWindowColumn(text)) {
            shape.windowColumns.push_back(text);
        } else if (group < shape.groups.size() && text == shape.groups[group]) {
            ++group;
        } else {
            shape.measures.push_back(measureOf(item));
        }
    }
    return shape;
}

/// The only statement of a text, when it declares a metric.
std::optional<sql::CreateMaterializedTable> metricIn(std::string_view text) {
    sql::ParsedScript parsed = sql::parseScript(text);
    if (!parsed.errors.empty() || parsed.statements.size() != 1) return std::nullopt;
    auto* metric = std::get_if<sql::CreateMaterializedTable>(&parsed.statements.front().body);
    return metric == nullptr ? std::nullopt : std::optional(std::move(*metric));
}

}  // namespace

std::string statementOf(const MetricShape& shape) {
    const bool windowed = shape.window != Window::None;
    std::vector<std::string> items;
    if (windowed) items = shape.windowColumns;
    items.insert(items.end(), shape.groups.begin(), shape.groups.end());
    for (const MetricMeasure& measure : shape.measures)
        items.push_back(measureText(measure));
    std::vector<std::string> keys = shape.groups;
    if (windowed) keys.insert(keys.begin(), {"window_start", "window_end"});
    std::string text = "CREATE MATERIALIZED TABLE " + sql::formatName(shape.name);
    if (!shape.comment.empty()) text += "\nCOMMENT " + sql::formatText(shape.comment);
    text += "\nAS SELECT " + joined(items) + "\nFROM " + fromText(shape);
    if (!shape.filter.empty()) text += "\nWHERE " + shape.filter;
    if (!keys.empty()) text += "\nGROUP BY " + joined(keys);
    if (!shape.having.empty()) text += "\nHAVING " + shape.having;
    text += ";\n";
    auto canonical = sql::formatScript(text);
    return canonical ? std::move(*canonical) : text;
}

std::optional<MetricShape> shapeOf(std::string_view statement) {
    if (!sql::lex(statement).comments.empty()) return std::nullopt;
    const auto metric = metricIn(statement);
    if (!metric) return std::nullopt;
    auto shape = read(*metric);
    if (!shape || metricIn(statementOf(*shape)) != metric) return std::nullopt;
    return shape;
}

std::optional<MetricPart> partOf(std::string_view script, std::string_view metric) {
    const std::vector<sql::Token> tokens = sql::lex(script).tokens;
    for (const sql::Statement& statement : sql::parseScript(script).statements) {
        const auto* declared = std::get_if<sql::CreateMaterializedTable>(&statement.body);
        if (declared == nullptr || declared->name.text != metric) continue;
        const auto first = std::find_if(tokens.begin(), tokens.end(), [&](const sql::Token& token) {
            return token.position.line == statement.place.line &&
                   token.position.column == statement.place.column;
        });
        const auto last = std::find_if(first, tokens.end(), [](const sql::Token& token) {
            return token.kind == sql::Token::Kind::Symbol && token.text == ";";
        });
        if (first == tokens.end()) return std::nullopt;
        const std::size_t end = last == tokens.end() ? script.size() : last->end;
        return MetricPart{.before = std::string(script.substr(0, first->begin)),
                          .statement = std::string(script.substr(first->begin, end - first->begin)),
                          .after = std::string(script.substr(end))};
    }
    return std::nullopt;
}

MetricPart partAtEnd(std::string_view script) {
    MetricPart part{.before = std::string(script)};
    const auto& tokens = sql::lex(script).tokens;
    const bool open = tokens.size() > 1 && tokens[tokens.size() - 2].text != ";";
    if (open) part.before += "\n;";  // on a line of its own: a comment may end the script
    if (!part.before.empty()) part.before += part.before.ends_with('\n') ? "\n" : "\n\n";
    part.after = "\n";
    return part;
}

std::optional<std::string> metricNameOf(std::string_view statement) {
    const auto metric = metricIn(statement);
    return metric ? std::optional(metric->name.text) : std::nullopt;
}

}  // namespace guanlan
