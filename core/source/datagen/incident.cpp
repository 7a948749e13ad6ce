// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/datagen/incident.h"

#include "core/source/datagen/random.h"

#include <algorithm>

namespace guanlan {

namespace {

constexpr Micros kStartInSpan = kMinute - 10 * kSecond;  // full strength from the minute on
constexpr Micros kDuration = 2 * kMinute + 20 * kSecond;
constexpr double kRampSeconds = 10;

}  // namespace

double Incident::strengthAt(Micros time) const {
    if (time < start || time >= start + kDuration) return 0;
    const double sinceStart = static_cast<double>(time - start) / kSecond;
    const double untilEnd = static_cast<double>(start + kDuration - time) / kSecond;
    return std::min({1.0, sinceStart / kRampSeconds, untilEnd / kRampSeconds});
}

double Incident::rateFactor(EventKind event, Micros time) const {
    const double strength = strengthAt(time);
    switch (kind) {
        case Kind::CdnFailure:
            if (event == EventKind::Error) return 1 + 24 * strength;
            return event == EventKind::Play ? 1 - 0.15 * strength : 1;
        case Kind::HotVideo:
            return event == EventKind::Error || event == EventKind::Heartbeat ? 1 : 1 + 1.4 * strength;
        case Kind::DanmakuStorm:
            return event == EventKind::Danmaku ? 1 + 1.8 * strength : 1;
    }
    return 1;
}

double Incident::slownessFactor(Micros time) const {
    return kind == Kind::CdnFailure ? 1 + 3.5 * strengthAt(time) : 1;
}

Incident incidentAt(std::uint64_t seed, Micros time) {
    const Micros spanStart = floorTo(time, kIncidentSpan);
    const std::int64_t span = spanStart / kIncidentSpan;
    const std::uint64_t choice = mixed(seed, static_cast<std::uint64_t>(span));
    Incident incident{.start = spanStart + kStartInSpan};
    constexpr std::uint32_t kLargeRegions = 12;  // small ones have too few events for anyone to notice
    constexpr std::uint32_t kPopularTypes = 8;
    switch (((span % 4) + 4) % 4) {
        case 1:
            incident.kind = Incident::Kind::HotVideo;
            incident.type = static_cast<std::uint32_t>(choice % kPopularTypes);
            break;
        case 3:
            incident.kind = Incident::Kind::DanmakuStorm;
            break;
        default:
            incident.kind = Incident::Kind::CdnFailure;
            incident.region = static_cast<std::uint32_t>(choice % kLargeRegions);
    }
    return incident;
}

}  // namespace guanlan
