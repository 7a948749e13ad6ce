// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/functions/conversion.h"
#include "core/plan/functions/function_lists.h"
#include "core/plan/functions/text_rows.h"
#include "core/plan/functions/type_rules.h"
#include "core/plan/functions/utf8.h"

#include <array>

namespace guanlan {

namespace {

using Arguments = std::span<const ColumnPtr>;
using OptionalText = std::optional<std::string>;

bool takesText(const DataType& type) {
    return isText(type) || isNullType(type);
}
bool takesNumber(const DataType& type) {
    return type.isInteger() || isNullType(type);
}

template <typename S>
Result<DataType> resolve(std::span<const DataType> arguments, const DataType*) {
    if (!S::takes(arguments)) return argumentError(S::name, S::accepted, arguments);
    return withNullability(S::type(), S::alwaysNullable || anyNullable(arguments));
}

template <typename S>
ColumnPtr evaluate(Arguments arguments, const DataType& result, EvaluationContext& context) {
    for (const ColumnPtr& argument : arguments) {
        if (isNullType(argument->type())) return nullColumn(result, context.rows);
    }
    const auto of = [&](std::size_t row) { return S::of(arguments, row); };
    if constexpr (S::counts) {
        return numberRows(arguments, result, context, of);
    } else {
        return textRows(arguments, commonValidity(arguments, context.rows), result, context, of);
    }
}

struct OfOneText {
    static constexpr std::string_view accepted = "one text";
    static constexpr bool counts = false, alwaysNullable = false;
    static DataType type() { return DataType::string(); }
    static bool takes(std::span<const DataType> arguments) {
        return arguments.size() == 1 && takesText(arguments[0]);
    }
};
struct OfOneNumber : OfOneText {
    static constexpr std::string_view accepted = "one whole number";
    static bool takes(std::span<const DataType> arguments) {
        return arguments.size() == 1 && takesNumber(arguments[0]);
    }
};

bool isWordCharacter(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/// Only ASCII letters make words, as in Flink.
struct InitCap : OfOneText {
    static constexpr std::string_view name = "INITCAP";
    static OptionalText of(Arguments a, std::size_t row) {
        constexpr char kDistance = 'a' - 'A';
        std::string out(a[0]->text(row));
        bool first = true;
        for (char& c : out) {
            if (first && c >= 'a' && c <= 'z') {
                c = static_cast<char>(c - kDistance);
            } else if (!first && c >= 'A' && c <= 'Z') {
                c = static_cast<char>(c + kDistance);
            }
            first = !isWordCharacter(c);
        }
        return out;
    }
};

/// The first byte, signed as a TINYINT is.
struct Ascii : OfOneText {
    static constexpr std::string_view name = "ASCII";
    static constexpr bool counts = true;
    static DataType type() { return DataType::of(TypeKind::TinyInt); }
    static std::int64_t of(Arguments a, std::size_t row) {
        const std::string_view whole = a[0]->text(row);
        return whole.empty() ? 0 : static_cast<signed char>(whole[0]);
    }
};

struct Character : OfOneNumber {
    static constexpr std::string_view name = "CHR";
    static OptionalText of(Arguments a, std::size_t row) {
        const std::int64_t code = a[0]->ints()[row];
        return code < 0 ? std::string() : characterOf(code & 0xFF);
    }
};

/// OVERLAY(text PLACING other FROM start [FOR length]).
struct Overlay : OfOneText {
    static constexpr std::string_view name = "OVERLAY", accepted = "two texts, a start and a length";
    static bool takes(std::span<const DataType> arguments) {
        return (arguments.size() == 3 || arguments.size() == 4) && takesText(arguments[0]) &&
               takesText(arguments[1]) && takesNumber(arguments[2]) && takesNumber(arguments.back());
    }
    static OptionalText of(Arguments a, std::size_t row) {
        const std::string_view whole = a[0]->text(row);
        const std::string_view by = a[1]->text(row);
        const auto count = static_cast<std::int64_t>(characterCount(whole));
        const std::int64_t start = a[2]->ints()[row];
        const std::int64_t length =
            a.size() > 3 ? a[3]->ints()[row] : static_cast<std::int64_t>(characterCount(by));
        if (start <= 0 || start > count) return std::string(whole);
        std::string out(whole.substr(0, byteOfCharacter(whole, static_cast<std::size_t>(start - 1))));
        out += by;
        if (length > 0 && length <= count - start)
            out += whole.substr(byteOfCharacter(whole, static_cast<std::size_t>(start - 1 + length)));
        return out;
    }
};

/// Digits of an unsigned number to a base that is a power of two.
std::string digitsOf(std::uint64_t value, unsigned bits) {
    std::string out;
    do {
        out.insert(out.begin(), "0123456789ABCDEF"[value & ((1U << bits) - 1)]);
        value >>= bits;
    } while (value != 0);
    return out;
}

struct Hex : OfOneText {
    static constexpr std::string_view name = "HEX", accepted = "a whole number or a text";
    static bool takes(std::span<const DataType> arguments) {
        return arguments.size() == 1 && (takesText(arguments[0]) || takesNumber(arguments[0]));
    }
    static OptionalText of(Arguments a, std::size_t row) {
        if (!isText(a[0]->type())) return digitsOf(static_cast<std::uint64_t>(a[0]->ints()[row]), 4);
        std::string out;
        for (const char c : a[0]->text(row)) {
            const auto byte = static_cast<unsigned char>(c);
            out += digitsOf(byte >> 4U, 4) + digitsOf(byte & 0xFU, 4);
        }
        return out;
    }
};
struct Binary : OfOneNumber {
    static constexpr std::string_view name = "BIN";
    static OptionalText of(Arguments a, std::size_t row) {
        return digitsOf(static_cast<std::uint64_t>(a[0]->ints()[row]), 1);
    }
};

/// False for a null, too. Of numbers IS_DIGIT and IS_DECIMAL are true.
template <typename S>
ColumnPtr evaluateIs(Arguments arguments, const DataType& result, EvaluationContext& context) {
    std::vector<std::int64_t> values(context.rows);
    const Column& column = *arguments[0];
    for (std::size_t row = 0; row < context.rows; ++row) {
        if (isNullType(column.type()) || column.isNull(row)) continue;
        const bool ofText = column.type().physical() == Physical::Text;
        values[row] = (ofText ? S::is(column.text(row)) : S::ofNumbers && column.type().isNumeric()) ? 1 : 0;
    }
    return sealInts(result, std::move(values), {});
}

template <typename S>
Result<DataType> resolveIs(std::span<const DataType> arguments, const DataType*) {
    if (arguments.size() != 1) return argumentError(S::name, "one value", arguments);
    return withNullability(DataType::boolean(), false);
}

/// As far as one can tell without a table of all letters: scripts as a whole, without their signs.
bool isLetter(std::uint32_t code) {
    if (code < 0x80) return (code | 0x20U) >= 'a' && (code | 0x20U) <= 'z';
    if (code < 0xC0) return code == 0xAA || code == 0xB5 || code == 0xBA;
    if (code == 0xD7 || code == 0xF7) return false;
    const bool alphabet = code <= 0x2C1 || (code >= 0x370 && code <= 0x1FFF);
    const bool kana = code >= 0x3041 && code <= 0x318E;
    const bool ideograph = (code >= 0x3400 && code <= 0x9FFF) || (code >= 0xAC00 && code <= 0xD7A3) ||
                           (code >= 0xF900 && code <= 0xFAFF);
    return alphabet || kana || ideograph;
}

struct IsAlpha {
    static constexpr std::string_view name = "IS_ALPHA";
    static constexpr bool ofNumbers = false;
    static bool is(std::string_view text) {
        for (std::size_t at = 0; at < text.size(); at += characterBytes(text, at)) {
            if (!isLetter(codePoint(text, at))) return false;
        }
        return !text.empty();
    }
};
struct IsDigit {
    static constexpr std::string_view name = "IS_DIGIT";
    static constexpr bool ofNumbers = true;
    static bool is(std::string_view text) {
        return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
    }
};
struct IsDecimal {
    static constexpr std::string_view name = "IS_DECIMAL";
    static constexpr bool ofNumbers = true;
    static bool is(std::string_view text) { return doubleFromText(text).has_value(); }
};

constexpr std::string_view kBase64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

struct ToBase64 : OfOneText {
    static constexpr std::string_view name = "TO_BASE64";
    static OptionalText of(Arguments a, std::size_t row) {
        const std::string_view bytes = a[0]->text(row);
        std::string out;
        for (std::size_t at = 0; at < bytes.size(); at += 3) {
            std::uint32_t group = 0;
            for (std::size_t i = at; i < at + 3; ++i)
                group = (group << 8) | (i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0U);
            const std::size_t digits = std::min<std::size_t>(bytes.size() - at, 3) + 1;
            for (std::size_t i = 0; i < 4; ++i)
                out += i < digits ? kBase64[(group >> (18 - 6 * i)) & 63U] : '=';
        }
        return out;
    }
};

/// NULL for what is none.
struct FromBase64 : OfOneText {
    static constexpr std::string_view name = "FROM_BASE64";
    static constexpr bool alwaysNullable = true;
    static OptionalText of(Arguments a, std::size_t row) {
        std::string_view digits = a[0]->text(row);
        while (digits.ends_with('='))
            digits.remove_suffix(1);
        std::string out;
        std::uint32_t bits = 0;
        unsigned held = 0;
        for (const char digit : digits) {
            const std::size_t value = kBase64.find(digit);
            if (value == std::string_view::npos) return std::nullopt;
            bits = (bits << 6) | static_cast<std::uint32_t>(value);
            held += 6;
            if (held < 8) continue;
            held -= 8;
            out += static_cast<char>((bits >> held) & 0xFFU);
        }
        return out;
    }
};

template <typename S>
constexpr ScalarFunction entry() {
    return {S::name, resolve<S>, evaluate<S>};
}

constexpr ScalarFunction kFunctions[] = {
    {"IS_ALPHA", resolveIs<IsAlpha>, evaluateIs<IsAlpha>},
    {"IS_DIGIT", resolveIs<IsDigit>, evaluateIs<IsDigit>},
    {"IS_DECIMAL", resolveIs<IsDecimal>, evaluateIs<IsDecimal>},
    entry<InitCap>(),
    entry<Ascii>(),
    entry<Character>(),
    entry<Overlay>(),
    entry<Hex>(),
    entry<Binary>(),
    entry<ToBase64>(),
    entry<FromBase64>(),
};

}  // namespace

std::span<const ScalarFunction> characterFunctions() {
    return kFunctions;
}

}  // namespace guanlan
