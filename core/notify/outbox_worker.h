// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/worker.h"
#include "core/notify/channel.h"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

namespace guanlan {

class DeliveryLane;

/// Where the outbox lies; the runtime answers on the store's thread. Called by one thread at a time.
class OutboxDesk {
  public:
    virtual ~OutboxDesk() = default;
    /// As Store::dueMessages(), updateMessage() and retryMessages().
    virtual Result<std::vector<OutboxMessage>> due(Micros now, int limit) = 0;
    virtual Result<void> update(const OutboxMessage& message) = 0;
    virtual Result<void> retry(const std::string& channel, Micros now) = 0;
};

struct OutboxSettings {
    const Clock* clock = nullptr;  ///< outlives the worker
    SecretLookup secrets{};
    /// Makes the notification in the workspace's language (wordAlarm); called by the notify threads.
    std::function<Notification(const OutboxMessage&)> word{};
    /// Waits after the first, second ... attempt; the last one is repeated.
    std::vector<Micros> waits{5 * kSecond, 15 * kSecond, kMinute, 5 * kMinute, 10 * kMinute};
    int attempts = 292;  ///< with these waits about 48 hours
    Micros poll = kSecond;
};

/// Delivers the outbox: each channel on a thread of its own, so that one that hangs delays no other, one
/// message of a channel at a time. A message is marked Sending before the attempt and by its outcome after
/// it; a crash between the two sends it once more with the same Message-ID.
class OutboxWorker {
  public:
    OutboxWorker(OutboxDesk& desk, OutboxSettings settings, std::vector<ChannelConfig> channels);
    ~OutboxWorker();
    OutboxWorker(const OutboxWorker&) = delete;
    OutboxWorker& operator=(const OutboxWorker&) = delete;

    /// By any thread. Messages of a channel whose settings changed are tried again at once.
    void setChannels(std::vector<ChannelConfig> channels);
    /// By any thread: a secret of the channel has changed.
    void retry(const std::string& channel);
    /// By any thread: there are new messages.
    void wake();
    /// Ends attempts under way within about a second and saves what is known about them.
    void stop();

  private:
    friend class DeliveryLane;
    void finished(OutboxMessage message);
    void run(const std::atomic<bool>& stopping);
    void retryChanged();
    void saveFinished();
    void handOut();
    void handOver(OutboxMessage message);
    void judge(OutboxMessage& message, const DeliveryOutcome& outcome) const;

    OutboxDesk& m_desk;
    const OutboxSettings m_settings;
    std::mutex m_mutex;  // guards the four below
    std::condition_variable m_wakeUp;
    bool m_awake = true;
    std::vector<ChannelConfig> m_newChannels;
    std::set<std::string> m_toRetry;
    std::vector<OutboxMessage> m_finished;

    // Used by the dispatching thread only, and by stop() after it has ended.
    std::vector<ChannelConfig> m_channels;
    std::vector<OutboxMessage> m_unsaved;
    std::map<std::string, std::unique_ptr<DeliveryLane>> m_lanes;
    Worker m_dispatcher;
};

}  // namespace guanlan
