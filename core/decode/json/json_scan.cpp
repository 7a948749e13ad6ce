// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/json/json_scan.h"

#include "core/decode/utf8.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>

namespace guanlan {

namespace {

constexpr std::size_t kMostDepth = 64;
constexpr std::uint64_t kOnes = 0x0101010101010101U;
constexpr std::uint64_t kHighBits = 0x8080808080808080U;

static_assert(std::endian::native == std::endian::little, "the first byte must be the lowest");

/// The high bit of each byte that is zero; above the lowest such byte there may be false ones.
constexpr std::uint64_t zeroBytes(std::uint64_t word) {
    return (word - kOnes) & ~word & kHighBits;
}

/// The high bit of each byte that ends a plain run: a quote, a backslash, a control character.
constexpr std::uint64_t stops(std::uint64_t word) {
    const std::uint64_t control = (word - kOnes * 0x20U) & ~word & kHighBits;
    return zeroBytes(word ^ (kOnes * '"')) | zeroBytes(word ^ (kOnes * '\\')) | control;
}

bool isStop(char c) {
    return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20U;
}

}  // namespace

PlainString plainStringAt(std::string_view rest) {
    const char* const begin = rest.data() + 1;
    const char* const end = rest.data() + rest.size();
    const char* at = begin;
    std::uint64_t seen = 0;  // of all bytes: the high bits tell whether it is ASCII
    std::uint64_t stop = 0;
    for (; end - at >= 8; at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, at, sizeof(word));
        stop = stops(word);
        if (stop != 0) {
            const int bytes = std::countr_zero(stop) / 8;
            seen |= word & ((std::uint64_t{1} << (8 * bytes)) - 1);
            at += bytes;
            break;
        }
        seen |= word;
    }
    for (; stop == 0 && at != end && !isStop(*at); ++at)
        seen |= static_cast<unsigned char>(*at);
    if (at == end || *at != '"') return {};
    const std::string_view text(begin, static_cast<std::size_t>(at - begin));
    if ((seen & kHighBits) != 0 && !isValidUtf8(text)) return {};
    return {true, text};
}

std::optional<JsonScan::Part> JsonScan::next() {
    while (m_at < m_text.size()) {
        const char c = m_text[m_at];
        if (c == '"') {
            const auto end = endOfString();
            if (!end) return std::nullopt;
            if (!inObject() || !m_keyExpected) return scalar(*end);
            m_key = m_text.substr(m_at + 1, *end - m_at - 2);
            m_keyExpected = false;
            m_at = *end;
        } else if (c == '{' || c == '[') {
            return open(c);
        } else if (c == '}' || c == ']') {
            if (m_open.empty()) return std::nullopt;
            m_open.pop_back();
            m_parents.pop_back();
            ++m_at;
        } else if (c == ',' || c == ':' || c == ' ' || c == '\n' || c == '\r' || c == '\t') {
            if (c == ',') m_keyExpected = inObject();
            ++m_at;
        } else {
            return scalar(m_text.find_first_of(",]} \n\r\t", m_at));
        }
    }
    Part last{.literal = m_text.substr(m_literal), .end = true};
    m_literal = m_text.size();
    return last;
}

std::optional<JsonScan::Part> JsonScan::open(char bracket) {
    if (m_open.size() >= kMostDepth) return std::nullopt;
    const Part part{.path = path(), .nested = true, .at = m_at};
    m_open.push_back(bracket);
    m_parents.push_back(m_key);
    m_keyExpected = bracket == '{';
    ++m_at;
    return part;
}

std::optional<JsonScan::Part> JsonScan::scalar(std::size_t end) {
    const Part part{.literal = m_text.substr(m_literal, m_at - m_literal), .path = path()};
    m_at = std::min(end, m_text.size());
    m_literal = m_at;
    return part;
}

std::string JsonScan::path() const {
    if (m_open.empty() || m_open.find('[') != std::string::npos) return {};
    std::string path;
    for (std::size_t i = 1; i < m_parents.size(); ++i)
        path.append(m_parents[i]) += kUnder;
    return path.append(m_key);
}

/// Behind the closing quote; nothing when the string holds an escape.
std::optional<std::size_t> JsonScan::endOfString() const {
    const std::size_t end = m_text.find_first_of("\"\\", m_at + 1);
    if (end == std::string_view::npos || m_text[end] == '\\') return std::nullopt;
    return end + 1;
}

}  // namespace guanlan
