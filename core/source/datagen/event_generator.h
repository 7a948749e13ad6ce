// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/source/datagen/event_model.h"
#include "core/source/datagen/random.h"

#include <string>
#include <vector>

namespace guanlan {

/// One event; what its kind does not carry is 0.
struct Event {
    Micros time = 0;     ///< when it happened
    Micros arrival = 0;  ///< when it reaches the broker, a little later and not in order
    EventKind kind = EventKind::Play;
    std::uint8_t region = 0;
    std::uint8_t type = 0;
    std::uint8_t danmakuType = 0;
    std::uint8_t rating = 0;
    std::uint32_t user = 0;
    std::uint64_t video = 0;
    std::int32_t watchMs = 0;
    std::int32_t responseMs = 0;
    std::int32_t errorCode = 0;
};

/// Draws single events that follow the model. The events of a second depend on the seed and that second
/// only. One thread.
class EventGenerator {
  public:
    explicit EventGenerator(const EventModel& model);
    /// Appends the events that happen in [second, second + 1 s), in no particular order.
    void second(Micros second, std::vector<Event>& out);

  private:
    void draw(EventKind kind, Micros second, Random& random, std::vector<Event>& out);
    void fill(Event& event, Random& random) const;
    void refresh(Micros time);

    const EventModel& m_model;
    Micros m_refreshed = kMinTime;
    EventModel::Shares m_shares{};
    double m_usersOnline = 0;
    WeightedPick m_regions;
    WeightedPick m_types;
    WeightedPick m_danmakuTypes;
    WeightedPick m_videos;
};

/// The event as the site's collector would write it: one JSON object, without a line end.
void appendJson(const Event& event, std::string& out);

}  // namespace guanlan
