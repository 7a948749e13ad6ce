// SPDX-License-Identifier: GPL-3.0-or-later
// A workspace that catches up with a real broker: three metrics of a shop, into its history.
#include "core/runtime/file_replay.h"
#include "core/runtime/live_session.h"
#include "core/store/history.h"
#include "tests/bench/benchmarks.h"
#include "tests/bench/event_files.h"
#include "tests/bench/kafka_consumption.h"
#include "tests/bench/script_runs.h"
#include "tests/support/kafka_broker.h"

#include <QCoreApplication>
#include <QTemporaryDir>

#include <thread>

namespace guanlan {

namespace {

constexpr std::int64_t kEvents = 5'000'000;
constexpr int kPartitions = 4;
constexpr char kTopic[] = "user_behavior";
constexpr int kLongestSeconds = 120;

Error wrong(const std::string& what) {
    return {.code = ErrorCode::Internal, .id = "bench.kafka", .what = what};
}

std::string script(const std::string& bootstrap, const std::string& categories) {
    return "CREATE TABLE user_behavior (user_id BIGINT, item_id BIGINT, category_id BIGINT, behavior STRING,"
           " ts TIMESTAMP(3), proctime AS PROCTIME(), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND)"
           " WITH ('connector' = 'kafka', 'topic' = '" +
           std::string(kTopic) + "', 'properties.bootstrap.servers' = '" + bootstrap +
           "', 'scan.startup.mode' = 'earliest-offset', 'format' = 'json');\n"
           "CREATE TABLE category_dim (sub_category_id BIGINT, parent_category_name STRING)"
           " WITH ('connector' = 'filesystem', 'path' = '" +
           categories + R"(', 'format' = 'csv');
CREATE MATERIALIZED TABLE buys AS
SELECT window_end, COUNT(*) AS n FROM TABLE(TUMBLE(TABLE user_behavior, DESCRIPTOR(ts), INTERVAL '1' HOUR))
WHERE behavior = 'buy' GROUP BY window_start, window_end;
CREATE MATERIALIZED TABLE visitors AS
SELECT window_end, COUNT(DISTINCT user_id) AS n
FROM TABLE(TUMBLE(TABLE user_behavior, DESCRIPTOR(ts), INTERVAL '10' MINUTE)) GROUP BY window_start, window_end;
CREATE MATERIALIZED TABLE categories AS
SELECT C.parent_category_name AS category, COUNT(*) AS n
FROM user_behavior AS U LEFT JOIN category_dim FOR SYSTEM_TIME AS OF U.proctime AS C
ON U.category_id = C.sub_category_id WHERE U.behavior = 'buy' GROUP BY C.parent_category_name;
)";
}

Result<void> fillTopic(KafkaBroker& broker, const std::string& folder) {
    const std::string file = folder + "/events.json";
    if (auto written = writeShopEvents(file, {.events = kEvents}); !written) return written;
    if (auto written = writeCategories(folder + "/categories.csv"); !written) return written;
    if (auto created = broker.createTopic(kTopic, kPartitions); !created) return created;
    FileReplay replay({.path = file, .broker = broker.bootstrap(), .topic = kTopic});
    const auto sent = replay.run([](const FileReplay::Count&) {});
    if (!sent) return sent.error();
    return sent->records == kEvents ? Result<void>() : wrong("not every event was sent");
}

/// Until everything is read; stop() then commits what was computed.
Result<void> catchUp(LiveSession& session) {
    const SystemClock clock;
    const Micros begin = clock.monotonic();
    while (clock.monotonic() - begin < kLongestSeconds * kSecond) {
        const SnapshotPtr snapshot = session.snapshot();
        if (snapshot->stopped) return *snapshot->stopped;
        if (!snapshot->sources.empty() && snapshot->sources.front().view.read == kEvents) return {};
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return wrong("the topic was not read to its end in time");
}

std::int64_t lateIn(const Snapshot& snapshot) {
    std::int64_t late = 0;
    for (const auto& [name, metric] : snapshot.metrics)
        late += metric.accounting.late;
    return late;
}

Result<Spent> storeResults(const std::string& bootstrap, const QTemporaryDir& folder) {
    const WorkspaceFolder workspace(folder.path().toStdString());
    if (auto saved = workspace.save(WorkspaceSettings{}); !saved) return std::move(saved).error();
    const std::string text = script(bootstrap, folder.filePath("categories.csv").toStdString());
    if (auto saved = workspace.savePipeline(text); !saved) return std::move(saved).error();
    const SystemClock clock;
    const Stopwatch watch;
    auto session = LiveSession::start(workspace, {.clock = &clock});
    if (!session) return session.error();
    if (auto done = catchUp(**session); !done) return std::move(done).error();
    (*session)->stop();
    const Spent spent = watch.spent();
    if (const std::int64_t late = lateIn(*(*session)->snapshot()); late > 0)
        return wrong(std::to_string(late) + " events came late while the partitions caught up");
    const auto history = History::open(workspace.stateFolder());
    if (!history) return history.error();
    for (const char* metric : {"buys", "visitors", "categories"}) {
        const auto rows = (*history)->rows({.metric = metric});
        if (!rows || rows->empty()) return wrong(std::string("no rows of ") + metric + " were stored");
    }
    return spent;
}

}  // namespace

Figures measureKafka() {
    int argumentCount = 0;
    const QCoreApplication application(argumentCount, nullptr);  // the broker is a QProcess
    const QTemporaryDir folder;
    KafkaBroker broker;
    if (const Result<void> started = broker.start(); !started) return started.error();
    if (auto filled = fillTopic(broker, folder.path().toStdString()); !filled)
        return std::move(filled).error();
    const TopicSize size{kTopic, kPartitions, kEvents};
    // The first reader warms the broker up for the others.
    if (auto warmed = consumeOnly(broker.bootstrap(), size); !warmed) return std::move(warmed).error();
    const Stopwatch watch;
    if (auto consumed = consumeOnly(broker.bootstrap(), size); !consumed) return std::move(consumed).error();
    const Spent alone = watch.spent();
    const auto stored = storeResults(broker.bootstrap(), folder);
    if (!stored) return stored.error();
    const std::string against = "librdkafka alone";
    return std::vector<Figure>{
        {"kafka.alone", kEvents / alone.wall, "events/s"},
        {"kafka.alone_cpu", alone.cpu * 1e9 / kEvents, "ns/event"},
        {"kafka.taobao3", kEvents / stored->wall, "events/s", against, alone.wall / stored->wall},
        {"kafka.taobao3_cpu", stored->cpu * 1e9 / kEvents, "ns/event", against, stored->cpu / alone.cpu},
    };
}

}  // namespace guanlan
