// SPDX-License-Identifier: GPL-3.0-or-later
// Every row of random runs is asked for its events: there are as many as it counts, they give its other
// values too, and those that were late or bad are told apart as a model of the window tells them.
#include "core/exec/row_trace.h"
#include "tests/support/sql_case.h"
#include "tests/support/window_model.h"

#include <QtTest>

#include <map>
#include <random>
#include <set>

using namespace guanlan;

namespace {

class FixedClock final : public Clock {
  public:
    [[nodiscard]] Micros now() const override { return parseTimestamp("2026-03-01 12:00:00")->wallTime; }
    [[nodiscard]] Micros monotonic() const override { return 0; }
};
const FixedClock kClock;

constexpr std::size_t kRecords = 1500;
constexpr std::size_t kRowsAsked = 30;

struct RowCase {
    const char* name;
    const char* query;     ///< its first columns are c = COUNT(*) and m = MAX(n)
    bool aligned = false;  ///< with window_start, window_end and k behind them, WHERE n >= 3
};
const RowCase kCases[] = {
    {"tumble",
     "SELECT COUNT(*) AS c, MAX(n) AS m, window_start, window_end, k FROM TABLE(TUMBLE(TABLE t, "
     "DESCRIPTOR(ts), "
     "INTERVAL '10' SECOND)) WHERE n >= 3 GROUP BY window_start, window_end, k",
     true},
    {"tumble, by its end, computed key",
     "SELECT COUNT(*) AS c, MAX(n) AS m, window_end, k FROM (SELECT window_start, window_end, UPPER(k) AS k, "
     "n FROM "
     "TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '10' SECOND))) GROUP BY window_start, window_end, k"},
    {"group window",
     "SELECT COUNT(*) AS c, MAX(n) AS m, TUMBLE_START(ts, INTERVAL '10' SECOND) AS s, k FROM t WHERE n >= 3 "
     "GROUP "
     "BY TUMBLE(ts, INTERVAL '10' SECOND), k"},
    {"hop",
     "SELECT COUNT(*) AS c, MAX(n) AS m, window_start, window_end, k FROM TABLE(HOP(TABLE t, DESCRIPTOR(ts), "
     "INTERVAL '2' SECOND, INTERVAL '10' SECOND)) WHERE n >= 3 GROUP BY window_start, window_end, k",
     true},
    {"cumulate",
     "SELECT COUNT(*) AS c, MAX(n) AS m, window_start, window_end, k FROM TABLE(CUMULATE(TABLE t, "
     "DESCRIPTOR(ts), "
     "INTERVAL '5' SECOND, INTERVAL '20' SECOND)) WHERE n >= 3 GROUP BY window_start, window_end, k",
     true},
    {"session",
     "SELECT COUNT(*) AS c, MAX(n) AS m, window_start, window_end, k FROM TABLE(SESSION(TABLE t PARTITION BY "
     "k, "
     "DESCRIPTOR(ts), INTERVAL '1' SECOND)) WHERE n >= 3 GROUP BY window_start, window_end, k"},
    {"counted windows",
     "SELECT COUNT(*) AS c, MAX(n) AS m, window_start, window_end, k FROM TABLE(COUNT_WINDOW(TABLE t "
     "PARTITION BY k, "
     "20, 10)) WHERE n >= 3 GROUP BY window_start, window_end, k"},
    {"bad amounts",
     "SELECT COUNT(*) AS c, MAX(n) AS m, window_start, window_end, SUM(CAST(amount AS BIGINT)) AS a FROM "
     "TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY window_start, window_end"},
    {"having and Top-N",
     "SELECT c, m, window_start, window_end, k, place FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY "
     "window_start, "
     "window_end ORDER BY c DESC) AS place FROM (SELECT COUNT(*) AS c, MAX(n) AS m, window_start, "
     "window_end, k FROM "
     "TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY window_start, window_end, k "
     "HAVING "
     "COUNT(*) > 1)) WHERE place <= 2"},
    {"union",
     "SELECT COUNT(*) AS c, MAX(n) AS m, window_start, window_end, k FROM TABLE(TUMBLE(TABLE both_parts, "
     "DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY window_start, window_end, k"},
    {"without a window", "SELECT COUNT(*) AS c, MAX(n) AS m, k FROM t WHERE n >= 3 GROUP BY k"},
};

const std::string kTable =
    "CREATE TABLE t (k STRING, n BIGINT, x DOUBLE, amount STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - "
    "INTERVAL '2' SECOND) WITH ('connector' = 'test');\n"
    "CREATE VIEW both_parts AS SELECT k, n, ts FROM t WHERE n < 10 UNION ALL SELECT k, n, ts FROM t WHERE n "
    ">= 10;\n";

Plan planned(const std::string& script) {
    const PlanOutcome outcome = planScript(script, sqlCaseOptions("trace.sql"));
    if (!outcome.ok()) qFatal("%s", renderError(outcome.errors.front(), script).c_str());
    return outcome.plan;
}

std::vector<BatchPtr> rowsOf(const Plan& plan, std::span<const ModelRecord> records) {
    auto job = Job::create(plan, {.clock = &kClock, .bounded = true});
    if (!job) qFatal("%s", job.error().sentence().c_str());
    if (!(*job)->consume(batchOf(records)) || !(*job)->finish()) qFatal("the job failed");
    std::vector<BatchPtr> rows;
    for (const Emission& emission : (*job)->takeEmissions())
        rows.push_back(emission.rows);
    return rows;
}

RowQuestion questionOf(const Batch& rows, std::size_t row) {
    RowQuestion question;
    for (std::size_t column = 0; column < rows.schema().size(); ++column)
        question.values[column] = rows.column(column).value(row);
    return question;
}

std::unique_ptr<RowTrace> traceOf(const Plan& plan, const RowQuestion& question,
                                  std::span<const ModelRecord> records, std::mt19937& random) {
    auto trace = RowTrace::create(plan, question, {.clock = &kClock, .bounded = true}, 10'000);
    if (!trace) qFatal("%s", trace.error().sentence().c_str());
    for (std::size_t from = 0; from < records.size();) {
        const std::size_t count = std::min<std::size_t>(1 + random() % 500, records.size() - from);
        if (!(*trace)->consume(batchOf(records.subspan(from, count)), {})) qFatal("the trace failed");
        from += count;
    }
    (*trace)->finish();
    return std::move(*trace);
}

/// Records with the row's key whose window was closed when they came, too simple to be wrong.
std::int64_t lateOf(const Batch& rows, std::size_t row, std::span<const ModelRecord> records) {
    const Micros start = rows.column(2).ints()[row];
    const Micros end = rows.column(3).ints()[row];
    std::map<std::uint32_t, Micros> largest{{0, kMinTime}, {1, kMinTime}, {2, kMinTime}};
    std::int64_t late = 0;
    for (const ModelRecord& record : records) {
        if (!record.time) continue;
        Micros least = kMaxTime;
        for (const auto& [partition, time] : largest)
            least = std::min(least, time);
        const bool closed = least != kMinTime && least - kModelDelay >= end - kMilli;
        const bool sameKey = record.key
                                 ? !rows.column(4).isNull(row) && rows.column(4).text(row) == *record.key
                                 : rows.column(4).isNull(row);
        if (closed && sameKey && record.n >= 3 && *record.time >= start && *record.time < end) ++late;
        largest[record.partition] = std::max(largest[record.partition], *record.time);
    }
    return late;
}

}  // namespace

class TestRowTrace : public QObject {
    Q_OBJECT
  private slots:
    void everyRowHasItsEvents_data() {
        QTest::addColumn<int>("index");
        for (int i = 0; i < static_cast<int>(std::size(kCases)); ++i)
            QTest::newRow(kCases[i].name) << i;
    }
    void everyRowHasItsEvents() {
        QFETCH(int, index);
        const Plan plan = planned(kTable + kCases[index].query + ";");
        const auto records = randomRecords(5, kRecords);
        std::map<std::pair<std::uint32_t, std::int64_t>, const ModelRecord*> byPlace;
        for (const ModelRecord& record : records)
            byPlace[{record.partition, record.offset}] = &record;
        std::mt19937 random(7);
        std::size_t asked = 0;
        const std::vector<BatchPtr> batches = rowsOf(plan, records);
        QVERIFY(!batches.empty());
        for (std::size_t i = 0; i < kRowsAsked; ++i) {
            const Batch& rows = *batches[random() % batches.size()];
            const std::size_t row = random() % rows.rows();
            const RowQuestion question = questionOf(rows, row);
            const auto trace = traceOf(plan, question, records, random);
            const std::int64_t count = rows.column(0).ints()[row];
            QCOMPARE(trace->counts().used, count);
            QCOMPARE(trace->expected(), std::optional(count));
            std::set<RowTrace::Record> listed;
            std::int64_t most = 0;
            for (const RowTrace::Found& found : trace->found()) {
                if (found.fate != Fate::Used) continue;
                const ModelRecord& record = *byPlace.at({found.record.partition, found.record.offset});
                most = std::max(most, record.n);
                QVERIFY(listed.insert(found.record).second);
            }
            QCOMPARE(static_cast<std::int64_t>(listed.size()), count);
            QCOMPARE(most, rows.column(1).ints()[row]);
            if (kCases[index].aligned) QCOMPARE(trace->counts().late, lateOf(rows, row, records));
            ++asked;
        }
        QCOMPARE(asked, kRowsAsked);
    }

    /// Late and bad records of a window as one can count them by hand.
    void lateAndBadRecordsOfTheWindow() {
        const Plan plan = planned(kTable +
                                  "SELECT window_start, COUNT(*) AS c, SUM(CAST(amount AS BIGINT)) AS a FROM "
                                  "TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY "
                                  "window_start, window_end;");
        const Micros start = parseTimestamp("2026-03-01 08:00:00")->wallTime;
        const auto at = [start](double seconds) { return start + static_cast<Micros>(seconds * kSecond); };
        const std::vector<ModelRecord> records{
            {.offset = 0, .amount = "1", .time = at(1)},  {.offset = 1, .amount = "x", .time = at(2)},
            {.offset = 2, .amount = "1", .time = {}},     {.offset = 3, .amount = "1", .time = at(9)},
            {.offset = 4, .amount = "1", .time = at(12)}, {.offset = 5, .amount = "1", .time = at(8)},
            {.offset = 6, .amount = "1", .time = {}},     {.offset = 7, .amount = "x", .time = at(5)},
            {.offset = 8, .amount = "1", .time = at(20)},
        };
        RowQuestion question;
        question.values[0] = start;
        const auto made = RowTrace::create(plan, question, {.clock = &kClock, .bounded = true}, 100);
        QVERIFY(made.ok());
        RowTrace* trace = made->get();
        SourceBatch batch = batchOf(records);
        batch.progress.resize(1);  // there are no other partitions to wait for
        QVERIFY(trace->consume(batch, {}).ok());
        trace->finish();
        QCOMPARE(trace->window(), std::optional(std::pair(start, start + 10 * kSecond)));
        QCOMPARE(trace->counts().used, std::int64_t{2});
        QCOMPARE(trace->counts().late, std::int64_t{1});
        QCOMPARE(trace->counts().bad,
                 std::int64_t{3});  // without a time: only the one between the window's own
        QVERIFY(!trace->expected());
    }

    void questionsThatCannotBeAnswered_data() {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("part");
        const QString tumble = QStringLiteral(
            "SELECT window_start, k, COUNT(*) AS c FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '10' "
            "SECOND)) "
            "GROUP BY window_start, window_end, k");
        QTest::newRow("no window and no key") << tumble << "'k', 'the window' are missing";
        QTest::newRow("windows of windows") << "SELECT window_end, COUNT(*) AS c FROM TABLE(TUMBLE(TABLE "
                                               "inner_windows, DESCRIPTOR(rt), INTERVAL '1' "
                                               "MINUTE)) GROUP BY window_start, window_end"
                                            << "cannot be listed yet";
    }
    void questionsThatCannotBeAnswered() {
        QFETCH(QString, query);
        QFETCH(QString, part);
        const Plan plan = planned(
            kTable +
            "CREATE VIEW inner_windows AS SELECT window_time AS rt, COUNT(*) AS c FROM TABLE(TUMBLE(TABLE t, "
            "DESCRIPTOR(ts), INTERVAL '5' SECOND)) GROUP BY window_start, window_end, window_time;\n" +
            query.toStdString() + ";");
        const auto trace = RowTrace::create(plan, {}, {.clock = &kClock, .bounded = true}, 10);
        QVERIFY(!trace.ok());
        const QString sentence = QString::fromStdString(trace.error().sentence());
        QVERIFY2(sentence.contains(part), qPrintable(sentence));
    }
};

QTEST_GUILESS_MAIN(TestRowTrace)
#include "tst_row_trace.moc"
