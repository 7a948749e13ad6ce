// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/functions/function_lists.h"
#include "core/plan/functions/nested_columns.h"
#include "core/plan/functions/type_rules.h"
#include "core/plan/functions/utf8.h"
#include "core/plan/functions/vectors.h"

#include <algorithm>
#include <optional>
#include <regex>

namespace guanlan {

namespace {

using Types = std::span<const DataType>;
using Arguments = std::span<const ColumnPtr>;
using Parts = std::vector<std::string_view>;

/// The parts between the separators; the characters when there is no separator, and nothing of no text.
Parts splitText(std::string_view text, std::string_view separator) {
    Parts parts;
    for (std::size_t at = 0; separator.empty() && at < text.size();) {
        const std::size_t bytes = characterBytes(text, at);
        parts.push_back(text.substr(at, bytes));
        at += bytes;
    }
    if (separator.empty() || text.empty()) return parts;
    for (std::size_t at = 0;;) {
        const std::size_t end = text.find(separator, at);
        parts.push_back(text.substr(at, end == std::string_view::npos ? end : end - at));
        if (end == std::string_view::npos) return parts;
        at = end + separator.size();
    }
}

Result<DataType> resolveSplit(Types arguments, const DataType*) {
    if (arguments.size() != 2 || !std::all_of(arguments.begin(), arguments.end(), isText))
        return argumentError("SPLIT", "a text and what stands between its parts", arguments);
    return withNullability(arrayOf(withNullability(DataType::string(), false)), anyNullable(arguments));
}

ColumnPtr evaluateSplit(Arguments arguments, const DataType& result, EvaluationContext& context) {
    const auto valid = commonValidity(arguments, context.rows);
    ColumnBuilder builder(result);
    for (std::size_t row = 0; row < context.rows; ++row) {
        if (!isValid(valid, row)) {
            builder.appendNull();
            continue;
        }
        for (const std::string_view part : splitText(arguments[0]->text(row), arguments[1]->text(row)))
            builder.child(0).appendText(part);
        builder.closeNested();
    }
    return builder.seal();
}

/// What separates the entries of STR_TO_MAP, or a key from its value: an expression, mostly a plain text.
class Separator {
  public:
    /// Kept while the text stays the same. False when it is no expression.
    bool become(std::string_view text) {
        if (m_known && text == m_text) return m_good;
        m_known = m_good = true;
        m_text = text;
        m_regex.reset();
        if (m_text.find_first_of("\\^$.|?*+()[]{}") == std::string::npos) return true;
        try {
            m_regex.emplace(m_text, std::regex::ECMAScript);
        } catch (const std::regex_error&) {
            m_good = false;
        }
        return m_good;
    }
    /// The first one in `text`: where it begins and how long it is.
    [[nodiscard]] std::optional<std::pair<std::size_t, std::size_t>> in(std::string_view text) const {
        if (!m_regex) {
            const std::size_t at = m_text.empty() ? std::string_view::npos : text.find(m_text);
            if (at == std::string_view::npos) return std::nullopt;
            return std::pair(at, m_text.size());
        }
        std::cmatch match;
        if (!std::regex_search(text.data(), text.data() + text.size(), match, *m_regex) ||
            match.length() == 0)
            return std::nullopt;
        return std::pair(static_cast<std::size_t>(match.position()),
                         static_cast<std::size_t>(match.length()));
    }

  private:
    bool m_known = false;
    bool m_good = false;
    std::string m_text;
    std::optional<std::regex> m_regex;
};

/// Empty parts at the end do not count.
Parts entriesOf(std::string_view text, const Separator& separator) {
    Parts parts;
    for (auto found = separator.in(text); found; found = separator.in(text)) {
        parts.push_back(text.substr(0, found->first));
        text.remove_prefix(found->first + found->second);
    }
    parts.push_back(text);
    while (!parts.empty() && parts.back().empty())
        parts.pop_back();
    return parts;
}

/// The last of equal keys counts; an entry without a value is a key of a null.
void appendMap(ColumnBuilder& builder, const Parts& entries, const Separator& ofKey) {
    std::vector<std::pair<std::string_view, std::optional<std::string_view>>> pairs;
    for (const std::string_view entry : entries) {
        const auto found = ofKey.in(entry);
        const std::string_view key = found ? entry.substr(0, found->first) : entry;
        std::erase_if(pairs, [key](const auto& pair) { return pair.first == key; });
        pairs.emplace_back(key, std::nullopt);
        if (found) pairs.back().second = entry.substr(found->first + found->second);
    }
    for (const auto& [key, value] : pairs) {
        builder.child(0).appendText(key);
        if (value) {
            builder.child(1).appendText(*value);
        } else {
            builder.child(1).appendNull();
        }
    }
    builder.closeNested();
}

Result<DataType> resolveToMap(Types arguments, const DataType*) {
    const bool count = arguments.size() == 1 || arguments.size() == 3;
    if (!count || !std::all_of(arguments.begin(), arguments.end(), isText))
        return argumentError("STR_TO_MAP", "a text, what separates its entries, and keys from values",
                             arguments);
    return withNullability(mapOf(DataType::string(), DataType::string()), anyNullable(arguments));
}

ColumnPtr evaluateToMap(Arguments arguments, const DataType& result, EvaluationContext& context) {
    constexpr std::size_t kLongestText = 4096;  // of an expression: the library's matcher recurses
    const auto valid = commonValidity(arguments, context.rows);
    const bool given = arguments.size() == 3;
    Separator ofEntries;
    Separator ofKeys;
    ColumnBuilder builder(result);
    for (std::size_t row = 0; row < context.rows; ++row) {
        if (!isValid(valid, row)) {
            builder.appendNull();
            continue;
        }
        const std::string_view text = arguments[0]->text(row);
        const bool good = ofEntries.become(given ? arguments[1]->text(row) : ",") &&
                          ofKeys.become(given ? arguments[2]->text(row) : "=") && text.size() <= kLongestText;
        if (!good) context.markBad(row, "str-to-map");
        appendMap(builder, good ? entriesOf(text, ofEntries) : Parts(), ofKeys);
    }
    return builder.seal();
}

constexpr ScalarFunction kFunctions[] = {
    {"SPLIT", resolveSplit, evaluateSplit},
    {"STR_TO_MAP", resolveToMap, evaluateToMap},
};

}  // namespace

std::span<const ScalarFunction> splitFunctions() {
    return kFunctions;
}

}  // namespace guanlan
