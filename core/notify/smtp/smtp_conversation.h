// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace guanlan {

/// Follows one SMTP session by the commands that went out and the lines that came in, to know afterwards who
/// accepted what. Keeps no argument of any command: passwords pass here.
class SmtpConversation {
  public:
    struct Reply {
        int code = 0;  ///< 0: none came
        std::string text{};
    };
    struct Receiver {
        std::string address;
        Reply reply{};
    };

    explicit SmtpConversation(const std::vector<std::string>& to);

    void sent(std::string_view commandLine);
    void received(std::string_view line);
    /// The whole mail was handed over for sending: from now on the server may have it.
    void bodySent() { m_bodySent = true; }

    [[nodiscard]] bool serverMayHaveIt() const { return m_bodySent; }
    [[nodiscard]] const std::vector<Receiver>& receivers() const { return m_receivers; }
    /// To the mail itself.
    [[nodiscard]] const Reply& verdict() const { return m_verdict; }
    [[nodiscard]] const Reply& last() const { return m_last; }

  private:
    std::vector<Receiver> m_receivers;
    std::size_t m_named = 0;  // receivers named to the server so far
    std::string m_command;
    std::string m_lines;  // of a reply of several lines
    bool m_bodySent = false;
    Reply m_verdict;
    Reply m_last;
};

}  // namespace guanlan
