// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace guanlan {

/// One HTTP/1.1 request, read as its bytes come. Bounded: what is too large is refused before it is kept.
class HttpRequest {
  public:
    explicit HttpRequest(std::size_t mostBody) : m_mostBody(mostBody) {}

    enum class State : std::uint8_t { Head, Body, Complete, Refused };
    State add(std::string_view bytes);
    [[nodiscard]] State state() const { return m_state; }
    /// While Refused: the status to answer with.
    [[nodiscard]] int status() const { return m_status; }

    [[nodiscard]] const std::string& method() const { return m_method; }
    [[nodiscard]] const std::string& path() const { return m_path; }  ///< without the query
    [[nodiscard]] const std::string& body() const { return m_body; }
    /// Names in small letters; empty when it was not sent.
    [[nodiscard]] std::string header(const std::string& name) const;
    [[nodiscard]] bool keepsAlive() const;
    /// Whether the client waits for "100 Continue" before it sends the body; true once.
    [[nodiscard]] bool takeExpectation();
    /// What came behind this request.
    [[nodiscard]] std::string takeRest() { return std::move(m_rest); }

  private:
    State readHead();
    bool readRequestLine(std::string_view line);
    bool readHeader(std::string_view line);
    State beginBody();
    State readBody();
    State readChunks();
    State refuse(int status);

    std::size_t m_mostBody;
    State m_state = State::Head;
    int m_status = 0;
    std::string m_method;
    std::string m_path;
    std::string m_version;
    std::map<std::string, std::string> m_headers;
    std::string m_rest;  // bytes not yet understood
    std::string m_body;
    bool m_chunked = false;
    bool m_expects = false;
    std::size_t m_length = 0;  // of the body, or of the chunk being read
};

}  // namespace guanlan
