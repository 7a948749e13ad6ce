// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/notify/smtp/smtp_conversation.h"

#include <algorithm>
#include <charconv>

namespace guanlan {

namespace {

constexpr std::size_t kLongestReply = 2000;

std::string_view withoutLineEnd(std::string_view line) {
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r'))
        line.remove_suffix(1);
    return line;
}

}  // namespace

SmtpConversation::SmtpConversation(const std::vector<std::string>& to) {
    for (const std::string& address : to)
        m_receivers.push_back({address});
}

void SmtpConversation::sent(std::string_view commandLine) {
    m_command = commandLine.substr(0, std::min<std::size_t>(commandLine.find_first_of(" \r\n"), 4));
    if (m_command == "RCPT") ++m_named;
}

void SmtpConversation::received(std::string_view line) {
    line = withoutLineEnd(line);
    int code = 0;
    const auto [end, error] =
        std::from_chars(line.data(), line.data() + std::min<std::size_t>(line.size(), 3), code);
    if (error != std::errc() || end != line.data() + 3) return;
    if (m_lines.size() < kLongestReply)
        m_lines += (m_lines.empty() ? "" : "\n") + std::string(line.substr(0, 512));
    if (line.size() > 3 && line[3] == '-') return;
    m_last = {code, std::move(m_lines)};
    m_lines.clear();
    if (m_command == "RCPT" && m_named > 0 && m_named <= m_receivers.size()) {
        m_receivers[m_named - 1].reply = m_last;
    }
    if (m_command == "DATA" && m_bodySent) m_verdict = m_last;
}

}  // namespace guanlan
