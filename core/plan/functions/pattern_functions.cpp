// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/functions/function_lists.h"
#include "core/plan/functions/like_pattern.h"
#include "core/plan/functions/text_rows.h"
#include "core/plan/functions/type_rules.h"

#include <regex>

namespace guanlan {

namespace {

using Arguments = std::span<const ColumnPtr>;

/// The library's matcher recurses once a character, so a longer text could exhaust the stack.
constexpr std::size_t kLongestText = 4096;

bool allTexts(std::span<const DataType> arguments) {
    for (const DataType& type : arguments) {
        if (!isText(type) && !isNullType(type)) return false;
    }
    return true;
}

Result<DataType> resolveLike(std::span<const DataType> arguments, const DataType*) {
    if (arguments.size() < 2 || arguments.size() > 3 || !allTexts(arguments)) {
        return argumentError("LIKE", "a text and a pattern", arguments);
    }
    return withNullability(DataType::boolean(), anyNullable(arguments));
}

bool anyNullTyped(Arguments arguments) {
    for (const ColumnPtr& argument : arguments) {
        if (isNullType(argument->type())) return true;
    }
    return false;
}

ColumnPtr evaluateLike(Arguments arguments, const DataType& result, EvaluationContext& context) {
    if (anyNullTyped(arguments)) return nullColumn(result, context.rows);
    return numberRows(arguments, result, context, [&](std::size_t row) {
        const std::string_view escape = arguments.size() > 2 ? arguments[2]->text(row) : std::string_view();
        return matchesLike(arguments[0]->text(row), arguments[1]->text(row), escape) ? 1 : 0;
    });
}

/// The expression of a row, compiled anew only when its text changes.
class Expressions {
  public:
    const std::regex* at(std::string_view pattern) {
        if (!m_known || pattern != m_pattern) {
            m_known = true;
            m_pattern = pattern;
            try {
                m_regex.emplace(m_pattern, std::regex::ECMAScript | std::regex::optimize);
            } catch (const std::regex_error&) {
                m_regex.reset();
            }
        }
        return m_regex ? &*m_regex : nullptr;
    }

  private:
    bool m_known = false;
    std::string m_pattern;
    std::optional<std::regex> m_regex;
};

Result<DataType> resolveExtract(std::span<const DataType> arguments, const DataType*) {
    const bool group = arguments.size() == 3 && arguments[2].isInteger();
    if (arguments.size() < 2 || !allTexts(arguments.first(2)) || !(arguments.size() == 2 || group)) {
        return argumentError("REGEXP_EXTRACT", "a text, an expression and a group number", arguments);
    }
    return DataType::string();
}

/// Rows that cannot be searched are bad: an expression that is none, or a text beyond kLongestText.
class Search {
  public:
    explicit Search(EvaluationContext& context) : m_context(context) {}

    const std::regex* expression(std::string_view text, std::string_view pattern, std::size_t row) {
        const std::regex* regex = m_expressions.at(pattern);
        if (regex == nullptr) {
            m_context.markBad(row, "regexp");
        } else if (text.size() > kLongestText) {
            m_context.markBad(row, "regexp-text-length");
            return nullptr;
        }
        return regex;
    }

  private:
    EvaluationContext& m_context;
    Expressions m_expressions;
};

ColumnPtr evaluateExtract(Arguments arguments, const DataType& result, EvaluationContext& context) {
    if (anyNullTyped(arguments)) return nullColumn(result, context.rows);
    Search search(context);
    return textRows(arguments, commonValidity(arguments, context.rows), result, context,
                    [&](std::size_t row) -> std::optional<std::string> {
                        const std::string_view text = arguments[0]->text(row);
                        const std::regex* regex = search.expression(text, arguments[1]->text(row), row);
                        if (regex == nullptr) return std::nullopt;
                        const auto group = arguments.size() > 2 ? arguments[2]->ints()[row] : 0;
                        std::cmatch match;
                        if (!std::regex_search(text.data(), text.data() + text.size(), match, *regex) ||
                            group < 0 || group >= static_cast<std::int64_t>(match.size()) ||
                            !match[static_cast<std::size_t>(group)].matched) {
                            return std::nullopt;
                        }
                        return match[static_cast<std::size_t>(group)].str();
                    });
}

/// The replacement stands for itself, as in Flink: it cannot name groups.
std::string replacedAll(std::string_view text, const std::regex& regex, std::string_view by) {
    std::string out;
    std::string_view rest = text;
    const std::cregex_iterator none;
    for (std::cregex_iterator match(text.data(), text.data() + text.size(), regex); match != none; ++match) {
        const auto at = static_cast<std::size_t>((*match)[0].first - rest.data());
        out += rest.substr(0, at);
        out += by;
        rest.remove_prefix(at + static_cast<std::size_t>(match->length()));
    }
    return out += rest;
}

Result<DataType> resolveReplace(std::span<const DataType> arguments, const DataType*) {
    if (arguments.size() != 3 || !allTexts(arguments)) {
        return argumentError("REGEXP_REPLACE", "a text, an expression and a replacement", arguments);
    }
    return DataType::string();
}

ColumnPtr evaluateReplace(Arguments arguments, const DataType& result, EvaluationContext& context) {
    if (anyNullTyped(arguments)) return nullColumn(result, context.rows);
    Search search(context);
    return textRows(arguments, commonValidity(arguments, context.rows), result, context,
                    [&](std::size_t row) -> std::optional<std::string> {
                        const std::string_view text = arguments[0]->text(row);
                        const std::regex* regex = search.expression(text, arguments[1]->text(row), row);
                        if (regex == nullptr) return std::nullopt;
                        return replacedAll(text, *regex, arguments[2]->text(row));
                    });
}

Result<DataType> resolveMatch(std::span<const DataType> arguments, const DataType*) {
    if (arguments.size() != 2 || !allTexts(arguments)) {
        return argumentError("REGEXP", "a text and an expression", arguments);
    }
    return withNullability(DataType::boolean(), anyNullable(arguments));
}

ColumnPtr evaluateMatch(Arguments arguments, const DataType& result, EvaluationContext& context) {
    if (anyNullTyped(arguments)) return nullColumn(result, context.rows);
    Search search(context);
    return numberRows(arguments, result, context, [&](std::size_t row) {
        const std::string_view text = arguments[0]->text(row);
        const std::regex* regex = search.expression(text, arguments[1]->text(row), row);
        return regex != nullptr && std::regex_search(text.data(), text.data() + text.size(), *regex) ? 1 : 0;
    });
}

constexpr ScalarFunction kFunctions[] = {
    {"LIKE", resolveLike, evaluateLike},
    {"REGEXP", resolveMatch, evaluateMatch},
    {"REGEXP_EXTRACT", resolveExtract, evaluateExtract},
    {"REGEXP_REPLACE", resolveReplace, evaluateReplace},
};

}  // namespace

std::span<const ScalarFunction> patternFunctions() {
    return kFunctions;
}

}  // namespace guanlan
