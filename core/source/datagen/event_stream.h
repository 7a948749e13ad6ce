// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/source/datagen/datagen_options.h"
#include "core/source/datagen/event_profile.h"
#include "core/source/datagen/random.h"

#include <queue>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace guanlan {

/// A record as it reaches the source.
struct StreamedRecord {
    Micros arrival = 0;
    std::uint64_t sequence = 0;  ///< among all records, for those that arrive together
    std::uint32_t partition = 0;
    std::string record;
};

/// The events of a profile in the order of their arrival, with the faults that were asked for. A pure
/// function of its settings. One thread.
class EventStream {
  public:
    EventStream(std::unique_ptr<EventProfile> profile, Micros start, std::uint64_t seed,
                std::uint32_t partitions, const EventFaults& faults);

    /// Whether front() is the next record and has arrived by `now`.
    [[nodiscard]] bool ready(Micros now);
    [[nodiscard]] const StreamedRecord& front() const { return m_waiting.top(); }
    void pop() { m_waiting.pop(); }

  private:
    struct Later {
        bool operator()(const StreamedRecord& a, const StreamedRecord& b) const {
            return a.arrival != b.arrival ? a.arrival > b.arrival : a.sequence > b.sequence;
        }
    };

    void makeSecond();
    void receive(ProfileEvent event, Random& random);
    void push(Micros arrival, std::uint32_t partition, std::string json);
    [[nodiscard]] std::uint32_t partitionOf(const ProfileEvent& event) const;
    [[nodiscard]] bool bursts(Micros second) const;

    std::unique_ptr<EventProfile> m_profile;
    std::uint64_t m_seed;
    std::uint32_t m_partitions;
    EventFaults m_faults;
    Micros m_start;
    Micros m_made;  // all events before it are there
    std::uint64_t m_sequence = 0;
    std::priority_queue<StreamedRecord, std::vector<StreamedRecord>, Later> m_waiting;
    std::vector<ProfileEvent> m_events;
};

}  // namespace guanlan
