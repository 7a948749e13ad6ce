// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/token.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace guanlan::sql {

namespace {

struct FullWidth {
    std::string_view sign;
    std::string_view plain;
};
/// Signs of Chinese keyboards and word processors that are easily taken for the plain ones.
constexpr std::array<FullWidth, 15> kFullWidth{{{"，", ","},
                                                {"；", ";"},
                                                {"（", "("},
                                                {"）", ")"},
                                                {"。", "."},
                                                {"、", ","},
                                                {"＝", "="},
                                                {"＜", "<"},
                                                {"＞", ">"},
                                                {"＊", "*"},
                                                {"：", ":"},
                                                {"‘", "'"},
                                                {"’", "'"},
                                                {"“", "'"},
                                                {"”", "'"}}};
constexpr std::array<std::string_view, 2> kWideSpaces{"\u3000", "\u00a0"};
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::array<std::string_view, 7> kLongSymbols{"/*+", "<>", "<=", ">=", "!=", "||", "=>"};
constexpr std::string_view kSymbols = "()[],;.+-*/%=<>{}:?";

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}
bool isWordStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' ||
           static_cast<unsigned char>(c) >= 0x80;
}

class Lexer {
  public:
    explicit Lexer(std::string_view script) : m_script(script) {
        if (startsWith(kByteOrderMark)) m_at = kByteOrderMark.size();
    }

    LexedScript run() {
        while (skipBlank())
            readToken();
        m_begin = m_at;
        m_place = m_position;
        add(Token::Kind::End, {});
        return std::move(m_out);
    }

  private:
    [[nodiscard]] bool atEnd() const { return m_at >= m_script.size(); }
    [[nodiscard]] char peek(std::size_t ahead = 0) const {
        return m_at + ahead < m_script.size() ? m_script[m_at + ahead] : '\0';
    }
    [[nodiscard]] bool startsWith(std::string_view text) const {
        return m_script.substr(m_at, text.size()) == text;
    }
    template <typename List>
    [[nodiscard]] std::size_t lengthOfAny(const List& list) const {
        for (const std::string_view text : list) {
            if (startsWith(text)) return text.size();
        }
        return 0;
    }
    [[nodiscard]] const FullWidth* fullWidthSign() const {
        const auto it = std::find_if(kFullWidth.begin(), kFullWidth.end(),
                                     [this](const FullWidth& f) { return startsWith(f.sign); });
        return it == kFullWidth.end() ? nullptr : &*it;
    }

    void advance(std::size_t bytes = 1) {
        for (; bytes > 0 && !atEnd(); --bytes, ++m_at) {
            const char c = m_script[m_at];
            if (c == '\n') {
                ++m_position.line;
                m_position.column = 1;
            } else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) {
                ++m_position.column;
            }
        }
    }
    /// The code point at the cursor, whole.
    [[nodiscard]] std::size_t characterLength() const {
        std::size_t length = 1;
        while ((static_cast<unsigned char>(peek(length)) & 0xC0U) == 0x80U)
            ++length;
        return length;
    }

    void add(Token::Kind kind, std::string text, std::string hint = {}) {
        m_out.tokens.push_back({.kind = kind,
                                .text = std::move(text),
                                .hint = std::move(hint),
                                .position = m_place,
                                .begin = m_begin,
                                .end = m_at});
    }

    /// Skips white space and comments; false at the end of the script.
    bool skipBlank() {
        while (!atEnd()) {
            const char c = peek();
            if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') {
                advance();
            } else if (const std::size_t wide = lengthOfAny(kWideSpaces)) {
                advance(wide);
            } else if (startsWith("--") || (startsWith("/*") && !startsWith("/*+"))) {
                if (!skipComment()) return true;
            } else {
                return true;
            }
        }
        return false;
    }

    /// False when it is not closed: readToken() reports that.
    bool skipComment() {
        const std::size_t begin = m_at;
        if (startsWith("--")) {
            while (!atEnd() && peek() != '\n')
                advance();
        } else {
            const std::size_t close = m_script.find("*/", m_at + 2);
            if (close == std::string_view::npos) return false;
            advance(close + 2 - m_at);
        }
        m_out.comments.push_back({begin, m_at});
        return true;
    }

    void readToken() {
        m_begin = m_at;
        m_place = m_position;
        const char c = peek();
        if (startsWith("/*") && !startsWith("/*+")) {
            advance(m_script.size());
            add(Token::Kind::Invalid, "this comment is not closed", "write */ where it ends");
        } else if (c == '\'') {
            readQuoted('\'', Token::Kind::String);
        } else if (c == '`') {
            readQuoted('`', Token::Kind::Quoted);
        } else if (isDigit(c) || (c == '.' && isDigit(peek(1)))) {
            readNumber();
        } else if (const FullWidth* sign = fullWidthSign()) {
            advance(sign->sign.size());
            add(Token::Kind::Invalid, "the full-width sign '" + std::string(sign->sign) + "' is not SQL",
                "write " + std::string(sign->plain));
        } else if (isWordStart(c)) {
            readWord();
        } else {
            readSymbol();
        }
    }

    void readQuoted(char quote, Token::Kind kind) {
        std::string text;
        advance();
        while (!atEnd()) {
            if (peek() != quote) {
                text += peek();
                advance();
            } else if (peek(1) == quote) {
                text += quote;
                advance(2);
            } else {
                advance();
                add(kind, std::move(text));
                return;
            }
        }
        const bool isString = kind == Token::Kind::String;
        add(Token::Kind::Invalid,
            isString ? "this string is not closed" : "this backquoted name is not closed",
            isString ? "write ' where it ends ('' inside a string is one ')" : "write ` where it ends");
    }

    void readNumber() {
        const auto digits = [this] {
            while (isDigit(peek()))
                advance();
        };
        digits();
        if (peek() == '.') {
            advance();
            digits();
        }
        if (peek() == 'e' || peek() == 'E') {
            const std::size_t sign = peek(1) == '+' || peek(1) == '-' ? 1 : 0;
            if (isDigit(peek(1 + sign))) {
                advance(1 + sign);
                digits();
            }
        }
        std::string text(m_script.substr(m_begin, m_at - m_begin));
        if (!isWordStart(peek()) || fullWidthSign() != nullptr || lengthOfAny(kWideSpaces) > 0) {
            add(Token::Kind::Number, std::move(text));
            return;
        }
        while (isWordStart(peek()) || isDigit(peek()))
            advance();
        const std::string name(m_script.substr(m_begin, m_at - m_begin));
        add(Token::Kind::Invalid, "'" + name + "' is neither a number nor a name",
            "a name that begins with a digit is written `" + name + "`");
    }

    void readWord() {
        while (isWordStart(peek()) || isDigit(peek())) {
            if (fullWidthSign() != nullptr || lengthOfAny(kWideSpaces) > 0) break;
            advance(characterLength());
        }
        add(Token::Kind::Word, std::string(m_script.substr(m_begin, m_at - m_begin)));
    }

    void readSymbol() {
        if (startsWith("/*+")) m_inHint = true;
        const bool endsHint = m_inHint && startsWith("*/");
        if (endsHint) m_inHint = false;
        std::size_t length = endsHint ? 2 : lengthOfAny(kLongSymbols);
        if (length == 0 && kSymbols.find(peek()) != std::string_view::npos) length = 1;
        const bool known = length > 0;
        advance(known ? length : characterLength());
        std::string text(m_script.substr(m_begin, m_at - m_begin));
        if (known) {
            add(Token::Kind::Symbol, std::move(text));
        } else if (text == "\"") {
            add(Token::Kind::Invalid, "\" does not quote anything in Flink SQL",
                "write 'text' for a string and `name` for a name");
        } else {
            add(Token::Kind::Invalid, "unexpected character '" + text + "'");
        }
    }

    std::string_view m_script;
    std::size_t m_at = 0;
    TextPosition m_position{1, 1};
    std::size_t m_begin = 0;
    TextPosition m_place{1, 1};
    bool m_inHint = false;
    LexedScript m_out;
};

}  // namespace

LexedScript lex(std::string_view script) {
    return Lexer(script).run();
}

std::string upperCase(std::string_view text) {
    std::string upper(text);
    std::transform(upper.begin(), upper.end(), upper.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    return upper;
}

bool equalsIgnoringCase(std::string_view text, std::string_view upper) {
    return std::equal(text.begin(), text.end(), upper.begin(), upper.end(),
                      [](char c, char u) { return (c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c) == u; });
}

}  // namespace guanlan::sql
