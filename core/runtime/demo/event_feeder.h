// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/worker.h"
#include "core/runtime/demo/demo_broker.h"
#include "core/source/datagen/event_generator.h"

#include <atomic>
#include <cstdint>
#include <string>
#include <vector>

namespace guanlan {

/// Produces events into a broker as time passes on the given clock, on a thread of its own. It begins with
/// those since `backlogStart`, so that the windows open at the start are complete.
class EventFeeder {
  public:
    EventFeeder(DemoBroker& broker, const EventModel& model, const Clock& clock, Micros backlogStart);
    ~EventFeeder() { stop(); }
    EventFeeder(const EventFeeder&) = delete;
    EventFeeder& operator=(const EventFeeder&) = delete;

    void start();
    void stop() { m_worker.stop(); }
    [[nodiscard]] std::int64_t produced() const { return m_produced.load(); }

  private:
    void run(const std::atomic<bool>& stopping);
    void produceUntil(Micros now, const std::atomic<bool>& stopping);
    void send(const Event& event, const std::atomic<bool>& stopping);

    DemoBroker& m_broker;
    EventGenerator m_generator;
    const Clock& m_clock;
    Micros m_nextSecond;
    std::vector<Event> m_waiting;  ///< happened, but still on their way
    std::string m_text;
    std::atomic<std::int64_t> m_produced{0};
    Worker m_worker;
};

}  // namespace guanlan
