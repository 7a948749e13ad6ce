// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alarm/alarm_evaluator.h"

#include "core/alarm/series.h"
#include "core/base/decimal.h"
#include "core/base/hash.h"

#include <algorithm>
#include <cmath>

namespace guanlan {

namespace {

bool crosses(double value, Comparison comparison, double threshold) {
    switch (comparison) {
        case Comparison::Above:
            return value > threshold;
        case Comparison::AtLeast:
            return value >= threshold;
        case Comparison::Below:
            return value < threshold;
        case Comparison::AtMost:
            return value <= threshold;
    }
    return false;
}

std::optional<double> numberAt(const Column& column, std::size_t row) {
    if (column.isNull(row)) return std::nullopt;
    switch (column.type().physical()) {
        case Physical::Int64:
            return static_cast<double>(column.ints()[row]);
        case Physical::Double:
            if (std::isnan(column.doubles()[row])) return std::nullopt;
            return column.doubles()[row];
        case Physical::Decimal:
            return decimalToDouble(column.decimals()[row], column.type().scale);
        default:
            return std::nullopt;
    }
}

// What of a batch one rule looks at.
struct RuleColumns {
    std::optional<std::size_t> value{};
    std::vector<std::pair<std::size_t, std::string>> where{};
    std::vector<std::size_t> dimensions{};  // those that `where` leaves open
    bool complete = true;                   // every column the rule names is there
};

RuleColumns columnsOf(const AlarmRule& rule, const AlarmEvaluator::MetricShape& shape, const Batch& rows) {
    RuleColumns columns{.value = rows.schema().find(rule.column)};
    for (const auto& [name, text] : rule.where) {
        const std::optional<std::size_t> column = rows.schema().find(name);
        if (column) columns.where.emplace_back(*column, text);
        columns.complete = columns.complete && column;
    }
    for (const std::size_t dimension : shape.dimensions) {
        if (!rule.where.contains(rows.schema()[dimension].name)) columns.dimensions.push_back(dimension);
    }
    columns.complete = columns.complete && columns.value;
    return columns;
}

bool wanted(const RuleColumns& columns, const Batch& rows, std::size_t row) {
    return std::all_of(columns.where.begin(), columns.where.end(), [&](const auto& equal) {
        return dimensionText(rows.column(equal.first), row) == equal.second;
    });
}

std::string alarmIdOf(const AlarmState& state, Micros window) {
    return hexOf(stableHash(state.ruleId + '\n' + state.series + '\n' + std::to_string(window)));
}

AlarmTransition transitionOf(const AlarmRule& rule, const AlarmState& state, bool firing) {
    return {.alarmId = state.alarmId,
            .ruleId = rule.id,
            .ruleName = rule.name,
            .metric = rule.metric,
            .column = rule.column,
            .series = state.series,
            .level = rule.level,
            .firing = firing,
            .window = state.lastWindow,
            .value = state.value.value_or(0),
            .threshold = rule.threshold,
            .comparison = rule.comparison,
            .note = rule.note,
            .channels = rule.channels};
}

// One more window of a series; a transition when the alarm begins or ends with it.
std::optional<AlarmTransition> advance(const AlarmRule& rule, AlarmState& state, double value,
                                       Micros window) {
    state.lastWindow = window;
    state.value = value;
    const bool wasFiring = state.phase == AlarmState::Phase::Firing;
    if (!crosses(value, rule.comparison, rule.threshold)) {
        if (state.phase != AlarmState::Phase::Normal) state.since = window;
        state.phase = AlarmState::Phase::Normal;
        state.breaches = 0;
        if (!wasFiring) return std::nullopt;
        AlarmTransition resolved = transitionOf(rule, state, false);
        state.alarmId.clear();
        return resolved;
    }
    ++state.breaches;
    if (wasFiring) return std::nullopt;
    if (state.breaches < rule.consecutive) {
        if (state.phase == AlarmState::Phase::Normal) state.since = window;
        state.phase = AlarmState::Phase::Pending;
        return std::nullopt;
    }
    state.phase = AlarmState::Phase::Firing;
    state.since = window;
    state.alarmId = alarmIdOf(state, window);
    return transitionOf(rule, state, true);
}

}  // namespace

void AlarmEvaluator::setRules(std::vector<AlarmRule> rules) {
    m_rules = std::move(rules);
    m_meanings.clear();
    for (const AlarmRule& rule : m_rules)
        m_meanings[rule.id] = rule.meaning();
    std::vector<AlarmState> states = this->states();
    m_states.clear();
    restore(std::move(states));
}

void AlarmEvaluator::restore(std::vector<AlarmState> states) {
    for (AlarmState& state : states) {
        const Key key(state.ruleId, state.series);
        const auto meaning = m_meanings.find(state.ruleId);
        if (meaning != m_meanings.end() && meaning->second == state.meaning) {
            m_states[key] = std::move(state);
        } else if (state.phase != AlarmState::Phase::Normal || !state.alarmId.empty()) {
            // Saved once more as Normal, so that no one takes the old alarm for a present one.
            m_changed[key] = AlarmState{.ruleId = state.ruleId, .series = state.series};
        }
    }
}

std::vector<AlarmTransition> AlarmEvaluator::judge(std::string_view metric, const MetricShape& shape,
                                                   const Batch& rows, Micros wallClock) {
    std::vector<AlarmTransition> transitions;
    for (const AlarmRule& rule : m_rules) {
        if (!rule.enabled || rule.metric != metric) continue;
        judgeRule(rule, shape, rows, wallClock, transitions);
    }
    return transitions;
}

void AlarmEvaluator::judgeRule(const AlarmRule& rule, const MetricShape& shape, const Batch& rows,
                               Micros wallClock, std::vector<AlarmTransition>& transitions) {
    const RuleColumns columns = columnsOf(rule, shape, rows);
    if (!columns.complete) return;
    const Column& times = rows.column(shape.timeColumn);
    for (std::size_t row = 0; row < rows.rows(); ++row) {
        const bool takenBack = !rows.kinds.empty() && (rows.kinds[row] == RowKind::UpdateBefore ||
                                                       rows.kinds[row] == RowKind::Delete);
        if (takenBack || times.isNull(row) || !wanted(columns, rows, row)) continue;
        const std::optional<double> value = numberAt(rows.column(*columns.value), row);
        if (!value) continue;
        const Key key(rule.id, seriesText(rows, row, columns.dimensions));
        AlarmState& state = m_states[key];
        if (state.ruleId.empty()) {
            state.ruleId = key.first;
            state.series = key.second;
            state.meaning = m_meanings[rule.id];
        }
        const Micros window = times.ints()[row];
        if (window <= state.lastWindow) continue;
        std::optional<AlarmTransition> transition = advance(rule, state, *value, window);
        m_changed[key] = state;
        if (!transition) continue;
        transition->at = wallClock;
        transition->windowIsInstant = times.type().kind == TypeKind::TimestampLtz;
        transitions.push_back(std::move(*transition));
    }
}

std::vector<AlarmState> AlarmEvaluator::takeChanges() {
    std::vector<AlarmState> changes;
    changes.reserve(m_changed.size());
    for (auto& [key, state] : m_changed)
        changes.push_back(std::move(state));
    m_changed.clear();
    return changes;
}

std::vector<AlarmState> AlarmEvaluator::states() const {
    std::vector<AlarmState> states;
    states.reserve(m_states.size());
    for (const auto& [key, state] : m_states)
        states.push_back(state);
    return states;
}

}  // namespace guanlan
