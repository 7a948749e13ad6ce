// SPDX-License-Identifier: GPL-3.0-or-later
// The engine from end to end: a file of JSON events, SQL text, result rows; one thread.
#include "tests/bench/benchmarks.h"
#include "tests/bench/duckdb_run.h"
#include "tests/bench/event_files.h"
#include "tests/bench/script_runs.h"

#include <QCoreApplication>
#include <QTemporaryDir>

#include <cstdio>
#include <cstdlib>
#include <optional>

namespace guanlan {

namespace {

constexpr std::int64_t kEvents = 5'000'000;
constexpr int kRounds = 3;

std::string shopTable(const std::string& file) {
    return "CREATE TABLE user_behavior (user_id BIGINT, item_id BIGINT, category_id BIGINT, behavior STRING,"
           " ts TIMESTAMP(3), proctime AS PROCTIME(), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND)"
           " WITH ('connector' = 'filesystem', 'path' = '" +
           file + "', 'format' = 'json');\n";
}

/// The three queries of the client's script.
std::string taobaoScript(const std::string& events, const std::string& categories) {
    return shopTable(events) +
           "CREATE TABLE category_dim (sub_category_id BIGINT, parent_category_name STRING)"
           " WITH ('connector' = 'filesystem', 'path' = '" +
           categories + R"(', 'format' = 'csv');
CREATE VIEW rich_user_behavior AS
SELECT U.user_id, U.item_id, U.behavior, C.parent_category_name AS category_name
FROM user_behavior AS U LEFT JOIN category_dim FOR SYSTEM_TIME AS OF U.proctime AS C
ON U.category_id = C.sub_category_id;
SELECT HOUR(TUMBLE_START(ts, INTERVAL '1' HOUR)) AS hour_of_day, COUNT(*) AS buy_cnt
FROM user_behavior WHERE behavior = 'buy' GROUP BY TUMBLE(ts, INTERVAL '1' HOUR);
SELECT DATE_FORMAT(TUMBLE_END(ts, INTERVAL '10' MINUTE), 'yyyy-MM-dd HH:mm:ss') AS time_str,
  COUNT(DISTINCT user_id) AS uv
FROM user_behavior GROUP BY TUMBLE(ts, INTERVAL '10' MINUTE);
SELECT category_name, COUNT(*) AS buy_cnt FROM rich_user_behavior WHERE behavior = 'buy'
GROUP BY category_name ORDER BY buy_cnt DESC, category_name LIMIT 10;
)";
}

std::string hopScript(const std::string& file) {
    return "CREATE TABLE heartbeats (event STRING, ts BIGINT, user_id BIGINT, video_id STRING, region STRING,"
           " watch_ms BIGINT, rt AS TO_TIMESTAMP_LTZ(ts, 3), WATERMARK FOR rt AS rt - INTERVAL '3' SECOND)"
           " WITH ('connector' = 'filesystem', 'path' = '" +
           file + R"(', 'format' = 'json');
SELECT window_end, region, AVG(CAST(watch_ms AS DOUBLE)) AS mean, STDDEV_POP(CAST(watch_ms AS DOUBLE)) AS deviation,
  APPROX_PERCENTILE(watch_ms, 0.95) AS p95, COUNT(*) AS heartbeats
FROM TABLE(HOP(TABLE heartbeats, DESCRIPTOR(rt), INTERVAL '1' SECOND, INTERVAL '1' MINUTE))
GROUP BY window_start, window_end, region;
)";
}

/// Ten metrics of a shop, as an operator adds one after the other.
constexpr const char* kMetrics[] = {
    "SELECT window_end, COUNT(*) AS buys FROM TABLE(TUMBLE(TABLE user_behavior, DESCRIPTOR(ts), INTERVAL '1' "
    "HOUR)) WHERE behavior = 'buy' GROUP BY window_start, window_end;",
    "SELECT window_end, COUNT(DISTINCT user_id) AS users FROM TABLE(TUMBLE(TABLE user_behavior, "
    "DESCRIPTOR(ts), "
    "INTERVAL '10' MINUTE)) GROUP BY window_start, window_end;",
    "SELECT window_end, COUNT(*) AS views FROM TABLE(TUMBLE(TABLE user_behavior, DESCRIPTOR(ts), INTERVAL "
    "'1' "
    "MINUTE)) WHERE behavior = 'pv' GROUP BY window_start, window_end;",
    "SELECT window_end, behavior, COUNT(*) AS events FROM TABLE(TUMBLE(TABLE user_behavior, DESCRIPTOR(ts), "
    "INTERVAL '1' MINUTE)) GROUP BY window_start, window_end, behavior;",
    "SELECT window_end, category_id, COUNT(*) AS buys FROM TABLE(TUMBLE(TABLE user_behavior, DESCRIPTOR(ts), "
    "INTERVAL '1' HOUR)) WHERE behavior = 'buy' GROUP BY window_start, window_end, category_id;",
    "SELECT window_end, COUNT(*) FILTER (WHERE behavior = 'cart') AS carts, COUNT(*) FILTER (WHERE behavior "
    "= "
    "'fav') AS favourites FROM TABLE(TUMBLE(TABLE user_behavior, DESCRIPTOR(ts), INTERVAL '1' MINUTE)) GROUP "
    "BY "
    "window_start, window_end;",
    "SELECT window_end, COUNT(DISTINCT user_id) AS buyers FROM TABLE(TUMBLE(TABLE user_behavior, "
    "DESCRIPTOR(ts), INTERVAL '1' HOUR)) WHERE behavior = 'buy' GROUP BY window_start, window_end;",
    "SELECT window_end, COUNT(*) AS views FROM TABLE(HOP(TABLE user_behavior, DESCRIPTOR(ts), INTERVAL '1' "
    "MINUTE, INTERVAL '5' MINUTE)) WHERE behavior = 'pv' GROUP BY window_start, window_end;",
    "SELECT window_end, COUNT(DISTINCT item_id) AS items FROM TABLE(TUMBLE(TABLE user_behavior, "
    "DESCRIPTOR(ts), INTERVAL '10' MINUTE)) WHERE behavior = 'cart' GROUP BY window_start, window_end;",
    "SELECT window_end, category_id, COUNT(*) AS events FROM TABLE(TUMBLE(TABLE user_behavior, "
    "DESCRIPTOR(ts), "
    "INTERVAL '10' MINUTE)) GROUP BY window_start, window_end, category_id;",
};

std::string metricsScript(const std::string& file, std::size_t metrics) {
    std::string script = shopTable(file);
    for (std::size_t i = 0; i < metrics; ++i)
        script += kMetrics[i];
    return script;
}

double nanoseconds(const Spent& spent, std::int64_t events) {
    return spent.cpu * 1e9 / static_cast<double>(events);
}

/// Beside DuckDB, when there is one and it finds the same.
Figures besideDuckDb(const std::string& name, const std::string& script, const std::string& work,
                     const std::vector<std::string>& files) {
    const auto ours = cheapestRun(script, kRounds);
    if (!ours) return ours.error();
    std::vector<Figure> figures{{name, nanoseconds(ours->spent, kEvents), "ns/event"}};
    const auto theirs = runDuckDb(work, files);
    if (!theirs && theirs.error().code != ErrorCode::NotFound) return theirs.error();
    if (!theirs) {
        std::fprintf(stderr, "%s: measured alone: %s\n", name.c_str(), theirs.error().sentence().c_str());
        return figures;
    }
    if (ours->sums != theirs->sums)
        return Error{.code = ErrorCode::Internal, .id = "bench.differs", .what = "DuckDB finds other rows"};
    const double duckDb = theirs->cpu * 1e9 / static_cast<double>(kEvents);
    figures.front().against = "DuckDB " + theirs->version + ", one thread";
    figures.front().ratio = figures.front().value / duckDb;
    figures.push_back({name + ".duckdb", duckDb, "ns/event"});
    return figures;
}

/// Of the runs with 1, 9 and 10 metrics the cheapest each, taken in turns.
Result<std::vector<double>> costsOfMetrics(const std::string& file) {
    std::vector<double> costs;
    for (int round = 0; round < kRounds; ++round) {
        std::size_t i = 0;
        for (const std::size_t metrics : {1U, 9U, 10U}) {
            const auto run = runScript(metricsScript(file, metrics));
            if (!run) return run.error();
            if (costs.size() <= i) costs.push_back(run->spent.cpu);
            costs[i] = std::min(costs[i], run->spent.cpu);
            ++i;
        }
    }
    return costs;
}

/// As many events as there is time for: GUANLAN_BENCH_EVENTS, else ten million.
std::int64_t mostEvents() {
    const char* most = std::getenv("GUANLAN_BENCH_EVENTS");
    return most == nullptr ? 10'000'000 : std::strtoll(most, nullptr, 10);
}

Figure against(Figure figure, const std::vector<Figure>& figures) {
    if (figures.empty()) return figure;
    figure.against = figures.front().name;
    figure.ratio = figure.value / figures.front().value;
    return figure;
}

}  // namespace

Figures measureTaobao() {
    int argumentCount = 0;
    const QCoreApplication application(argumentCount, nullptr);
    const QTemporaryDir folder;
    const std::string events = folder.filePath("events.json").toStdString();
    const std::string categories = folder.filePath("categories.csv").toStdString();
    if (auto written = writeShopEvents(events, {.events = kEvents}); !written) return written.error();
    if (auto written = writeCategories(categories); !written) return written.error();
    return besideDuckDb("engine.taobao3", taobaoScript(events, categories), "taobao3", {events, categories});
}

Figures measureHop() {
    int argumentCount = 0;
    const QCoreApplication application(argumentCount, nullptr);
    const QTemporaryDir folder;
    const std::string events = folder.filePath("events.json").toStdString();
    if (auto written = writeHeartbeats(events, kEvents); !written) return written.error();
    return besideDuckDb("engine.hop", hopScript(events), "hop", {events});
}

Figures measureTenMetrics() {
    const QTemporaryDir folder;
    const std::string events = folder.filePath("events.json").toStdString();
    if (auto written = writeShopEvents(events, {.events = kEvents}); !written) return written.error();
    const auto costs = costsOfMetrics(events);
    if (!costs) return costs.error();
    const auto each = [](double seconds) { return seconds * 1e9 / static_cast<double>(kEvents); };
    std::vector<Figure> figures{{"engine.metric1", each((*costs)[0]), "ns/event"}};
    figures.push_back(against({"engine.metric10", each((*costs)[2] - (*costs)[1]), "ns/event"}, figures));
    figures.push_back(against({"engine.metrics1to10", each((*costs)[2]), "ns/event"}, figures));
    return figures;
}

Figures measureScale() {
    const QTemporaryDir folder;
    const std::string events = folder.filePath("events.json").toStdString();
    const std::string categories = folder.filePath("categories.csv").toStdString();
    if (auto written = writeCategories(categories); !written) return written.error();
    std::vector<Figure> byEvents;
    for (std::int64_t count = 100'000; count <= mostEvents(); count *= 10) {
        if (auto written = writeShopEvents(events, {.events = count}); !written) return written.error();
        const auto run = cheapestRun(taobaoScript(events, categories), count < kEvents ? kRounds : 1);
        if (!run) return run.error();
        byEvents.push_back(against(
            {"engine.scale.events." + std::to_string(count), nanoseconds(run->spent, count), "ns/event"},
            byEvents));
    }
    std::vector<Figure> byKeys;
    for (std::uint32_t keys = 1'000; keys <= 1'000'000; keys *= 10) {
        if (auto written = writeShopEvents(events, {.events = kEvents, .users = keys}); !written)
            return written.error();
        const auto run = runScript(
            shopTable(events) +
            "SELECT user_id, SUM(item_id) AS items, COUNT(*) AS events FROM TABLE(TUMBLE(TABLE user_behavior,"
            " DESCRIPTOR(ts), INTERVAL '1' DAY)) GROUP BY window_start, window_end, user_id;");
        if (!run) return run.error();
        byKeys.push_back(against(
            {"engine.scale.keys." + std::to_string(keys), nanoseconds(run->spent, kEvents), "ns/event"},
            byKeys));
    }
    byEvents.insert(byEvents.end(), byKeys.begin(), byKeys.end());
    return byEvents;
}

}  // namespace guanlan
