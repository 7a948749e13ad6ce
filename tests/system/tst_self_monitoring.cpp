// SPDX-License-Identifier: GPL-3.0-or-later
// A workspace that watches itself: its own metrics are in the history, and an alarm goes by them.
#include "core/config/workspace.h"
#include "core/runtime/demo/scaled_clock.h"
#include "core/runtime/live_session.h"
#include "core/runtime/self_metrics.h"
#include "core/runtime/workspace_events.h"
#include "core/store/history.h"
#include "tests/support/accounting_check.h"
#include "tests/support/child_process.h"
#include "tests/support/written_file.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace guanlan;

namespace {

constexpr double kSpeed = 50;  // a row of what it tells of itself every fifth of a second
constexpr int kPatience = 20'000;

std::string script(const std::string& with) {
    return "CREATE TABLE events (n BIGINT, at TIMESTAMP(3), WATERMARK FOR at AS at) WITH (" + with +
           ", 'format' = 'json');\n"
           "CREATE MATERIALIZED TABLE sums AS SELECT window_end, SUM(n) AS total\n"
           "FROM TABLE(TUMBLE(TABLE events, DESCRIPTOR(at), INTERVAL '1' HOUR)) GROUP BY window_start, "
           "window_end;\n";
}

}  // namespace

class TestSelfMonitoring : public QObject {
    Q_OBJECT

    SystemClock m_system;
    std::unique_ptr<ScaledClock> m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<WorkspaceFolder> m_workspace;

    Result<std::unique_ptr<LiveSession>> run(const std::string& pipeline) {
        if (auto saved = m_workspace->savePipeline(pipeline); !saved) return saved.error();
        return LiveSession::start(*m_workspace, {.clock = m_clock.get()});
    }
    [[nodiscard]] std::size_t rowsKept(const std::string& metric) const {
        const auto history = History::open(m_workspace->stateFolder());
        if (!history) return 0;
        const Result<Batch> rows = (*history)->rows({.metric = metric});
        return rows ? rows->rows() : 0;
    }

  private slots:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_workspace = std::make_unique<WorkspaceFolder>(m_folder->path().toStdString());
        m_clock = std::make_unique<ScaledClock>(m_system, kSpeed);
        m_clock->run();
        WorkspaceSettings settings;
        settings.timeZone = "Asia/Shanghai";
        QVERIFY(m_workspace->save(settings));
        QVERIFY(m_workspace->save(std::vector<AlarmRule>{}));
    }

    /// Nobody answers at the broker's address: an alarm on the run's own metric says so.
    void alarmOfASourceThatIsAway() {
        QVERIFY(m_workspace->save(std::vector<AlarmRule>{{.id = "away",
                                                          .name = "away",
                                                          .metric = "guanlan_sources",
                                                          .column = "failing",
                                                          .comparison = Comparison::AtLeast,
                                                          .threshold = 1,
                                                          .consecutive = 2}}));
        auto session =
            run(script("'connector' = 'kafka', 'topic' = 'events', 'scan.startup.mode' = "
                       "'earliest-offset', 'properties.bootstrap.servers' = '127.0.0.1:" +
                       std::to_string(freePort()) + "'"));
        QVERIFY2(session, session ? "" : session.error().sentence().c_str());
        QTRY_VERIFY_WITH_TIMEOUT(!(*session)->snapshot()->recentAlarms.empty(), kPatience);
        const AlarmTransition alarm = (*session)->snapshot()->recentAlarms.front();
        QCOMPARE(alarm.series, std::string("source=events"));
        QVERIFY(alarm.firing && alarm.windowIsInstant);
        QVERIFY(std::abs(alarm.window - m_clock->now()) < kHour);
        QTRY_VERIFY_WITH_TIMEOUT(rowsKept("guanlan_sources") >= 3 && rowsKept("guanlan_run") >= 3, kPatience);
        (*session)->stop();
    }

    /// They are in the list of metrics, behind those of the script, live and by SQL; a run goes on with them.
    void aMetricLikeAnyOther() {
        writeFile(m_folder->filePath(QStringLiteral("events.json")),
                  "{\"n\": 1, \"at\": \"2026-03-01 10:00:00\"}\n");
        const std::string pipeline = script("'connector' = 'filesystem', 'path' = 'events.json'");
        std::size_t before = 0;
        for (int round = 0; round < 2; ++round) {
            auto session = run(pipeline);
            QVERIFY2(session, session ? "" : session.error().sentence().c_str());
            const auto& metrics = (*session)->metrics();
            QCOMPARE(metrics.size(), std::size_t{3});
            QCOMPARE(metrics[0].name, std::string("sums"));
            QCOMPARE(metrics[1].name, std::string("guanlan_sources"));
            QTRY_VERIFY_WITH_TIMEOUT(!(*session)->snapshot()->metrics.at("guanlan_run").recent.empty(),
                                     kPatience);
            QCOMPARE(imbalanceOf(*(*session)->snapshot()), QString());
            QTRY_VERIFY_WITH_TIMEOUT(rowsKept("guanlan_run") > before + 2, kPatience);
            (*session)->stop();
            before = rowsKept("guanlan_run");
        }
        const auto none = std::atomic<bool>(false);
        const auto events = eventsBehind(*m_workspace, {.metric = "guanlan_run", .row = "{}"}, {}, {}, none);
        QVERIFY(!events);
        QCOMPARE(events.error().id, std::string("events.selfMetric"));
    }

    void aNameThatIsTaken() {
        std::string pipeline = script("'connector' = 'filesystem', 'path' = 'events.json'");
        pipeline.replace(pipeline.find("sums"), 4, "guanlan_run");
        const auto session = run(pipeline);
        QVERIFY(!session);
        QCOMPARE(session.error().id, std::string("workspace.selfMetric"));
        QCOMPARE(session.error().position.line, 2);
        QVERIFY(session.error().file.ends_with("pipeline.sql"));
    }

    /// Events that carry wall times of Shanghai are two seconds old, not eight hours ahead.
    void delayOfWallTimes() {
        m_clock = std::make_unique<ScaledClock>(m_system, 1.0);
        const Zone zone = *zoneByName("Asia/Shanghai");
        const Micros event = m_clock->now() / kMilli * kMilli - 2 * kSecond;
        writeFile(m_folder->filePath(QStringLiteral("events.json")),
                  "{\"n\": 1, \"at\": \"" +
                      QByteArray::fromStdString(formatTimestamp(zone.toLocal(event), 3)) + "\"}\n");
        auto session = run(script(
            "'connector' = 'filesystem', 'path' = 'events.json', 'source.monitor-interval' = '50 ms'"));
        QVERIFY2(session, session ? "" : session.error().sentence().c_str());
        QTRY_COMPARE_WITH_TIMEOUT((*session)->snapshot()->sources.at(0).view.read, std::int64_t{1},
                                  kPatience);
        const SnapshotPtr snapshot = (*session)->snapshot();
        const SourceLive& source = snapshot->sources.front();
        // the watermark is a millisecond before the newest event
        QVERIFY(event - source.view.watermark <= kMilli && source.view.watermark <= event);
        QCOMPARE(source.view.partitions.front().watermark, source.view.watermark);
        QCOMPARE(snapshot->watermark, source.view.watermark);
        QVERIFY(*watermarkDelay(source, snapshot->taken) >= 2 &&
                *watermarkDelay(source, snapshot->taken) < 60);
        (*session)->stop();
    }
};

QTEST_GUILESS_MAIN(TestSelfMonitoring)
#include "tst_self_monitoring.moc"
