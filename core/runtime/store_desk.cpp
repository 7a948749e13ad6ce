// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/store_desk.h"

#include <chrono>

namespace guanlan {

namespace {

constexpr std::size_t kMostWaitingCommits = 4;
constexpr Micros kRetryAfter = kSecond;
constexpr Micros kCompactEvery = 5 * kMinute;
constexpr auto kLongestWait = std::chrono::milliseconds(100);

}  // namespace

StoreDesk::StoreDesk(std::unique_ptr<Store> store, const Clock& clock, std::function<void()> afterAlarm)
    : m_store(std::move(store)), m_clock(clock), m_afterAlarm(std::move(afterAlarm)) {
    m_compactAt = m_pace.monotonic() + kCompactEvery;
    m_worker.start("guanlan-store", [this](const std::atomic<bool>&) { run(); });
}

StoreDesk::~StoreDesk() {
    stop();
}

bool StoreDesk::offer(Commit& commit) {
    const std::lock_guard lock(m_mutex);
    if (m_stopping || m_commits.size() >= kMostWaitingCommits) return false;
    m_commits.push_back(std::move(commit));
    m_wake.notify_one();
    return true;
}

bool StoreDesk::hasRoom() const {
    const std::lock_guard lock(m_mutex);
    return !m_stopping && m_commits.size() < kMostWaitingCommits;
}

Result<void> StoreDesk::call(const std::function<Result<void>(Store&)>& work) {
    Call item{&work};
    std::unique_lock lock(m_mutex);
    if (m_stopping) return Error{ErrorCode::Cancelled, "store.stopping", "the history is being closed"};
    m_calls.push_back(&item);
    m_wake.notify_one();
    m_answered.wait(lock, [&] { return item.answer.has_value() || m_ended; });
    if (!item.answer) return Error{ErrorCode::Cancelled, "store.stopping", "the history is being closed"};
    return std::move(*item.answer);
}

StoreLive StoreDesk::live() const {
    const std::lock_guard lock(m_mutex);
    return m_live;
}

void StoreDesk::stop() {
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
        m_wake.notify_one();
    }
    m_worker.stop();
}

void StoreDesk::run() {
    std::unique_lock lock(m_mutex);
    while (true) {
        serve(lock);
        const bool due = m_stopping || m_pace.monotonic() >= m_retryAt;
        if (!m_commits.empty() && due) {
            if (!saveFront(lock) && m_stopping) break;
            continue;
        }
        if (m_stopping) break;
        compactIfDue(lock);
        m_wake.wait_for(lock, kLongestWait, [this] {
            return m_stopping || !m_calls.empty() || (!m_commits.empty() && m_live.saving);
        });
    }
    serve(lock);
    m_ended = true;
    m_answered.notify_all();
}

void StoreDesk::serve(std::unique_lock<std::mutex>& lock) {
    while (!m_calls.empty()) {
        Call* item = m_calls.front();
        m_calls.pop_front();
        lock.unlock();
        Result<void> answer = (*item->work)(*m_store);
        lock.lock();
        item->answer.emplace(std::move(answer));
        m_answered.notify_all();
    }
}

bool StoreDesk::saveFront(std::unique_lock<std::mutex>& lock) {
    const Commit& commit = m_commits.front();  // deque: stays in place while others push behind it
    lock.unlock();
    const Result<void> saved = m_store->commit(commit);
    const bool alarm = saved.ok() && !commit.outbox.empty();
    if (alarm && m_afterAlarm) m_afterAlarm();
    const Result<std::int64_t> bytes = m_store->bytesOnDisk();
    lock.lock();
    if (bytes) m_live.bytesOnDisk = *bytes;
    if (!saved) {
        noteFailed(saved.error());
        return false;
    }
    m_commits.pop_front();
    noteSaved();
    return true;
}

void StoreDesk::noteSaved() {
    ++m_live.commits;
    m_live.saving = true;
    m_live.problem.reset();
    m_live.notSavedSince = 0;
    m_retryAt = 0;
}

void StoreDesk::noteFailed(const Error& error) {
    if (m_live.saving) m_live.notSavedSince = m_clock.now();
    m_live.saving = false;
    m_live.problem = error;
    m_retryAt = m_pace.monotonic() + kRetryAfter;
}

void StoreDesk::setRetention(const Retention& retention) {
    const std::lock_guard lock(m_mutex);
    m_retention = retention;
}

Result<void> StoreDesk::compact(const Retention& retention) {
    if (Result<void> compacted = m_store->compact(); !compacted) return compacted;
    return m_store->forgetRows(retention, m_clock.now());
}

void StoreDesk::compactIfDue(std::unique_lock<std::mutex>& lock) {
    if (m_pace.monotonic() < m_compactAt || !m_live.saving) return;
    m_compactAt = m_pace.monotonic() + kCompactEvery;
    const Retention retention = m_retention;
    lock.unlock();
    const Result<void> compacted = compact(retention);
    lock.lock();
    // Not compacting loses nothing but space; the next commit meets the same disk and says so.
    if (!compacted) m_live.problem = compacted.error();
}

}  // namespace guanlan
