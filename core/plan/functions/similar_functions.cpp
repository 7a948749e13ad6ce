// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/functions/function_lists.h"
#include "core/plan/functions/text_rows.h"
#include "core/plan/functions/type_rules.h"
#include "core/plan/functions/utf8.h"

#include <algorithm>
#include <regex>

namespace guanlan {

namespace {

using Arguments = std::span<const ColumnPtr>;

/// The library's matcher recurses once a character.
constexpr std::size_t kLongestText = 4096;

std::wstring wide(std::string_view text) {
    std::wstring characters;
    for (std::size_t at = 0; at < text.size(); at += characterBytes(text, at))
        characters += static_cast<wchar_t>(codePoint(text, at));
    return characters;
}

/// The pattern of SIMILAR TO as an expression of the library: % any text, _ any character, the rest as it is
/// (also the point, as in Flink) but for two signs that stand for themselves.
std::wstring expressionOf(const std::wstring& pattern, wchar_t escape) {
    constexpr std::wstring_view kSigns = L"|*+?()[]{}";
    constexpr std::wstring_view kPlain = L"$\\";
    std::wstring expression;
    bool inBrackets = false;
    for (std::size_t at = 0; at < pattern.size(); ++at) {
        wchar_t c = pattern[at];
        if (escape != 0 && c == escape && at + 1 < pattern.size()) {
            c = pattern[++at];
            if (kSigns.find(c) != std::wstring_view::npos || kPlain.find(c) != std::wstring_view::npos)
                expression += L'\\';
            expression += c;
        } else if (inBrackets) {
            inBrackets = c != L']';
            expression += c;
        } else if (c == L'%') {
            expression += L"[\\s\\S]*";
        } else if (c == L'_') {
            expression += L'.';
        } else {
            inBrackets = c == L'[';
            if (kPlain.find(c) != std::wstring_view::npos) expression += L'\\';
            expression += c;
        }
    }
    return expression;
}

/// The pattern of a row, compiled anew only when it changes.
class SimilarPattern {
  public:
    const std::wregex* at(std::string_view pattern, std::string_view escape) {
        if (m_known && pattern == m_pattern && escape == m_escape) return m_regex ? &*m_regex : nullptr;
        m_known = true;
        m_pattern = pattern;
        m_escape = escape;
        const std::wstring sign = wide(escape);
        try {
            m_regex.emplace(expressionOf(wide(pattern), sign.empty() ? L'\0' : sign.front()),
                            std::regex::ECMAScript | std::regex::optimize);
        } catch (const std::regex_error&) {
            m_regex.reset();
        }
        return m_regex ? &*m_regex : nullptr;
    }

  private:
    bool m_known = false;
    std::string m_pattern;
    std::string m_escape;
    std::optional<std::wregex> m_regex;
};

Result<DataType> resolve(std::span<const DataType> arguments, const DataType*) {
    const bool count = arguments.size() == 2 || arguments.size() == 3;
    if (!count || !std::all_of(arguments.begin(), arguments.end(), isText))
        return argumentError("SIMILAR TO", "a text and a pattern", arguments);
    return withNullability(DataType::boolean(), anyNullable(arguments));
}

ColumnPtr evaluate(Arguments arguments, const DataType& result, EvaluationContext& context) {
    SimilarPattern patterns;
    return numberRows(arguments, result, context, [&](std::size_t row) {
        const std::string_view text = arguments[0]->text(row);
        const std::string_view escape = arguments.size() > 2 ? arguments[2]->text(row) : std::string_view();
        const std::wregex* regex = patterns.at(arguments[1]->text(row), escape);
        const bool readable = regex != nullptr && text.size() <= kLongestText;
        if (!readable) context.markBad(row, regex == nullptr ? "similar-to" : "similar-to-text-length");
        return readable && std::regex_match(wide(text), *regex) ? 1 : 0;
    });
}

constexpr ScalarFunction kFunctions[] = {
    {"SIMILAR TO", resolve, evaluate},
};

}  // namespace

std::span<const ScalarFunction> similarFunctions() {
    return kFunctions;
}

}  // namespace guanlan
