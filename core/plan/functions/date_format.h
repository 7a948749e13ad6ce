// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace guanlan {

/// A pattern of java.time's DateTimeFormatter (`yyyy-MM-dd HH:mm:ss.SSS`): the letters y u M d D H h k K m s
/// S a E and quoted text.
class DateFormat {
  public:
    /// Empty when the pattern uses anything else.
    static std::optional<DateFormat> compile(std::string_view pattern);

    [[nodiscard]] std::string format(Micros wallTime) const;
    /// Empty when the text does not match the whole pattern or names no existing time.
    [[nodiscard]] std::optional<Micros> parse(std::string_view text) const;

  private:
    struct Token {
        char letter = 0;  ///< 0 for a literal
        int count = 0;
        std::string literal{};
    };
    struct Reading;

    static void formatToken(const Token& token, const CivilTime& civil, Micros wallTime, std::string& out);
    static bool parseToken(const Token& token, bool fixedWidth, std::string_view& text, Reading& reading);

    std::vector<Token> m_tokens;
};

}  // namespace guanlan
