// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/worker.h"
#include "core/runtime/snapshot.h"
#include "core/store/store.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace guanlan {

/// The store's thread: the only one that writes. Commits are taken in order and a failing one is tried again
/// until it is saved, so offsets never pass unsaved results; meanwhile calls are still answered.
class StoreDesk {
  public:
    /// `clock` dates what people read; pauses follow the real time. `afterAlarm` runs on the store's thread
    /// after a commit that put messages into the outbox.
    StoreDesk(std::unique_ptr<Store> store, const Clock& clock, std::function<void()> afterAlarm);
    ~StoreDesk();

    /// Takes the commit (moves from it) unless it is full; any thread.
    [[nodiscard]] bool offer(Commit& commit);
    [[nodiscard]] bool hasRoom() const;
    /// Runs on the store's thread and waits for the answer; any other thread. Cancelled after stop().
    [[nodiscard]] Result<void> call(const std::function<Result<void>(Store&)>& work);
    [[nodiscard]] StoreLive live() const;
    /// Followed from the next compaction on; any thread. Everything is kept until then.
    void setRetention(const Retention& retention);
    /// Saves what was offered (one attempt each while the disk refuses) and ends the thread.
    void stop();

  private:
    struct Call {
        const std::function<Result<void>(Store&)>* work = nullptr;
        std::optional<Result<void>> answer{};
    };

    void run();
    void serve(std::unique_lock<std::mutex>& lock);
    /// False when the commit at the front could not be saved.
    bool saveFront(std::unique_lock<std::mutex>& lock);
    void noteSaved();
    void noteFailed(const Error& error);
    void compactIfDue(std::unique_lock<std::mutex>& lock);
    [[nodiscard]] Result<void> compact(const Retention& retention);

    std::unique_ptr<Store> m_store;  // used by the thread only
    const Clock& m_clock;
    const SystemClock m_pace;
    std::function<void()> m_afterAlarm;

    mutable std::mutex m_mutex;  // guards all below
    std::condition_variable m_wake;
    std::condition_variable m_answered;
    std::deque<Commit> m_commits;
    std::deque<Call*> m_calls;
    StoreLive m_live;
    Retention m_retention;
    Micros m_retryAt = 0;    // monotonic
    Micros m_compactAt = 0;  // monotonic
    bool m_stopping = false;
    bool m_ended = false;

    Worker m_worker;
};

}  // namespace guanlan
