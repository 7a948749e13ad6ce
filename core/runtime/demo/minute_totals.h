// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/source/datagen/event_model.h"

#include <cstdint>
#include <vector>

namespace guanlan {

/// How many events of each kind every minute of a span had: drawn once, so that metrics which count the same
/// events in different ways agree. A minute has the same numbers whatever the span. Immutable.
class MinuteTotals {
  public:
    MinuteTotals(const EventModel& model, Micros from, Micros to);

    [[nodiscard]] std::int64_t count(EventKind kind, Micros minute) const {
        return m_counts[cell(kind, minute)];
    }
    /// Expected without incidents.
    [[nodiscard]] double plain(EventKind kind, Micros minute) const { return m_plain[cell(kind, minute)]; }
    [[nodiscard]] const EventModel::Shares& shares(Micros minute) const {
        return m_shares[static_cast<std::size_t>((minute - m_firstHour) / kHour)];
    }

  private:
    [[nodiscard]] std::size_t cell(EventKind kind, Micros minute) const {
        return static_cast<std::size_t>((minute - m_from) / kMinute) * kEventKinds +
               static_cast<std::size_t>(kind);
    }

    Micros m_from;
    Micros m_firstHour;
    std::vector<std::int64_t> m_counts;
    std::vector<double> m_plain;
    std::vector<EventModel::Shares> m_shares;
};

}  // namespace guanlan
