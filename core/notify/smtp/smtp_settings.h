// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QJsonObject>

#include <string>
#include <string_view>
#include <vector>

namespace guanlan {

struct Mailbox {
    std::string name{};  ///< shown beside the address, may be empty
    std::string address;
};

/// The options of an SMTP channel, checked.
struct SmtpSettings {
    /// StartTls: the server has to offer it. Plain sends everything readable by others.
    enum class Security { StartTls, Tls, Plain };
    std::string host;
    int port = 0;
    Security security = Security::StartTls;
    std::string user{};            ///< empty: no login
    std::string passwordSecret{};  ///< name in the keychain
    Mailbox from;
    std::vector<std::string> to;
    std::string caFile{};  ///< empty: the system's authorities
    int timeoutSeconds = 60;

    /// {"host", "port", "security": "starttls" | "tls" | "none", "user", "passwordSecret", "from", "to": [],
    /// "caFile", "timeoutSeconds"}. The port is 587, 465 or 25 unless given.
    static Result<SmtpSettings> read(const QJsonObject& options);
};

/// "ops@example.com" or "Name <ops@example.com>". Anything that could break out of a header is refused.
[[nodiscard]] Result<Mailbox> parseMailbox(std::string_view text);

}  // namespace guanlan
