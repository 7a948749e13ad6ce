// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace guanlan {

enum class AlarmLevel : std::uint8_t { Info, Warning, Critical };  ///< 提示, 警告, 紧急
enum class Comparison : std::uint8_t { Above, AtLeast, Below, AtMost };

/// "`column` of `metric` is `comparison` `threshold` in `consecutive` windows in a row". One state per
/// series.
struct AlarmRule {
    std::string id;  ///< stable, unique in the workspace
    std::string name;
    std::string metric;
    std::string column;
    std::map<std::string, std::string> where{};  ///< dimension = value; others each have a state of their own
    Comparison comparison = Comparison::Above;
    double threshold = 0;
    int consecutive = 1;
    AlarmLevel level = AlarmLevel::Warning;
    std::vector<std::string> channels{};  ///< ids
    bool enabled = true;
    std::string note{};  ///< what to do, part of the message
    bool operator==(const AlarmRule&) const = default;
    /// Equal for rules that judge alike: name, level, note and channels may differ.
    [[nodiscard]] std::string meaning() const;
};

/// The state of a rule for one series. Saved in the same transaction as the rows that led to it.
struct AlarmState {
    enum class Phase : std::uint8_t { Normal, Pending, Firing };
    std::string ruleId;
    std::string series;  ///< "region=广东", empty when the metric has no dimensions left
    Phase phase = Phase::Normal;
    int breaches = 0;  ///< windows in a row that crossed the threshold
    Micros since = 0;  ///< event time at which the phase began
    Micros lastWindow =
        kMinTime;  ///< event time of the newest window judged; older corrections are not judged again
    std::optional<double> value{};
    std::string alarmId{};  ///< of the firing episode; the same in every message about it
    std::string meaning{};  ///< of the rule as judged (AlarmRule::meaning()); another meaning starts anew
    bool operator==(const AlarmState&) const = default;
};

/// A change of phase into or out of Firing: a row of the alarm history and the reason for messages.
struct AlarmTransition {
    std::string
        alarmId;  ///< derived from rule, series and window: equal when the same data is processed again
    std::string ruleId;
    std::string ruleName;
    std::string metric;
    std::string column;
    std::string series;
    AlarmLevel level = AlarmLevel::Warning;
    bool firing = true;  ///< false: resolved
    Micros window = 0;   ///< event time
    Micros at = 0;       ///< wall clock
    double value = 0;
    double threshold = 0;
    Comparison comparison = Comparison::Above;
    std::string note{};
    std::vector<std::string> channels{};
    bool windowIsInstant = false;  ///< `window` counts from UTC; else it is wall time of the workspace's zone
    bool operator==(const AlarmTransition&) const = default;
};

}  // namespace guanlan
