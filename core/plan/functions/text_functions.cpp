// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/functions/conversion.h"
#include "core/plan/functions/function_lists.h"
#include "core/plan/functions/text_rows.h"
#include "core/plan/functions/type_rules.h"
#include "core/plan/functions/utf8.h"

#include <algorithm>
#include <limits>

namespace guanlan {

namespace {

using Arguments = std::span<const ColumnPtr>;
using OptionalText = std::optional<std::string>;

constexpr std::int64_t kLongestText = 16 * 1024 * 1024;  // of a padded or repeated text

bool textOrNull(const DataType& type) {
    return isText(type) || isNullType(type);
}

/// Checks arguments against a signature: 't' a text, 'i' a whole number, 'c' a text or the code of a
/// character; letters after '?' may be left out.
bool fits(std::span<const DataType> arguments, std::string_view signature) {
    const std::size_t optional = std::min(signature.find('?'), signature.size());
    std::size_t at = 0;
    for (std::size_t i = 0; i < signature.size(); ++i) {
        if (signature[i] == '?') continue;
        if (at >= arguments.size()) return i > optional;
        const DataType& type = arguments[at++];
        const bool good = (signature[i] != 'i' && textOrNull(type)) ||
                          (signature[i] != 't' && (type.isInteger() || isNullType(type)));
        if (!good) return false;
    }
    return at == arguments.size();
}

/// Name, signature and what it takes in words: one type a function, so that resolve() is a plain function.
template <typename S>
Result<DataType> resolveText(std::span<const DataType> arguments, const DataType*) {
    if (!fits(arguments, S::signature)) return argumentError(S::name, S::takes, arguments);
    return withNullability(DataType::string(), true);
}

template <typename S>
Result<DataType> resolveCount(std::span<const DataType> arguments, const DataType*) {
    if (!fits(arguments, S::signature)) return argumentError(S::name, S::takes, arguments);
    return withNullability(DataType::integer(), anyNullable(arguments));
}

bool anyNullTyped(Arguments arguments) {
    return std::any_of(arguments.begin(), arguments.end(),
                       [](const ColumnPtr& a) { return isNullType(a->type()); });
}

template <typename S>
ColumnPtr evaluateText(Arguments arguments, const DataType& result, EvaluationContext& context) {
    if (anyNullTyped(arguments)) return nullColumn(result, context.rows);
    return textRows(arguments, commonValidity(arguments, context.rows), result, context,
                    [&](std::size_t row) { return S::of(arguments, row); });
}

template <typename S>
ColumnPtr evaluateCount(Arguments arguments, const DataType& result, EvaluationContext& context) {
    if (anyNullTyped(arguments)) return nullColumn(result, context.rows);
    return numberRows(arguments, result, context, [&](std::size_t row) { return S::of(arguments, row); });
}

std::string_view text(Arguments arguments, std::size_t i, std::size_t row) {
    return arguments[i]->text(row);
}
std::int64_t number(Arguments arguments, std::size_t i, std::size_t row) {
    return arguments[i]->ints()[row];
}

std::string cut(std::string_view text, std::size_t firstCharacter, std::size_t characters) {
    const std::size_t from = byteOfCharacter(text, firstCharacter);
    return std::string(text.substr(from, byteOfCharacter(text.substr(from), characters)));
}

struct Upper {
    static constexpr std::string_view name = "UPPER", signature = "t", takes = "one text";
    static OptionalText of(Arguments a, std::size_t row) { return upperCase(text(a, 0, row)); }
};
struct Lower {
    static constexpr std::string_view name = "LOWER", signature = "t", takes = "one text";
    static OptionalText of(Arguments a, std::size_t row) { return lowerCase(text(a, 0, row)); }
};

struct Substring {
    static constexpr std::string_view name = "SUBSTRING", signature = "ti?i",
                                      takes = "a text, a start and a length";
    static OptionalText of(Arguments a, std::size_t row) {
        const std::string_view whole = text(a, 0, row);
        const std::int64_t start = number(a, 1, row);
        const std::int64_t length =
            a.size() > 2 ? number(a, 2, row) : std::numeric_limits<std::int64_t>::max();
        if (length < 0) return std::nullopt;
        const auto count = static_cast<std::int64_t>(characterCount(whole));
        std::int64_t first = start > 0 ? start - 1 : 0;
        if (start < 0) first = count + start;
        if (first < 0 || first >= count) return std::string();
        return cut(whole, static_cast<std::size_t>(first),
                   static_cast<std::size_t>(std::min(length, count - first)));
    }
};
struct Left {
    static constexpr std::string_view name = "LEFT", signature = "ti", takes = "a text and a length";
    static OptionalText of(Arguments a, std::size_t row) {
        return cut(text(a, 0, row), 0,
                   static_cast<std::size_t>(std::max<std::int64_t>(number(a, 1, row), 0)));
    }
};
struct Right {
    static constexpr std::string_view name = "RIGHT", signature = "ti", takes = "a text and a length";
    static OptionalText of(Arguments a, std::size_t row) {
        const std::string_view whole = text(a, 0, row);
        const auto count = static_cast<std::int64_t>(characterCount(whole));
        const std::int64_t length = std::clamp<std::int64_t>(number(a, 1, row), 0, count);
        return cut(whole, static_cast<std::size_t>(count - length), static_cast<std::size_t>(length));
    }
};

struct Replace {
    static constexpr std::string_view name = "REPLACE", signature = "ttt", takes = "three texts";
    static OptionalText of(Arguments a, std::size_t row) {
        std::string whole(text(a, 0, row));
        const std::string_view search = text(a, 1, row);
        const std::string_view by = text(a, 2, row);
        if (search.empty()) return whole;
        for (std::size_t at = whole.find(search); at != std::string::npos;
             at = whole.find(search, at + by.size()))
            whole.replace(at, search.size(), by);
        return whole;
    }
};

struct SplitIndex {
    static constexpr std::string_view name = "SPLIT_INDEX", signature = "tci",
                                      takes = "a text, a separator and an index from 0";
    static OptionalText of(Arguments a, std::size_t row) {
        std::string_view rest = text(a, 0, row);
        const std::string ofCode = isText(a[1]->type()) ? std::string() : characterOf(number(a, 1, row));
        const std::string_view separator = isText(a[1]->type()) ? text(a, 1, row) : ofCode;
        std::int64_t index = number(a, 2, row);
        if (index < 0 || rest.empty() || separator.empty()) return std::nullopt;
        for (;; --index) {
            const std::size_t end = rest.find(separator);
            if (index == 0) return std::string(rest.substr(0, end));
            if (end == std::string_view::npos) return std::nullopt;
            rest.remove_prefix(end + separator.size());
        }
    }
};

/// LPAD and RPAD: to `length` characters, filled up or cut.
template <bool AtLeft>
struct Pad {
    static constexpr std::string_view name = AtLeft ? "LPAD" : "RPAD", signature = "tit",
                                      takes = "a text, a length and a filling";
    static OptionalText of(Arguments a, std::size_t row) {
        const std::string_view whole = text(a, 0, row);
        const std::string_view filling = text(a, 2, row);
        const std::int64_t length = number(a, 1, row);
        if (length < 0 || length > kLongestText) return std::nullopt;
        const std::size_t count = characterCount(whole);
        const auto wanted = static_cast<std::size_t>(length);
        if (wanted <= count) return cut(whole, 0, wanted);
        if (filling.empty()) return std::nullopt;
        std::string pad;
        const std::size_t fillingCount = characterCount(filling);
        std::size_t missing = wanted - count;
        for (; missing >= fillingCount; missing -= fillingCount)
            pad += filling;
        pad += cut(filling, 0, missing);
        return AtLeft ? pad + std::string(whole) : std::string(whole) + pad;
    }
};

struct Repeat {
    static constexpr std::string_view name = "REPEAT", signature = "ti", takes = "a text and a count";
    static OptionalText of(Arguments a, std::size_t row) {
        const std::string_view whole = text(a, 0, row);
        const std::int64_t count = std::max<std::int64_t>(number(a, 1, row), 0);
        if (!whole.empty() && count > kLongestText / static_cast<std::int64_t>(whole.size()))
            return std::nullopt;
        std::string out;
        for (std::int64_t i = 0; i < count; ++i)
            out += whole;
        return out;
    }
};
struct Reverse {
    static constexpr std::string_view name = "REVERSE", signature = "t", takes = "one text";
    static OptionalText of(Arguments a, std::size_t row) {
        const std::string_view whole = text(a, 0, row);
        std::string out(whole.size(), ' ');
        std::size_t end = whole.size();
        for (std::size_t at = 0; at < whole.size();) {
            const std::size_t bytes = characterBytes(whole, at);
            end -= bytes;
            out.replace(end, bytes, whole.substr(at, bytes));
            at += bytes;
        }
        return out;
    }
};

std::string trimmed(std::string_view whole, std::string_view characters, bool front, bool back) {
    const std::size_t first = front ? whole.find_first_not_of(characters) : 0;
    if (first == std::string_view::npos) return {};
    const std::size_t last = back ? whole.find_last_not_of(characters) : whole.size() - 1;
    if (last == std::string_view::npos || whole.empty()) return {};
    return std::string(whole.substr(first, last - first + 1));
}

/// TRIM(text), or as the parser calls TRIM(BOTH characters FROM text): ('BOTH', characters, text).
struct Trim {
    static constexpr std::string_view name = "TRIM", signature = "t?tt", takes = "a text";
    static OptionalText of(Arguments a, std::size_t row) {
        if (a.size() < 3) return trimmed(text(a, 0, row), a.size() == 2 ? text(a, 1, row) : " ", true, true);
        const std::string_view side = text(a, 0, row);
        return trimmed(text(a, 2, row), text(a, 1, row), side != "TRAILING", side != "LEADING");
    }
};
template <bool AtLeft>
struct SideTrim {
    static constexpr std::string_view name = AtLeft ? "LTRIM" : "RTRIM", signature = "t?t", takes = "a text";
    static OptionalText of(Arguments a, std::size_t row) {
        return trimmed(text(a, 0, row), a.size() > 1 ? text(a, 1, row) : " ", AtLeft, !AtLeft);
    }
};

struct CharLength {
    static constexpr std::string_view name = "CHAR_LENGTH", signature = "t", takes = "one text";
    static std::int64_t of(Arguments a, std::size_t row) {
        return static_cast<std::int64_t>(characterCount(text(a, 0, row)));
    }
};

std::int64_t positionOf(std::string_view wanted, std::string_view whole) {
    const std::size_t at = whole.find(wanted);
    return at == std::string_view::npos ? 0
                                        : static_cast<std::int64_t>(characterCount(whole.substr(0, at))) + 1;
}
/// POSITION(wanted IN whole) is called with (wanted, whole).
struct Position {
    static constexpr std::string_view name = "POSITION", signature = "tt", takes = "two texts";
    static std::int64_t of(Arguments a, std::size_t row) {
        return positionOf(text(a, 0, row), text(a, 1, row));
    }
};
/// LOCATE(wanted, whole[, first character to look at]).
struct Locate {
    static constexpr std::string_view name = "LOCATE", signature = "tt?i",
                                      takes = "two texts and a position from 1";
    static std::int64_t of(Arguments a, std::size_t row) {
        const std::int64_t start = a.size() > 2 ? number(a, 2, row) : 1;
        const std::string_view whole = text(a, 1, row);
        if (start < 1 || start > static_cast<std::int64_t>(characterCount(whole)) + 1) return 0;
        const std::size_t from = byteOfCharacter(whole, static_cast<std::size_t>(start - 1));
        const std::int64_t found = positionOf(text(a, 0, row), whole.substr(from));
        return found == 0 ? 0 : found + start - 1;
    }
};
struct Instr {
    static constexpr std::string_view name = "INSTR", signature = "tt", takes = "two texts";
    static std::int64_t of(Arguments a, std::size_t row) {
        return positionOf(text(a, 1, row), text(a, 0, row));
    }
};

// CONCAT and || take any value as text.

template <std::size_t First>
Result<DataType> resolveConcat(std::span<const DataType> arguments, const DataType*) {
    const bool good = arguments.size() > First &&
                      std::all_of(arguments.begin(), arguments.end(),
                                  [](const DataType& type) { return castable(type, DataType::string()); });
    if (!good) return argumentError(First == 0 ? "CONCAT" : "CONCAT_WS", "texts", arguments);
    return withNullability(DataType::string(),
                           anyNullable(arguments.subspan(0, First == 0 ? arguments.size() : 1)));
}

std::vector<ColumnPtr> asTexts(Arguments arguments, EvaluationContext& context) {
    std::vector<ColumnPtr> texts;
    for (const ColumnPtr& argument : arguments)
        texts.push_back(convertArgument(argument, DataType::string(), context));
    return texts;
}

ColumnPtr evaluateConcat(Arguments arguments, const DataType& result, EvaluationContext& context) {
    const auto texts = asTexts(arguments, context);
    return textRows(texts, commonValidity(texts, context.rows), result, context, [&](std::size_t row) {
        std::string joined;
        for (const ColumnPtr& part : texts)
            joined += part->text(row);
        return OptionalText(joined);
    });
}

/// CONCAT_WS(separator, …) leaves nulls out.
ColumnPtr evaluateConcatWithSeparator(Arguments arguments, const DataType& result,
                                      EvaluationContext& context) {
    const auto texts = asTexts(arguments, context);
    // The memo goes by the code alone, so a null must not share its answer with the text of code 0.
    context.memo = nullptr;
    context.constants = 0;
    return textRows(texts, commonValidity(std::span(texts).first(1), context.rows), result, context,
                    [&](std::size_t row) {
                        std::string joined;
                        bool first = true;
                        for (const ColumnPtr& part : std::span(texts).subspan(1)) {
                            if (part->isNull(row)) continue;
                            if (!first) joined += texts[0]->text(row);
                            joined += part->text(row);
                            first = false;
                        }
                        return OptionalText(joined);
                    });
}

constexpr ScalarFunction kFunctions[] = {
    {"UPPER", resolveText<Upper>, evaluateText<Upper>},
    {"LOWER", resolveText<Lower>, evaluateText<Lower>},
    {"SUBSTRING", resolveText<Substring>, evaluateText<Substring>},
    {"SUBSTR", resolveText<Substring>, evaluateText<Substring>},
    {"LEFT", resolveText<Left>, evaluateText<Left>},
    {"RIGHT", resolveText<Right>, evaluateText<Right>},
    {"REPLACE", resolveText<Replace>, evaluateText<Replace>},
    {"SPLIT_INDEX", resolveText<SplitIndex>, evaluateText<SplitIndex>},
    {"LPAD", resolveText<Pad<true>>, evaluateText<Pad<true>>},
    {"RPAD", resolveText<Pad<false>>, evaluateText<Pad<false>>},
    {"REPEAT", resolveText<Repeat>, evaluateText<Repeat>},
    {"REVERSE", resolveText<Reverse>, evaluateText<Reverse>},
    {"TRIM", resolveText<Trim>, evaluateText<Trim>},
    {"LTRIM", resolveText<SideTrim<true>>, evaluateText<SideTrim<true>>},
    {"RTRIM", resolveText<SideTrim<false>>, evaluateText<SideTrim<false>>},
    {"CHAR_LENGTH", resolveCount<CharLength>, evaluateCount<CharLength>},
    {"CHARACTER_LENGTH", resolveCount<CharLength>, evaluateCount<CharLength>},
    {"POSITION", resolveCount<Position>, evaluateCount<Position>},
    {"LOCATE", resolveCount<Locate>, evaluateCount<Locate>},
    {"INSTR", resolveCount<Instr>, evaluateCount<Instr>},
    {"CONCAT", resolveConcat<0>, evaluateConcat},
    {"||", resolveConcat<0>, evaluateConcat},
    {"CONCAT_WS", resolveConcat<1>, evaluateConcatWithSeparator},
};

}  // namespace

std::span<const ScalarFunction> textFunctions() {
    return kFunctions;
}

}  // namespace guanlan
