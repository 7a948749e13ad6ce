// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/sql_completion.h"

#include "core/aggregate/aggregate_function.h"
#include "core/plan/scalar_function.h"
#include "core/sql/formatter.h"
#include "core/sql/reserved_words.h"
#include "core/sql/token.h"

#include <algorithm>
#include <optional>
#include <set>
#include <span>

namespace guanlan {

namespace {

using sql::Token;
using Tokens = std::span<const Token>;
using Kind = SqlCompletion::Kind;

const std::string_view kBeforeTable[] = {"FROM", "JOIN", "TABLE", "INTO", "DESCRIBE"};
const std::string_view kWindowFunctions[] = {"TUMBLE", "HOP", "CUMULATE", "SESSION", "COUNT_WINDOW"};
const std::string_view kWindowColumns[] = {"window_start", "window_end", "window_time"};

template <typename List>
bool isOneOf(const List& words, const Token& token) {
    return token.kind == Token::Kind::Word &&
           std::any_of(std::begin(words), std::end(words), [&](std::string_view word) {
               return sql::equalsIgnoringCase(token.text, word) && token.text.size() == word.size();
           });
}

bool isSymbol(const Token& token, std::string_view text) {
    return token.kind == Token::Kind::Symbol && token.text == text;
}

bool isName(const Token& token) {
    return token.kind == Token::Kind::Quoted ||
           (token.kind == Token::Kind::Word && !sql::isReserved(token.text));
}

const std::vector<std::string>& functionNames() {
    static const std::vector<std::string> kNames = [] {
        std::set<std::string> names;
        const auto add = [&](std::string_view name) {
            const bool word = std::all_of(name.begin(), name.end(), [](char c) {
                return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
            });
            if (word && !sql::isReserved(name)) names.emplace(name);
        };
        for (const ScalarFunction* function : scalarFunctions())
            add(function->name);
        for (const AggregateFunction* function : aggregateFunctions())
            add(function->name);
        return std::vector<std::string>(names.begin(), names.end());
    }();
    return kNames;
}

/// The tokens of the statement around a place, without those that begin behind `end`.
struct Surroundings {
    Tokens statement{};
    Tokens before{};       ///< of the statement, up to the word that is completed
    std::size_t from = 0;  ///< where that word begins
    bool insideLiteral = false;
};

Surroundings surroundingsOf(const sql::LexedScript& script, std::size_t offset) {
    Surroundings found{.from = offset};
    for (const sql::Comment& comment : script.comments)
        found.insideLiteral = found.insideLiteral || (comment.begin < offset && offset <= comment.end);
    std::size_t first = 0;
    std::size_t at = 0;
    for (; at + 1 < script.tokens.size() && script.tokens[at].end < offset; ++at) {
        if (isSymbol(script.tokens[at], ";")) first = at + 1;
    }
    const Token& here = script.tokens[at];
    if (here.begin < offset && offset <= here.end) {
        if (here.kind == Token::Kind::Word)
            found.from = here.begin;
        else if (here.kind != Token::Kind::Symbol)
            found.insideLiteral = true;
        else if (here.text == ";")
            first = at + 1;
        if (here.kind == Token::Kind::Symbol) ++at;
    }
    std::size_t last = std::max(at, first);
    while (last + 1 < script.tokens.size() && !isSymbol(script.tokens[last], ";"))
        ++last;
    const Tokens all(script.tokens);
    found.statement = all.subspan(first, last - first);
    found.before = all.subspan(first, std::max(at, first) - first);
    return found;
}

class Collector {
  public:
    Collector(const Surroundings& around, const std::string& typed, const std::vector<Declaration>& declared)
        : m_around(around), m_typed(sql::upperCase(typed)), m_declared(declared) {}

    std::vector<SqlCompletion> collect() {
        const Tokens before = m_around.before;
        if (before.size() >= 2 && isSymbol(before.back(), ".")) {
            addColumnsOf(tableNamed(before[before.size() - 2].text));
        } else if (!before.empty() && isOneOf(kBeforeTable, before.back())) {
            addTables();
            if (!isOneOf(std::initializer_list<std::string_view>{"TABLE"}, before.back()))
                add(Kind::Keyword, "TABLE");
        } else {
            addEverything();
        }
        return std::move(m_items);
    }

  private:
    void addEverything() {
        bool windowed = false;
        for (std::size_t i = 0; i < m_around.statement.size(); ++i) {
            const Token& token = m_around.statement[i];
            windowed = windowed || isOneOf(kWindowFunctions, token);
            if (i > 0 && isOneOf(kBeforeTable, m_around.statement[i - 1])) addColumnsOf(declared(token.text));
        }
        for (const std::string_view column : kWindowColumns) {
            if (windowed) add(Kind::Column, std::string(column), "TIMESTAMP(3)");
        }
        for (const std::string& name : functionNames())
            add(Kind::Function, name);
        for (const std::string_view word : sql::keywords())
            add(Kind::Keyword, std::string(word));
        addTables();
    }

    void addTables() {
        for (const Declaration& table : m_declared)
            add(Kind::Table, sql::formatName(table.name));
    }

    void addColumnsOf(const Declaration* table) {
        if (table == nullptr) return;
        for (const Declaration::Column& column : table->columns)
            add(Kind::Column, sql::formatName(column.name), column.type);
    }

    void add(Kind kind, std::string text, std::string note = {}) {
        const std::string_view bare = text.starts_with('`') ? std::string_view(text).substr(1) : text;
        if (!sql::upperCase(bare.substr(0, m_typed.size())).starts_with(m_typed)) return;
        if (m_seen.insert(text).second) m_items.push_back({kind, std::move(text), std::move(note)});
    }

    [[nodiscard]] const Declaration* declared(const std::string& name) const {
        const auto found = std::find_if(m_declared.begin(), m_declared.end(),
                                        [&](const Declaration& table) { return table.name == name; });
        return found == m_declared.end() ? nullptr : &*found;
    }

    /// By its own name, or by the alias that the statement gives it.
    [[nodiscard]] const Declaration* tableNamed(const std::string& name) const {
        const Tokens all = m_around.statement;
        for (std::size_t i = 1; i < all.size(); ++i) {
            if (!isName(all[i]) || all[i].text != name) continue;
            const bool as = isOneOf(std::initializer_list<std::string_view>{"AS"}, all[i - 1]);
            if (as && i < 2) continue;
            const Declaration* table = declared(all[i - (as ? 2 : 1)].text);
            if (table != nullptr) return table;
        }
        return declared(name);
    }

    const Surroundings& m_around;
    std::string m_typed;
    const std::vector<Declaration>& m_declared;
    std::vector<SqlCompletion> m_items{};
    std::set<std::string> m_seen{};
};

}  // namespace

SqlCompletions completionsAt(std::string_view script, std::size_t offset,
                             const std::vector<Declaration>& declared) {
    const sql::LexedScript lexed = sql::lex(script);
    const Surroundings around = surroundingsOf(lexed, offset);
    SqlCompletions found{.from = around.from,
                         .typed = std::string(script.substr(around.from, offset - around.from))};
    if (around.insideLiteral) return found;
    found.items = Collector(around, found.typed, declared).collect();
    if (found.items.size() == 1 && found.items.front().text == found.typed) found.items.clear();
    return found;
}

}  // namespace guanlan
