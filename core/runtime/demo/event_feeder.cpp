// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/demo/event_feeder.h"

#include <algorithm>

namespace guanlan {

namespace {

constexpr int kPauseMs = 20;
// After a longer silence (a laptop that slept) the missed events are not made up: the hole is real.
constexpr Micros kLongestCatchUp = 15 * kMinute;

}  // namespace

EventFeeder::EventFeeder(DemoBroker& broker, const EventModel& model, const Clock& clock, Micros backlogStart)
    : m_broker(broker), m_generator(model), m_clock(clock), m_nextSecond(floorTo(backlogStart, kSecond)) {}

void EventFeeder::start() {
    m_worker.start("demo-feeder", [this](const std::atomic<bool>& stopping) { run(stopping); });
}

void EventFeeder::run(const std::atomic<bool>& stopping) {
    while (!stopping) {
        const Micros now = m_clock.now();
        if (now - m_nextSecond > kLongestCatchUp) m_nextSecond = floorTo(now, kSecond);
        produceUntil(now, stopping);
        m_broker.poll(kPauseMs);
    }
}

void EventFeeder::produceUntil(Micros now, const std::atomic<bool>& stopping) {
    while (!stopping) {
        const bool more = m_nextSecond <= now;
        if (more) {
            m_generator.second(m_nextSecond, m_waiting);
            m_nextSecond += kSecond;
        }
        // What arrives later than the next second begins could still be overtaken.
        const Micros settled = std::min(now, m_nextSecond);
        const auto sent = std::partition(m_waiting.begin(), m_waiting.end(),
                                         [settled](const Event& event) { return event.arrival > settled; });
        std::sort(sent, m_waiting.end(),
                  [](const Event& a, const Event& b) { return a.arrival < b.arrival; });
        for (auto event = sent; event != m_waiting.end() && !stopping; ++event)
            send(*event, stopping);
        m_waiting.erase(sent, m_waiting.end());
        if (!more) return;
    }
}

void EventFeeder::send(const Event& event, const std::atomic<bool>& stopping) {
    m_text.clear();
    appendJson(event, m_text);
    const auto partition =
        static_cast<std::int32_t>(event.user % static_cast<unsigned>(m_broker.partitions()));
    while (!m_broker.produce(partition, m_text, event.arrival)) {
        if (stopping) return;
        m_broker.poll(10);
    }
    ++m_produced;
}

}  // namespace guanlan
