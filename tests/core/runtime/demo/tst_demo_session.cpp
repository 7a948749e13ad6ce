// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exec/job.h"
#include "core/runtime/demo/demo_session.h"
#include "core/runtime/workspace_plan.h"
#include "core/source/source.h"
#include "core/store/history.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace guanlan;

namespace {

class SetClock final : public Clock {
  public:
    explicit SetClock(Micros at) : m_start(at) {}
    [[nodiscard]] Micros now() const override { return m_start + m_system.monotonic() - m_began; }
    [[nodiscard]] Micros monotonic() const override { return m_system.monotonic(); }

  private:
    SystemClock m_system;
    Micros m_start;
    Micros m_began = m_system.monotonic();
};

// 2026-03-11, a Wednesday, 04:10:00 in China: few events, so that the test is quick.
const Micros kNight = parseTimestamp("2026-03-10 20:10:00")->wallTime;

/// The shipped workspace with history of one day instead of thirty.
QString shortTemplate() {
    static const QTemporaryDir dir;
    const QString folder = dir.filePath("template");
    if (QFile::exists(folder)) return folder;
    if (!WorkspaceFolder::createFrom(DemoOptions().templatePath, folder.toStdString())) qFatal("template");
    QFile file(folder + "/demo.json");
    if (!file.open(QIODevice::ReadOnly)) qFatal("demo.json");
    const QByteArray text = file.readAll().replace("\"days\": 30", "\"days\": 1");
    file.close();
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size()) qFatal("demo.json");
    return folder;
}

std::unique_ptr<DemoSession> prepared(DemoOptions options) {
    options.templatePath = shortTemplate().toStdString();
    Result<std::unique_ptr<DemoSession>> demo = DemoSession::prepare(options);
    if (!demo) qFatal("%s", demo.error().sentence().c_str());
    return *std::move(demo);
}

std::unique_ptr<Source> sourceOf(const DemoSession& demo) {
    const Result<Plan> plan = planWorkspace(demo.workspace(), demo.sessionOptions().variables);
    if (!plan) qFatal("%s", plan.error().sentence().c_str());
    auto source = createSource(plan->sources.front(), {.clock = &demo.clock(), .zone = Zone()});
    if (!source) qFatal("%s", source.error().sentence().c_str());
    if (const Result<void> opened = (*source)->open({}); !opened) qFatal("%s", opened.error().what.c_str());
    return *std::move(source);
}

}  // namespace

class TestDemoSession : public QObject {
    Q_OBJECT
  private slots:
    void aFastClockStandsUntilItRuns() {
        const SystemClock system;
        ScaledClock clock(system, 1000);
        const Micros start = clock.now();
        QTest::qWait(20);
        QCOMPARE(clock.now(), start);
        clock.run();
        QTest::qWait(20);
        QVERIFY(clock.now() >= start + 20 * kSecond);
    }
    void everyMetricOfTheDemoHasHistory() {
        const SetClock clock(kNight + 7 * kMinute);
        const auto demo = prepared({.base = &clock});
        QCOMPARE(demo->liveFrom(), kNight + 5 * kMinute);
        const auto history = *History::open(demo->workspace().stateFolder());
        const std::vector<MetricDefinition> metrics = *history->metrics();
        QVERIFY(metrics.size() >= 5);
        for (const MetricDefinition& metric : metrics) {
            const Batch newest = *history->rows({.metric = metric.name, .lastRows = 1});
            QVERIFY2(newest.rows() == 1, metric.name.c_str());
            QCOMPARE(newest.column(*metric.timeColumn).ints()[0], demo->liveFrom() + 8 * kHour);
        }
    }
    void theSecondStartFillsTheGapOnly() {
        const QTemporaryDir dir;
        const std::string folder = dir.filePath("demo").toStdString();
        const SetClock first(kNight);
        prepared({.folder = folder, .base = &first});
        const SetClock later(kNight + 30 * kMinute);
        prepared({.folder = folder, .base = &later});
        const auto history = *History::open(folder + "/state");
        const Micros from = kNight + 8 * kHour - 2 * kHour;
        const Batch rows = *history->rows({.metric = "traffic", .from = from + 1});
        QCOMPARE(rows.rows(), std::size_t{150});
        for (std::size_t row = 0; row < rows.rows(); ++row)
            QCOMPARE(rows.column(0).ints()[row], from + static_cast<Micros>(row + 1) * kMinute);
    }
    void theOrdinarySourceReadsWhatTheFeederSends() {
        const SetClock clock(kNight + kMinute);
        const auto demo = prepared({.base = &clock});
        const auto source = sourceOf(*demo);
        demo->startFeeding();
        // A minute of backlog, then live events: more than before the start, and none is lost or bad.
        std::size_t rows = 0;
        std::int64_t bad = 0;
        std::int64_t lost = 0;
        std::map<std::uint32_t, std::int64_t> next;
        QElapsedTimer timer;
        timer.start();
        bool caughtUp = false;
        while (!caughtUp && timer.elapsed() < 30000) {
            const Result<SourceBatch> batch = source->next(std::chrono::milliseconds(50));
            QVERIFY2(batch.ok(), batch.ok() ? "" : batch.error().sentence().c_str());
            rows += batch->rows.rows();
            for (const BadCount& count : batch->bad)
                bad += count.records;
            for (const PartitionProgress& progress : batch->progress) {
                next[progress.partition] = progress.nextOffset;
                lost += progress.lostRecords;
            }
            if (timer.elapsed() > 3000) demo->stopFeeding();
            caughtUp = timer.elapsed() > 3500 && static_cast<std::int64_t>(rows) == demo->eventsProduced();
        }
        QVERIFY2(caughtUp, qPrintable(QString("%1 of %2").arg(rows).arg(demo->eventsProduced())));
        QVERIFY(rows > 60 * 100);
        QCOMPARE(bad, std::int64_t{0});
        QCOMPARE(lost, std::int64_t{0});
        QCOMPARE(next.size(), std::size_t{4});
    }
    void anotherBrokerHasAnotherIdentity() {
        const SetClock clock(kNight);
        const auto one = prepared({.base = &clock});
        const auto two = prepared({.base = &clock});
        const auto identity = [](const DemoSession& demo) {
            const auto source = sourceOf(demo);
            QElapsedTimer timer;
            timer.start();
            while (source->identity().empty() && timer.elapsed() < 10000)
                (void)source->next(std::chrono::milliseconds(50));
            return source->identity();
        };
        const std::string first = identity(*one);
        QVERIFY(!first.empty());
        QVERIFY(first != identity(*two));
    }
    void aMissingValueNamesItsPlace() {
        const QTemporaryDir dir;
        const WorkspaceFolder folder(dir.path().toStdString());
        QVERIFY(folder.savePipeline("-- 观澜\nSET 'k' = '${NOBODY}';\n").ok());
        const Result<Plan> plan = planWorkspace(folder, {{"BROKER", "x"}});
        QCOMPARE(plan.error().id, std::string("workspace.variable"));
        QVERIFY(plan.error().position == (TextPosition{2, 12}));
        QCOMPARE(plan.error().file, folder.pipelinePath());
    }
};

QTEST_GUILESS_MAIN(TestDemoSession)
#include "tst_demo_session.moc"
