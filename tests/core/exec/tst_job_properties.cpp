// SPDX-License-Identifier: GPL-3.0-or-later
// Random records against a model that is too simple to be wrong: it keeps every record and asks each window
// for its own. That cuts and kills do not matter to any operator is shown by tst_operators.
#include "core/plan/planner.h"
#include "tests/support/accounting_check.h"
#include "tests/support/batch_text.h"
#include "tests/support/fixed_clock.h"
#include "tests/support/map_state.h"
#include "tests/support/sql_case.h"
#include "tests/support/text_difference.h"
#include "tests/support/window_model.h"

#include <QtTest>

#include <algorithm>
#include <bit>
#include <sstream>

using namespace guanlan;

namespace {

// Under a sanitizer the same paths take ten times as long, and once is enough to see them.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr unsigned kRepeats = 1;
#else
constexpr unsigned kRepeats = 4;
#endif

const FixedClock kClock;

constexpr std::size_t kRecords = 2000;

struct WindowCase {
    const char* name;
    const char* function;
    WindowSpec spec;
};
const WindowCase kWindows[] = {
    {"tumble",
     "TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '10' SECOND)",
     {WindowKind::Tumble, 10 * kSecond, 0, 0}},
    {"tumble with offset",
     "TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '10' SECOND, INTERVAL '3' SECOND)",
     {WindowKind::Tumble, 10 * kSecond, 0, 3 * kSecond}},
    {"hop",
     "HOP(TABLE t, DESCRIPTOR(ts), INTERVAL '2' SECOND, INTERVAL '10' SECOND)",
     {WindowKind::Hop, 10 * kSecond, 2 * kSecond, 0}},
    {"cumulate",
     "CUMULATE(TABLE t, DESCRIPTOR(ts), INTERVAL '5' SECOND, INTERVAL '20' SECOND)",
     {WindowKind::Cumulate, 20 * kSecond, 5 * kSecond, 0}},
    {"session",
     "SESSION(TABLE t PARTITION BY k, DESCRIPTOR(ts), INTERVAL '1' SECOND)",
     {WindowKind::Session, kSecond, 0, 0}},
    {"count", "COUNT_WINDOW(TABLE t PARTITION BY k, 12)", {WindowKind::Count, 12, 12, 0}},
    {"sliding count", "COUNT_WINDOW(TABLE t PARTITION BY k, 30, 10)", {WindowKind::Count, 30, 10, 0}},
};

std::string tableWithDelay(int seconds) {
    return "CREATE TABLE t (k STRING, n BIGINT, x DOUBLE, amount STRING, ts TIMESTAMP(3), WATERMARK FOR ts "
           "AS ts - "
           "INTERVAL '" +
           std::to_string(seconds) + "' SECOND) WITH ('connector' = 'test');\n";
}
const std::string kTable = tableWithDelay(2);

std::string scriptFor(const WindowCase& window) {
    return kTable +
           "SELECT window_start, window_end, k, COUNT(*) AS c, COUNT(DISTINCT n) AS d, COUNT(DISTINCT "
           "amount) AS da, "
           "SUM(CAST(amount AS BIGINT)) FILTER (WHERE n < 20) AS s, MAX(n) AS m FROM TABLE(" +
           std::string(window.function) + ") WHERE n >= 3 GROUP BY window_start, window_end, k;";
}

Plan planned(const std::string& script) {
    const PlanOutcome outcome = planScript(script, sqlCaseOptions("property.sql"));
    if (!outcome.ok()) qFatal("%s", renderError(outcome.errors.front(), script).c_str());
    return outcome.plan;
}

/// A job over the records, feeding from a position; rows are gathered as text.
class Run {
  public:
    explicit Run(const Plan& plan) : m_plan(plan), m_job(make(plan)) {}
    void feed(std::span<const ModelRecord> records) {
        const Result<void> consumed = m_job->consume(batchOf(records));
        if (!consumed) qFatal("%s", consumed.error().sentence().c_str());
        collect();
    }
    void finish() {
        if (const Result<void> finished = m_job->finish(); !finished)
            qFatal("%s", finished.error().sentence().c_str());
        collect();
    }
    [[nodiscard]] Job& job() { return *m_job; }
    [[nodiscard]] std::string takeRows() { return std::exchange(m_rows, {}); }
    /// Where the accounting did not add up at some moment.
    [[nodiscard]] QString imbalance() const { return m_imbalance; }

  private:
    static std::unique_ptr<Job> make(const Plan& plan) {
        auto job = Job::create(plan, {.clock = &kClock, .bounded = true});
        if (!job) qFatal("%s", job.error().sentence().c_str());
        return std::move(*job);
    }
    void collect() {
        for (const Emission& emission : m_job->takeEmissions())
            m_rows += textOf(*emission.rows);
        if (m_imbalance.isEmpty()) m_imbalance = imbalanceOf(*m_job, m_plan);
    }

    const Plan& m_plan;
    std::unique_ptr<Job> m_job;
    std::string m_rows;
    QString m_imbalance;
};

std::string countsOf(const Accounting& a) {
    std::ostringstream out;
    out << "read " << a.read << " used " << a.used << " filtered " << a.filtered << " late " << a.late
        << " bad " << a.bad;
    for (const auto& [cause, records] : a.badByCause)
        out << ' ' << cause << ' ' << records;
    return out.str();
}

}  // namespace

class TestJobProperties : public QObject {
    Q_OBJECT
  private slots:
    void rowsEqualTheModel_data() { windows(); }
    void rowsEqualTheModel() {
        QFETCH(int, window);
        const WindowCase& item = kWindows[window];
        const Plan plan = planned(scriptFor(item));
        for (unsigned seed = 1; seed <= kRepeats; ++seed) {
            const auto records = randomRecords(seed, kRecords);
            const ModelOutcome expected = modelOutcome(item.spec, records);
            QVERIFY(expected.account.late > 0 || item.spec.kind == WindowKind::Count);
            QVERIFY(expected.account.bad > 0);
            Run run(plan);
            run.feed(records);
            run.finish();
            const std::string difference = firstDifference(run.takeRows(), expected.rows);
            QVERIFY2(difference.empty(), difference.c_str());
            QCOMPARE(QString::fromStdString(countsOf(run.job().accounting(0, 0))),
                     QString::fromStdString(countsOf(expected.account)));
            QVERIFY2(run.imbalance().isEmpty(), qPrintable(run.imbalance()));
        }
    }
    /// Windows that are corrected for a while end as windows that wait for that while.
    void correctedWindowsEndAsPatientOnes_data() {
        QTest::addColumn<std::string>("query");
        QTest::newRow("sessions") << std::string(
            "SELECT window_start, window_end, k, COUNT(*) AS c, COUNT(DISTINCT n) AS d FROM "
            "TABLE(SESSION(TABLE t PARTITION BY k, DESCRIPTOR(ts), INTERVAL '1' SECOND)) "
            "GROUP BY window_start, window_end, k;");
        QTest::newRow("counted sessions") << std::string(
            "SELECT k, COUNT(*) AS sessions, SUM(c) AS s FROM (SELECT k, COUNT(*) AS c FROM "
            "TABLE(SESSION(TABLE t PARTITION BY k, DESCRIPTOR(ts), INTERVAL '1' SECOND)) "
            "GROUP BY window_start, window_end, k) GROUP BY k;");
        QTest::newRow("counted windows") << std::string(
            "SELECT k, COUNT(*) AS w, SUM(c) AS s, MAX(c) AS m FROM (SELECT k, COUNT(*) AS c FROM "
            "TABLE(HOP(TABLE t, DESCRIPTOR(ts), INTERVAL '2' SECOND, INTERVAL '6' SECOND)) "
            "GROUP BY window_start, window_end, k) GROUP BY k;");
    }
    void correctedWindowsEndAsPatientOnes() {
        QFETCH(std::string, query);
        const Plan corrected =
            planned("SET 'table.exec.emit.allow-lateness' = '5 s';\n" + tableWithDelay(2) + query);
        const Plan patient = planned(tableWithDelay(7) + query);
        const auto linesOf = [](const std::string& rows) {
            std::istringstream in(rows);
            std::vector<std::string> lines;
            for (std::string line; std::getline(in, line);)
                lines.push_back(line);
            std::sort(lines.begin(), lines.end());
            return lines;
        };
        for (unsigned seed = 61; seed < 61 + kRepeats; ++seed) {
            const auto records = randomRecords(seed, kRecords);
            std::vector<std::vector<std::string>> rows;
            std::vector<std::int64_t> late;
            for (const Plan* plan : {&corrected, &patient}) {
                Run run(*plan);
                run.feed(records);
                run.finish();
                rows.push_back(linesOf(run.takeRows()));
                late.push_back(run.job().accounting(0, 0).late);
                QVERIFY2(run.imbalance().isEmpty(), qPrintable(run.imbalance()));
            }
            QVERIFY(!rows[0].empty());
            QVERIFY(rows[0] == rows[1]);
            QCOMPARE(late[0], late[1]);
        }
    }
    /// A sum of doubles must come out with the same bits.
    void sumsOfDoublesKeepTheirBits() {
        const Plan plan = planned(
            "CREATE TABLE t (k STRING, n BIGINT, x DOUBLE, amount STRING, ts TIMESTAMP(3), WATERMARK FOR ts "
            "AS ts - "
            "INTERVAL '2' SECOND) WITH ('connector' = 'test');\n"
            "SELECT window_end, SUM(x) AS s, SUM(DISTINCT x) AS d, STDDEV_POP(x) AS v FROM TABLE(HOP(TABLE "
            "t, "
            "DESCRIPTOR(ts), INTERVAL '2' SECOND, INTERVAL '10' SECOND)) GROUP BY window_start, window_end;");
        const auto records = randomRecords(41, kRecords);
        const auto bitsOf = [](Job& job) {
            std::vector<std::uint64_t> bits;
            for (const Emission& emission : job.takeEmissions()) {
                for (std::size_t column = 1; column < 4; ++column) {
                    for (const double value : emission.rows->column(column).doubles())
                        bits.push_back(std::bit_cast<std::uint64_t>(value));
                }
            }
            return bits;
        };
        const auto sortedBits = [&](std::size_t cut, bool restores) {
            MapState state;
            auto job = Job::create(plan, {.clock = &kClock, .bounded = true});
            std::vector<std::uint64_t> all;
            const auto gather = [&] {
                for (const std::uint64_t bits : bitsOf(**job))
                    all.push_back(bits);
            };
            for (std::size_t from = 0; from < records.size(); from += cut) {
                const std::size_t count = std::min(cut, records.size() - from);
                if (!(*job)->consume(batchOf(std::span(records).subspan(from, count)))) qFatal("consume");
                gather();
                if (!restores) continue;
                (*job)->saveState(state);
                job = Job::create(plan, {.clock = &kClock, .bounded = true});
                if (!(*job)->restoreState(state)) qFatal("restore");
            }
            if (!(*job)->finish()) qFatal("finish");
            gather();
            std::sort(all.begin(), all.end());  // columns of one emission stand side by side
            return all;
        };
        const auto whole = sortedBits(records.size(), false);
        QVERIFY(whole.size() > 100);
        QVERIFY(sortedBits(37, false) == whole);
        QVERIFY(sortedBits(101, true) == whole);
    }
    /// Provisional rows of the open windows are what finish() would make of them.
    void provisionalTumbleRowsBecomeFinal() {
        const Plan plan = planned(scriptFor(kWindows[0]));
        const auto records = randomRecords(51, kRecords);
        Run run(plan);
        run.feed(records);
        const std::string closed = run.takeRows();
        const std::string open = textOf(*run.job().provisional(0));
        run.finish();
        QVERIFY(!open.empty());
        const std::string difference = firstDifference(open, run.takeRows());
        QVERIFY2(difference.empty(), difference.c_str());
    }

  private:
    static void windows() {
        QTest::addColumn<int>("window");
        for (int i = 0; i < static_cast<int>(std::size(kWindows)); ++i) {
            QTest::newRow(kWindows[i].name) << i;
        }
    }
};

QTEST_GUILESS_MAIN(TestJobProperties)
#include "tst_job_properties.moc"
