// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/zone.h"
#include "core/window/window_spec.h"

#include <optional>

namespace guanlan {

/// How windows are made of panes, the longest spans that no window cuts: a tumbling window is one pane, a
/// hopping one is size / slide panes, a cumulating one grows by a pane a step. All times are wall times (of
/// the zone, where the time column is an instant). Pure; the arithmetic is right before 1970 too.
class PaneLayout {
  public:
    /// `zone` outlives the layout; null where the time column has no zone.
    PaneLayout(const WindowSpec& spec, const Zone* zone) : m_spec(spec), m_zone(zone) {}

    [[nodiscard]] Micros toWall(Micros time) const {
        return m_zone != nullptr ? m_zone->toLocal(time) : time;
    }
    [[nodiscard]] Micros toTime(Micros wall) const { return m_zone != nullptr ? m_zone->toUtc(wall) : wall; }

    [[nodiscard]] Micros paneStart(Micros wall) const;
    [[nodiscard]] Micros paneEnd(Micros start) const;

    /// First and last end of the windows that hold the pane; the ends between lie `endStep()` apart.
    [[nodiscard]] Micros firstEnd(Micros pane) const { return paneEnd(pane); }
    [[nodiscard]] Micros lastEnd(Micros pane) const;
    [[nodiscard]] Micros endStep() const { return m_spec.step; }
    /// The first end of a window that holds the pane and is still open at the watermark; empty when none is.
    [[nodiscard]] std::optional<Micros> firstOpenEnd(Micros pane, Micros watermark) const;
    /// How many windows that hold the pane are closed at the watermark.
    [[nodiscard]] std::int64_t closedWindows(Micros pane, Micros watermark) const;

    /// Start of the window that ends there.
    [[nodiscard]] Micros windowStart(Micros end) const;
    /// A window is closed once the watermark has reached its last millisecond.
    [[nodiscard]] bool closed(Micros end, Micros watermark) const;
    /// The watermark from which the window is closed.
    [[nodiscard]] Micros closingWatermark(Micros end) const {
        return (m_zone != nullptr ? m_zone->toLatestUtc(end) : end) - kMilli;
    }
    /// True when all times from toTime(start) to toTime(end) have wall times from start to end and no others
    /// have.
    [[nodiscard]] bool contiguous(Micros start, Micros end) const {
        return m_zone == nullptr || m_zone->fixed() ||
               m_zone->offsetAt(toTime(start) - kDay) == m_zone->offsetAt(toTime(end) + kDay);
    }

    [[nodiscard]] const WindowSpec& spec() const { return m_spec; }

  private:
    /// The tumbling window that holds the time, or the longest cumulating one.
    [[nodiscard]] Micros wholeStart(Micros wall) const;
    [[nodiscard]] Micros wholeEnd(Micros start) const;
    [[nodiscard]] Micros monthsLater(Micros monthStart, std::int64_t months) const;

    WindowSpec m_spec;
    const Zone* m_zone;
};

}  // namespace guanlan
