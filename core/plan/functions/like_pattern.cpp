// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/functions/like_pattern.h"

#include "core/plan/functions/utf8.h"

namespace guanlan {

bool matchesLike(std::string_view text, std::string_view pattern, std::string_view escape) {
    constexpr std::size_t none = std::string_view::npos;
    std::size_t t = 0;
    std::size_t p = 0;
    std::size_t afterPercent = none;  // where to go on when the text behind the last % must start later
    std::size_t retryText = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '%') {
            afterPercent = ++p;
            retryText = t;
            continue;
        }
        const bool escaped =
            !escape.empty() && pattern.substr(p).starts_with(escape) && p + escape.size() < pattern.size();
        const std::size_t q = escaped ? p + escape.size() : p;
        if (q < pattern.size() && pattern[q] == '_' && !escaped) {
            t += characterBytes(text, t);
            p = q + 1;
            continue;
        }
        if (q < pattern.size() && pattern[q] == text[t]) {
            ++t;
            p = q + 1;
            continue;
        }
        if (afterPercent == none) return false;
        p = afterPercent;
        retryText += characterBytes(text, retryText);
        t = retryText;
    }
    while (p < pattern.size() && pattern[p] == '%')
        ++p;
    return p == pattern.size();
}

}  // namespace guanlan
