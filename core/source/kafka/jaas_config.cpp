// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/kafka/jaas_config.h"

namespace guanlan {

namespace {

class Reader {
  public:
    explicit Reader(std::string_view text) : m_rest(text) {}

    std::string word() {
        skipSpace();
        const std::size_t end = std::min(m_rest.find_first_of(" \t\r\n=;"), m_rest.size());
        return taken(end);
    }
    bool take(char c) {
        skipSpace();
        if (m_rest.empty() || m_rest.front() != c) return false;
        m_rest.remove_prefix(1);
        return true;
    }
    std::optional<std::string> value() {
        skipSpace();
        if (m_rest.empty()) return std::nullopt;
        const char quote = m_rest.front();
        if (quote != '"' && quote != '\'') return word();
        std::string text;
        for (std::size_t i = 1; i < m_rest.size(); ++i) {
            if (m_rest[i] == quote) {
                m_rest.remove_prefix(i + 1);
                return text;
            }
            if (m_rest[i] == '\\' && i + 1 < m_rest.size()) ++i;
            text += m_rest[i];
        }
        return std::nullopt;
    }

  private:
    void skipSpace() { m_rest.remove_prefix(std::min(m_rest.find_first_not_of(" \t\r\n"), m_rest.size())); }
    std::string taken(std::size_t size) {
        std::string text(m_rest.substr(0, size));
        m_rest.remove_prefix(size);
        return text;
    }

    std::string_view m_rest;
};

}  // namespace

std::optional<JaasConfig> parseJaasConfig(std::string_view text) {
    Reader in(text);
    JaasConfig config;
    config.module = in.word();
    if (config.module.empty() || in.word().empty()) return std::nullopt;  // the second word: "required"
    while (!in.take(';')) {
        std::string key = in.word();
        if (key.empty() || !in.take('=')) return std::nullopt;
        auto value = in.value();
        if (!value) return std::nullopt;
        config.options[std::move(key)] = std::move(*value);
    }
    return config;
}

}  // namespace guanlan
