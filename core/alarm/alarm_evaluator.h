// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alarm/alarm_rule.h"
#include "core/batch/batch.h"

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace guanlan {

/// The one state machine for live alarms and for back-tests. Pure: no clock, no I/O; one thread.
class AlarmEvaluator {
  public:
    /// Which output columns of a metric name its time and its series.
    struct MetricShape {
        std::size_t timeColumn = 0;
        std::vector<std::size_t> dimensions{};
    };

    /// States of rules that are gone or differ in meaning are dropped, without a transition.
    void setRules(std::vector<AlarmRule> rules);
    /// After setRules(): takes up saved states of rules that still mean the same.
    void restore(std::vector<AlarmState> states);
    /// Judges final rows in order of time: "in a row" means successive rows of a series. A window that is not
    /// newer than the last one judged (a correction) is passed over; a null leaves the state as it is.
    /// `wallClock` only dates the transitions.
    std::vector<AlarmTransition> judge(std::string_view metric, const MetricShape& shape, const Batch& rows,
                                       Micros wallClock);
    /// States that changed since the last call, for the commit.
    std::vector<AlarmState> takeChanges();
    [[nodiscard]] std::vector<AlarmState> states() const;
    [[nodiscard]] const std::vector<AlarmRule>& rules() const { return m_rules; }

  private:
    using Key = std::pair<std::string, std::string>;  // rule id, series
    void judgeRule(const AlarmRule& rule, const MetricShape& shape, const Batch& rows, Micros wallClock,
                   std::vector<AlarmTransition>& transitions);

    std::vector<AlarmRule> m_rules;
    std::map<std::string, std::string> m_meanings;  // by rule id
    std::map<Key, AlarmState> m_states;
    std::map<Key, AlarmState> m_changed;
};

}  // namespace guanlan
