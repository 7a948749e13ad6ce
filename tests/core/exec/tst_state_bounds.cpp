// SPDX-License-Identifier: GPL-3.0-or-later
// With 'table.exec.state.ttl' the state of what no window bounds stays as large as the keys of the last while
// need it, however many came before.
#include "core/plan/planner.h"
#include "tests/support/map_state.h"
#include "tests/support/sql_case.h"

#include <QtTest>

using namespace guanlan;

namespace {

const SystemClock kClock;
constexpr int kLives = 40;       // times to live that pass
constexpr int kKeysEach = 1200;  // new keys in each
constexpr Micros kTtl = 10 * kSecond;

struct BoundedQuery {
    const char* name;
    const char* text;
};
constexpr BoundedQuery kQueries[] = {
    {"group by", "SELECT k, COUNT(*) AS c FROM t GROUP BY k;"},
    {"values of groups", "SELECT k, COUNT(DISTINCT n) AS c, LISTAGG(k) AS l FROM t GROUP BY k;"},
    {"distinct rows", "SELECT DISTINCT k, n FROM t;"},
    {"first of equal rows",
     "SELECT k, n FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY k ORDER BY ts) AS rn FROM t) WHERE rn = "
     "1;"},
    {"last of equal rows",
     "SELECT k, n FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY k ORDER BY ts DESC) AS rn FROM t) WHERE rn "
     "= 1;"},
    {"first that came",
     "SELECT k, n FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY k ORDER BY p) AS rn FROM t) WHERE rn = 1;"},
    {"top rows",
     "SELECT k, n FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY k ORDER BY n DESC) AS rn FROM t) WHERE rn "
     "<= 3;"},
};

Plan planned(const BoundedQuery& query, bool bounded) {
    const std::string script = std::string(
                                   "CREATE TABLE t (k STRING, n BIGINT, ts TIMESTAMP(3), p AS PROCTIME(), "
                                   "WATERMARK FOR ts AS ts) WITH "
                                   "('connector' = 'test');\n") +
                               (bounded ? "SET 'table.exec.state.ttl' = '10 s';\n" : "") + query.text;
    const PlanOutcome outcome = planScript(script, sqlCaseOptions("bounds.sql"));
    if (!outcome.ok()) qFatal("%s", renderError(outcome.errors.front(), script).c_str());
    return outcome.plan;
}

/// The keys of one time to live, each met twice.
SourceBatch life(int number) {
    BatchBuilder builder(std::make_shared<Schema>(std::vector<Field>{
        {"k", DataType::string()}, {"n", DataType::bigint()}, {"ts", DataType::timestamp()}}));
    for (int i = 0; i < 2 * kKeysEach; ++i) {
        builder[0].appendText("key " + std::to_string(number * kKeysEach + i / 2));
        builder[1].appendInt(i);
        builder[2].appendInt(number * kTtl + i * kTtl / (2 * kKeysEach));
    }
    SourceBatch batch;
    const auto rows = static_cast<std::uint32_t>(builder.rows());
    batch.rows = builder.seal();
    batch.rows.runs = {{.rows = rows}};
    return batch;
}

std::size_t bytesOf(const MapState& state) {
    std::size_t bytes = 0;
    for (const auto& [scope, entries] : state.entries()) {
        for (const auto& [key, segments] : entries) {
            for (const std::string& segment : segments)
                bytes += segment.size();
        }
    }
    return bytes;
}

/// How large the saved state is after so many times to live.
std::size_t savedBytes(const Plan& plan, int lives) {
    MapState state;
    auto job = Job::create(plan, {.clock = &kClock});
    if (!job) qFatal("create");
    for (int number = 0; number < lives; ++number) {
        if (!(*job)->consume(life(number))) qFatal("consume");
        (void)(*job)->takeEmissions();
        (*job)->saveState(state);
    }
    return bytesOf(state);
}

}  // namespace

class TestStateBounds : public QObject {
    Q_OBJECT
  private slots:
    void stateStaysSmall_data() {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < std::size(kQueries); ++i)
            QTest::newRow(kQueries[i].name) << static_cast<int>(i);
    }
    void stateStaysSmall() {
        QFETCH(int, index);
        const Plan bounded = planned(kQueries[index], true);
        const std::size_t few = savedBytes(bounded, kLives / 10);
        const std::size_t many = savedBytes(bounded, kLives);
        constexpr std::size_t kWaiting = 1024 * 1024;  // changes wait until they are worth rewriting
        QVERIFY2(many < 3 * few + kWaiting, qPrintable(QStringLiteral("%1 and %2").arg(few).arg(many)));
    }
    /// Else the test above would show nothing.
    void stateGrowsWithoutTheOption() {
        const Plan endless = planned(kQueries[0], false);
        QVERIFY(savedBytes(endless, kLives) > 5 * savedBytes(endless, kLives / 10));
    }
};

QTEST_GUILESS_MAIN(TestStateBounds)
#include "tst_state_bounds.moc"
