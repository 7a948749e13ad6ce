// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/zone.h"

#include <optional>
#include <string>

namespace guanlan {

/// What the time control says: a window that slides with the clock, or a fixed one.
struct TimeChoice {
    enum class Kind { Live, Last, Range };
    Kind kind = Kind::Live;
    Micros duration = 30 * kMinute;  ///< Live and Last
    Micros from = 0;                 ///< Range, UTC
    Micros to = 0;
    bool operator==(const TimeChoice&) const = default;

    /// "live:30m", "last:24h", "2026-03-01T08:00/2026-03-01T09:00" (in `zone` where no offset is written).
    static std::optional<TimeChoice> parse(const std::string& text, const Zone& zone);
    [[nodiscard]] std::string text(const Zone& zone) const;
};

/// "90s", "30m", "24h", "7d"; empty when it is anything else or not positive.
[[nodiscard]] std::optional<Micros> parseDuration(const std::string& text);
[[nodiscard]] std::string durationText(Micros duration);

/// The visible span, UTC: (from, to].
struct VisibleSpan {
    Micros from = 0;
    Micros to = 0;
    bool live = true;     ///< open windows belong to it
    bool frozen = false;  ///< paused: what is shown stays as it is
    bool operator==(const VisibleSpan&) const = default;
};

}  // namespace guanlan
