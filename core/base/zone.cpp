// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/zone.h"

#include <algorithm>

namespace guanlan {

Zone::Zone(std::string name, Micros fixedOffset) : m_name(std::move(name)), m_firstOffset(fixedOffset) {}

Zone::Zone(std::string name, Micros firstOffset, std::vector<Transition> transitions)
    : m_name(std::move(name)), m_firstOffset(firstOffset), m_transitions(std::move(transitions)) {}

Micros Zone::offsetAt(Micros utc) const {
    const auto after = std::upper_bound(m_transitions.begin(), m_transitions.end(), utc,
                                        [](Micros time, const Transition& t) { return time < t.at; });
    return after == m_transitions.begin() ? m_firstOffset : std::prev(after)->offset;
}

Micros Zone::toUtc(Micros local) const {
    // The offset before any transition near `local` is the one in force a day earlier: no zone changes twice
    // a day.
    const Micros earlierOffset = offsetAt(local - offsetAt(local) - kDay);
    const Micros candidate = local - earlierOffset;
    if (offsetAt(candidate) == earlierOffset) return candidate;
    const Micros laterOffset = offsetAt(candidate);
    const Micros afterChange = local - laterOffset;
    // In an overlap both readings exist and the earlier was taken above; in a gap neither does.
    return offsetAt(afterChange) == laterOffset ? afterChange : candidate;
}

Micros Zone::toLatestUtc(Micros local) const {
    const Micros earliest = toUtc(local);
    if (m_transitions.empty()) return earliest;
    const Micros latest = local - offsetAt(earliest + kDay);
    return latest > earliest && toLocal(latest) == local ? latest : earliest;
}

}  // namespace guanlan
