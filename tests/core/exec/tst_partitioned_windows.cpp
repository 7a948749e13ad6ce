// SPDX-License-Identifier: GPL-3.0-or-later
// Far more windows come and go than are open at a time: their slots, keys and texts are used anew, with and
// without a state that is saved in between.
#include "core/plan/planner.h"
#include "tests/support/batch_text.h"
#include "tests/support/map_state.h"
#include "tests/support/sql_case.h"

#include <QtTest>

#include <algorithm>
#include <tuple>

using namespace guanlan;

namespace {

constexpr int kUsers = 9000;
constexpr int kReturns = 500;  // so many users later the user comes once more
constexpr Micros kPace = 10 * kMilli;
constexpr Micros kGap = 10 * kSecond;

const SystemClock kClock;

const char* const kTable =
    "CREATE TABLE t (k STRING, n BIGINT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = "
    "'test');\n";
const char* const kSessions =
    "SELECT window_start, window_end, k, COUNT(*) AS c, COUNT(DISTINCT n) AS d FROM TABLE(SESSION(TABLE t "
    "PARTITION BY k, DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY window_start, window_end, k;";
const char* const kCounted =
    "SELECT window_start, window_end, k, COUNT(*) AS c, COUNT(DISTINCT n) AS d FROM TABLE(COUNT_WINDOW(TABLE "
    "t "
    "PARTITION BY k, 2)) GROUP BY window_start, window_end, k;";

std::string userName(int user) {
    return "user " + std::to_string(user);
}

Plan planned(const std::string& query) {
    const std::string script = kTable + query;
    const PlanOutcome outcome = planScript(script, sqlCaseOptions("many.sql"));
    if (!outcome.ok()) qFatal("%s", renderError(outcome.errors.front(), script).c_str());
    return outcome.plan;
}

/// Users [from, to) come, and those before them once more.
SourceBatch visits(int from, int to) {
    BatchBuilder builder(std::make_shared<Schema>(std::vector<Field>{
        {"k", DataType::string()}, {"n", DataType::bigint()}, {"ts", DataType::timestamp()}}));
    const auto visit = [&builder](int user, int n, Micros time) {
        builder[0].appendText(userName(user));
        builder[1].appendInt(n);
        builder[2].appendInt(time);
    };
    for (int user = from; user < to; ++user) {
        visit(user, 1, user * kPace);
        if (user >= kReturns) visit(user - kReturns, 2, user * kPace);
    }
    SourceBatch batch;
    const auto rows = static_cast<std::uint32_t>(builder.rows());
    batch.rows = builder.seal();
    batch.rows.runs = {{.rows = rows}};
    return batch;
}

std::string line(int user, Micros start, Micros end, int visits) {
    return formatTimestamp(start) + " | " + formatTimestamp(end) + " | " + userName(user) + " | " +
           std::to_string(visits) + " | " + std::to_string(visits) + "\n";
}

std::string expectedSessions() {
    std::vector<std::tuple<Micros, Micros, int>> sessions;
    for (int user = 0; user < kUsers; ++user) {
        const int last = user + kReturns < kUsers ? user + kReturns : user;
        sessions.emplace_back(last * kPace + kGap, user * kPace, user);
    }
    std::sort(sessions.begin(), sessions.end());
    std::string text;
    for (const auto& [end, start, user] : sessions)
        text += line(user, start, end, end - start > kGap ? 2 : 1);
    return text;
}

std::string expectedCounted() {
    std::string text;
    for (int user = 0; user + kReturns < kUsers; ++user)
        text += line(user, user * kPace, (user + kReturns) * kPace + kMilli, 2);
    return text;
}

/// `restarts`: the job is saved with every batch, and begins anew from its state once.
std::string rowsOf(const std::string& query, bool restarts) {
    const Plan plan = planned(query);
    MapState state;
    std::string rows;
    const auto make = [&] {
        auto job = Job::create(plan, {.clock = &kClock, .bounded = true});
        if (!job || !(*job)->restoreState(state)) qFatal("create");
        return std::move(*job);
    };
    auto job = make();
    const auto take = [&] {
        for (const Emission& emission : job->takeEmissions())
            rows += textOf(*emission.rows);
        if (!job->accounting(0, 0).balanced()) qFatal("not balanced");
    };
    constexpr int kBatch = 250;
    for (int from = 0; from < kUsers; from += kBatch) {
        if (!job->consume(visits(from, std::min(from + kBatch, kUsers)))) qFatal("consume");
        take();
        if (!restarts) continue;
        job->saveState(state);
        if (from == 32 * kBatch) job = make();  // its slots have been numbered anew by then
    }
    if (!job->finish()) qFatal("finish");
    take();
    return rows;
}

}  // namespace

class TestPartitionedWindows : public QObject {
    Q_OBJECT
  private slots:
    void sessionsComeAndGo() { QVERIFY(rowsOf(kSessions, false) == expectedSessions()); }
    void sessionsComeAndGoAndAreSaved() { QVERIFY(rowsOf(kSessions, true) == expectedSessions()); }
    void countedWindowsComeAndGo() { QVERIFY(rowsOf(kCounted, false) == expectedCounted()); }
    void countedWindowsComeAndGoAndAreSaved() { QVERIFY(rowsOf(kCounted, true) == expectedCounted()); }
};

QTEST_GUILESS_MAIN(TestPartitionedWindows)
#include "tst_partitioned_windows.moc"
