// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace guanlan {

/// What jdbc:mysql://HOST:PORT/DATABASE?KEY=VALUE&… says.
struct MysqlAddress {
    std::string host = "127.0.0.1";
    std::uint16_t port = 3306;
    std::string database{};
    bool tls = false;  ///< asked for; the certificate is not looked at
    std::string user{};
    std::string password{};

    /// "127.0.0.1:3306"
    [[nodiscard]] std::string server() const;
};

/// jdbc:mysql: or jdbc:mariadb:.
[[nodiscard]] bool isMysqlUrl(std::string_view url);
/// InvalidInput says which part cannot be read. Properties that only the Java driver needs are passed over.
[[nodiscard]] Result<MysqlAddress> parseMysqlUrl(std::string_view url);

}  // namespace guanlan
