// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/worker.h"
#include "core/notify/outbox_worker.h"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>

namespace guanlan {

/// The thread of one channel: takes one message at a time and gives it back judged.
class DeliveryLane {
  public:
    explicit DeliveryLane(OutboxWorker& owner);
    ~DeliveryLane() { stop(); }
    DeliveryLane(const DeliveryLane&) = delete;
    DeliveryLane& operator=(const DeliveryLane&) = delete;

    /// From taking a message until its outcome is known.
    [[nodiscard]] bool busy() const;
    void take(OutboxMessage message, ChannelConfig config);
    /// Also cancels the attempt under way.
    void stop();

  private:
    struct Job {
        OutboxMessage message;
        ChannelConfig config;
    };
    void run(const std::atomic<bool>& stopping);
    [[nodiscard]] DeliveryOutcome attempt(const Job& job);

    OutboxWorker& m_owner;
    mutable std::mutex m_mutex;  // guards the four below
    std::condition_variable m_hasJob;
    std::optional<Job> m_job;
    std::shared_ptr<Channel> m_channel;  // of the attempt under way
    bool m_busy = false;
    bool m_stopped = false;
    Worker m_worker;
};

}  // namespace guanlan
