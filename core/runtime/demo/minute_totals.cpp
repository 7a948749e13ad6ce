// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/demo/minute_totals.h"

#include "core/source/datagen/random.h"

namespace guanlan {

MinuteTotals::MinuteTotals(const EventModel& model, Micros from, Micros to)
    : m_from(floorTo(from, kMinute)), m_firstHour(floorTo(from, kHour)) {
    for (Micros hour = m_firstHour; hour < to; hour += kHour)
        m_shares.push_back(model.shares(hour));
    for (Micros minute = m_from; minute < to; minute += kMinute) {
        Random random(mixed(model.seed() + 1, static_cast<std::uint64_t>(minute / kMinute)));
        const Micros middle = minute + kMinute / 2;
        for (std::size_t kind = 0; kind < kEventKinds; ++kind) {
            const auto event = static_cast<EventKind>(kind);
            const double plain = 60 * model.plainRate(event, middle);
            m_plain.push_back(plain);
            m_counts.push_back(random.poisson(plain * model.factor(event, {}, middle, shares(minute))));
        }
    }
}

}  // namespace guanlan
