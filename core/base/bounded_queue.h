// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace guanlan {

/// Hands values from producers to consumers in order. A full queue makes the producer wait (back-pressure):
/// nothing is dropped. After close() pushes are refused and pops drain what is left. Any thread may call.
template <typename T>
class BoundedQueue {
  public:
    explicit BoundedQueue(std::size_t capacity) : m_capacity(capacity) {}

    /// Waits for room. False when the queue was closed; the value is then untouched by anyone else.
    bool push(T value) {
        std::unique_lock lock(m_mutex);
        m_hasRoom.wait(lock, [this] { return m_closed || m_items.size() < m_capacity; });
        if (m_closed) return false;
        m_items.push_back(std::move(value));
        m_hasItems.notify_one();
        return true;
    }

    /// Moves from `value` only on success.
    bool tryPush(T& value) {
        const std::lock_guard lock(m_mutex);
        if (m_closed || m_items.size() >= m_capacity) return false;
        m_items.push_back(std::move(value));
        m_hasItems.notify_one();
        return true;
    }

    /// Empty after `timeout`, or once the queue is closed and drained.
    template <typename Rep, typename Period>
    std::optional<T> popFor(std::chrono::duration<Rep, Period> timeout) {
        std::unique_lock lock(m_mutex);
        m_hasItems.wait_for(lock, timeout, [this] { return m_closed || !m_items.empty(); });
        if (m_items.empty()) return std::nullopt;
        std::optional<T> item(std::move(m_items.front()));
        m_items.pop_front();
        m_hasRoom.notify_one();
        return item;
    }

    void close() {
        const std::lock_guard lock(m_mutex);
        m_closed = true;
        m_hasItems.notify_all();
        m_hasRoom.notify_all();
    }

    [[nodiscard]] bool closed() const {
        const std::lock_guard lock(m_mutex);
        return m_closed;
    }
    [[nodiscard]] std::size_t size() const {
        const std::lock_guard lock(m_mutex);
        return m_items.size();
    }
    [[nodiscard]] std::size_t capacity() const { return m_capacity; }

  private:
    const std::size_t m_capacity;
    mutable std::mutex m_mutex;  // guards m_items and m_closed
    std::condition_variable m_hasItems;
    std::condition_variable m_hasRoom;
    std::deque<T> m_items;
    bool m_closed = false;
};

}  // namespace guanlan
