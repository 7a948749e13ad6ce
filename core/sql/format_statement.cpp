// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/formatter.h"
#include "core/sql/parser.h"

#include <algorithm>
#include <array>

namespace guanlan::sql {

namespace {

std::string spaces(int indent) {
    return std::string(static_cast<std::size_t>(indent), ' ');
}

std::string formatOptions(const OptionList& options) {
    std::string text;
    for (const auto& [key, value] : options) {
        text += (text.empty() ? "  " : ",\n  ") + formatText(key.text) + " = " + formatText(value.text);
    }
    return text;
}

std::string nameList(const std::vector<Name>& names) {
    std::string text;
    for (const Name& name : names)
        text += (text.empty() ? "" : ", ") + formatName(name.text);
    return "(" + text + ")";
}

std::string formatColumn(const ColumnClause& column) {
    std::string text = formatName(column.name.text) + " ";
    if (column.computation) {
        text += "AS " + format(*column.computation);
    } else {
        text += column.type.sql();
    }
    if (column.kind == ColumnClause::Kind::Metadata) {
        text += " METADATA";
        if (!column.metadataKey.empty()) text += " FROM " + formatText(column.metadataKey);
        if (column.isVirtual) text += " VIRTUAL";
    }
    if (column.primaryKey) text += " PRIMARY KEY NOT ENFORCED";
    if (!column.comment.empty()) text += " COMMENT " + formatText(column.comment);
    return text;
}

/// All but what stands in front of the name.
std::string formatTableParts(const CreateTable& table) {
    std::vector<std::string> elements;
    for (const ColumnClause& column : table.columns)
        elements.push_back(formatColumn(column));
    if (table.watermark) {
        elements.push_back("WATERMARK FOR " + formatName(table.watermark->column.text) + " AS " +
                           format(table.watermark->strategy));
    }
    if (!table.primaryKey.empty())
        elements.push_back("PRIMARY KEY " + nameList(table.primaryKey) + " NOT ENFORCED");
    std::string text;
    for (std::size_t i = 0; i < elements.size(); ++i)
        text += (i > 0 ? ",\n  " : " (\n  ") + elements[i];
    if (!elements.empty()) text += "\n)";
    if (!table.comment.empty()) text += " COMMENT " + formatText(table.comment);
    if (!table.options.empty()) text += " WITH (\n" + formatOptions(table.options) + "\n)";
    return text;
}

std::string formatBody(const CreateTable& table) {
    return std::string("CREATE ") + (table.temporary ? "TEMPORARY " : "") + "TABLE " +
           (table.ifNotExists ? "IF NOT EXISTS " : "") + formatName(table.name.text) +
           formatTableParts(table);
}

std::string formatBody(const CreateTableLike& like) {
    constexpr std::array<const char*, 3> kMerges{"INCLUDING ", "EXCLUDING ", "OVERWRITING "};
    std::string options;
    for (const LikeOption& option : like.options)
        options += (options.empty() ? "" : " ") +
                   std::string(kMerges[static_cast<std::size_t>(option.merge)]) + option.feature;
    return formatBody(like.table) + " LIKE " + formatName(like.base.text) +
           (options.empty() ? "" : " (" + options + ")");
}

std::string formatBody(const CreateTableAs& table) {
    return formatBody(table.table) + " AS\n" + format(table.query);
}

std::string formatBody(const CreateView& view) {
    std::string text = std::string("CREATE ") + (view.temporary ? "TEMPORARY " : "") + "VIEW " +
                       (view.ifNotExists ? "IF NOT EXISTS " : "") + formatName(view.name.text);
    if (!view.columns.empty()) text += " " + nameList(view.columns);
    if (!view.comment.empty()) text += " COMMENT " + formatText(view.comment);
    return text + " AS\n" + format(view.query);
}

std::string formatBody(const CreateMaterializedTable& table) {
    std::string text = std::string("CREATE MATERIALIZED TABLE ") +
                       (table.ifNotExists ? "IF NOT EXISTS " : "") + formatName(table.name.text);
    if (!table.comment.empty()) text += " COMMENT " + formatText(table.comment);
    return text + " AS\n" + format(table.query);
}

std::string formatBody(const Insert& insert) {
    return "INSERT INTO " + formatName(insert.table.text) +
           (insert.columns.empty() ? "" : " " + nameList(insert.columns)) + "\n" + format(insert.query);
}

std::string formatBody(const StatementSet& set) {
    std::string text = "EXECUTE STATEMENT SET BEGIN\n";
    for (const Insert& insert : set.inserts)
        text += formatBody(insert) + ";\n";
    return text + "END";
}

std::string formatBody(const SelectStatement& select) {
    return format(select.query);
}

std::string formatBody(const SetOption& set) {
    if (!set.value) return "RESET " + formatText(set.key.text);
    return "SET " + formatText(set.key.text) + " = " + formatText(set.value->text);
}

std::string formatBody(const Drop& drop) {
    return std::string("DROP ") + (drop.temporary ? "TEMPORARY " : "") + drop.kind +
           (drop.ifExists ? " IF EXISTS " : " ") + formatName(drop.name.text);
}

std::string formatBody(const Ask& ask) {
    switch (ask.kind) {
        case Ask::Kind::Tables:
            return "SHOW TABLES";
        case Ask::Kind::Views:
            return "SHOW VIEWS";
        case Ask::Kind::Functions:
            return "SHOW FUNCTIONS";
        case Ask::Kind::Columns:
            break;
    }
    return "DESCRIBE " + formatName(ask.name.text);
}

std::string formatBody(const Explain& explain) {
    return "EXPLAIN " + std::visit([](const auto& body) { return formatBody(body); }, explain.body);
}

std::string formatTable(const TableReference& table, int indent) {
    std::string text;
    if (table.kind == TableReference::Kind::Function) {
        text = "TABLE(" + format(table.function[0]) + ")";
    } else if (table.kind == TableReference::Kind::Query) {
        text = "(\n" + format(table.query[0], indent + 2) + "\n" + spaces(indent) + ")";
    } else {
        for (const Name& name : table.path)
            text += (text.empty() ? "" : ".") + formatName(name.text);
        if (!table.hints.empty()) text += " /*+ OPTIONS(\n" + formatOptions(table.hints) + "\n) */";
    }
    if (!table.alias.text.empty()) text += " AS " + formatName(table.alias.text);
    return text;
}

std::string formatHints(const std::vector<SelectHint>& hints) {
    std::string text;
    for (const SelectHint& hint : hints) {
        text += (text.empty() ? "" : ", ") + upperCase(hint.name.text);
        std::string arguments;
        for (const auto& [key, value] : hint.options)
            arguments +=
                (arguments.empty() ? "" : ", ") + formatText(key.text) + " = " + formatText(value.text);
        for (const Name& table : hint.tables)
            arguments += (arguments.empty() ? "" : ", ") + formatName(table.text);
        if (!arguments.empty()) text += "(" + arguments + ")";
    }
    return text.empty() ? text : " /*+ " + text + " */";
}

std::string formatSelect(const Select& select, int indent) {
    const std::string margin = spaces(indent);
    std::string text = margin + "SELECT" + formatHints(select.hints) + (select.distinct ? " DISTINCT" : "");
    for (std::size_t i = 0; i < select.items.size(); ++i) {
        text += (i > 0 ? ",\n" : "\n") + margin + "  " + format(select.items[i].expression);
        if (!select.items[i].alias.text.empty()) text += " AS " + formatName(select.items[i].alias.text);
    }
    text += "\n" + margin + "FROM " + formatTable(select.from, indent);
    for (const LookupJoin& join : select.joins) {
        TableReference table = join.table;
        table.alias = {};
        text += "\n" + margin + (join.keepsUnmatched ? "LEFT JOIN " : "JOIN ") + formatTable(table, indent) +
                " FOR SYSTEM_TIME AS OF " + format(join.asOf);
        if (!join.table.alias.text.empty()) text += " AS " + formatName(join.table.alias.text);
        text += "\n" + margin + "  ON " + format(join.on);
    }
    if (select.where) text += "\n" + margin + "WHERE " + format(*select.where);
    for (std::size_t i = 0; i < select.groupBy.size(); ++i) {
        text += (i == 0 ? "\n" + margin + "GROUP BY " : ", ") + format(select.groupBy[i]);
    }
    if (select.having) text += "\n" + margin + "HAVING " + format(*select.having);
    return text;
}

std::vector<Token>::const_iterator firstToken(std::vector<Token>::const_iterator from,
                                              const LexedScript& lexed, const Statement& statement) {
    const TextPosition position = statement.place;
    return std::find_if(from, lexed.tokens.end(),
                        [position](const Token& token) { return token.position == position; });
}

}  // namespace

std::string format(const Query& query, int indent) {
    const std::string margin = spaces(indent);
    std::string text;
    for (std::size_t i = 0; i < query.with.size(); ++i) {
        text.append(i == 0 ? margin + "WITH " : ", ")
            .append(formatName(query.with[i].name.text))
            .append(" AS (\n");
        text.append(format(query.with[i].query, indent + 2)).append("\n" + margin + ")");
    }
    if (!query.with.empty()) text += "\n";
    for (std::size_t i = 0; i < query.selects.size(); ++i) {
        if (i > 0) text += "\n" + margin + "UNION ALL\n";
        text += formatSelect(query.selects[i], indent);
    }
    if (!query.orderBy.empty()) text += "\n" + margin + "ORDER BY " + formatOrder(query.orderBy);
    if (query.limit) text += "\n" + margin + "LIMIT " + std::to_string(*query.limit);
    return text;
}

std::string format(const Statement& statement) {
    return std::visit([](const auto& body) { return formatBody(body); }, statement.body);
}

Result<std::string> formatScript(std::string_view script) {
    const LexedScript lexed = lex(script);
    const ParsedScript parsed = parseScript(script);
    if (!parsed.errors.empty()) return parsed.errors.front();
    std::string text;
    auto comment = lexed.comments.begin();
    const auto addComments = [&](std::size_t before) {
        for (; comment != lexed.comments.end() && comment->begin < before; ++comment) {
            text += std::string(script.substr(comment->begin, comment->end - comment->begin)) + "\n";
        }
    };
    auto token = lexed.tokens.begin();
    for (std::size_t i = 0; i < parsed.statements.size(); ++i) {
        const auto begin = firstToken(token, lexed, parsed.statements[i]);
        const bool last = i + 1 == parsed.statements.size();
        token = last ? lexed.tokens.end() - 1 : firstToken(begin, lexed, parsed.statements[i + 1]);
        if (i > 0) text += "\n";
        addComments(begin->begin);
        auto end = token - 1;  // the statement without the ';' behind it
        while (end != begin && end->kind == Token::Kind::Symbol && end->text == ";")
            --end;
        if (comment != lexed.comments.end() && comment->begin < end->begin) {
            return notYet(begin->position, "to format a statement with a comment inside",
                          "move the comment before the statement");
        }
        text += format(parsed.statements[i]) + ";\n";
    }
    addComments(script.size());
    return text;
}

}  // namespace guanlan::sql
