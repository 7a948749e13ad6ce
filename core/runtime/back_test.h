// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alarm/alarm_rule.h"
#include "core/base/zone.h"
#include "core/store/history.h"

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace guanlan {

/// What a rule would have said of one series: from the window it would have fired at to the one that would
/// have ended it. Instants.
struct AlarmEpisode {
    AlarmTransition fired{};
    Micros from = 0;
    std::optional<Micros> to{};  ///< empty: it would fire still
};

struct BackTest {
    std::vector<AlarmEpisode> episodes{};  ///< in order of time
    std::int64_t rows = 0;                 ///< that were judged
    std::optional<Micros> first{};         ///< instants of the first and the last window among them
    std::optional<Micros> last{};
};

/// The rule as it would have judged the rows that history holds between two instants, switched on or not.
/// `zone` is that of wall times. NotFound where history has no such metric or column, Cancelled by
/// `stopping`.
[[nodiscard]] Result<BackTest> backTest(History& history, const AlarmRule& rule, Micros from, Micros to,
                                        const Zone& zone, const std::atomic<bool>& stopping);

/// The time all episodes took together; one that still fires lasts until `end`.
[[nodiscard]] Micros firingTime(const BackTest& test, Micros end);

}  // namespace guanlan
