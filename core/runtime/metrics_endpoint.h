// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/worker.h"
#include "core/runtime/snapshot.h"

#include <atomic>
#include <functional>
#include <mutex>
#include <optional>

namespace guanlan {

/// GET http://127.0.0.1:PORT/metrics for a Prometheus on the same machine, on a thread of its own. Functions
/// are called by one thread, problem() by any.
class MetricsEndpoint {
  public:
    /// `snapshot` is called by the endpoint's thread and outlives it.
    explicit MetricsEndpoint(std::function<SnapshotPtr()> snapshot) : m_snapshot(std::move(snapshot)) {}

    /// 0: nowhere. Does not wait; a port that is taken is tried again.
    void listen(int port);
    void stop() { m_worker.stop(); }
    /// Why nobody can read it now.
    [[nodiscard]] std::optional<Error> problem() const;

  private:
    void run(const std::atomic<bool>& stopping);
    Result<void> serveOn(int port, const std::function<bool()>& mustStop);
    void note(std::optional<Error> problem);

    std::function<SnapshotPtr()> m_snapshot;
    mutable std::mutex m_mutex;  // guards m_problem
    std::optional<Error> m_problem;
    std::atomic<int> m_port{0};
    Worker m_worker;
};

}  // namespace guanlan
