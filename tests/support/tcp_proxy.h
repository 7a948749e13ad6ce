// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/worker.h"

#include <atomic>
#include <cstdint>

namespace guanlan {

/// A loopback port behind which another one lies, over a network that can be bad. On a thread of its own.
class TcpProxy {
  public:
    explicit TcpProxy(int target);
    ~TcpProxy() { m_worker.stop(); }
    TcpProxy(const TcpProxy&) = delete;
    TcpProxy& operator=(const TcpProxy&) = delete;

    [[nodiscard]] int port() const { return m_port; }
    /// What is sent takes so long, each way.
    void setDelay(int milliseconds) { m_delay = milliseconds; }
    /// Nothing comes through and nobody is told, as if packets were dropped; connections stay.
    void setBlackHole(bool on) { m_blackHole = on; }
    /// Every connection is reset in the middle of the next answer it carries.
    void cut() { ++m_cuts; }
    /// Connections that were.
    [[nodiscard]] int answersCut() const { return m_answersCut; }

  private:
    void run(const std::atomic<bool>& stopping);

    const int m_target;
    int m_listener = -1;
    int m_port = 0;
    std::atomic<int> m_delay{0};
    std::atomic<bool> m_blackHole{false};
    std::atomic<int> m_cuts{0};
    std::atomic<int> m_answersCut{0};
    Worker m_worker;
};

}  // namespace guanlan
