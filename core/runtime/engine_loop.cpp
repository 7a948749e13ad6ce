// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/engine_loop.h"

#include <algorithm>
#include <chrono>
#include <thread>

namespace guanlan {

namespace {

constexpr auto kLongestWait = std::chrono::milliseconds(20);
constexpr Micros kCommitResultsEvery = 100 * kMilli;   // while more input waits; at once when none does
constexpr Micros kCommitProgressEvery = 500 * kMilli;  // when there is nothing but offsets and state
constexpr Micros kKeepUpdatesEvery = 10 * kSecond;
constexpr Micros kPublishEvery = 10 * kMilli;        // while somebody looks and records come in
constexpr Micros kPublishQuietEvery = 100 * kMilli;  // while somebody looks
constexpr Micros kPublishUnseenEvery = kSecond;
constexpr Micros kStillLooking = 300 * kMilli;  // since the last look
constexpr Micros kPublishShare = 50;            // a 50th of the thread's time at most
constexpr Micros kRatesEvery = kSecond;
constexpr double kNewShare = 0.3;  // of the last second in how fast a gap closes
constexpr std::size_t kMostRecentAlarms = 200;

std::int64_t lagOf(const SourceView& view) {
    std::int64_t lag = 0;
    for (const PartitionView& partition : view.partitions) {
        if (partition.endOffset > partition.nextOffset) lag += partition.endOffset - partition.nextOffset;
    }
    return lag;
}

}  // namespace

EngineLoop::EngineLoop(EngineParts parts)
    : m_parts(std::move(parts)),
      m_live(m_parts.metrics),
      m_firstSelfMetric(m_live.size() - SelfMetrics::definitions().size()),
      m_updating(m_parts.plan->queries.size()),
      m_ended(m_parts.plan->sources.size(), false),
      m_paces(m_parts.plan->sources.size()),
      m_began(m_parts.clock->now()) {
    publishIfDue(true);
}

EngineLoop::~EngineLoop() {
    stop();
}

void EngineLoop::start() {
    m_worker.start("guanlan-engine", [this](const std::atomic<bool>& stopping) { run(stopping); });
}

void EngineLoop::stop() {
    m_worker.stop();
}

SnapshotPtr EngineLoop::snapshot() const {
    m_lookedAt.store(m_pace.monotonic(), std::memory_order_relaxed);
    return m_snapshot.get();
}

void EngineLoop::setRules(std::vector<AlarmRule> rules) {
    const std::lock_guard lock(m_rulesMutex);
    m_newRules = std::move(rules);
}

void EngineLoop::run(const std::atomic<bool>& stopping) {
    while (!stopping.load()) {
        takeNewRules();
        if (m_stopped || m_draft.tooLarge()) {
            std::this_thread::sleep_for(kLongestWait);
        } else if (auto feed = m_parts.queue->popFor(waitForInput())) {
            take(*feed);
        }
        if (!m_stopped) tick();
        takeSelfRows();
        keepUpdates(false);
        commitIfDue(false);
        publishIfDue(false);
    }
    keepUpdates(true);
    commitIfDue(true);
    publishIfDue(true);
}

void EngineLoop::takeNewRules() {
    std::optional<std::vector<AlarmRule>> rules;
    {
        const std::lock_guard lock(m_rulesMutex);
        rules.swap(m_newRules);
    }
    if (!rules) return;
    m_parts.alarms.setRules(std::move(*rules));
    m_draft.addAlarms({}, m_parts.alarms.takeChanges(), {});
}

void EngineLoop::take(Feed& feed) {
    if (const Result<void> consumed = m_parts.job->consume(feed.batch); !consumed)
        return endWith(consumed.error());
    const std::string& source = m_parts.plan->sources[feed.batch.source].name;
    m_draft.addProgress(source, feed.identity, feed.batch);
    m_updated = true;
    m_unpublished = true;
    if (feed.failed) return endWith(*feed.failed);
    if (feed.batch.endOfInput) noteEndOfInput(feed.batch.source);
    takeEmissions();
}

void EngineLoop::tick() {
    m_parts.job->tick();
    takeEmissions();
}

void EngineLoop::endWith(const Error& error) {
    m_stopped = error;
    m_parts.queue->close();
    publishIfDue(true);
}

void EngineLoop::noteEndOfInput(std::size_t source) {
    m_ended[source] = true;
    if (!std::all_of(m_ended.begin(), m_ended.end(), [](bool ended) { return ended; })) return;
    if (const Result<void> finished = m_parts.job->finish(); !finished) endWith(finished.error());
}

void EngineLoop::takeEmissions() {
    for (Emission& emission : m_parts.job->takeEmissions()) {
        if (const auto metric = m_parts.metricOfQuery[emission.query]) {
            keep(*metric, emission.rows, reachOf(emission));
        } else if (Sink* sink = m_parts.sinkOfQuery[emission.query].get()) {
            if (const Result<void> written = sink->write(*emission.rows); !written)
                return endWith(written.error());
        }
    }
}

void EngineLoop::keep(std::size_t metric, const BatchPtr& rows, std::vector<SourceReach> reach) {
    const MetricDefinition& definition = m_live.definition(metric);
    judge(definition, *rows);
    m_draft.addRows(definition.name, rows, std::move(reach));
    m_live.add(metric, rows);
}

/// What is told of a run goes the way of all results; while nothing can be saved there is none.
void EngineLoop::takeSelfRows() {
    if (m_stopped || m_draft.tooLarge()) return;
    const std::vector<BatchPtr> rows = m_self.due(*m_snapshot.get());
    for (std::size_t i = 0; i < rows.size(); ++i)
        keep(m_firstSelfMetric + i, rows[i], {});
}

std::vector<SourceReach> EngineLoop::reachOf(const Emission& emission) const {
    std::vector<SourceReach> reach;
    if (!emission.read) return reach;
    for (const ReadPosition& position : *emission.read) {
        reach.push_back({.source = m_parts.plan->sources[position.source].name,
                         .partition = position.partition,
                         .nextOffset = position.nextOffset});
    }
    return reach;
}

void EngineLoop::judge(const MetricDefinition& metric, const Batch& rows) {
    if (!metric.timeColumn) return;
    const Micros now = m_parts.clock->now();
    auto transitions = m_parts.alarms.judge(metric.name, {*metric.timeColumn, metric.dimensions}, rows, now);
    for (const AlarmTransition& transition : transitions)
        m_recentAlarms.push_back(transition);
    while (m_recentAlarms.size() > kMostRecentAlarms)
        m_recentAlarms.pop_front();
    std::vector<OutboxMessage> messages = m_parts.messages(transitions, now);
    m_draft.addAlarms(std::move(transitions), m_parts.alarms.takeChanges(), std::move(messages));
}

/// What updates has no row that is final while its source goes on: history gets what changed now and then.
void EngineLoop::keepUpdates(bool force) {
    const Micros now = m_pace.monotonic();
    if (m_stopped || !m_updated || (!force && now - m_updatesKeptAt < kKeepUpdatesEvery)) return;
    m_updatesKeptAt = now;
    m_updated = false;
    for (std::size_t query = 0; query < m_updating.size(); ++query) {
        const auto metric = m_parts.metricOfQuery[query];
        if (!metric || !m_parts.plan->queries[query].root->updating) continue;
        if (const BatchPtr rows = m_updating[query].changed(m_parts.job->provisional(query)))
            m_draft.addRows(m_live.definition(*metric).name, rows);
    }
}

void EngineLoop::commitIfDue(bool force) {
    if (m_stopped || !m_draft.dirty() || !m_parts.desk->hasRoom()) return;
    const Micros sinceCommit = m_pace.monotonic() - m_committedAt;
    const bool results =
        m_draft.hasResults() && (m_parts.queue->size() == 0 || sinceCommit >= kCommitResultsEvery);
    if (!force && !results && sinceCommit < kCommitProgressEvery) return;
    for (const auto& sink : m_parts.sinkOfQuery) {
        if (!sink) continue;
        if (const Result<void> flushed = sink->flush(); !flushed) return endWith(flushed.error());
    }
    m_parts.job->saveState(m_draft.state());
    Commit commit = m_draft.take(m_parts.clock->now());
    (void)m_parts.desk->offer(commit);  // has room, and nobody else offers
    m_committedAt = m_pace.monotonic();
}

void EngineLoop::publishIfDue(bool force) {
    const Micros now = m_pace.monotonic();
    if (!force && publishDueIn(now) > 0) return;
    m_publishedAt = now;
    m_unpublished = false;
    publish();
    m_publishCost = m_pace.monotonic() - now;
}

/// So often that nobody sees a value grow old, unless that would take the time from the records themselves.
Micros EngineLoop::publishDueIn(Micros now) const {
    const bool looking = now - m_lookedAt.load(std::memory_order_relaxed) < kStillLooking;
    const Micros every = m_unpublished ? kPublishEvery : kPublishQuietEvery;
    const Micros wait = std::min(kPublishUnseenEvery, std::max(every, m_publishCost * kPublishShare));
    return (looking ? wait : kPublishUnseenEvery) - (now - m_publishedAt);
}

std::chrono::microseconds EngineLoop::waitForInput() const {
    if (!m_unpublished) return kLongestWait;
    const auto due = std::chrono::microseconds(std::max<Micros>(0, publishDueIn(m_pace.monotonic())));
    return std::min<std::chrono::microseconds>(kLongestWait, due);
}

void EngineLoop::publish() {
    auto next = std::make_shared<Snapshot>();
    next->began = m_began;
    next->number = ++m_number;
    next->taken = m_parts.clock->now();
    next->sources = viewSources(m_publishedAt);
    next->watermark = next->sources.empty() ? kMinTime : kMaxTime;
    for (const SourceLive& source : next->sources)
        next->watermark = std::min(next->watermark, source.view.watermark);
    for (std::size_t query = 0; query < m_parts.metricOfQuery.size(); ++query) {
        if (const auto metric = m_parts.metricOfQuery[query]) {
            next->metrics.emplace(m_live.definition(*metric).name, viewMetric(query, *metric));
        }
    }
    for (std::size_t own = m_firstSelfMetric; own < m_live.size(); ++own)
        next->metrics.emplace(m_live.definition(own).name, m_live.view(own));
    for (AlarmState& state : m_parts.alarms.states()) {
        if (state.phase != AlarmState::Phase::Normal) next->alarms.push_back(std::move(state));
    }
    next->recentAlarms.assign(m_recentAlarms.begin(), m_recentAlarms.end());
    next->store = m_parts.desk->live();
    next->queueDepth = m_parts.queue->size();
    next->queueCapacity = m_parts.queue->capacity();
    next->endpointProblem = m_parts.endpointProblem();
    next->stopped = m_stopped;
    m_snapshot.set(std::move(next));
}

void EngineLoop::Pace::measure(const SourceLive& live, double seconds) {
    const bool first = seconds <= 0;
    recordsPerSecond = first ? 0 : static_cast<double>(live.view.read - readBefore) / seconds;
    const double catchUp = first ? 0 : static_cast<double>(lagBefore - live.lag) / seconds;
    const bool even = catchUpPerSecond == 0 || (catchUpPerSecond > 0) != (catchUp > 0);
    catchUpPerSecond = even ? catchUp : catchUpPerSecond + kNewShare * (catchUp - catchUpPerSecond);
    readBefore = live.view.read;
    lagBefore = live.lag;
}

std::vector<SourceLive> EngineLoop::viewSources(Micros now) {
    std::vector<SourceLive> views;
    const Micros sinceRates = now - m_ratesAt;
    const bool newRates = sinceRates >= kRatesEvery;
    const double seconds =
        m_ratesAt == 0 ? 0 : static_cast<double>(sinceRates) / static_cast<double>(kSecond);
    for (std::size_t i = 0; i < m_parts.plan->sources.size(); ++i) {
        SourceLive live;
        live.name = m_parts.plan->sources[i].name;
        live.health = m_parts.health(i);
        live.view = m_parts.job->source(i);
        live.lag = lagOf(live.view);
        if (newRates) m_paces[i].measure(live, seconds);
        live.recordsPerSecond = m_paces[i].recordsPerSecond;
        live.catchUpPerSecond = m_paces[i].catchUpPerSecond;
        views.push_back(std::move(live));
    }
    if (newRates) m_ratesAt = now;
    return views;
}

MetricLive EngineLoop::viewMetric(std::size_t query, std::size_t metric) const {
    MetricLive live = m_live.view(metric);
    live.provisional = m_parts.job->provisional(query);
    live.operators = m_parts.job->operators(query);
    for (std::size_t source = 0; source < m_parts.plan->sources.size(); ++source) {
        Accounting part = m_parts.job->accounting(source, query);
        if (part.read == 0) continue;
        addRecords(live.accounting, part);
        live.sources.push_back({.name = m_parts.plan->sources[source].name,
                                .accounting = std::move(part),
                                .partitions = m_parts.job->partitions(source, query)});
    }
    return live;
}

}  // namespace guanlan
