// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/flink_extensions.h"

#include "core/sql/parser.h"

#include <algorithm>
#include <array>
#include <string>

namespace guanlan {

namespace {

constexpr std::array<std::string_view, 5> kFunctions{"PERCENTILE", "APPROX_PERCENTILE", "MEDIAN",
                                                     "APPROX_COUNT_DISTINCT", "COUNT_WINDOW"};
constexpr std::array<std::string_view, 3> kConnectors{"socket", "http", "history"};
constexpr std::array<std::string_view, 3> kFormatOptions{"format", "value.format", "key.format"};

template <typename List>
bool isIn(const List& list, std::string_view text) {
    return std::find(list.begin(), list.end(), text) != list.end();
}

class ExtensionFinder {
  public:
    std::vector<Notice> take() { return std::move(m_found); }

    void look(const sql::CreateTable& table) {
        for (const auto& [key, value] : table.options)
            lookAtOption(key, value);
        for (const sql::ColumnClause& column : table.columns) {
            if (column.computation) look(*column.computation);
        }
        if (table.watermark) look(table.watermark->strategy);
    }
    void look(const sql::CreateTableLike& like) { look(like.table); }
    void look(const sql::CreateTableAs& statement) {
        look(statement.table);
        look(statement.query);
    }
    void look(const sql::CreateView& view) { look(view.query); }
    void look(const sql::CreateMaterializedTable& table) {
        add("CREATE MATERIALIZED TABLE without a catalog of Flink's (there: CREATE TABLE and INSERT INTO)",
            table.name.place);
        look(table.query);
    }
    void look(const sql::Insert& insert) { look(insert.query); }
    void look(const sql::StatementSet& set) {
        for (const sql::Insert& insert : set.inserts)
            look(insert);
    }
    void look(const sql::SelectStatement& select) { look(select.query); }
    void look(const sql::SetOption& set) {
        if (set.key.text.starts_with("guanlan.")) add("the setting '" + set.key.text + "'", set.key.place);
        if (set.key.text == "table.exec.emit.allow-lateness")
            add("'table.exec.emit.allow-lateness' for window functions", set.key.place);
    }
    void look(const sql::Drop& /*unused*/) {}
    void look(const sql::Ask& /*unused*/) {}
    void look(const sql::Explain& explain) {
        std::visit([this](const auto& body) { look(body); }, explain.body);
    }

  private:
    void add(std::string what, TextPosition position) { m_found.push_back({std::move(what), position}); }

    void lookAtOption(const sql::Name& key, const sql::Name& value) {
        if (key.text == "connector" && isIn(kConnectors, value.text))
            add("the connector '" + value.text + "'", value.place);
        if (isIn(kFormatOptions, key.text) && value.text == "regex") add("the format 'regex'", value.place);
        if (key.text.starts_with("guanlan.") || key.text == "csv.header" || key.text == "profile")
            add("the option '" + key.text + "'", key.place);
    }

    void look(const sql::Query& query) {  // NOLINT(misc-no-recursion): as deep as the query
        for (const sql::CommonTable& table : query.with)
            look(table.query);
        for (const sql::Select& select : query.selects)
            look(select);
        for (const sql::OrderItem& item : query.orderBy)
            look(item.expression);
    }

    void look(const sql::Select& select) {  // NOLINT(misc-no-recursion): as deep as the query
        for (const sql::SelectItem& item : select.items)
            look(item.expression);
        look(select.from);
        for (const sql::LookupJoin& join : select.joins) {
            look(join.table);
            look(join.on);
        }
        if (select.where) look(*select.where);
        for (const sql::Expr& key : select.groupBy)
            look(key);
        if (select.having) look(*select.having);
    }

    void look(const sql::TableReference& table) {  // NOLINT(misc-no-recursion): as deep as the query
        for (const auto& [key, value] : table.hints)
            lookAtOption(key, value);
        for (const sql::Query& query : table.query)
            look(query);
        for (const sql::Expr& function : table.function) {
            lookAtWindow(function);
            look(function);
        }
    }

    void lookAtWindow(const sql::Expr& window) {
        for (const sql::Expr& argument : window.arguments) {
            const sql::Expr& value =
                argument.kind == sql::Expr::Kind::Named ? argument.arguments[0] : argument;
            if (!value.interval) continue;
            const auto length = sql::evaluate(*value.interval);
            if (length && length->isMonths) add("a window of calendar months", value.place);
        }
    }

    void look(const sql::Expr& expr) {  // NOLINT(misc-no-recursion): as deep as the expression
        if (expr.kind == sql::Expr::Kind::Call && isIn(kFunctions, expr.text)) add(expr.text, expr.place);
        const bool groupWindow = expr.text == "TUMBLE" || expr.text == "HOP" || expr.text == "SESSION";
        if (expr.kind == sql::Expr::Kind::Call && groupWindow) lookAtWindow(expr);
        for (const sql::Expr& argument : expr.arguments)
            look(argument);
        for (const sql::Expr& filter : expr.filter)
            look(filter);
    }

    std::vector<Notice> m_found;
};

}  // namespace

std::vector<Notice> flinkExtensions(std::string_view script) {
    ExtensionFinder finder;
    for (const sql::Statement& statement : sql::parseScript(script).statements)
        std::visit([&finder](const auto& body) { finder.look(body); }, statement.body);
    std::vector<Notice> found = finder.take();
    std::stable_sort(found.begin(), found.end(), [](const Notice& a, const Notice& b) {
        return std::pair(a.position.line, a.position.column) < std::pair(b.position.line, b.position.column);
    });
    // TUMBLE(...) of a table function is met twice.
    const auto same = [](const Notice& a, const Notice& b) {
        return a.text == b.text && a.position == b.position;
    };
    found.erase(std::unique(found.begin(), found.end(), same), found.end());
    return found;
}

}  // namespace guanlan
