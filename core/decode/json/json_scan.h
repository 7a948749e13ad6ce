// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace guanlan {

/// Digits, signs, points and exponents.
[[nodiscard]] inline bool isNumberPart(char c) {
    return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

/// Goes through a text that is known to be JSON, from scalar to scalar. Ends early at what it cannot take
/// apart: escapes and very deep nesting.
class JsonScan {
  public:
    struct Part {
        std::string_view literal{};  ///< everything between the scalar before and this one
        /// The keys that lead to it, separated by kUnder; empty inside an array.
        std::string path{};
        bool end = false;     ///< not a scalar, but the end of the text
        bool nested = false;  ///< not a scalar, but the start of an object or array
        std::size_t at = 0;   ///< of its first byte
    };
    /// Stands in no key: a key with an escape ends the scan.
    static constexpr char kUnder = '\n';
    explicit JsonScan(std::string_view text) : m_text(text) {}
    [[nodiscard]] std::optional<Part> next();

  private:
    std::optional<Part> open(char bracket);
    std::optional<Part> scalar(std::size_t end);
    [[nodiscard]] std::string path() const;
    std::optional<std::size_t> endOfString() const;
    [[nodiscard]] bool inObject() const { return !m_open.empty() && m_open.back() == '{'; }

    std::string_view m_text;
    std::string m_open{};                       ///< the brackets around the current place
    std::vector<std::string_view> m_parents{};  ///< the keys before them
    std::string_view m_key{};
    bool m_keyExpected = false;
    std::size_t m_at = 0;
    std::size_t m_literal = 0;  ///< where the bytes after the last scalar begin
};

}  // namespace guanlan
