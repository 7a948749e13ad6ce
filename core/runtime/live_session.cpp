// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/live_session.h"

#include "core/notify/outbox_messages.h"
#include "core/notify/outbox_worker.h"
#include "core/notify/wording.h"
#include "core/plan/planner.h"
#include "core/runtime/components.h"
#include "core/runtime/engine_loop.h"
#include "core/runtime/metrics_endpoint.h"
#include "core/runtime/session_setup.h"

#include <mutex>
#include <utility>

namespace guanlan {

namespace {

/// Answers the notifier on the store's thread.
class DeskForNotifier final : public OutboxDesk {
  public:
    explicit DeskForNotifier(StoreDesk& desk) : m_desk(desk) {}
    Result<std::vector<OutboxMessage>> due(Micros now, int limit) override {
        Result<std::vector<OutboxMessage>> messages{std::vector<OutboxMessage>{}};
        const Result<void> called = m_desk.call([&](Store& store) -> Result<void> {
            messages = store.dueMessages(now, limit);
            return {};
        });
        if (!called) return called.error();
        return messages;
    }
    Result<void> retry(const std::string& channel, Micros now) override {
        return m_desk.call([&](Store& store) { return store.retryMessages(channel, now); });
    }
    Result<void> update(const OutboxMessage& message) override {
        return m_desk.call([&](Store& store) { return store.updateMessage(message); });
    }

  private:
    StoreDesk& m_desk;
};

class RunningSession final : public LiveSession {
  public:
    RunningSession(SessionSetup setup, const SessionOptions& options)
        : m_plan(std::move(setup.plan)),
          m_metrics(setup.metrics),
          m_zone(setup.wording.zone),
          m_queue(kQueuedBatches),
          m_desk(std::move(setup.store), *options.clock, [this] { wakeNotifier(); }),
          m_deskForNotifier(m_desk),
          m_engine(engineParts(setup, *options.clock)) {
        for (std::size_t i = 0; i < setup.sources.size(); ++i) {
            m_feeds[i] = std::make_unique<SourceFeed>(std::move(setup.sources[i]),
                                                      std::move(setup.positions[i]), i, m_queue);
        }
        m_desk.setRetention(setup.retention);
        m_engine.start();
        startNotifier(setup, options);
        m_endpoint.listen(setup.prometheusPort);
    }
    ~RunningSession() override { stop(); }

    [[nodiscard]] SnapshotPtr snapshot() const override { return m_engine.snapshot(); }
    [[nodiscard]] const std::vector<MetricDefinition>& metrics() const override { return m_metrics; }
    [[nodiscard]] const Zone& zone() const override { return m_zone; }
    void setRules(std::vector<AlarmRule> rules) override { m_engine.setRules(std::move(rules)); }
    void setChannels(std::vector<ChannelConfig> channels) override {
        m_notifier->setChannels(std::move(channels));
    }
    void setRetention(const Retention& retention) override { m_desk.setRetention(retention); }
    void setPrometheusPort(int port) override { m_endpoint.listen(port); }

    void stop() override {
        m_endpoint.stop();
        for (const auto& feed : m_feeds)
            feed->requestStop();
        m_queue.close();
        m_engine.stop();
        m_notifier->stop();
        m_desk.stop();
    }

  private:
    static constexpr std::size_t kQueuedBatches = 8;

    void startNotifier(SessionSetup& setup, const SessionOptions& options) {
        OutboxSettings settings{.clock = options.clock, .secrets = options.secrets};
        settings.word = [wording = setup.wording](const OutboxMessage& message) {
            return wordAlarm(message, wording);
        };
        auto notifier =
            std::make_unique<OutboxWorker>(m_deskForNotifier, std::move(settings), std::move(setup.channels));
        const std::lock_guard lock(m_notifierMutex);
        m_notifier = std::move(notifier);
    }
    void wakeNotifier() {
        const std::lock_guard lock(m_notifierMutex);
        if (m_notifier) m_notifier->wake();
    }

    EngineParts engineParts(SessionSetup& setup, const Clock& clock) {
        m_feeds.resize(setup.sources.size());
        EngineParts parts;
        parts.plan = &m_plan;
        parts.job = std::move(setup.job);
        parts.metrics = std::move(setup.metrics);
        parts.metricOfQuery = std::move(setup.metricOfQuery);
        parts.sinkOfQuery = std::move(setup.sinkOfQuery);
        parts.alarms = std::move(setup.alarms);
        parts.messages = [zone = m_zone](const std::vector<AlarmTransition>& transitions, Micros now) {
            return messagesFor(transitions, now, zone);
        };
        parts.health = [this](std::size_t source) {
            return m_feeds[source] ? m_feeds[source]->health() : SourceHealth{};
        };
        parts.endpointProblem = [this] { return m_endpoint.problem(); };
        parts.queue = &m_queue;
        parts.desk = &m_desk;
        parts.clock = &clock;
        return parts;
    }

    const Plan m_plan;
    const std::vector<MetricDefinition> m_metrics;
    const Zone m_zone;
    FeedQueue m_queue;
    StoreDesk m_desk;
    DeskForNotifier m_deskForNotifier;
    std::mutex m_notifierMutex;  // guards the pointer while the session starts
    std::unique_ptr<OutboxWorker> m_notifier;
    std::vector<std::unique_ptr<SourceFeed>> m_feeds;
    MetricsEndpoint m_endpoint{[this] { return m_engine.snapshot(); }};
    EngineLoop m_engine;
};

}  // namespace

Result<std::unique_ptr<LiveSession>> LiveSession::start(const WorkspaceFolder& workspace,
                                                        const SessionOptions& options) {
    Result<SessionSetup> setup = prepareSession(workspace, options);
    if (!setup) return setup.error();
    return std::unique_ptr<LiveSession>(std::make_unique<RunningSession>(std::move(*setup), options));
}

}  // namespace guanlan
