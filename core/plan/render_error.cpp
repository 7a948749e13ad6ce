// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/planner.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace guanlan {

namespace {

struct Character {
    std::uint32_t point = 0;
    std::size_t bytes = 1;
};

Character decode(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text.front());
    std::size_t bytes = 1;
    if (lead >= 0xF0U) {
        bytes = 4;
    } else if (lead >= 0xE0U) {
        bytes = 3;
    } else if (lead >= 0xC0U) {
        bytes = 2;
    }
    if (bytes == 1 || bytes > text.size()) return {lead, 1};
    std::uint32_t point = lead & (0xFFU >> (bytes + 1));
    for (std::size_t i = 1; i < bytes; ++i)
        point = (point << 6U) | (static_cast<unsigned char>(text[i]) & 0x3FU);
    return {point, bytes};
}

/// Characters that take two cells in a terminal: East Asian wide and full-width ones, emoji.
bool isWide(std::uint32_t point) {
    struct Range {
        std::uint32_t first;
        std::uint32_t last;
    };
    constexpr std::array<Range, 9> kWide{{{0x1100, 0x115F},
                                          {0x2E80, 0x303E},
                                          {0x3041, 0xA4CF},
                                          {0xAC00, 0xD7A3},
                                          {0xF900, 0xFAFF},
                                          {0xFE30, 0xFE6F},
                                          {0xFF00, 0xFF60},
                                          {0xFFE0, 0xFFE6},
                                          {0x1F300, 0x1FAFF}}};
    for (const Range& range : kWide) {
        if (point >= range.first && point <= range.last) return true;
    }
    return point >= 0x20000 && point <= 0x3FFFD;
}

std::string_view lineOf(std::string_view script, int line) {
    for (; line > 1; --line) {
        const std::size_t end = script.find('\n');
        if (end == std::string_view::npos) return {};
        script.remove_prefix(end + 1);
    }
    script = script.substr(0, script.find('\n'));
    if (!script.empty() && script.back() == '\r') script.remove_suffix(1);
    return script;
}

/// White space as wide as what stands before the column; tabs stay tabs.
std::string indentTo(std::string_view line, int column) {
    std::string indent;
    for (int at = 1; at < column && !line.empty(); ++at) {
        const Character character = decode(line);
        indent += character.point == '\t' ? "\t" : isWide(character.point) ? "  " : " ";
        line.remove_prefix(character.bytes);
    }
    return indent;
}

bool startsWithIgnoringCase(std::string_view text, std::string_view word) {
    return text.size() >= word.size() &&
           std::equal(word.begin(), word.end(), text.begin(),
                      [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b - 'A' + 'a' : b); });
}

/// Where the value begins when `= 'value'` stands at `at`, with quotes of either kind; else 0.
std::size_t valueAfter(std::string_view line, std::size_t at) {
    const std::size_t equals = line.find_first_not_of("'\" ", at);
    if (equals == std::string_view::npos || line[equals] != '=') return 0;
    const std::size_t quote = line.find_first_not_of(' ', equals + 1);
    const bool quoted = quote != std::string_view::npos && (line[quote] == '\'' || line[quote] == '"');
    return quoted ? quote + 1 : 0;
}

/// The line with stars for every byte of a password, in an option or in a login configuration.
std::string withoutPasswords(std::string_view line) {
    constexpr std::array<std::string_view, 4> kWords{"password", "clientsecret", "client.secret",
                                                     "keystore.key"};
    std::string masked(line);
    for (std::size_t at = 0; at < line.size(); ++at) {
        for (const std::string_view word : kWords) {
            if (!startsWithIgnoringCase(line.substr(at), word)) continue;
            std::size_t i = valueAfter(line, at + word.size());
            const char quote = i == 0 ? '\0' : line[i - 1];
            for (; i > 0 && i < line.size(); ++i) {
                const bool pair =
                    i + 1 < line.size() && (line[i] == '\\' || (quote == '\'' && line.substr(i, 2) == "''"));
                if (!pair && line[i] == quote) break;
                masked[i] = '*';
                if (pair) masked[++i] = '*';
            }
        }
    }
    return masked;
}

}  // namespace

std::string renderError(const Error& error, std::string_view script) {
    std::string text = error.file;
    if (error.position.line > 0) {
        text += (text.empty() ? "" : ":") + std::to_string(error.position.line) + ":" +
                std::to_string(error.position.column);
    }
    if (!text.empty()) text += ": ";
    text += error.what;
    if (!error.cause.empty()) text += " (" + error.cause + ")";
    if (!error.next.empty()) text += "; " + error.next;
    text += "\n";
    if (error.position.line == 0) return text;
    const std::string_view line = lineOf(script, error.position.line);
    return text + "  " + withoutPasswords(line) + "\n  " + indentTo(line, error.position.column) + "^\n";
}

}  // namespace guanlan
