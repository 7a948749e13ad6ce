// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

namespace guanlan {

/// A wall clock that starts now and runs `speed` times as fast as another one. Durations stay real: how often
/// to commit, to redraw or to try again does not depend on how fast the story is told.
class ScaledClock final : public Clock {
  public:
    ScaledClock(const Clock& base, double speed)
        : m_base(base), m_speed(speed), m_wallStart(base.now()), m_monotonicStart(base.monotonic()) {}
    [[nodiscard]] Micros now() const override {
        const auto elapsed = static_cast<double>(m_base.monotonic() - m_monotonicStart);
        return m_speed == 1 ? m_base.now() : m_wallStart + static_cast<Micros>(elapsed * m_speed);
    }
    [[nodiscard]] Micros monotonic() const override { return m_base.monotonic(); }
    [[nodiscard]] double speed() const { return m_speed; }

  private:
    const Clock& m_base;
    const double m_speed;
    const Micros m_wallStart;
    const Micros m_monotonicStart;
};

}  // namespace guanlan
