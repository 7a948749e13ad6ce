// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/json/json_scan.h"

#include <algorithm>

namespace guanlan {

namespace {

constexpr std::size_t kMostDepth = 64;
}  // namespace

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
