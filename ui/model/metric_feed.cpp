// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/metric_feed.h"

#include "core/runtime/snapshot.h"

#include <algorithm>

namespace guanlan {

namespace {

constexpr Micros kRetryAfter = 5 * kSecond;
constexpr Micros kAhead = kHour;  // of a compared day is read at once, so that sliding does not ask again
constexpr Micros kSlack = 2 * kMinute;

bool away(const Snapshot& snapshot) {
    if (snapshot.stopped) return true;
    return std::any_of(snapshot.sources.begin(), snapshot.sources.end(), [](const SourceLive& source) {
        return source.health.state == SourceHealth::State::Failing;
    });
}

}  // namespace

MetricFeed::MetricFeed(PanelDemand demand, HistoryReader& reader, Zone zone)
    : m_demand(std::move(demand)), m_reader(reader) {
    m_data.zone = std::move(zone);
    m_data.finals = std::make_shared<Batch>();
    m_data.loading = true;
}

void MetricFeed::define(const MetricDefinition& definition) {
    ++m_generation;
    m_asked = m_answered = m_yesterday.asked = m_lastWeek.asked = false;
    m_pending.clear();
    m_seen = 0;
    m_data.definition = definition;
    m_rows = std::make_unique<SpanRows>(definition);
    m_yesterday.rows = std::make_unique<SpanRows>(definition);
    m_lastWeek.rows = std::make_unique<SpanRows>(definition);
    m_data.finals = m_rows->cut(0, 0);
}

Micros MetricFeed::stored(Micros utc) const {
    const MetricDefinition& definition = m_data.definition;
    if (!definition.timeColumn) return utc;
    const bool local = (*definition.schema)[*definition.timeColumn].type.kind == TypeKind::Timestamp;
    return local ? m_data.zone.toLocal(utc) : utc;
}

bool MetricFeed::put(BatchPtr& place, BatchPtr value) {
    if (place == value) return false;
    place = std::move(value);
    return true;
}

bool MetricFeed::missing(const Snapshot& snapshot) {
    if (snapshot.metrics.contains(m_demand.metric)) return false;
    if (snapshot.metrics.empty()) return false;  // the run has not said yet what it has
    Error error{
        .code = ErrorCode::NotFound, .id = "panel.metric", .what = "no metric '" + m_demand.metric + "'"};
    error.next = "choose one of the metrics that pipeline.sql declares";
    error.arguments = {m_demand.metric};
    m_data.problem = std::move(error);
    m_data.loading = false;
    return true;
}

void MetricFeed::takeLive(const MetricLive& live, const VisibleSpan& span) {
    const std::uint64_t end = live.firstSequence + live.recent.size();  // one past the newest
    if (m_seen != 0 && (live.firstSequence > m_seen + 1 || end < m_seen + 1)) {
        m_rows->forget();  // rows went by unseen, or another run began
        m_pending.clear();
        m_seen = 0;
    }
    for (std::uint64_t number = std::max(m_seen + 1, live.firstSequence); number < end; ++number)
        m_pending.push_back(live.recent[number - live.firstSequence]);
    m_seen = std::max(m_seen, end - 1);
    if (m_pending.empty() || !m_answered || !m_rows->covers(stored(span.from), stored(span.from))) return;
    m_rows->merge(m_pending, stored(span.from) - kSlack);
    m_pending.clear();
}

void MetricFeed::request(SpanRows& rows, bool& asked, Micros from, Micros to, Micros monotonic) {
    if (asked || monotonic < m_retryAt) return;
    asked = true;
    if (&rows == m_rows.get()) m_answered = false;
    HistoryQuery query{.metric = m_demand.metric, .from = from + 1, .to = to + 1};
    const auto question = [query](History& history) -> Result<BatchPtr> {
        Result<Batch> read = history.rows(query);
        if (!read) return std::move(read).error();
        return BatchPtr(std::make_shared<Batch>(std::move(*read)));
    };
    const auto answer = [this, &rows, &asked, from, to, monotonic,
                         generation = m_generation](const Result<BatchPtr>& read) {
        if (generation != m_generation) return;  // `rows` belonged to an older shape of the metric
        asked = false;
        if (&rows == m_rows.get()) m_answered = true;
        // A metric that has no rows yet is unknown to history, not an error.
        const bool unknown = !read.ok() && read.error().code == ErrorCode::NotFound;
        if (read.ok() || unknown) {
            m_readProblem.reset();
            rows.load(read.ok() ? *read : nullptr, from, to);
            return;
        }
        m_readProblem = read.error();
        m_retryAt = monotonic + kRetryAfter;
    };
    m_reader.ask<BatchPtr>(this, question, answer);
}

bool MetricFeed::updateCompared(Compared& compared, BatchPtr& into, const VisibleSpan& span,
                                Micros monotonic) {
    const Zone& zone = m_data.zone;
    const Micros from = stored(zone.toUtc(zone.toLocal(span.from) - compared.days * kDay));
    const Micros to = stored(zone.toUtc(zone.toLocal(span.to) - compared.days * kDay));
    if (!compared.rows->covers(from, to)) {
        request(*compared.rows, compared.asked, from - kSlack, to + kAhead, monotonic);
        return false;
    }
    return put(into, compared.rows->cut(from, to));
}

void MetricFeed::update(const Snapshot& snapshot, const VisibleSpan& span, Micros monotonic) {
    const bool hadProblem = m_data.problem.has_value();
    if (missing(snapshot)) {
        if (!hadProblem) ++m_version;
        return;
    }
    const auto live = snapshot.metrics.find(m_demand.metric);
    if (live == snapshot.metrics.end()) return;
    m_data.problem = m_readProblem;
    bool changed = hadProblem != m_readProblem.has_value();
    if (!m_rows || m_data.definition.fingerprint != live->second.definition.fingerprint) {
        define(live->second.definition);
        changed = true;
    }
    changed = changed || m_data.from != span.from || m_data.to != span.to;
    m_data.from = span.from;
    m_data.to = span.to;
    if (join(snapshot, live->second, span, monotonic) || changed) ++m_version;
}

bool MetricFeed::join(const Snapshot& snapshot, const MetricLive& live, const VisibleSpan& span,
                      Micros monotonic) {
    const Micros from = stored(span.from);
    const Micros to = stored(span.to);
    takeLive(live, span);
    // While live, what follows the loaded stretch comes from the snapshots.
    const bool covered = m_rows->covers(from, span.live ? from : to);
    if (!covered) request(*m_rows, m_asked, from - kSlack, to + (span.live ? kDay : 0), monotonic);
    const MetricDefinition& definition = m_data.definition;
    // Of a result that updates the open rows are all there is.
    const bool whole = span.live && live.provisional && definition.keyed && !definition.timeColumn;
    bool changed = covered && put(m_data.finals, whole ? nullptr : m_rows->cut(from, to));
    if (m_demand.compareYesterday)
        changed = updateCompared(m_yesterday, m_data.yesterday, span, monotonic) || changed;
    if (m_demand.compareLastWeek)
        changed = updateCompared(m_lastWeek, m_data.lastWeek, span, monotonic) || changed;
    if (!span.frozen) {
        changed = put(m_data.provisional, span.live ? live.provisional : nullptr) || changed;
    }
    const bool loading = !covered && !m_readProblem;
    const bool stale = away(snapshot);
    changed = changed || loading != m_data.loading || stale != m_data.stale;
    m_data.loading = loading;
    m_data.stale = stale;
    return changed;
}

}  // namespace guanlan
