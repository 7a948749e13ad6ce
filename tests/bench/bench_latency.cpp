// SPDX-License-Identifier: GPL-3.0-or-later
// How long an event takes from its producer, through a real broker, to a result and into the history.
#include "core/runtime/components.h"
#include "core/runtime/live_session.h"
#include "core/runtime/script_run.h"
#include "core/store/history.h"
#include "tests/bench/benchmarks.h"
#include "tests/support/kafka_broker.h"

#include <QCoreApplication>
#include <QTemporaryDir>

#include <librdkafka/rdkafka.h>

#include <array>
#include <charconv>
#include <thread>

namespace guanlan {

namespace {

constexpr int kEventsASecond = 10'000;
constexpr int kPartitions = 4;
constexpr int kWarmUpSeconds = 3;
constexpr int kResultSeconds = 10;
constexpr int kCommitSeconds = 40;
constexpr char kTopic[] = "live";

using Client = std::unique_ptr<rd_kafka_t, decltype(&rd_kafka_destroy)>;
using Topic = std::unique_ptr<rd_kafka_topic_t, decltype(&rd_kafka_topic_destroy)>;

/// Sends events at an even pace on a thread of its own; each carries the microsecond in which it was sent.
class PacedProducer {
  public:
    explicit PacedProducer(const std::string& bootstrap)
        : m_client(clientFor(bootstrap)),
          m_topic(m_client ? rd_kafka_topic_new(m_client.get(), kTopic, nullptr) : nullptr,
                  &rd_kafka_topic_destroy) {
        if (m_client) m_thread = std::thread([this] { run(); });
    }
    ~PacedProducer() {
        m_stopping = true;
        if (m_thread.joinable()) m_thread.join();
        if (m_client) rd_kafka_flush(m_client.get(), 5'000);
    }
    PacedProducer(const PacedProducer&) = delete;
    PacedProducer& operator=(const PacedProducer&) = delete;
    [[nodiscard]] bool works() const { return m_client && !m_failed; }

  private:
    /// As Kafka's own producer is by default: when the broker is slow, batches grow instead of waiting there.
    static Client clientFor(const std::string& bootstrap) {
        std::array<char, 512> text{};
        rd_kafka_conf_t* configuration = rd_kafka_conf_new();
        for (const auto& [name, value] :
             {std::pair("bootstrap.servers", bootstrap.c_str()), std::pair("linger.ms", "1"),
              std::pair("acks", "1"), std::pair("max.in.flight", "5")})
            rd_kafka_conf_set(configuration, name, value, text.data(), text.size());
        return {rd_kafka_new(RD_KAFKA_PRODUCER, configuration, text.data(), text.size()), &rd_kafka_destroy};
    }
    void run() {
        const auto began = std::chrono::steady_clock::now();
        for (std::int64_t sent = 0; !m_stopping;) {
            const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - began;
            const auto due = static_cast<std::int64_t>(passed.count() * kEventsASecond);
            for (; sent < due; ++sent)
                send(sent);
            rd_kafka_poll(m_client.get(), 0);
            std::this_thread::sleep_for(std::chrono::microseconds(500));
        }
    }
    void send(std::int64_t number) {
        const Micros now = m_clock.now();
        std::string event = R"({"user_id":)" + std::to_string(number * 7919 % 200'000) +
                            R"(,"region":"Beijing","event":"play","ts":)" + std::to_string(now / kMilli) +
                            R"(,"sent":)" + std::to_string(now) + '}';
        const int refused =
            rd_kafka_produce(m_topic.get(), static_cast<std::int32_t>(number % kPartitions),
                             RD_KAFKA_MSG_F_COPY, event.data(), event.size(), nullptr, 0, nullptr);
        if (refused != 0) m_failed = true;
    }

    const SystemClock m_clock{};
    Client m_client;
    Topic m_topic;
    std::atomic<bool> m_stopping = false;
    std::atomic<bool> m_failed = false;
    std::thread m_thread{};
};

std::string eventsTable(const std::string& bootstrap) {
    return "CREATE TABLE events (user_id BIGINT, region STRING, event STRING, ts BIGINT, sent BIGINT,"
           " rt AS TO_TIMESTAMP_LTZ(ts, 3), WATERMARK FOR rt AS rt) WITH ('connector' = 'kafka',"
           " 'topic' = '" +
           std::string(kTopic) + "', 'properties.bootstrap.servers' = '" + bootstrap +
           "', 'scan.startup.mode' = 'latest-offset', 'format' = 'json');\n";
}

Error noFigures(const char* what) {
    return {.code = ErrorCode::Internal, .id = "bench.latency", .what = what};
}

double shareOf(std::vector<double>& values, double share) {
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

/// Milliseconds from sending an event to the row made of it, while many others come.
Result<std::vector<double>> resultLatencies(const std::string& bootstrap) {
    PlanOutcome planned = planScript(eventsTable(bootstrap) + "SELECT sent FROM events WHERE event = 'play';",
                                     {"bench.sql", knownComponents()});
    if (!planned.ok()) return planned.errors.front();
    const SystemClock clock;
    const Micros from = clock.monotonic() + kWarmUpSeconds * kSecond;
    const Micros to = from + kResultSeconds * kSecond;
    std::vector<double> latencies;
    ScriptRun* running = nullptr;
    ScriptRunSettings settings{.clock = &clock};
    settings.print = [&](std::string_view lines) -> Result<void> {
        const Micros now = clock.now();
        if (clock.monotonic() >= to) running->stop();
        if (clock.monotonic() < from) return {};
        for (std::size_t at = lines.find(':'); at != std::string_view::npos; at = lines.find(':', at + 1)) {
            Micros sent = 0;
            std::from_chars(lines.data() + at + 1, lines.data() + lines.size(), sent);
            latencies.push_back(static_cast<double>(now - sent) / kMilli);
        }
        return {};
    };
    auto run = ScriptRun::create(std::move(planned.plan), std::move(settings));
    if (!run) return run.error();
    running = run->get();
    if (auto done = running->run(); !done) return std::move(done).error();
    return latencies;
}

/// Milliseconds from the end of a window to its row in the history.
Result<std::vector<double>> commitLatencies(const std::string& bootstrap) {
    const QTemporaryDir folder;
    const WorkspaceFolder workspace(folder.path().toStdString());
    if (auto saved = workspace.save(WorkspaceSettings{}); !saved) return std::move(saved).error();
    const std::string script =
        eventsTable(bootstrap) +
        "CREATE MATERIALIZED TABLE plays AS SELECT window_end, region, COUNT(*) AS n FROM TABLE(TUMBLE("
        "TABLE events, DESCRIPTOR(rt), INTERVAL '1' SECOND)) GROUP BY window_start, window_end, region;";
    if (auto saved = workspace.savePipeline(script); !saved) return std::move(saved).error();
    const SystemClock clock;
    auto session = LiveSession::start(workspace, {.clock = &clock});
    if (!session) return session.error();
    auto history = History::open(workspace.stateFolder());
    if (!history) return history.error();
    std::vector<double> latencies;
    Micros newest = 0;
    const Micros from = clock.monotonic() + kWarmUpSeconds * kSecond;
    for (Micros now = 0; now < from + kCommitSeconds * kSecond; now = clock.monotonic()) {
        const auto rows = (*history)->rows({.metric = "plays", .lastRows = 1});
        if (!rows) return rows.error();
        const Micros end = rows->empty() ? 0 : rows->column(0).ints().front();
        if (end > newest && now > from) latencies.push_back(static_cast<double>(clock.now() - end) / kMilli);
        newest = std::max(newest, end);
        std::this_thread::sleep_for(std::chrono::microseconds(500));
    }
    return latencies;
}

}  // namespace

Figures measureLatency() {
    int argumentCount = 0;
    const QCoreApplication application(argumentCount, nullptr);  // the broker is a QProcess
    KafkaBroker broker;
    if (const Result<void> started = broker.start(); !started) return started.error();
    if (const Result<void> made = broker.createTopic(kTopic, kPartitions); !made) return made.error();
    const PacedProducer producer(broker.bootstrap());
    auto results = resultLatencies(broker.bootstrap());
    if (!results) return results.error();
    auto commits = commitLatencies(broker.bootstrap());
    if (!commits) return commits.error();
    if (!producer.works() || results->size() < kEventsASecond || commits->size() < kCommitSeconds / 2)
        return noFigures("the events did not come through at their pace");
    return std::vector<Figure>{
        {"kafka.latency_result_p50", shareOf(*results, 0.5), "ms"},
        {"kafka.latency_result_p99", shareOf(*results, 0.99), "ms"},
        {"kafka.latency_commit_p50", shareOf(*commits, 0.5), "ms"},
        {"kafka.latency_commit_p95", shareOf(*commits, 0.95), "ms"},
    };
}

}  // namespace guanlan
