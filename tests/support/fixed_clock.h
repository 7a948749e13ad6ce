// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/time.h"

namespace guanlan {

/// A clock that stands still at noon of 2026-03-01.
class FixedClock final : public Clock {
  public:
    [[nodiscard]] Micros now() const override { return parseTimestamp("2026-03-01 12:00:00")->wallTime; }
    [[nodiscard]] Micros monotonic() const override { return 0; }
};

}  // namespace guanlan
