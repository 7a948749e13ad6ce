// SPDX-License-Identifier: GPL-3.0-or-later
// The whole demo at sixty times speed, through the same session as production.
#include "core/runtime/demo/demo_session.h"
#include "core/runtime/demo/terminal_table.h"
#include "core/store/history.h"

#include <QElapsedTimer>
#include <QtTest>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>

using namespace guanlan;

namespace {

/// Begins on 2026-03-11, a Wednesday, at 09:58:50 in China, and goes on in real time.
class MorningClock final : public Clock {
  public:
    [[nodiscard]] Micros now() const override { return m_start + m_system.monotonic() - m_began; }
    [[nodiscard]] Micros monotonic() const override { return m_system.monotonic(); }

  private:
    SystemClock m_system;
    Micros m_start = parseTimestamp("2026-03-11 01:58:50")->wallTime;
    Micros m_began = m_system.monotonic();
};

/// Below the 60 of the demo in a terminal: also a sanitizer build on a busy machine must keep up with the
/// events.
constexpr double kSpeed = 20;

std::map<Micros, double> byWindow(const Batch& rows, const char* column) {
    std::map<Micros, double> values;
    const auto times = rows.find("window_end")->ints();
    for (std::size_t row = 0; row < rows.rows(); ++row)
        values[times[row]] += static_cast<double>(rows.find(column)->ints()[row]);
    return values;
}

}  // namespace

class TestDemoRun : public QObject {
    Q_OBJECT
  private slots:
    void metricsMoveAndAlarmsFireAndResolve() {
        const MorningClock clock;
        Result<std::unique_ptr<DemoSession>> demo = DemoSession::prepare({.speed = kSpeed, .base = &clock});
        QVERIFY2(demo.ok(), demo.ok() ? "" : demo.error().sentence().c_str());
        auto live = LiveSession::start((*demo)->workspace(), (*demo)->sessionOptions());
        QVERIFY2(live.ok(), live.ok() ? "" : live.error().sentence().c_str());
        (*demo)->startFeeding();

        TerminalTable table(Zone("Asia/Shanghai", 8 * kHour), false);
        QElapsedTimer timer;
        timer.start();
        bool fired = false;
        bool resolved = false;
        SnapshotPtr snapshot = (*live)->snapshot();
        const Micros enough = (*demo)->liveFrom() + 7 * kMinute;
        const auto seen = [&] { return fired && resolved && snapshot->watermark > enough; };
        for (int tick = 1; timer.elapsed() < 100'000 && !seen(); ++tick) {
            QTest::qWait(500);
            snapshot = (*live)->snapshot();
            QVERIFY2(!snapshot->stopped, snapshot->stopped ? snapshot->stopped->sentence().c_str() : "");
            for (const AlarmTransition& alarm : snapshot->recentAlarms)
                (alarm.firing ? fired : resolved) = true;
            if (tick % 10 == 0) std::fputs(table.render(*snapshot, (*live)->metrics()).c_str(), stdout);
        }
        std::fputs(table.render(*snapshot, (*live)->metrics()).c_str(), stdout);
        QVERIFY(fired);
        QVERIFY(resolved);
        (*demo)->stopFeeding();
        (*live)->stop();
        checkAccounting(*(*live)->snapshot());
        checkHistory((*demo)->workspace().stateFolder(), (*demo)->liveFrom() + 8 * kHour);
    }

  private:
    void checkAccounting(const Snapshot& snapshot) {
        QCOMPARE(snapshot.sources.size(), std::size_t{1});
        const SourceView& source = snapshot.sources.front().view;
        QVERIFY(source.read > 10000);
        QCOMPARE(source.bad, std::int64_t{0});
        for (const PartitionView& partition : source.partitions)
            QCOMPARE(partition.lost, std::int64_t{0});
        for (const auto& [name, metric] : snapshot.metrics) {
            QVERIFY2(metric.accounting.balanced(), name.c_str());
            QCOMPARE(metric.accounting.late, std::int64_t{0});
        }
    }
    /// Generated and live rows follow on each other without a gap or a step.
    void checkHistory(const std::string& folder, Micros liveFromLocal) {
        const auto history = *History::open(folder);
        const Batch rows = *history->rows({.metric = "traffic", .from = liveFromLocal - 30 * kMinute + 1});
        const std::map<Micros, double> plays = byWindow(rows, "plays");
        QVERIFY(plays.size() >= 35);
        Micros expected = liveFromLocal - 29 * kMinute;
        double before = 0;
        double after = 0;
        for (const auto& [end, value] : plays) {
            QCOMPARE(end, expected);
            expected += kMinute;
            if (end > liveFromLocal - 5 * kMinute && end <= liveFromLocal) before += value;
            if (end > liveFromLocal && end <= liveFromLocal + 5 * kMinute) after += value;
        }
        QVERIFY2(before > 0 && std::abs(after / before - 1) < 0.4,
                 qPrintable(QString("%1 %2").arg(before).arg(after)));
    }
};

QTEST_GUILESS_MAIN(TestDemoRun)
#include "tst_demo_run.moc"
