// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

namespace guanlan {

/// Time that starts now and runs `speed` times as fast as that of another clock.
class ScaledClock final : public Clock {
  public:
    ScaledClock(const Clock& base, double speed)
        : m_base(base), m_speed(speed), m_wallStart(base.now()), m_monotonicStart(base.monotonic()) {}
    [[nodiscard]] Micros now() const override { return scaled(m_wallStart, m_base.now()); }
    [[nodiscard]] Micros monotonic() const override { return scaled(m_monotonicStart, m_base.monotonic()); }
    [[nodiscard]] double speed() const { return m_speed; }

  private:
    [[nodiscard]] Micros scaled(Micros start, Micros now) const {
        return start + static_cast<Micros>(static_cast<double>(now - start) * m_speed);
    }

    const Clock& m_base;
    const double m_speed;
    const Micros m_wallStart;
    const Micros m_monotonicStart;
};

}  // namespace guanlan
