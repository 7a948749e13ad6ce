// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/time.h"
#include "tests/bench/benchmarks.h"
#include "tests/bench/kafka_consumption.h"
#include "tests/bench/script_runs.h"
#include "tests/support/kafka_broker.h"

#include <QCoreApplication>
#include <QTemporaryDir>

#include <fstream>

namespace guanlan {

namespace {

constexpr int kEvents = 1'000'000;
constexpr int kPartitions = 4;
constexpr char kTopic[] = "behaviour";

/// About 116 bytes, as the shop's events are; in order of time.
std::string eventJson(int n) {
    const char* behaviours[] = {"pv", "pv", "pv", "cart", "pv", "fav", "pv", "buy"};
    const std::int64_t user = std::int64_t{n} * 7919 % 200'000;
    return R"({"user_id":)" + std::to_string(1'000'000 + user) + R"(,"item_id":)" +
           std::to_string(2'000'000 + n % 90'000) + R"(,"category_id":)" +
           std::to_string(100'000 + n % 5'000) + R"(,"behavior":")" + behaviours[n % 8] + R"(","ts":")" +
           formatTimestamp(microsFromCivil({.year = 2017, .month = 11, .day = 26}) + n * 10 * kMilli, 0) +
           "\"}";
}

std::string scriptFor(const std::string& connector) {
    return "CREATE TABLE behaviour (user_id BIGINT, item_id BIGINT, category_id BIGINT, behavior STRING, ts "
           "TIMESTAMP(3),"
           " WATERMARK FOR ts AS ts - INTERVAL '5' SECOND) WITH (" +
           connector +
           ", 'format' = 'json');"
           "SELECT window_end, COUNT(*) AS buys FROM TABLE(TUMBLE(TABLE behaviour, DESCRIPTOR(ts), INTERVAL "
           "'1' HOUR))"
           " WHERE behavior = 'buy' GROUP BY window_start, window_end;"
           "SELECT window_end, COUNT(DISTINCT user_id) AS users FROM TABLE(TUMBLE(TABLE behaviour, "
           "DESCRIPTOR(ts),"
           " INTERVAL '10' MINUTE)) GROUP BY window_start, window_end;";
}

template <typename Body>
Result<Spent> spentBy(Body&& body) {
    const Stopwatch watch;
    if (const Result<void> done = body(); !done) return done.error();
    return watch.spent();
}

Result<Spent> runOf(const std::string& connector) {
    auto run = runScript(scriptFor(connector));
    if (!run) return std::move(run).error();
    return run->spent;
}

Result<void> fillTopic(KafkaBroker& broker) {
    if (Result<void> created = broker.createTopic(kTopic, kPartitions); !created) return created;
    for (int from = 0; from < kEvents; from += 100'000) {
        std::vector<KafkaRecord> records;
        for (int n = from; n < from + 100'000; ++n)
            records.push_back({eventJson(n), {}, n % kPartitions});
        if (Result<void> produced = broker.produce(kTopic, records); !produced) return produced;
    }
    return {};
}

void addRate(std::vector<Figure>& figures, const std::string& name, const Spent& spent,
             const Spent* against) {
    figures.push_back({name + ".events_a_second", kEvents / spent.wall, "events/s"});
    figures.push_back({name + ".cpu", spent.cpu * 1e9 / kEvents, "ns/event"});
    if (against == nullptr) return;
    figures[figures.size() - 2].against = figures.back().against = "librdkafka alone";
    figures[figures.size() - 2].ratio = against->wall / spent.wall;
    figures.back().ratio = spent.cpu / against->cpu;
}

}  // namespace

Figures measurePipeline() {
    int argumentCount = 0;
    const QCoreApplication application(argumentCount, nullptr);  // the broker is a QProcess
    std::vector<Figure> figures;
    const QTemporaryDir folder;
    const std::string file = folder.filePath("behaviour.json").toStdString();
    {
        std::ofstream out(file);
        for (int n = 0; n < kEvents; ++n)
            out << eventJson(n) << '\n';
    }
    const auto fromFile = runOf("'connector' = 'filesystem', 'path' = '" + file + "'");
    if (!fromFile) return fromFile.error();
    addRate(figures, "pipeline.file", *fromFile, nullptr);

    KafkaBroker broker;
    if (const Result<void> started = broker.start(); !started) return started.error();
    if (const Result<void> filled = fillTopic(broker); !filled) return filled.error();
    // The first reader warms the broker up for the others.
    if (const Result<void> warmed = consumeOnly(broker.bootstrap(), {kTopic, kPartitions, kEvents}); !warmed)
        return warmed.error();
    const auto alone = spentBy([&] {
        return consumeOnly(broker.bootstrap(), {kTopic, kPartitions, kEvents});
    });
    if (!alone) return alone.error();
    const auto fromBroker =
        runOf("'connector' = 'kafka', 'topic' = '" + std::string(kTopic) +
              "', 'properties.bootstrap.servers' = '" + broker.bootstrap() +
              "', 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = 'latest-offset'");
    if (!fromBroker) return fromBroker.error();
    addRate(figures, "pipeline.librdkafka_alone", *alone, nullptr);
    addRate(figures, "pipeline.kafka", *fromBroker, &*alone);
    return figures;
}

}  // namespace guanlan
