// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <functional>
#include <string>
#include <thread>

namespace guanlan {

/// One named thread. The body receives the stop flag and must look at it at least every 100 ms.
/// The destructor asks to stop and waits.
class Worker {
  public:
    using Body = std::function<void(const std::atomic<bool>& stopping)>;

    Worker() = default;
    Worker(std::string name, Body body) { start(std::move(name), std::move(body)); }
    ~Worker() { stop(); }
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    void start(std::string name, Body body);
    void requestStop() { m_stopping.store(true); }
    void stop();
    [[nodiscard]] bool running() const { return m_thread.joinable(); }

  private:
    std::atomic<bool> m_stopping{false};
    std::thread m_thread;
};

}  // namespace guanlan
