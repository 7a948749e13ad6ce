// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/datagen/event_stream.h"

#include <algorithm>

namespace guanlan {

namespace {

constexpr Micros kBurst = 10 * kSecond;

void replaceFirst(std::string& json, std::string_view key, std::string_view value) {
    const std::size_t at = json.find(key);
    if (at == std::string::npos) return;
    const std::size_t begin = at + key.size();
    const std::size_t end = std::min(json.find_first_of(",}", begin), json.size());
    json.replace(begin, end - begin, value);
}

/// What real logs hold: cut lines, wrong types, other bytes, impossible times, nothing.
std::string broken(std::string json, Random& random) {
    switch (random.below(6)) {
        case 0:
            json.resize(json.size() / 2);
            break;
        case 1:
            replaceFirst(json, "\"user_id\":", "\"?\"");
            break;
        case 2:
            json.insert(json.size() / 2, "\xFF\xFE");
            break;
        case 3:
            replaceFirst(json, "\"ts\":", "null");
            break;
        case 4:
            json = "<html>502 Bad Gateway</html>";
            break;
        default:
            json.clear();
    }
    return json;
}

}  // namespace

EventStream::EventStream(std::unique_ptr<EventProfile> profile, Micros start, std::uint64_t seed,
                         std::uint32_t partitions, const EventFaults& faults)
    : m_profile(std::move(profile)),
      m_seed(seed),
      m_partitions(partitions),
      m_faults(faults),
      m_start(floorTo(start, kSecond)),
      m_made(m_start) {
    m_faults.idlePartitions = std::min(m_faults.idlePartitions, partitions - 1);  // one always has the events
}

bool EventStream::ready(Micros now) {
    // Whatever is made later arrives later.
    while (m_waiting.empty() || m_waiting.top().arrival >= m_made) {
        if (m_made > now) return false;
        makeSecond();
    }
    return m_waiting.top().arrival <= now;
}

bool EventStream::bursts(Micros second) const {
    if (m_faults.burstEvery <= 0) return false;
    const Micros since = (second - m_start) % m_faults.burstEvery;
    return since >= m_faults.burstEvery - std::min(kBurst, m_faults.burstEvery);
}

void EventStream::makeSecond() {
    m_events.clear();
    m_profile->second(m_made, bursts(m_made) ? m_faults.burstFactor : 1, m_events);
    Random random(mixed(mixed(m_seed, 0xFA), static_cast<std::uint64_t>(m_made)));
    for (ProfileEvent& event : m_events)
        receive(std::move(event), random);
    m_made += kSecond;
}

void EventStream::receive(ProfileEvent event, Random& random) {
    // Always as many draws, so that one fault does not move the others.
    const double late = random.unit();
    const double lateness = random.unit();
    const double duplicate = random.unit();
    const double dirt = random.unit();
    Random how(random.next());
    const std::uint32_t partition = partitionOf(event);
    if (late < m_faults.lateRate)
        event.arrival += static_cast<Micros>(lateness * static_cast<double>(m_faults.lateBy));
    if (duplicate < m_faults.duplicateRate) push(event.arrival + kMilli, partition, event.record);
    if (dirt < m_faults.dirtRate) event.record = broken(std::move(event.record), how);
    push(event.arrival, partition, std::move(event.record));
}

void EventStream::push(Micros arrival, std::uint32_t partition, std::string json) {
    m_waiting.push({arrival, m_sequence++, partition, std::move(json)});
}

/// The events of one user stay together; while a partition is silent, others take its users.
std::uint32_t EventStream::partitionOf(const ProfileEvent& event) const {
    const bool silent = m_faults.idlePartitions > 0 && m_faults.idleEvery > 0 &&
                        (event.arrival - m_start) % m_faults.idleEvery >= m_faults.idleEvery / 2;
    const std::uint32_t awake = m_partitions - (silent ? m_faults.idlePartitions : 0);
    return static_cast<std::uint32_t>(mixed(event.key) % awake);
}

}  // namespace guanlan
