// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"

namespace guanlan {

/// Time as a dependency: passed in, so that tests and replays choose it. Implementations are thread-safe.
class Clock {
  public:
    virtual ~Clock() = default;
    /// Wall clock, for comparison with event times. May jump.
    [[nodiscard]] virtual Micros now() const = 0;
    /// Never jumps; for durations, timeouts and repeats.
    [[nodiscard]] virtual Micros monotonic() const = 0;
};

class SystemClock final : public Clock {
  public:
    [[nodiscard]] Micros now() const override;
    [[nodiscard]] Micros monotonic() const override;
};

}  // namespace guanlan
