// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/demo/history_maker.h"
#include "core/source/datagen/event_generator.h"
#include "core/store/history.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QtTest>

#include <cmath>
#include <map>

using namespace guanlan;

namespace {

const Zone kZone("Asia/Shanghai", 8 * kHour);
constexpr Micros kNow = 1'773'000'000 * kSecond / (20 * kMinute) * (20 * kMinute);

MetricDefinition metric(const std::string& name, std::vector<Field> values,
                        const std::vector<std::string>& dimensions = {}) {
    std::vector<Field> fields{{"window_end", DataType::timestamp()}};
    MetricDefinition definition{.name = name, .timeColumn = 0};
    for (const std::string& dimension : dimensions) {
        definition.dimensions.push_back(fields.size());
        fields.push_back({dimension, DataType::string()});
    }
    fields.insert(fields.end(), values.begin(), values.end());
    definition.schema = std::make_shared<Schema>(std::move(fields));
    definition.fingerprint = name;
    return definition;
}

/// As pipeline.sql of the demo declares them.
std::vector<MetricDefinition> demoMetrics() {
    const auto counts = [](std::initializer_list<const char*> names) {
        std::vector<Field> fields;
        for (const char* name : names)
            fields.push_back({name, DataType::bigint()});
        return fields;
    };
    return {
        metric("traffic", counts({"plays", "likes", "comments", "danmaku", "shares"})),
        metric("audience", {{"online_users", DataType::bigint()}, {"watch_hours", DataType::real()}}),
        metric("quality", {{"errors", DataType::bigint()},
                           {"error_rate", DataType::real()},
                           {"response_ms", DataType::real()},
                           {"rating", DataType::real()}}),
        metric("plays_by_type", counts({"plays"}), {"video_type"}),
        metric("plays_by_region", counts({"plays"}), {"region"}),
        metric("danmaku_by_type", counts({"danmaku"}), {"danmaku_type"}),
        metric("quality_by_region",
               {{"plays", DataType::bigint()},
                {"error_rate", DataType::real()},
                {"response_ms", DataType::real()}},
               {"region"}),
    };
}

DemoConfig demoConfig(int days = 2) {
    DemoConfig config = *readDemoConfig(":/guanlan/workspaces/bilibili/demo.json");
    for (MetricRecipe& recipe : config.history)
        recipe.days = std::min(recipe.days, days);
    return config;
}

EventModel demoModel() {
    return EventModel({.seed = 1, .eventsPerSecond = 800, .zone = kZone});
}

double sumOf(const Batch& batch, const char* column) {
    double sum = 0;
    for (const std::int64_t value : batch.find(column)->ints())
        sum += static_cast<double>(value);
    return sum;
}

Batch rowsOf(const QTemporaryDir& dir, const std::string& name, Micros from, Micros to) {
    const auto history = History::open(dir.path().toStdString());
    if (!history) qFatal("%s", history.error().sentence().c_str());
    Result<Batch> rows =
        (*history)->rows({.metric = name, .from = kZone.toLocal(from) + 1, .to = kZone.toLocal(to) + 1});
    if (!rows) qFatal("%s", rows.error().sentence().c_str());
    return *std::move(rows);
}

void write(const QTemporaryDir& dir, const DemoConfig& config, const std::map<std::string, Micros>& after,
           Micros until) {
    const EventModel model = demoModel();
    const auto store = Store::open(dir.path().toStdString());
    if (!store) qFatal("%s", store.error().sentence().c_str());
    if (!(*store)->defineMetrics(demoMetrics())) qFatal("metrics");
    const Result<void> written = HistoryMaker(model, config).write(**store, demoMetrics(), after, until);
    if (!written) qFatal("%s", written.error().sentence().c_str());
}

}  // namespace

class TestDemoHistory : public QObject {
    Q_OBJECT
  private slots:
    void thirtyDaysAreThereSoon() {
        const QTemporaryDir dir;
        QElapsedTimer timer;
        timer.start();
        write(dir, demoConfig(30), {}, kNow);
        qInfo("30 days written in %lld ms", timer.elapsed());
        QCOMPARE(rowsOf(dir, "traffic", kNow - 30 * kDay, kNow).rows(), std::size_t{30 * 1440});
        QCOMPARE(rowsOf(dir, "plays_by_region", kNow - 30 * kDay, kNow).rows(), std::size_t{30 * 288 * 34});
        QCOMPARE(rowsOf(dir, "quality_by_region", kNow - 30 * kDay, kNow - 2 * kDay).rows(), std::size_t{0});
        const Batch last = rowsOf(dir, "quality", kNow - kMinute, kNow);
        QCOMPARE(last.rows(), std::size_t{1});
        QCOMPARE(last.find("window_end")->ints()[0], kZone.toLocal(kNow));
    }
    void partsAddUpToTheWhole() {
        const QTemporaryDir dir;
        write(dir, demoConfig(), {}, kNow);
        const Micros from = kNow - 6 * kHour;
        const double plays = sumOf(rowsOf(dir, "traffic", from, kNow), "plays");
        QVERIFY(plays > 100000);
        QCOMPARE(sumOf(rowsOf(dir, "plays_by_region", from, kNow), "plays"), plays);
        QCOMPARE(sumOf(rowsOf(dir, "plays_by_type", from, kNow), "plays"), plays);
        QCOMPARE(sumOf(rowsOf(dir, "danmaku_by_type", from, kNow), "danmaku"),
                 sumOf(rowsOf(dir, "traffic", from, kNow), "danmaku"));
    }
    void aGapIsFilledWithTheSameRows() {
        const QTemporaryDir whole;
        const QTemporaryDir parts;
        const DemoConfig config = demoConfig();
        const Micros middle = kNow - 3 * kHour;
        write(whole, config, {}, kNow);
        write(parts, config, {}, middle);
        std::map<std::string, Micros> after;
        for (const MetricDefinition& definition : demoMetrics())
            after[definition.name] = middle;
        write(parts, config, after, kNow);
        for (const MetricDefinition& definition : demoMetrics()) {
            const Batch a = rowsOf(whole, definition.name, kNow - 5 * kHour, kNow);
            const Batch b = rowsOf(parts, definition.name, kNow - 5 * kHour, kNow);
            QCOMPARE(a.rows(), b.rows());
            for (std::size_t column = 0; column < a.schema().size(); ++column) {
                for (std::size_t row = 0; row < a.rows(); ++row)
                    QVERIFY(a.column(column).value(row) == b.column(column).value(row));
            }
        }
    }
    void levelsAreThoseOfLiveEvents() {
        const QTemporaryDir dir;
        write(dir, demoConfig(), {}, kNow);
        const EventModel model = demoModel();
        EventGenerator generator(model);
        std::vector<Event> events;
        const Micros from = kNow - 20 * kMinute;  // all kinds of incident
        for (Micros second = from; second < kNow; second += kSecond)
            generator.second(second, events);
        std::map<EventKind, double> live;
        std::map<std::uint32_t, double> playsByRegion;
        double response = 0;
        for (const Event& event : events) {
            ++live[event.kind];
            response += event.responseMs;
            if (event.kind == EventKind::Play) ++playsByRegion[event.region];
        }
        const auto near = [](double a, double b, double tolerance) {
            return std::abs(a / b - 1) < tolerance;
        };
        const Batch traffic = rowsOf(dir, "traffic", from, kNow);
        QVERIFY(near(sumOf(traffic, "plays"), live[EventKind::Play], 0.02));
        QVERIFY(near(sumOf(traffic, "danmaku"), live[EventKind::Danmaku], 0.02));
        QVERIFY(near(sumOf(traffic, "shares"), live[EventKind::Share], 0.05));
        const Batch quality = rowsOf(dir, "quality", from, kNow);
        double mean = 0;
        for (const double value : quality.find("response_ms")->doubles())
            mean += value / static_cast<double>(quality.rows());
        QVERIFY2(near(mean, response / live[EventKind::Play], 0.05), qPrintable(QString::number(mean)));
        const Batch regionRows = rowsOf(dir, "plays_by_region", from, kNow);
        std::map<std::string, double> stored;
        for (std::size_t row = 0; row < regionRows.rows(); ++row) {
            stored[std::string(regionRows.find("region")->text(row))] +=
                static_cast<double>(regionRows.find("plays")->ints()[row]);
        }
        for (std::uint32_t i = 0; i < 12; ++i)
            QVERIFY(near(stored[std::string(regions()[i].name)], playsByRegion[i], 0.15));
    }
    void aRecipeThatFitsNoMetricIsRefused() {
        DemoConfig config = demoConfig();
        config.history.front().columns.pop_back();
        const EventModel model = demoModel();
        const QTemporaryDir dir;
        const auto store = *Store::open(dir.path().toStdString());
        const Result<void> written = HistoryMaker(model, config).write(*store, demoMetrics(), {}, kNow);
        QVERIFY(!written.ok());
        QCOMPARE(written.error().id, std::string("demo.recipe"));
        config.history.front().metric = "nothing";
        QCOMPARE(HistoryMaker(model, config).write(*store, demoMetrics(), {}, kNow).error().id,
                 std::string("demo.no-metric"));
    }
};

QTEST_GUILESS_MAIN(TestDemoHistory)
#include "tst_demo_history.moc"
