// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/datagen/event_generator.h"

#include <algorithm>
#include <cmath>

namespace guanlan {

namespace {

constexpr Micros kSharesKept = 10 * kMinute;
constexpr std::uint32_t kVideosPerType = 3000;
constexpr double kMeanDelayMs = 90;
constexpr double kLongestDelayMs = 2400;  // below the three seconds the watermark waits

std::vector<double> zipf(std::uint32_t items) {
    std::vector<double> weights;
    for (std::uint32_t rank = 0; rank < items; ++rank)
        weights.push_back(1 / std::pow(rank + 2.7, 0.95));
    return weights;
}

/// Different for every member of every region, and not in a row.
std::uint32_t userId(std::uint32_t region, std::uint32_t member) {
    return ((region << 24U) | (member & 0xFFFFFFU)) * 2654435761U;
}

}  // namespace

EventGenerator::EventGenerator(const EventModel& model)
    : m_model(model), m_danmakuTypes(model.danmakuShares()), m_videos(zipf(kVideosPerType)) {}

void EventGenerator::refresh(Micros time) {
    const Micros span = floorTo(time, kSharesKept);
    if (span == m_refreshed) return;
    m_refreshed = span;
    m_shares = m_model.shares(span);
    m_regions = WeightedPick(m_shares.regions);
    m_types = WeightedPick(m_shares.types);
}

void EventGenerator::second(Micros second, std::vector<Event>& out) {
    refresh(second);
    // Those online are counted once a minute: the users of one minute come from one crowd.
    const Micros minute = floorTo(second, kMinute) + kMinute / 2;
    m_usersOnline = m_model.plainRate(EventKind::Heartbeat, minute) * 60 / EventModel::kHeartbeatsPerMinute;
    const auto number = static_cast<std::uint64_t>(second / kSecond);
    Random random(mixed(m_model.seed(), number));
    for (std::size_t kind = 0; kind < kEventKinds; ++kind)
        draw(static_cast<EventKind>(kind), second, random, out);
}

void EventGenerator::draw(EventKind kind, Micros second, Random& random, std::vector<Event>& out) {
    const Micros middle = second + kSecond / 2;
    const Incident incident = m_model.incident(middle);
    const double factor = incident.rateFactor(kind, middle);
    const double plain = m_model.plainRate(kind, middle);
    // An incident that adds events adds them inside its scope; one that takes away drops them there.
    const double covered = (incident.region ? m_shares.regions[*incident.region] : 1) *
                           (incident.type ? m_shares.types[*incident.type] : 1);
    const double added = std::max(0.0, covered * (factor - 1));
    const std::int64_t count = random.poisson(plain * (1 + added));
    for (std::int64_t i = 0; i < count; ++i) {
        Event event{.kind = kind};
        event.time = second + static_cast<Micros>(random.unit() * kSecond);
        event.region = static_cast<std::uint8_t>(m_regions(random));
        event.type = static_cast<std::uint8_t>(m_types(random));
        const bool fromIncident = added > 0 && random.unit() * (1 + added) < added;
        if (fromIncident) {
            event.region = static_cast<std::uint8_t>(incident.region.value_or(event.region));
            event.type = static_cast<std::uint8_t>(incident.type.value_or(event.type));
        }
        if (factor < 1 && incident.covers(event.region, event.type) && random.unit() > factor) continue;
        fill(event, random);
        if (fromIncident && incident.type) event.video = mixed(static_cast<std::uint64_t>(incident.start));
        out.push_back(event);
    }
}

void EventGenerator::fill(Event& event, Random& random) const {
    const double delay = std::min(kLongestDelayMs, -kMeanDelayMs * std::log(1 - random.unit()));
    event.arrival = event.time + static_cast<Micros>(delay * kMilli);
    const double crowd = std::max(1.0, m_usersOnline * m_shares.regions[event.region]);
    event.user = userId(event.region, random.below(static_cast<std::uint32_t>(crowd + random.unit())));
    event.video = mixed(event.type, m_videos(random));
    switch (event.kind) {
        case EventKind::Play:
            event.responseMs = static_cast<std::int32_t>(
                std::lround(m_model.medianResponse(event.region, event.time) *
                            std::exp(EventModel::kResponseSigma * random.normal())));
            break;
        case EventKind::Comment:
            event.rating = static_cast<std::uint8_t>(
                std::clamp<long>(std::lround(EventModel::kMeanRating + 1.1 * random.normal()), 1, 10));
            break;
        case EventKind::Danmaku:
            event.danmakuType = static_cast<std::uint8_t>(m_danmakuTypes(random));
            break;
        case EventKind::Heartbeat:
            event.watchMs = static_cast<std::int32_t>(EventModel::kMeanWatchMs - 5000) +
                            static_cast<std::int32_t>(random.below(10001));
            break;
        case EventKind::Error:
            event.errorCode = random.below(10) < 7 ? 504 : 502;
            break;
        default:
            break;
    }
}

}  // namespace guanlan
