// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/source/source.h"

#include <mutex>
#include <utility>

namespace guanlan {

/// A SourceHealth that one thread writes and others read.
class HealthNote {
  public:
    explicit HealthNote(const Clock* clock) : m_clock(clock) {}

    /// `since` moves only when the state changes.
    void set(SourceHealth::State state, std::optional<Error> problem = {}) {
        const std::lock_guard lock(m_mutex);
        if (m_health.state != state || m_health.since == 0) m_health.since = m_clock->now();
        m_health.state = state;
        m_health.problem = std::move(problem);
    }
    [[nodiscard]] SourceHealth get() const {
        const std::lock_guard lock(m_mutex);
        return m_health;
    }

  private:
    const Clock* m_clock;
    mutable std::mutex m_mutex;  // guards m_health
    SourceHealth m_health;
};

}  // namespace guanlan
