// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/http/http_request.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <utility>

namespace guanlan {

namespace {

constexpr std::size_t kMostHead = 16 * 1024;
constexpr std::string_view kLineEnd = "\r\n";
constexpr int kBad = 400;
constexpr int kTooLarge = 413;
constexpr int kHeadTooLarge = 431;

std::string inSmallLetters(std::string_view text) {
    std::string small(text);
    std::transform(small.begin(), small.end(), small.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return small;
}

std::optional<std::size_t> numberOf(std::string_view text, int base) {
    std::size_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number, base);
    if (text.empty() || read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
    return number;
}

}  // namespace

std::string HttpRequest::header(const std::string& name) const {
    const auto it = m_headers.find(name);
    return it == m_headers.end() ? std::string() : it->second;
}

bool HttpRequest::keepsAlive() const {
    const std::string connection = inSmallLetters(header("connection"));
    return m_state == State::Complete &&
           (m_version == "HTTP/1.1" ? connection != "close" : connection == "keep-alive");
}

bool HttpRequest::takeExpectation() {
    return std::exchange(m_expects, false);
}

HttpRequest::State HttpRequest::refuse(int status) {
    m_status = status;
    return m_state = State::Refused;
}

HttpRequest::State HttpRequest::add(std::string_view bytes) {
    if (m_state == State::Complete || m_state == State::Refused) return m_state;
    m_rest.append(bytes);
    if (m_state == State::Head && readHead() != State::Body) return m_state;
    return m_chunked ? readChunks() : readBody();
}

HttpRequest::State HttpRequest::readHead() {
    const std::size_t end = m_rest.find("\r\n\r\n");
    if (std::min(end, m_rest.size()) > kMostHead) return refuse(kHeadTooLarge);
    if (end == std::string::npos) return m_state;
    const std::string head = m_rest.substr(0, end + kLineEnd.size());
    m_rest.erase(0, end + 2 * kLineEnd.size());
    std::size_t at = head.find(kLineEnd);
    if (!readRequestLine(std::string_view(head).substr(0, at))) return refuse(kBad);
    for (at += kLineEnd.size(); at < head.size();) {
        const std::size_t lineEnd = head.find(kLineEnd, at);
        if (!readHeader(std::string_view(head).substr(at, lineEnd - at))) return refuse(kBad);
        at = lineEnd + kLineEnd.size();
    }
    return beginBody();
}

bool HttpRequest::readRequestLine(std::string_view line) {
    const std::size_t first = line.find(' ');
    const std::size_t last = line.rfind(' ');
    if (first == std::string_view::npos || last == first) return false;
    m_method = line.substr(0, first);
    m_version = line.substr(last + 1);
    const std::string_view target = line.substr(first + 1, last - first - 1);
    m_path = target.substr(0, target.find('?'));
    return m_version.starts_with("HTTP/1.") && m_path.starts_with('/');
}

bool HttpRequest::readHeader(std::string_view line) {
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || colon == 0 || line.front() == ' ' || line.front() == '\t')
        return false;
    std::string_view value = line.substr(colon + 1);
    while (!value.empty() && (value.front() == ' ' || value.front() == '\t'))
        value.remove_prefix(1);
    while (!value.empty() && (value.back() == ' ' || value.back() == '\t'))
        value.remove_suffix(1);
    // Two lengths are how requests are smuggled.
    return m_headers.emplace(inSmallLetters(line.substr(0, colon)), value).second ||
           inSmallLetters(line.substr(0, colon)) != "content-length";
}

HttpRequest::State HttpRequest::beginBody() {
    const std::string encoding = inSmallLetters(header("transfer-encoding"));
    m_chunked = encoding == "chunked";
    if (!encoding.empty() && (!m_chunked || m_headers.contains("content-length"))) return refuse(kBad);
    if (m_headers.contains("content-length")) {
        const auto length = numberOf(header("content-length"), 10);
        if (!length) return refuse(kBad);
        m_length = *length;
    }
    if (m_length > m_mostBody) return refuse(kTooLarge);
    m_expects = inSmallLetters(header("expect")) == "100-continue";
    return m_state = State::Body;
}

HttpRequest::State HttpRequest::readBody() {
    if (m_rest.size() < m_length) return m_state;
    m_body = m_rest.substr(0, m_length);
    m_rest.erase(0, m_length);
    return m_state = State::Complete;
}

HttpRequest::State HttpRequest::readChunks() {
    constexpr std::size_t kMostSizeLine = 64;
    while (true) {
        const std::size_t end = m_rest.find(kLineEnd);
        if (end == std::string::npos) return m_rest.size() > kMostSizeLine ? refuse(kBad) : m_state;
        const auto size = numberOf(std::string_view(m_rest).substr(0, std::min(end, m_rest.find(';'))), 16);
        if (!size) return refuse(kBad);
        if (*size > m_mostBody || m_body.size() + *size > m_mostBody) return refuse(kTooLarge);
        const std::size_t begin = end + kLineEnd.size();
        if (m_rest.size() < begin + *size + kLineEnd.size()) return m_state;
        if (m_rest.compare(begin + *size, kLineEnd.size(), kLineEnd) != 0) return refuse(kBad);
        m_body.append(m_rest, begin, *size);
        m_rest.erase(0, begin + *size + kLineEnd.size());
        if (*size == 0) return m_state = State::Complete;
    }
}

}  // namespace guanlan
