// SPDX-License-Identifier: GPL-3.0-or-later
// Windows over PROCTIME(), by a clock that the test moves.
#include "core/plan/planner.h"
#include "tests/support/batch_text.h"
#include "tests/support/map_state.h"
#include "tests/support/sql_case.h"

#include <QtTest>

using namespace guanlan;

namespace {

class MovedClock final : public Clock {
  public:
    [[nodiscard]] Micros now() const override { return m_now; }
    [[nodiscard]] Micros monotonic() const override { return m_now; }
    void set(const char* text) { m_now = parseTimestamp(text)->wallTime; }

  private:
    Micros m_now = 0;
};

const char* const kTable =
    "CREATE TABLE t (k STRING, n BIGINT, at AS PROCTIME()) WITH ('connector' = 'test');\n";

/// A job whose records arrive when the clock says so.
class ClockRun {
  public:
    explicit ClockRun(const std::string& query) {
        const std::string script = kTable + query;
        const PlanOutcome outcome = planScript(script, sqlCaseOptions("clock.sql"));
        if (!outcome.ok()) qFatal("%s", renderError(outcome.errors.front(), script).c_str());
        m_plan = outcome.plan;
        restart();
    }
    void restart() {
        auto job = Job::create(m_plan, {.clock = &m_clock, .zone = Zone("Asia/Shanghai", 8 * kHour)});
        if (!job) qFatal("%s", job.error().sentence().c_str());
        m_job = std::move(*job);
        if (!m_job->restoreState(m_state)) qFatal("restore");
    }
    void save() { m_job->saveState(m_state); }
    std::string at(const char* time, const std::string& rows = {}) {
        m_clock.set(time);
        if (!rows.empty()) {
            SourceBatch batch;
            batch.rows = batchFromText("k STRING | n BIGINT\n" + rows);
            batch.rows.runs = {{.rows = static_cast<std::uint32_t>(batch.rows.rows())}};
            if (!m_job->consume(batch)) qFatal("consume");
        } else {
            m_job->tick();
        }
        return taken();
    }
    std::string finish() {
        if (!m_job->finish()) qFatal("finish");
        return taken();
    }
    [[nodiscard]] Accounting accounting() const { return m_job->accounting(0, 0); }

  private:
    std::string taken() {
        std::string rows;
        for (const Emission& emission : m_job->takeEmissions())
            rows += textOf(*emission.rows);
        return rows;
    }

    MovedClock m_clock;
    Plan m_plan;
    MapState m_state;
    std::unique_ptr<Job> m_job;
};

}  // namespace

class TestProcessingTime : public QObject {
    Q_OBJECT
  private slots:
    void windowsEndByTheClock() {
        ClockRun run(
            "SELECT window_start, window_end, k, COUNT(*) AS c FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(at), "
            "INTERVAL '1' MINUTE)) GROUP BY window_start, window_end, k;");
        QCOMPARE(run.at("2026-01-01 00:00:10", "a | 1\nb | 2\n"), std::string());
        QCOMPARE(run.at("2026-01-01 00:00:59.999", "a | 1\n"), std::string());
        QCOMPARE(run.at("2026-01-01 00:01:00"),
                 std::string("2026-01-01 08:00:00.000 | 2026-01-01 08:01:00.000 | a | 2\n"
                             "2026-01-01 08:00:00.000 | 2026-01-01 08:01:00.000 | b | 1\n"));
        QCOMPARE(run.at("2026-01-01 00:01:30", "a | 1\n"), std::string());
        QCOMPARE(run.at("2026-01-01 00:02:01", "c | 1\n"),
                 std::string("2026-01-01 08:01:00.000 | 2026-01-01 08:02:00.000 | a | 1\n"));
        QCOMPARE(run.finish(), std::string("2026-01-01 08:02:00.000 | 2026-01-01 08:03:00.000 | c | 1\n"));
        QVERIFY(run.accounting().balanced());
        QCOMPARE(run.accounting().used, 5);
        QCOMPARE(run.accounting().late, 0);
    }
    void noRowIsLateWhenTheClockIsSetBack() {
        ClockRun run(
            "SELECT TUMBLE_START(at, INTERVAL '1' MINUTE) AS s, TUMBLE_PROCTIME(at, INTERVAL '1' MINUTE) AS "
            "p, SUM(n) AS n FROM t GROUP BY TUMBLE(at, INTERVAL '1' MINUTE);");
        QCOMPARE(run.at("2026-01-01 00:00:10", "a | 1\n"), std::string());
        QCOMPARE(run.at("2026-01-01 00:01:10", "a | 2\n"),
                 std::string("2026-01-01 08:00:00.000 | 2026-01-01 00:00:59.999 | 1\n"));
        QCOMPARE(run.at("2026-01-01 00:00:20", "a | 4\n"), std::string());
        QCOMPARE(run.at("2026-01-01 00:02:00"),
                 std::string("2026-01-01 08:01:00.000 | 2026-01-01 00:01:59.999 | 6\n"));
        QCOMPARE(run.accounting().used, 3);
    }
    void openWindowsOutliveARestart() {
        ClockRun run(
            "SELECT window_end, COUNT(*) AS c FROM TABLE(HOP(TABLE t, DESCRIPTOR(at), INTERVAL '1' MINUTE, "
            "INTERVAL '2' MINUTE)) GROUP BY window_start, window_end;");
        QCOMPARE(run.at("2026-01-01 00:00:10", "a | 1\nb | 1\n"), std::string());
        run.save();
        run.restart();
        QCOMPARE(run.at("2026-01-01 00:00:40", "a | 1\n"), std::string());
        QCOMPARE(run.at("2026-01-01 00:05:00"),
                 std::string("2026-01-01 08:01:00.000 | 3\n2026-01-01 08:02:00.000 | 3\n"));
    }
    void sessionsAndWindowsOfWindows() {
        ClockRun run(
            "CREATE VIEW visits AS SELECT window_time AS left_at, k, COUNT(*) AS c FROM TABLE(SESSION(TABLE "
            "t "
            "PARTITION BY k, DESCRIPTOR(at), INTERVAL '10' SECOND)) GROUP BY window_start, window_end, "
            "window_time, k;\n"
            "SELECT window_start, COUNT(*) AS visits, SUM(c) AS c FROM TABLE(TUMBLE(TABLE visits, "
            "DESCRIPTOR(left_at), INTERVAL '1' MINUTE)) GROUP BY window_start, window_end;");
        QCOMPARE(run.at("2026-01-01 00:00:10", "a | 1\nb | 1\n"), std::string());
        QCOMPARE(run.at("2026-01-01 00:00:15", "a | 1\n"), std::string());
        QCOMPARE(run.at("2026-01-01 00:00:40", "a | 1\n"), std::string());
        QCOMPARE(run.at("2026-01-01 00:00:50"), std::string());
        QCOMPARE(run.at("2026-01-01 00:01:00"), std::string("2026-01-01 08:00:00.000 | 3 | 4\n"));
    }
};

QTEST_GUILESS_MAIN(TestProcessingTime)
#include "tst_processing_time.moc"
