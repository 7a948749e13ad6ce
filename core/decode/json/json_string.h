// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decode/utf8.h"

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace guanlan {

/// A string without escapes and of whole UTF-8 characters, as it stands in its quotes.
struct PlainString {
    bool found = false;
    std::string_view text{};
};

/// Bytes of a string, eight at a time.
class JsonStringBytes {
  public:
    static_assert(std::endian::native == std::endian::little, "the first byte must be the lowest");

    /// The high bit of each byte that ends a plain run: a quote, a backslash, a control character. Above the
    /// lowest such byte there may be false ones.
    [[nodiscard]] static constexpr std::uint64_t stops(std::uint64_t word) {
        const std::uint64_t control = (word - kOnes * 0x20U) & ~word & kHighBits;
        return zeroBytes(word ^ (kOnes * '"')) | zeroBytes(word ^ (kOnes * '\\')) | control;
    }
    [[nodiscard]] static bool isStop(char c) {
        return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20U;
    }
    [[nodiscard]] static constexpr bool ascii(std::uint64_t word) { return (word & kHighBits) == 0; }

  private:
    static constexpr std::uint64_t kOnes = 0x0101010101010101U;
    static constexpr std::uint64_t kHighBits = 0x8080808080808080U;

    [[nodiscard]] static constexpr std::uint64_t zeroBytes(std::uint64_t word) {
        return (word - kOnes) & ~word & kHighBits;
    }
};

/// At the quote that `rest` begins with. Inlined it would crowd out what is around it.
[[nodiscard, gnu::noinline]] inline PlainString plainStringAt(std::string_view rest) {
    const char* const begin = rest.data() + 1;
    const char* const end = rest.data() + rest.size();
    const char* at = begin;
    std::uint64_t seen = 0;  // of all bytes: the high bits tell whether it is ASCII
    std::uint64_t stop = 0;
    for (; end - at >= 8; at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, at, sizeof(word));
        stop = JsonStringBytes::stops(word);
        if (stop != 0) {
            const int bytes = std::countr_zero(stop) / 8;
            seen |= word & ((std::uint64_t{1} << (8 * bytes)) - 1);
            at += bytes;
            break;
        }
        seen |= word;
    }
    for (; stop == 0 && at != end && !JsonStringBytes::isStop(*at); ++at)
        seen |= static_cast<unsigned char>(*at);
    if (at == end || *at != '"') return {};
    const std::string_view text(begin, static_cast<std::size_t>(at - begin));
    if (!JsonStringBytes::ascii(seen) && !isValidUtf8(text)) return {};
    return {true, text};
}

/// Behind a quote, where `end` is that of the text. Short ASCII strings are found at once.
[[nodiscard]] inline PlainString plainStringIn(const char* at, const char* end) {
    using Bytes [[gnu::vector_size(16)]] = signed char;
    using Words [[gnu::vector_size(16)]] = std::uint64_t;
    if (static_cast<std::size_t>(end - at) >= sizeof(Bytes)) {
        Bytes bytes;
        std::memcpy(&bytes, at, sizeof(bytes));
        // As signed numbers, bytes that are not ASCII lie below the printable ones.
        const Bytes stops = (bytes == '"') | (bytes == '\\') | (bytes < 0x20);
        Words words;
        std::memcpy(&words, &stops, sizeof(words));
        const bool first = words[0] != 0;
        const std::uint64_t word = first ? words[0] : words[1];
        const auto size = static_cast<std::size_t>(std::countr_zero(word)) / 8 + (first ? 0 : 8);
        if (word != 0 && at[size] == '"') return {true, {at, size}};
    }
    return plainStringAt({at - 1, static_cast<std::size_t>(end - at) + 1});
}

}  // namespace guanlan
