// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <algorithm>
#include <atomic>

namespace guanlan {

/// A wall clock that runs `speed` times as fast as another one, from that one's time now on; one faster than
/// the other stands still until run(), so that what must be made ready first costs none of its time.
/// Durations stay real: how often to commit, to redraw or to try again does not depend on how fast the story
/// is told.
class ScaledClock final : public Clock {
  public:
    ScaledClock(const Clock& base, double speed) : m_base(base), m_speed(speed), m_wallStart(base.now()) {}
    void run() {
        Micros standing = kMaxTime;
        m_runsSince.compare_exchange_strong(standing, m_base.monotonic());
    }
    [[nodiscard]] Micros now() const override {
        if (m_speed == 1) return m_base.now();
        const auto elapsed = static_cast<double>(std::max<Micros>(0, m_base.monotonic() - m_runsSince));
        return m_wallStart + static_cast<Micros>(elapsed * m_speed);
    }
    [[nodiscard]] Micros monotonic() const override { return m_base.monotonic(); }
    [[nodiscard]] double speed() const { return m_speed; }

  private:
    const Clock& m_base;
    const double m_speed;
    const Micros m_wallStart;
    std::atomic<Micros> m_runsSince = kMaxTime;
};

}  // namespace guanlan
