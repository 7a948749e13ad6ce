// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/kafka/network_probe.h"

#include "core/decode/number_text.h"

#include <QHostInfo>
#include <QTcpSocket>

namespace guanlan {

namespace {

constexpr int kKafkaPort = 9092;

ServerAddress parseServer(std::string_view text) {
    if (const std::size_t scheme = text.find("://"); scheme != std::string_view::npos)
        text.remove_prefix(scheme + 3);
    const std::size_t bracket = text.starts_with('[') ? text.find(']') : std::string_view::npos;
    const bool numeric = bracket != std::string_view::npos;
    const std::size_t colon = text.find(':', numeric ? bracket : 0);
    ServerAddress server{.host = std::string(numeric ? text.substr(1, bracket - 1) : text.substr(0, colon)),
                         .port = kKafkaPort};
    if (colon != std::string_view::npos)
        server.port = static_cast<int>(parseInteger(text.substr(colon + 1)).value_or(0));
    return server;
}

}  // namespace

std::string ServerAddress::text() const {
    const bool numeric = host.find(':') != std::string::npos;
    return (numeric ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

std::vector<ServerAddress> parseServers(std::string_view text) {
    std::vector<ServerAddress> servers;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(','), text.size());
        std::string_view one = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        while (one.starts_with(' '))
            one.remove_prefix(1);
        while (one.ends_with(' '))
            one.remove_suffix(1);
        if (!one.empty()) servers.push_back(parseServer(one));
    }
    return servers;
}

Result<std::vector<std::string>> lookUpHost(const std::string& host) {
    const QHostInfo info = QHostInfo::fromName(QString::fromStdString(host));
    if (info.error() != QHostInfo::NoError || info.addresses().isEmpty()) {
        return Error{.code = ErrorCode::NotFound,
                     .id = "check.dns",
                     .what = "the name '" + host + "' is not known",
                     .cause = info.errorString().toStdString(),
                     .next = "Check its spelling, and whether the network with its name server is connected",
                     .arguments = {host, info.errorString().toStdString()}};
    }
    std::vector<std::string> addresses;
    for (const QHostAddress& address : info.addresses())
        addresses.push_back(address.toString().toStdString());
    return addresses;
}

Result<void> tryPort(const ServerAddress& address, std::chrono::milliseconds patience) {
    QTcpSocket socket;
    socket.connectToHost(QString::fromStdString(address.host), static_cast<quint16>(address.port));
    if (socket.waitForConnected(static_cast<int>(patience.count()))) {
        socket.abort();
        return {};
    }
    const std::string reason = socket.errorString().toStdString();
    return Error{.code = ErrorCode::Unavailable,
                 .id = "check.tcp",
                 .what = "nobody answers at " + address.text(),
                 .cause = reason,
                 .next = "Check the port, whether the broker runs, and firewalls on the way",
                 .arguments = {address.text(), reason}};
}

}  // namespace guanlan
