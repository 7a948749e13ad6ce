// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alarm/alarm_evaluator.h"
#include "core/base/latest.h"
#include "core/base/worker.h"
#include "core/exec/job.h"
#include "core/runtime/commit_draft.h"
#include "core/runtime/live_metrics.h"
#include "core/runtime/self_metrics.h"
#include "core/runtime/source_feed.h"
#include "core/runtime/store_desk.h"
#include "core/runtime/updating_result.h"
#include "core/sink/sink.h"

#include <atomic>
#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace guanlan {

/// What the engine thread works with; everything behind a pointer outlives it.
struct EngineParts {
    const Plan* plan = nullptr;
    std::unique_ptr<Job> job;
    std::vector<MetricDefinition> metrics;                  ///< of the queries, then those of the run itself
    std::vector<std::optional<std::size_t>> metricOfQuery;  ///< index into `metrics`
    std::vector<std::unique_ptr<Sink>> sinkOfQuery;         ///< null where the query is no INSERT
    AlarmEvaluator alarms;
    std::function<std::vector<OutboxMessage>(const std::vector<AlarmTransition>&, Micros wallClock)> messages;
    std::function<SourceHealth(std::size_t source)> health;
    std::function<std::optional<Error>()> endpointProblem;
    FeedQueue* queue = nullptr;
    StoreDesk* desk = nullptr;
    const Clock* clock = nullptr;
};

/// The engine thread: takes batches from the queue, runs the job, judges alarms, hands one commit after the
/// other to the store and publishes snapshots. It owns the job, so nothing here needs a lock but the rules.
class EngineLoop {
  public:
    explicit EngineLoop(EngineParts parts);
    ~EngineLoop();

    void start();
    /// Commits what was computed and ends the thread; the queue should be closed before.
    void stop();

    [[nodiscard]] SnapshotPtr snapshot() const;   ///< any thread
    void setRules(std::vector<AlarmRule> rules);  ///< any thread

  private:
    /// How fast a source goes, measured once a second.
    struct Pace {
        std::int64_t readBefore = 0;
        std::int64_t lagBefore = 0;
        double recordsPerSecond = 0;
        double catchUpPerSecond = 0;
        void measure(const SourceLive& live, double seconds);
    };

    void run(const std::atomic<bool>& stopping);
    void takeNewRules();
    void take(Feed& feed);
    void endWith(const Error& error);
    void noteEndOfInput(std::size_t source);
    void tick();
    void takeEmissions();
    void takeSelfRows();
    void keep(std::size_t metric, const BatchPtr& rows, std::vector<SourceReach> reach);
    [[nodiscard]] std::vector<SourceReach> reachOf(const Emission& emission) const;
    void judge(const MetricDefinition& metric, const Batch& rows);
    void keepUpdates(bool force);
    void commitIfDue(bool force);
    void publishIfDue(bool force);
    void publish();
    [[nodiscard]] Micros publishDueIn(Micros now) const;
    [[nodiscard]] std::chrono::microseconds waitForInput() const;
    [[nodiscard]] std::vector<SourceLive> viewSources(Micros now);
    [[nodiscard]] MetricLive viewMetric(std::size_t query, std::size_t metric) const;

    EngineParts m_parts;
    LiveMetrics m_live;
    SelfMetrics m_self;
    std::size_t m_firstSelfMetric;  // in m_live
    CommitDraft m_draft;
    const SystemClock m_pace;  // pauses follow the real time whatever the workspace's clock does
    std::vector<UpdatingResult> m_updating;  // by query; unused for one that only appends
    std::vector<bool> m_ended;
    std::vector<Pace> m_paces;  // by source
    std::deque<AlarmTransition> m_recentAlarms;
    std::optional<Error> m_stopped;
    Micros m_committedAt = 0;
    Micros m_updatesKeptAt = 0;
    bool m_updated = false;  // something was read since
    Micros m_publishedAt = 0;
    Micros m_publishCost = 0;
    bool m_unpublished = false;  // something was read since
    Micros m_ratesAt = 0;
    const Micros m_began;
    std::uint64_t m_number = 0;

    Latest<Snapshot> m_snapshot;
    mutable std::atomic<Micros> m_lookedAt{0};  // monotonic
    std::mutex m_rulesMutex;                    // guards m_newRules
    std::optional<std::vector<AlarmRule>> m_newRules;
    Worker m_worker;
};

}  // namespace guanlan
