// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/batch_text.h"
#include "ui/model/feed_hub.h"
#include "ui/model/span_rows.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace guanlan;

namespace {

constexpr Micros kDayStart = 1'772'640'000 * kSecond;  // 2026-03-04T16:00Z, midnight in China

class HandClock final : public Clock {
  public:
    [[nodiscard]] Micros now() const override { return time; }
    [[nodiscard]] Micros monotonic() const override { return time; }
    Micros time = kDayStart + 8 * kHour + 5 * kMinute;  // 08:05:00
};

BatchPtr rows(const char* lines) {
    return std::make_shared<Batch>(
        batchFromText(std::string("window_end TIMESTAMP(3) | region STRING | plays BIGINT\n") + lines));
}

MetricDefinition playsMetric() {
    return {.name = "plays",
            .schema = rows("")->schemaPtr(),
            .timeColumn = 0,
            .dimensions = {1},
            .fingerprint = "f1"};
}

QString shown(const BatchPtr& batch) {
    return batch ? QString::fromStdString(textOf(*batch))
                       .replace(QStringLiteral("2026-03-05 "), QString())
                       .replace(QStringLiteral(".000"), QString())
                 : QStringLiteral("null");
}

/// A store with a few rows, a snapshot beside it, and a hub over both.
struct World {
    QTemporaryDir folder{};
    HandClock clock{};
    std::unique_ptr<Store> store{};
    std::shared_ptr<Snapshot> snapshot = std::make_shared<Snapshot>();
    std::unique_ptr<FeedHub> hub{};

    explicit World(const char* history) {
        auto opened = Store::open(folder.path().toStdString());
        if (!opened.ok()) qFatal("%s", opened.error().sentence().c_str());
        store = std::move(*opened);
        if (!store->defineMetrics({playsMetric()}).ok()) qFatal("define");
        if (*history != 0) save(history);
        snapshot->metrics["plays"].definition = playsMetric();
        hub = std::make_unique<FeedHub>(
            RunView{.snapshot = [this] { return SnapshotPtr(std::make_shared<Snapshot>(*snapshot)); },
                    .metrics = {playsMetric()},
                    .historyFolder = folder.path().toStdString(),
                    .clock = &clock,
                    .zone = Zone("Asia/Shanghai", 8 * kHour)});
    }
    void save(const char* lines) const {
        if (!store->commit({.rows = {{"plays", rows(lines)}}, .at = clock.time}).ok()) qFatal("commit");
    }
    MetricLive& live() { return snapshot->metrics["plays"]; }
    void pulse(MetricFeed& feed) const {
        hub->pulse();
        hub->refresh(feed);
    }
    bool settle(MetricFeed& feed) const {
        return QTest::qWaitFor([&] {
            pulse(feed);
            return !feed.data().loading;
        });
    }
};

const PanelDemand kTenMinutes{.metric = "plays", .span = 10 * kMinute};

}  // namespace

class TestMetricFeed : public QObject {
    Q_OBJECT
  private slots:
    void historyAndLiveJoinWithoutDoubles() {
        World world(R"(2026-03-05 07:54:00 | a | 1
                       2026-03-05 08:01:00 | a | 2
                       2026-03-05 08:02:00 | a | 3)");
        // 08:02 is in history and still among the live rows, with a correction.
        world.live().recent = {rows("2026-03-05 08:02:00 | a | 30\n2026-03-05 08:03:00 | a | 4")};
        const auto feed = world.hub->feed(kTenMinutes);
        QVERIFY(world.settle(*feed));
        world.pulse(*feed);
        QCOMPARE(shown(feed->data().finals),
                 QStringLiteral("08:01:00 | a | 2\n08:02:00 | a | 30\n08:03:00 | a | 4\n"));
    }
    void newLiveRowsAreAppended() {
        World world("2026-03-05 08:01:00 | a | 2");
        const auto feed = world.hub->feed(kTenMinutes);
        QVERIFY(world.settle(*feed));
        world.live().recent = {rows("2026-03-05 08:02:00 | a | 3\n2026-03-05 08:02:00 | b | 9")};
        const std::uint64_t before = feed->version();
        world.pulse(*feed);
        QVERIFY(feed->version() > before);
        QCOMPARE(shown(feed->data().finals),
                 QStringLiteral("08:01:00 | a | 2\n08:02:00 | a | 3\n08:02:00 | b | 9\n"));
    }
    void nothingNewChangesNothing() {
        World world("2026-03-05 08:01:00 | a | 2");
        const auto feed = world.hub->feed(kTenMinutes);
        QVERIFY(world.settle(*feed));
        world.pulse(*feed);
        const std::uint64_t before = feed->version();
        const BatchPtr same = feed->data().finals;
        world.clock.time += 300 * kMilli;
        world.pulse(*feed);
        QCOMPARE(feed->version(), before);
        QCOMPARE(feed->data().finals, same);
    }
    void rowsLeaveAtTheLeftEdge() {
        World world("2026-03-05 07:56:00 | a | 1\n2026-03-05 08:05:00 | a | 2");
        const auto feed = world.hub->feed(kTenMinutes);
        QVERIFY(world.settle(*feed));
        QCOMPARE(feed->data().finals->rows(), std::size_t{2});
        world.clock.time += kMinute;
        world.pulse(*feed);
        QCOMPARE(shown(feed->data().finals), QStringLiteral("08:05:00 | a | 2\n"));
    }
    void aGapInTheSequenceReadsHistoryAgain() {
        World world("2026-03-05 08:01:00 | a | 1");
        world.live().recent = {rows("2026-03-05 08:02:00 | a | 2")};
        const auto feed = world.hub->feed(kTenMinutes);
        QVERIFY(world.settle(*feed));
        // While no one looked, 08:03 went by; only history has it.
        world.save("2026-03-05 08:02:00 | a | 2\n2026-03-05 08:03:00 | a | 3");
        world.live().firstSequence = 3;
        world.live().recent = {rows("2026-03-05 08:04:00 | a | 4")};
        world.pulse(*feed);
        QVERIFY(world.settle(*feed));
        world.pulse(*feed);
        QCOMPARE(shown(feed->data().finals),
                 QStringLiteral("08:01:00 | a | 1\n08:02:00 | a | 2\n08:03:00 | a | 3\n08:04:00 | a | 4\n"));
    }
    void todayBeginsAtLocalMidnight() {
        World world(R"(2026-03-05 00:00:00 | a | 100
                       2026-03-05 00:01:00 | a | 1
                       2026-03-05 08:00:00 | a | 2)");
        const auto feed = world.hub->feed({.metric = "plays", .sinceMidnight = true});
        QVERIFY(world.settle(*feed));
        // The window that ended at midnight belongs to yesterday.
        QCOMPARE(shown(feed->data().finals), QStringLiteral("00:01:00 | a | 1\n08:00:00 | a | 2\n"));
        QCOMPARE(feed->data().from, kDayStart);
    }
    void yesterdayIsTheSameSpanADayEarlier() {
        World world(R"(2026-03-04 07:54:00 | a | 7
                       2026-03-04 07:56:00 | a | 8
                       2026-03-04 08:05:00 | a | 9
                       2026-03-04 08:06:00 | a | 10
                       2026-03-05 08:05:00 | a | 2)");
        PanelDemand demand = kTenMinutes;
        demand.compareYesterday = true;
        const auto feed = world.hub->feed(demand);
        QVERIFY(QTest::qWaitFor([&] {
            world.pulse(*feed);
            return feed->data().yesterday != nullptr;
        }));
        QCOMPARE(QString::fromStdString(textOf(*feed->data().yesterday)),
                 QStringLiteral("2026-03-04 07:56:00.000 | a | 8\n2026-03-04 08:05:00.000 | a | 9\n"));
    }
    void provisionalStandsStillWhilePaused() {
        World world("2026-03-05 08:01:00 | a | 1");
        world.live().provisional = rows("2026-03-05 08:06:00 | a | 5");
        const auto feed = world.hub->feed(kTenMinutes);
        QVERIFY(world.settle(*feed));
        world.hub->setPaused(true);
        const BatchPtr held = feed->data().provisional;
        QVERIFY(held);
        world.live().provisional = rows("2026-03-05 08:06:00 | a | 6");
        world.clock.time += 5 * kMinute;
        world.pulse(*feed);
        QCOMPARE(feed->data().provisional, held);
        QCOMPARE(feed->data().to, kDayStart + 8 * kHour + 5 * kMinute);
        world.hub->setPaused(false);
        world.pulse(*feed);
        QCOMPARE(shown(feed->data().provisional), QStringLiteral("08:06:00 | a | 6\n"));
    }
    void aPastRangeShowsFinalRowsOnly() {
        World world("2026-03-05 06:30:00 | a | 1\n2026-03-05 08:01:00 | a | 2");
        world.live().provisional = rows("2026-03-05 08:06:00 | a | 5");
        world.hub->setTime(
            {.kind = TimeChoice::Kind::Range, .from = kDayStart + 6 * kHour, .to = kDayStart + 7 * kHour});
        const auto feed = world.hub->feed({.metric = "plays"});
        QVERIFY(world.settle(*feed));
        QCOMPARE(shown(feed->data().finals), QStringLiteral("06:30:00 | a | 1\n"));
        QVERIFY(!feed->data().provisional);
    }
    void anUnknownMetricIsSaidInWords() {
        World world("");
        const auto feed = world.hub->feed({.metric = "playz", .span = kHour});
        world.pulse(*feed);
        QVERIFY(feed->data().problem);
        QCOMPARE(feed->data().problem->what, std::string("no metric 'playz'"));
        QVERIFY(!feed->data().loading);
    }
    void aSourceThatIsAwayMarksTheValuesStale() {
        World world("2026-03-05 08:01:00 | a | 1");
        const auto feed = world.hub->feed(kTenMinutes);
        QVERIFY(world.settle(*feed));
        QVERIFY(!feed->data().stale);
        SourceLive source{.name = "events"};
        source.health.state = SourceHealth::State::Failing;
        world.snapshot->sources = {source};
        world.pulse(*feed);
        QVERIFY(feed->data().stale);
        QCOMPARE(feed->data().finals->rows(), std::size_t{1});
    }
    void equalDemandsShareAFeed() {
        World world("");
        QCOMPARE(world.hub->feed(kTenMinutes), world.hub->feed(kTenMinutes));
        QVERIFY(world.hub->feed(kTenMinutes) != world.hub->feed({.metric = "plays", .span = kHour}));
    }
    void timeChoicesReadWhatTheyWrite() {
        const Zone zone("Asia/Shanghai", 8 * kHour);
        for (const char* text :
             {"live:30m", "last:7d", "live:90s", "2026-03-01T08:00:00/2026-03-01T09:30:00"}) {
            const auto choice = TimeChoice::parse(text, zone);
            QVERIFY2(choice, text);
            QCOMPARE(choice->text(zone), std::string(text));
        }
        for (const char* text : {"", "live:", "live:0m", "live:-5m", "live:5x", "last:99999999999999999999d",
                                 "2026-03-02/2026-03-01", "x/y"})
            QVERIFY2(!TimeChoice::parse(text, zone), text);
    }
};

QTEST_GUILESS_MAIN(TestMetricFeed)
#include "tst_metric_feed.moc"
