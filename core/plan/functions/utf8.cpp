// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/functions/utf8.h"

namespace guanlan {

namespace {

/// A run of letters whose capitals lie `distance` below; `pairs`: capitals and smalls alternate.
struct CaseRun {
    std::uint32_t firstSmall;
    std::uint32_t lastSmall;
    std::uint32_t distance;
    bool pairs = false;
};
constexpr CaseRun kRuns[] = {
    {'a', 'z', 32},          {0xE0, 0xF6, 32},        {0xF8, 0xFE, 32},        {0x101, 0x12F, 1, true},
    {0x133, 0x137, 1, true}, {0x14B, 0x177, 1, true}, {0x3B1, 0x3C1, 32},      {0x3C3, 0x3C9, 32},
    {0x430, 0x44F, 32},      {0x450, 0x45F, 80},      {0x461, 0x481, 1, true},
};

/// Up to U+FFFF.
void encode(std::string& out, std::uint32_t letter) {
    if (letter < 0x80) {
        out += static_cast<char>(letter);
        return;
    }
    if (letter < 0x800) {
        out += static_cast<char>(0xC0U | (letter >> 6));
    } else {
        out += static_cast<char>(0xE0U | (letter >> 12));
        out += static_cast<char>(0x80U | ((letter >> 6) & 0x3FU));
    }
    out += static_cast<char>(0x80U | (letter & 0x3FU));
}

std::uint32_t changedLetter(std::uint32_t letter, bool up) {
    for (const CaseRun& run : kRuns) {
        const std::uint32_t first = up ? run.firstSmall : run.firstSmall - run.distance;
        const std::uint32_t last = up ? run.lastSmall : run.lastSmall - run.distance;
        if (letter < first || letter > last) continue;
        if (run.pairs && (letter - first) % 2 != 0) continue;
        return up ? letter - run.distance : letter + run.distance;
    }
    return letter;
}

std::string changedCase(std::string_view text, bool up) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t bytes = characterBytes(text, at);
        const std::uint32_t letter = codePoint(text, at);
        const bool damaged = bytes == 1 && letter >= 0x80;
        const std::uint32_t changed = damaged ? letter : changedLetter(letter, up);
        if (changed == letter) {
            out += text.substr(at, bytes);
        } else {
            encode(out, changed);
        }
        at += bytes;
    }
    return out;
}

}  // namespace

std::uint32_t codePoint(std::string_view text, std::size_t at) {
    const std::size_t bytes = characterBytes(text, at);
    const auto first = static_cast<unsigned char>(text[at]);
    if (bytes == 1) return first;
    std::uint32_t value = first & (0xFFU >> (bytes + 1));
    for (std::size_t i = 1; i < bytes; ++i)
        value = (value << 6) | (static_cast<unsigned char>(text[at + i]) & 0x3FU);
    return value;
}

std::string characterOf(std::int64_t code) {
    constexpr std::int64_t kMost = 0xFFFF;
    const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
    std::string out;
    if (code >= 0 && code <= kMost && !surrogate) encode(out, static_cast<std::uint32_t>(code));
    return out;
}

std::size_t characterBytes(std::string_view text, std::size_t at) {
    const auto first = static_cast<unsigned char>(text[at]);
    std::size_t bytes = 1;
    if (first >= 0xF0 && first < 0xF8) {
        bytes = 4;
    } else if (first >= 0xE0 && first < 0xF0) {
        bytes = 3;
    } else if (first >= 0xC0 && first < 0xE0) {
        bytes = 2;
    }
    if (at + bytes > text.size()) return 1;
    for (std::size_t i = 1; i < bytes; ++i) {
        if ((static_cast<unsigned char>(text[at + i]) & 0xC0U) != 0x80U) return 1;
    }
    return bytes;
}

std::size_t characterCount(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); at += characterBytes(text, at))
        ++count;
    return count;
}

std::size_t byteOfCharacter(std::string_view text, std::size_t characters) {
    std::size_t at = 0;
    while (characters > 0 && at < text.size()) {
        at += characterBytes(text, at);
        --characters;
    }
    return at;
}

std::string upperCase(std::string_view text) {
    return changedCase(text, true);
}

std::string lowerCase(std::string_view text) {
    return changedCase(text, false);
}

}  // namespace guanlan
