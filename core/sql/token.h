// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace guanlan::sql {

/// One word, literal or sign of a script.
struct Token {
    enum class Kind : std::uint8_t {
        Word,     ///< keyword or plain identifier
        Quoted,   ///< `identifier` in backquotes; text is what is between them
        String,   ///< text is unescaped
        Number,   ///< as written
        Symbol,   ///< "(", "<=", "=>", and "/*+" and "*/" around hints
        Invalid,  ///< text says what is wrong, hint what to write instead
        End,
    };
    Kind kind = Kind::End;
    std::string text{};
    std::string hint{};
    TextPosition position{};
    std::size_t begin = 0;  ///< byte offsets in the script
    std::size_t end = 0;
};

struct Comment {
    std::size_t begin = 0;
    std::size_t end = 0;
};

struct LexedScript {
    std::vector<Token> tokens{};  ///< the last one is End
    std::vector<Comment> comments{};
};

/// Never fails: what is no token becomes an Invalid one, which the parser reports where it matters.
[[nodiscard]] LexedScript lex(std::string_view script);

[[nodiscard]] std::string upperCase(std::string_view text);
[[nodiscard]] bool equalsIgnoringCase(std::string_view text, std::string_view upper);

}  // namespace guanlan::sql
