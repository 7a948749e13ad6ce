// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lookup/mysql_address.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace guanlan {

namespace {

constexpr std::array<std::string_view, 2> kSchemes{"jdbc:mysql://", "jdbc:mariadb://"};

Error refused(std::string what, std::string next) {
    return Error{.code = ErrorCode::InvalidInput,
                 .id = "lookup.mysql-url",
                 .what = std::move(what),
                 .next = std::move(next)};
}

/// Cuts off and returns what stands before the separator, or everything.
std::string_view takeUntil(std::string_view& text, char separator) {
    const std::size_t end = std::min(text.find(separator), text.size());
    const std::string_view part = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return part;
}

Result<void> readServer(std::string_view server, MysqlAddress& address) {
    if (server.find(',') != std::string_view::npos)
        return refused("'url' names several servers: '" + std::string(server) + "'", "name one of them");
    std::string_view rest = server;
    std::string_view host = takeUntil(rest, ':');
    if (server.starts_with('[')) {  // IPv6
        rest = server.substr(1);
        host = takeUntil(rest, ']');
        if (rest.starts_with(':')) rest.remove_prefix(1);
    }
    // The client library takes "localhost" for a file in /run, Java for TCP.
    if (!host.empty() && host != "localhost") address.host = std::string(host);
    if (rest.empty()) return {};
    const auto [end, problem] = std::from_chars(rest.data(), rest.data() + rest.size(), address.port);
    if (problem == std::errc() && end == rest.data() + rest.size() && address.port > 0) return {};
    return refused("'" + std::string(rest) + "' in 'url' is no port", "a port is a number such as 3306");
}

Result<void> readProperty(std::string_view key, std::string_view value, MysqlAddress& address) {
    if (key == "user") address.user = std::string(value);
    if (key == "password") address.password = std::string(value);
    if (key == "useSSL" || key == "requireSSL") address.tls = address.tls || value == "true";
    if (key != "sslMode") return {};
    if (value.starts_with("VERIFY") || value.starts_with("verify")) {
        return refused("the server's certificate cannot be verified, as 'sslMode=" + std::string(value) +
                           "' in 'url' asks",
                       "write sslMode=REQUIRED, which encrypts only, where that is enough");
    }
    address.tls = value == "REQUIRED" || value == "trust";
    return {};
}

}  // namespace

std::string MysqlAddress::server() const {
    const bool v6 = host.find(':') != std::string::npos;
    return (v6 ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

bool isMysqlUrl(std::string_view url) {
    return std::any_of(kSchemes.begin(), kSchemes.end(),
                       [url](std::string_view scheme) { return url.starts_with(scheme); });
}

Result<MysqlAddress> parseMysqlUrl(std::string_view url) {
    std::string_view rest = url.substr(url.find("//") + 2);
    std::string_view place = takeUntil(rest, '?');
    MysqlAddress address;
    const std::string_view server = takeUntil(place, '/');
    if (auto read = readServer(server, address); !read) return std::move(read).error();
    address.database = std::string(place);
    if (address.database.empty()) {
        return refused("'url' names no database: '" + std::string(url) + "'",
                       "write jdbc:mysql://HOST:3306/DATABASE");
    }
    while (!rest.empty()) {
        std::string_view value = takeUntil(rest, '&');
        const std::string_view key = takeUntil(value, '=');
        if (auto read = readProperty(key, value, address); !read) return std::move(read).error();
    }
    return address;
}

}  // namespace guanlan
