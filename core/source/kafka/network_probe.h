// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace guanlan {

/// Where a server listens.
struct ServerAddress {
    std::string host;
    int port = 0;
    [[nodiscard]] std::string text() const;
};
/// `host:port`, also `[::1]:9092` and `SSL://host:port`, several with commas; 9092 where no port is written.
[[nodiscard]] std::vector<ServerAddress> parseServers(std::string_view text);

/// The numeric addresses of a host.
[[nodiscard]] Result<std::vector<std::string>> lookUpHost(const std::string& host);
/// Whether somebody accepts connections there; closes it again.
[[nodiscard]] Result<void> tryPort(const ServerAddress& address, std::chrono::milliseconds patience);

}  // namespace guanlan
