// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/tcp_proxy.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <deque>
#include <memory>
#include <string>
#include <vector>

namespace guanlan {

namespace {

using Clock = std::chrono::steady_clock;

sockaddr_in loopback(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

/// Bytes on their way in one direction, each piece with the time at which it arrives.
struct Pipe {
    struct Piece {
        std::string bytes;
        Clock::time_point due;
    };
    std::deque<Piece> pieces{};

    /// False: the other end has closed.
    bool take(int from, int delay) {
        std::array<char, 65'536> buffer{};
        const ssize_t count = ::recv(from, buffer.data(), buffer.size(), MSG_DONTWAIT);
        if (count == 0) return false;
        if (count < 0) return errno == EAGAIN || errno == EINTR;
        pieces.push_back({std::string(buffer.data(), static_cast<std::size_t>(count)),
                          Clock::now() + std::chrono::milliseconds(delay)});
        return true;
    }
    bool give(int to) {
        while (!pieces.empty() && pieces.front().due <= Clock::now()) {
            std::string& bytes = pieces.front().bytes;
            const ssize_t count = ::send(to, bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
            if (count < 0) return errno == EAGAIN || errno == EINTR;
            bytes.erase(0, static_cast<std::size_t>(count));
            if (!bytes.empty()) return true;
            pieces.pop_front();
        }
        return true;
    }
};

class Connection {
  public:
    Connection(int client, int target) : m_client(client), m_server(::socket(AF_INET, SOCK_STREAM, 0)) {
        const sockaddr_in address = loopback(target);
        m_open = ::connect(m_server, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0;
    }
    ~Connection() {
        ::close(m_client);
        ::close(m_server);
    }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    [[nodiscard]] bool open() const { return m_open; }
    void move(int delay) {
        m_open = m_open && m_up.take(m_client, delay) && m_down.take(m_server, delay) &&
                 m_up.give(m_server) && (m_cutNext || m_down.give(m_client));
    }
    void cutNextAnswer() { m_cutNext = true; }
    /// Half of an answer, then a reset; false when there is none yet.
    bool cut() {
        if (!m_cutNext || m_down.pieces.empty()) return false;
        const std::string& bytes = m_down.pieces.front().bytes;
        ::send(m_client, bytes.data(), bytes.size() / 2, MSG_DONTWAIT | MSG_NOSIGNAL);
        const linger none{.l_onoff = 1, .l_linger = 0};
        ::setsockopt(m_client, SOL_SOCKET, SO_LINGER, &none, sizeof(none));
        m_open = false;
        return true;
    }

  private:
    int m_client;
    int m_server;
    Pipe m_up{};
    Pipe m_down{};
    bool m_open = false;
    bool m_cutNext = false;
};

}  // namespace

TcpProxy::TcpProxy(int target) : m_target(target), m_listener(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof(address);
    ::bind(m_listener, reinterpret_cast<const sockaddr*>(&address), size);
    ::listen(m_listener, 64);
    ::getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &size);
    m_port = ntohs(address.sin_port);
    m_worker.start("tcp-proxy", [this](const std::atomic<bool>& stopping) { run(stopping); });
}

void TcpProxy::run(const std::atomic<bool>& stopping) {
    std::vector<std::unique_ptr<Connection>> connections;
    int cuts = 0;
    while (!stopping.load()) {
        pollfd waiting{.fd = m_listener, .events = POLLIN, .revents = 0};
        ::poll(&waiting, 1, 1);
        if ((waiting.revents & POLLIN) != 0)
            connections.push_back(
                std::make_unique<Connection>(::accept(m_listener, nullptr, nullptr), m_target));
        if (m_cuts.load() != cuts) {
            cuts = m_cuts.load();
            for (const auto& connection : connections)
                connection->cutNextAnswer();
        }
        if (m_blackHole.load()) continue;
        for (const auto& connection : connections) {
            connection->move(m_delay.load());
            m_answersCut += connection->cut() ? 1 : 0;
        }
        std::erase_if(connections, [](const auto& connection) { return !connection->open(); });
    }
    ::close(m_listener);
}

}  // namespace guanlan
