// SPDX-License-Identifier: GPL-3.0-or-later
// Who lost which records: the accounting of partitions whose rows stand interleaved in one batch, and of the
// operators one after the other.
#include "tests/support/accounting_check.h"
#include "tests/support/batch_text.h"
#include "tests/support/map_state.h"
#include "tests/support/sql_case.h"

#include <QtTest>

using namespace guanlan;

namespace {

const std::string kTable =
    "CREATE TABLE t (k STRING, amount STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = "
    "'test');\n";

Plan planned(const std::string& script) {
    const PlanOutcome outcome = planScript(script, sqlCaseOptions("accounting.sql"));
    if (!outcome.ok()) qFatal("%s", renderError(outcome.errors.front(), script).c_str());
    return outcome.plan;
}

/// Partition 7 has rows 0, 1 and 4, partition 90000 rows 2, 3 and 5; and one of its records is no JSON.
SourceBatch interleaved() {
    SourceBatch batch;
    batch.rows = batchFromText(
        "k STRING | amount STRING | ts TIMESTAMP(3)\n"
        "a        | 1             | 2026-03-01 08:00:01\n"
        "b        | x             | 2026-03-01 08:00:02\n"
        "c        | 3             | 2026-03-01 08:00:03\n"
        "a        | 4             | 2026-03-01 08:00:15\n"
        "a        | 5             | 2026-03-01 08:00:16\n"
        "a        | 6             | 2026-03-01 08:00:04\n");
    batch.rows.runs = {{7, 0, 2, 10}, {90'000, 2, 2, 0}, {7, 4, 1, 12}, {90'000, 5, 1, 3}};
    batch.bad = {{90'000, "json.syntax", 1}};
    batch.progress = {{.partition = 7, .nextOffset = 13}, {.partition = 90'000, .nextOffset = 4}};
    return batch;
}

QString textOf(const Fates& fates) {
    return QStringLiteral("%1 = %2 + %3 + %4 + %5 + %6")
        .arg(fates.read)
        .arg(fates.used)
        .arg(fates.filtered)
        .arg(fates.duplicate)
        .arg(fates.late)
        .arg(fates.bad);
}

std::unique_ptr<Job> jobOf(const Plan& plan) {
    auto job = Job::create(plan, {.bounded = true});
    if (!job) qFatal("%s", job.error().sentence().c_str());
    return std::move(*job);
}

}  // namespace

class TestAccounting : public QObject {
    Q_OBJECT
  private slots:
    void partitionsAndOperators() {
        const Plan plan =
            planned(kTable +
                    "SELECT window_end, SUM(a) AS a FROM (SELECT window_start, window_end, CAST(amount "
                    "AS BIGINT) AS a FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '10' SECOND)) "
                    "WHERE k <> 'c') GROUP BY window_start, window_end;");
        MapState state;
        auto job = jobOf(plan);
        QVERIFY(job->consume(interleaved()).ok());
        job->saveState(state);
        job = jobOf(plan);
        QVERIFY(job->restoreState(state).ok());
        QVERIFY(job->finish().ok());
        const QString imbalance = imbalanceOf(*job, plan);
        QVERIFY2(imbalance.isEmpty(), qPrintable(imbalance));

        std::map<std::uint32_t, QString> partitions;
        for (const PartitionAccounting& partition : job->partitions(0, 0))
            partitions[partition.partition] = textOf(partition);
        QCOMPARE(partitions.size(), std::size_t{2});
        QCOMPARE(partitions[7], QString("3 = 2 + 0 + 0 + 0 + 1"));
        QCOMPARE(partitions[90'000], QString("4 = 1 + 1 + 0 + 1 + 1"));

        const auto operators = job->operators(0);
        QCOMPARE(QString::fromStdString(operators.front().name), QString("Scan t"));
        QCOMPARE(textOf(operators.front()), QString("7 = 6 + 0 + 0 + 0 + 1"));
        Fates calculations;
        Fates windows;
        for (const OperatorAccounting& one : operators) {
            if (one.name.starts_with("Calc") && one.records > 0) calculations += one;
            if (one.name.starts_with("Aggregate")) windows += one;
        }
        QCOMPARE(calculations.filtered, std::int64_t{1});
        QCOMPARE(windows.late, std::int64_t{1});
        QCOMPARE(windows.read - windows.used, windows.late + windows.bad);
        QCOMPARE(operators.back().handedOn, std::int64_t{2});
    }

    /// What a cascade loses behind its first windows are rows, not records, and counted where it happens.
    void rowsBehindAnAggregate() {
        const Plan plan =
            planned(kTable +
                    "SELECT k, c FROM (SELECT window_end, k, COUNT(*) AS c FROM TABLE(TUMBLE(TABLE t, "
                    "DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY window_start, window_end, k) WHERE "
                    "c > 1;");
        const auto job = jobOf(plan);
        QVERIFY(job->consume(interleaved()).ok());
        QVERIFY(job->finish().ok());
        const QString imbalance = imbalanceOf(*job, plan);
        QVERIFY2(imbalance.isEmpty(), qPrintable(imbalance));
        QCOMPARE(job->accounting(0, 0).filtered, std::int64_t{0});
        const OperatorAccounting having = job->operators(0).back();
        QCOMPARE(having.read, std::int64_t{4});
        QCOMPARE(having.records, std::int64_t{0});
        QCOMPARE(having.filtered, std::int64_t{3});
    }

    void duplicatesOfADeduplication() {
        for (const char* order : {"ts", "ts DESC"}) {
            const Plan plan = planned(
                kTable + "SELECT k, amount FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY k ORDER BY " +
                order + ") AS place FROM t) WHERE place = 1;");
            const auto job = jobOf(plan);
            QVERIFY(job->consume(interleaved()).ok());
            const QString imbalance = imbalanceOf(*job, plan);
            QVERIFY2(imbalance.isEmpty(), qPrintable(imbalance));
            QCOMPARE(textOf(job->accounting(0, 0)), QString("7 = 3 + 0 + 3 + 0 + 1"));
        }
    }
    /// The best of something is no deduplication.
    void topOneHasNoDuplicates() {
        const Plan plan = planned(kTable +
                                  "SELECT k, amount FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY k ORDER "
                                  "BY amount DESC) AS place FROM "
                                  "t) WHERE place = 1;");
        const auto job = jobOf(plan);
        QVERIFY(job->consume(interleaved()).ok());
        QCOMPARE(textOf(job->accounting(0, 0)), QString("7 = 6 + 0 + 0 + 0 + 1"));
    }
};

QTEST_GUILESS_MAIN(TestAccounting)
#include "tst_accounting.moc"
