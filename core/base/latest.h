// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <mutex>
#include <utility>

namespace guanlan {

/// The newest immutable value of something: replaced, never queued. Any thread may set or take.
template <typename T>
class Latest {
  public:
    void set(std::shared_ptr<const T> value) {
        const std::lock_guard lock(m_mutex);
        m_value.swap(value);
    }
    [[nodiscard]] std::shared_ptr<const T> get() const {
        const std::lock_guard lock(m_mutex);
        return m_value;
    }

  private:
    mutable std::mutex m_mutex;  // guards m_value
    std::shared_ptr<const T> m_value;
};

}  // namespace guanlan
