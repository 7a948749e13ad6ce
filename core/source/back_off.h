// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <thread>

namespace guanlan {

/// How long to wait before asking again a side that is away: twice as long each time.
class BackOff {
  public:
    BackOff(Micros first, Micros longest) : m_first(first), m_longest(longest), m_next(first) {}

    void succeeded() { m_next = m_first; }
    [[nodiscard]] Micros failed() {
        const Micros wait = m_next;
        m_next = std::min(m_longest, m_next * 2);
        return wait;
    }

  private:
    Micros m_first;
    Micros m_longest;
    Micros m_next;
};

/// Sleeps in steps short enough to be stopped.
inline void sleepUnless(const std::atomic<bool>& stopping, Micros duration) {
    constexpr Micros kStep = 20 * kMilli;
    for (Micros left = duration; left > 0 && !stopping.load(); left -= kStep)
        std::this_thread::sleep_for(std::chrono::microseconds(std::min(left, kStep)));
}

}  // namespace guanlan
