// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clock.h"

#include <chrono>

namespace guanlan {

namespace {

template <typename C>
Micros microsOf() {
    return std::chrono::duration_cast<std::chrono::microseconds>(C::now().time_since_epoch()).count();
}

}  // namespace

Micros SystemClock::now() const {
    return microsOf<std::chrono::system_clock>();
}
Micros SystemClock::monotonic() const {
    return microsOf<std::chrono::steady_clock>();
}

}  // namespace guanlan
