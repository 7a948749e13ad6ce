// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"

#include <string>
#include <vector>

namespace guanlan {

/// The rules of one time zone as plain data. The engine has no time zone database of its own:
/// core/config makes zones by name. Immutable after construction, so any thread may read.
class Zone {
  public:
    struct Transition {
        Micros at = 0;      ///< UTC instant from which `offset` holds
        Micros offset = 0;  ///< local minus UTC
    };

    /// A zone without transitions.
    explicit Zone(std::string name = "UTC", Micros fixedOffset = 0);
    /// `transitions` in order of time; before the first one `firstOffset` holds.
    Zone(std::string name, Micros firstOffset, std::vector<Transition> transitions);

    [[nodiscard]] const std::string& name() const { return m_name; }
    [[nodiscard]] Micros offsetAt(Micros utc) const;
    [[nodiscard]] Micros toLocal(Micros utc) const { return utc + offsetAt(utc); }
    /// As java.time does: in a gap the time moves on by its length, in an overlap the earlier offset holds.
    [[nodiscard]] Micros toUtc(Micros local) const;
    /// The same, but the later instant in an overlap: when a wall time is certainly over.
    [[nodiscard]] Micros toLatestUtc(Micros local) const;
    /// Of a time that is an instant already, or a wall time here.
    [[nodiscard]] Micros instantOf(Micros time, bool isInstant) const {
        return isInstant ? time : toUtc(time);
    }
    [[nodiscard]] bool fixed() const { return m_transitions.empty(); }

  private:
    std::string m_name;
    Micros m_firstOffset;
    std::vector<Transition> m_transitions;
};

}  // namespace guanlan
