// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/datagen/event_model.h"

#include "core/source/datagen/random.h"

#include <cmath>
#include <numbers>
#include <numeric>

namespace guanlan {

namespace {

constexpr double kMedianResponseMs = 82;

// How busy each hour is, from its start: asleep at five, lunch at noon, the peak after nine in the evening.
constexpr std::array<double, 24> kHours{0.75, 0.50, 0.33, 0.24, 0.20, 0.20, 0.28, 0.45,
                                        0.60, 0.68, 0.75, 0.90, 1.15, 1.10, 0.95, 0.95,
                                        1.00, 1.10, 1.30, 1.50, 1.70, 1.85, 1.75, 1.30};
// Monday to Sunday, at noon.
constexpr std::array<double, 7> kWeekdays{0.94, 0.92, 0.94, 0.95, 1.03, 1.14, 1.08};

double wave(double time, double period, std::uint64_t phase) {
    const double shift = static_cast<double>(phase % 10007) / 10007;
    return std::sin(2 * std::numbers::pi * (time / period + shift));
}

/// Goes smoothly through the hourly points (Catmull-Rom).
double hourly(const std::array<double, 24>& points, double hour) {
    const int before = static_cast<int>(hour);
    const double x = hour - before;
    const auto at = [&points, before](int shift) {
        return points.at(static_cast<std::size_t>((before + shift + 24) % 24));
    };
    const double a = at(-1);
    const double b = at(0);
    const double c = at(1);
    const double d = at(2);
    return b + 0.5 * x * (c - a + x * (2 * a - 5 * b + 4 * c - d + x * (3 * (b - c) + d - a)));
}

double weekly(double days) {
    const double noon = days - 0.5;
    const double before = std::floor(noon);
    const double x = noon - before;
    const auto weekday = static_cast<std::int64_t>(before) + 3;  // 1970-01-01 was a Thursday
    const auto at = [](std::int64_t day) {
        return kWeekdays.at(static_cast<std::size_t>((day % 7 + 7) % 7));
    };
    return at(weekday) * (1 - x) + at(weekday + 1) * x;
}

std::vector<double> normalised(std::vector<double> weights) {
    const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    for (double& weight : weights)
        weight /= sum;
    return weights;
}

}  // namespace

EventModel::EventModel(Settings settings) : m_settings(std::move(settings)) {
    const double mean = std::accumulate(kHours.begin(), kHours.end(), 0.0) / 24;
    for (std::size_t i = 0; i < kHours.size(); ++i)
        m_hours.at(i) = kHours.at(i) / mean;
    for (const WeightedName& type : danmakuTypes())
        m_danmakuShares.push_back(type.weight);
    m_danmakuShares = normalised(std::move(m_danmakuShares));
}

double EventModel::drift(std::uint64_t item, double amplitude, Micros time) const {
    const std::uint64_t phase = mixed(m_settings.seed, item);
    const double days = static_cast<double>(time) / kDay;
    return 1 + amplitude * (0.6 * wave(days, 3.7, phase) + 0.4 * wave(days, 1.3, mixed(phase)));
}

double EventModel::plainRate(EventKind kind, Micros time) const {
    const Micros local = m_settings.zone.toLocal(time);
    const double days = static_cast<double>(local) / kDay;
    const double hour = static_cast<double>(local - floorTo(local, kDay)) / kHour;
    const double minutes = static_cast<double>(time) / kMinute;
    const std::uint64_t phase = mixed(m_settings.seed, 77 + static_cast<std::uint64_t>(kind));
    const double season = 1 + 0.05 * wave(days, 83, mixed(m_settings.seed, 5));
    const double weather = 1 + 0.04 * wave(days, 2.3, mixed(m_settings.seed, 6));
    const double ripple = 1 + 0.013 * wave(minutes, 7.1, phase) + 0.011 * wave(minutes, 17.3, mixed(phase)) +
                          0.014 * wave(minutes, 43.7, mixed(phase, 2));
    return m_settings.eventsPerSecond * eventShare(kind) * hourly(m_hours, hour) * weekly(days) * season *
           weather * ripple;
}

Incident EventModel::incident(Micros time) const {
    if (!m_settings.script) return incidentAt(m_settings.seed, time);
    Incident latest{.start = kMaxTime};
    for (const Incident& incident : *m_settings.script) {
        if (incident.start <= time) latest = incident;
    }
    return latest;
}

EventModel::Shares EventModel::shares(Micros time) const {
    Shares out;
    std::uint64_t item = 1000;
    for (const Region& region : regions())
        out.regions.push_back(region.weight * drift(item++, 0.07, time));
    for (const WeightedName& type : videoTypes())
        out.types.push_back(type.weight * drift(item++, 0.16, time));
    out.regions = normalised(std::move(out.regions));
    out.types = normalised(std::move(out.types));
    return out;
}

double EventModel::factor(EventKind kind, const EventScope& scope, Micros time, const Shares& at) const {
    double share = 1;
    if (scope.region) share *= at.regions[*scope.region];
    if (scope.type) share *= at.types[*scope.type];
    if (scope.danmakuType) share *= m_danmakuShares[*scope.danmakuType];

    const Incident now = incident(time);
    double covered = 1;
    if (now.region) covered *= scope.region ? (scope.region == now.region ? 1 : 0) : at.regions[*now.region];
    if (now.type) covered *= scope.type ? (scope.type == now.type ? 1 : 0) : at.types[*now.type];
    return share * (1 + covered * (now.rateFactor(kind, time) - 1));
}

double EventModel::medianResponse(std::uint32_t region, Micros time) const {
    const Micros local = m_settings.zone.toLocal(time);
    const double hour = static_cast<double>(local - floorTo(local, kDay)) / kHour;
    const double load = 0.85 + 0.15 * hourly(m_hours, hour);
    const Incident now = incident(time);
    const double slowness = now.region.value_or(region) == region ? now.slownessFactor(time) : 1;
    return kMedianResponseMs * load * regions()[region].slowness * slowness;
}

double EventModel::meanResponse(std::optional<std::uint32_t> region, Micros time, const Shares& at) const {
    // The mean of a log-normal value lies above its median.
    const double mean = std::exp(kResponseSigma * kResponseSigma / 2);
    if (region) return mean * medianResponse(*region, time);
    const Incident now = incident(time);
    double sum = 0;
    double weight = 0;
    for (std::uint32_t i = 0; i < at.regions.size(); ++i) {
        const bool hit = now.region.value_or(i) == i;
        const double plays = at.regions[i] * (hit ? now.rateFactor(EventKind::Play, time) : 1);
        sum += plays * medianResponse(i, time);
        weight += plays;
    }
    return mean * sum / weight;
}

}  // namespace guanlan
