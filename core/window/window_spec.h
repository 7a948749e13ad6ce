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
    Micros size = 0;          ///< Tumble, Hop; the longest window of Cumulate; gap of Session; rows of Count
    Micros step = 0;          ///< slide of Hop, step of Cumulate; Count: rows from one window to the next
    Micros offset = 0;        ///< signed
    std::int64_t months = 0;  ///< when not 0, Tumble and the longest window of Cumulate are calendar months
    bool proctime = false;    ///< the time column is processing time, and the clock closes the windows
    Micros lateness = 0;      ///< how long a closed window still takes rows, and is then given again
    bool operator==(const WindowSpec&) const = default;
};

}  // namespace guanlan
