// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"
#include "core/base/zone.h"
#include "core/source/datagen/event_tables.h"
#include "core/source/datagen/incident.h"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace guanlan {

/// A part of all events: those of a region, of a type of video, both, or all.
struct EventScope {
    std::optional<std::uint32_t> region{};
    std::optional<std::uint32_t> type{};
    std::optional<std::uint32_t> danmakuType{};
};

/// How many events of which kind are to be expected when: the rhythm of day and week, slow drifts, and the
/// scripted incidents. Both the event generator and the generated history follow it. A pure function of the
/// seed and the time; immutable, any thread.
class EventModel {
  public:
    struct Settings {
        std::uint64_t seed = 1;
        double eventsPerSecond = 800;  ///< mean over a week; twice that on a Saturday evening
        Zone zone{};
        /// Instead of the usual schedule, in order; empty: nothing ever happens.
        std::optional<std::vector<Incident>> script{};
    };
    explicit EventModel(Settings settings);

    /// How events split over regions and types of video: parts that sum up to 1. They drift by some percent
    /// over days, so that callers may keep them for minutes.
    struct Shares {
        std::vector<double> regions{};
        std::vector<double> types{};
    };
    [[nodiscard]] Shares shares(Micros time) const;
    [[nodiscard]] const std::vector<double>& danmakuShares() const { return m_danmakuShares; }

    /// Events a second of the whole site, without incidents.
    [[nodiscard]] double plainRate(EventKind kind, Micros time) const;
    /// By what that is to be multiplied for a scope: its share, and the incident of the moment.
    [[nodiscard]] double factor(EventKind kind, const EventScope& scope, Micros time, const Shares& at) const;
    [[nodiscard]] double rate(EventKind kind, const EventScope& scope, Micros time, const Shares& at) const {
        return plainRate(kind, time) * factor(kind, scope, time, at);
    }
    /// Mean milliseconds from a play to its first picture, of a region or of all.
    [[nodiscard]] double meanResponse(std::optional<std::uint32_t> region, Micros time,
                                      const Shares& at) const;
    /// The middle of the log-normal response times of a region.
    [[nodiscard]] double medianResponse(std::uint32_t region, Micros time) const;

    [[nodiscard]] Incident incident(Micros time) const;
    [[nodiscard]] std::uint64_t seed() const { return m_settings.seed; }
    [[nodiscard]] const Zone& zone() const { return m_settings.zone; }

    /// Everyone online sends so many; the users of a minute are drawn from those online.
    static constexpr double kHeartbeatsPerMinute = 2;
    static constexpr double kMeanWatchMs = 25000;  ///< watched since the last heartbeat
    static constexpr double kMeanRating = 8.6;
    static constexpr double kResponseSigma = 0.5;  ///< of the logarithm of a response time

  private:
    [[nodiscard]] double drift(std::uint64_t item, double amplitude, Micros time) const;

    Settings m_settings;
    std::array<double, 24> m_hours{};
    std::vector<double> m_danmakuShares;
};

}  // namespace guanlan
