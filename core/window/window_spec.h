// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"

#include <cstdint>

namespace guanlan {

enum class WindowKind : std::uint8_t { Tumble, Hop, Cumulate, Session, Count };

/// One window definition. Assignment works on the wall time of the row's time column (local time of the
/// zone for TIMESTAMP_LTZ), so that day windows begin at local midnight.
struct WindowSpec {
    WindowKind kind = WindowKind::Tumble;
    Micros size = 0;          ///< Tumble, Hop; the longest window of Cumulate; the gap of Session
    Micros step = 0;          ///< slide of Hop, step of Cumulate
    Micros offset = 0;        ///< signed
    std::int64_t months = 0;  ///< a Tumble of calendar months when not 0
    bool operator==(const WindowSpec&) const = default;
};

}  // namespace guanlan
