// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/back_test.h"

#include "core/alarm/alarm_evaluator.h"
#include "core/sql/nearest_name.h"

#include <algorithm>
#include <map>

namespace guanlan {

namespace {

constexpr Micros kAtOnce = kDay;  // of history are read

Error unknown(const AlarmRule& rule, std::string what, const std::string& name,
              const std::vector<std::string>& names) {
    return Error{.code = ErrorCode::NotFound,
                 .id = "alarm.unknown",
                 .what = "the rule '" + rule.name + "' watches " + std::move(what) + " '" + name +
                         "', which the history does not have",
                 .next = sql::didYouMean(name, names),
                 .arguments = {rule.name, name}};
}

Result<MetricDefinition> metricOfRule(History& history, const AlarmRule& rule) {
    const auto metrics = history.metrics();
    if (!metrics) return metrics.error();
    std::vector<std::string> names;
    for (const MetricDefinition& metric : *metrics) {
        if (metric.name != rule.metric) {
            names.push_back(metric.name);
            continue;
        }
        if (metric.schema->find(rule.column) && metric.timeColumn) return metric;
        std::vector<std::string> columns;
        for (const Field& field : metric.schema->fields())
            columns.push_back(field.name);
        return unknown(rule, "a column", rule.column, columns);
    }
    return unknown(rule, "a metric", rule.metric, names);
}

/// Rows of one metric in the order of their windows, a stretch of time at once.
class Replay {
  public:
    Replay(History& history, const MetricDefinition& metric, const AlarmRule& rule, const Zone& zone)
        : m_history(history), m_metric(metric), m_zone(zone) {
        AlarmRule judged = rule;
        judged.enabled = true;
        m_evaluator.setRules({std::move(judged)});
    }

    /// In the metric's own time; rows before `to`.
    Result<void> judge(Micros from, Micros to) {
        const auto rows = m_history.rows({.metric = m_metric.name, .from = from, .to = to});
        if (!rows) return rows.error();
        if (rows->empty()) return {};
        const auto times = rows->column(*m_metric.timeColumn).ints();
        if (!m_test.first) m_test.first = instantOf(times.front());
        m_test.last = instantOf(times.back());
        m_test.rows += static_cast<std::int64_t>(rows->rows());
        for (AlarmTransition& transition :
             m_evaluator.judge(m_metric.name, {*m_metric.timeColumn, m_metric.dimensions}, *rows, 0))
            note(std::move(transition));
        return {};
    }
    [[nodiscard]] BackTest take() {
        std::stable_sort(m_test.episodes.begin(), m_test.episodes.end(),
                         [](const AlarmEpisode& a, const AlarmEpisode& b) { return a.from < b.from; });
        return std::move(m_test);
    }
    [[nodiscard]] Micros ownTime(Micros instant) const {
        const bool none = instant == kMinTime || instant == kMaxTime;
        return none || timesAreInstants() ? instant : m_zone.toLocal(instant);
    }

  private:
    [[nodiscard]] bool timesAreInstants() const {
        return (*m_metric.schema)[*m_metric.timeColumn].type.kind == TypeKind::TimestampLtz;
    }
    [[nodiscard]] Micros instantOf(Micros time) const { return m_zone.instantOf(time, timesAreInstants()); }
    void note(AlarmTransition transition) {
        const Micros window = instantOf(transition.window);
        if (transition.firing) {
            m_firing[transition.series] = m_test.episodes.size();
            m_test.episodes.push_back({.fired = std::move(transition), .from = window});
        } else if (const auto open = m_firing.find(transition.series); open != m_firing.end()) {
            m_test.episodes[open->second].to = window;
            m_firing.erase(open);
        }
    }

    History& m_history;
    const MetricDefinition& m_metric;
    const Zone& m_zone;
    AlarmEvaluator m_evaluator;
    std::map<std::string, std::size_t> m_firing;  // series to episode
    BackTest m_test;
};

}  // namespace

Result<BackTest> backTest(History& history, const AlarmRule& rule, Micros from, Micros to, const Zone& zone,
                          const std::atomic<bool>& stopping) {
    const auto metric = metricOfRule(history, rule);
    if (!metric) return metric.error();
    const auto usage = history.usage();
    if (!usage) return usage.error();
    Replay replay(history, *metric, rule, zone);
    const Micros end = replay.ownTime(to);
    // What lies in blocks is read in stretches; before and behind it there are few rows, or none.
    Micros begin = replay.ownTime(from);
    if (usage->oldest && begin < *usage->oldest) {
        const Micros oldest = std::min(end, *usage->oldest);
        if (auto judged = replay.judge(begin, oldest); !judged) return judged.error();
        begin = oldest;
    }
    const Micros inBlocks = std::min(end, usage->newest.value_or(kMinTime));
    for (; begin < inBlocks && inBlocks - begin > kAtOnce; begin += kAtOnce) {
        if (stopping.load())
            return Error{.code = ErrorCode::Cancelled, .id = "alarm.stopped", .what = "stopped"};
        if (auto judged = replay.judge(begin, begin + kAtOnce); !judged) return judged.error();
    }
    if (auto judged = replay.judge(begin, end); !judged) return judged.error();
    return replay.take();
}

Micros firingTime(const BackTest& test, Micros end) {
    Micros sum = 0;
    for (const AlarmEpisode& episode : test.episodes)
        sum += std::max<Micros>(0, episode.to.value_or(end) - episode.from);
    return sum;
}

}  // namespace guanlan
