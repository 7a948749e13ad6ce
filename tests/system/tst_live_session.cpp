// SPDX-License-Identifier: GPL-3.0-or-later
// A workspace at work against a real broker: what goes wrong around it is said, and nothing is lost.
#include "core/config/workspace.h"
#include "core/runtime/event_search.h"
#include "core/runtime/live_session.h"
#include "core/runtime/row_question.h"
#include "core/runtime/workspace_plan.h"
#include "core/store/history.h"
#include "tests/support/accounting_check.h"
#include "tests/support/batch_text.h"
#include "tests/support/kafka_broker.h"
#include "tests/support/skip.h"

#include <QDir>
#include <QTemporaryDir>
#include <QtTest>

#include <sys/resource.h>

#include <csignal>

using namespace guanlan;

namespace {

constexpr std::int64_t kStart = 1'772'323'200'000;  // 2026-03-01T00:00:00Z, milliseconds

std::string pipelineFor(const std::string& broker, const std::string& topic) {
    return R"(SET 'table.local-time-zone' = 'UTC';
CREATE TABLE events (
  ts BIGINT, n BIGINT, at AS TO_TIMESTAMP_LTZ(ts, 3), WATERMARK FOR at AS at
) WITH ('connector' = 'kafka', 'topic' = ')" +
           topic + R"(', 'properties.bootstrap.servers' = ')" + broker +
           R"(', 'scan.startup.mode' = 'earliest-offset', 'format' = 'json');
CREATE MATERIALIZED TABLE sums AS
SELECT window_end, SUM(n) AS total, COUNT(*) AS cnt
FROM TABLE(TUMBLE(TABLE events, DESCRIPTOR(at), INTERVAL '1' SECOND)) GROUP BY window_start, window_end;
)";
}

/// Event `n` belongs to second n / 10.
KafkaRecord event(int n) {
    const std::int64_t ts = kStart + n * 100;
    return {R"({"ts":)" + std::to_string(ts) + R"(,"n":)" + std::to_string(n) + "}", {}, 0, ts};
}

std::vector<KafkaRecord> events(int from, int to) {
    std::vector<KafkaRecord> records;
    for (int n = from; n < to; ++n)
        records.push_back(event(n));
    return records;
}

std::int64_t storedCount(const WorkspaceFolder& workspace) {
    const auto history = History::open(workspace.stateFolder());
    if (!history) return -1;
    const Result<Batch> rows = (*history)->rows({.metric = "sums"});
    if (!rows) return -1;
    std::int64_t count = 0;
    for (const std::int64_t cell : rows->find("cnt")->ints())
        count += cell;
    return count;
}

/// The newest snapshot, in which every record must have its one fate.
SnapshotPtr snapshotOf(const LiveSession& session) {
    SnapshotPtr snapshot = session.snapshot();
    const QString imbalance = imbalanceOf(*snapshot);
    if (!imbalance.isEmpty()) QTest::qFail(qPrintable(imbalance), __FILE__, __LINE__);
    return snapshot;
}

}  // namespace

class TestLiveSession : public QObject {
    Q_OBJECT

    KafkaBroker m_broker;
    std::string m_topic;
    int m_topics = 0;
    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<WorkspaceFolder> m_workspace;

    Result<std::unique_ptr<LiveSession>> startSession() {
        return LiveSession::start(*m_workspace, {.clock = &m_clock});
    }

    void produce(const std::vector<KafkaRecord>& records) {
        const auto produced = m_broker.produce(m_topic, records);
        QVERIFY2(produced.ok(), produced ? "" : produced.error().sentence().c_str());
    }

  private slots:
    void initTestCase() {
        GUANLAN_START(m_broker);
        std::signal(SIGXFSZ, SIG_IGN);
    }
    void init() {
        if (!m_broker.running()) GUANLAN_START(m_broker);
        m_topic = "events-" + std::to_string(++m_topics);
        QVERIFY(m_broker.createTopic(m_topic, 1).ok());
        m_folder = std::make_unique<QTemporaryDir>();
        m_workspace = std::make_unique<WorkspaceFolder>(m_folder->filePath("site").toStdString());
        QDir().mkpath(m_folder->filePath("site"));
        WorkspaceSettings settings;
        settings.timeZone = "UTC";
        QVERIFY(m_workspace->save(settings).ok());
        QVERIFY(m_workspace->savePipeline(pipelineFor(m_broker.bootstrap(), m_topic)).ok());
        QVERIFY(m_workspace->save(std::vector<AlarmRule>{}).ok());
        QVERIFY(m_workspace->save(std::vector<ChannelConfig>{}).ok());
    }

    void finalAndProvisionalRows() {
        produce(events(0, 25));
        auto session = startSession();
        QVERIFY2(session.ok(), session ? "" : session.error().sentence().c_str());
        QTRY_VERIFY_WITH_TIMEOUT(snapshotOf(**session)->metrics.at("sums").accounting.used == 25, 20'000);
        const SnapshotPtr snapshot = snapshotOf(**session);
        const MetricLive& sums = snapshot->metrics.at("sums");
        QVERIFY(!sums.recent.empty());
        QCOMPARE(textOf(*sums.recent.front()), std::string("2026-03-01 00:00:01.000 | 45 | 10\n"));
        QCOMPARE(textOf(*sums.provisional), std::string("2026-03-01 00:00:03.000 | 110 | 5\n"));
        QVERIFY(sums.accounting.balanced());
        QTRY_COMPARE_WITH_TIMEOUT(storedCount(*m_workspace), 20, 5'000);
    }

    /// One partition was silent so long that it counted as idle; what it then brought was late. Read again in
    /// another order it would not be: but history knows how far both had been read when the window closed.
    void eventsOfARowAsItWasReadLive() {
        m_topic += "-two";
        QVERIFY(m_broker.createTopic(m_topic, 2).ok());
        std::string pipeline = pipelineFor(m_broker.bootstrap(), m_topic);
        const std::string format = "'format' = 'json'";
        pipeline.replace(pipeline.find(format), format.size(),
                         format + ", 'scan.watermark.idle-timeout' = '300 ms'");
        QVERIFY(m_workspace->savePipeline(pipeline).ok());
        produce(events(0, 35));
        auto session = startSession();
        QVERIFY2(session.ok(), session ? "" : session.error().sentence().c_str());
        QTRY_COMPARE_WITH_TIMEOUT(snapshotOf(**session)->metrics.at("sums").accounting.used, 35, 20'000);
        QTest::qWait(1000);  // both are idle by then
        produce(events(35, 36));
        QTRY_COMPARE_WITH_TIMEOUT(storedCount(*m_workspace), 30, 20'000);
        std::vector<KafkaRecord> behind = events(0, 20);
        for (KafkaRecord& record : behind)
            record.partition = 1;
        produce(behind);
        QTRY_COMPARE_WITH_TIMEOUT(snapshotOf(**session)->metrics.at("sums").accounting.late, 20, 20'000);
        (*session)->stop();

        const auto plan = planWorkspace(*m_workspace, {});
        QVERIFY(plan.ok());
        const auto history = History::open(m_workspace->stateFolder());
        QVERIFY(history.ok());
        const Zone zone = *zoneByName("UTC");
        const auto eventsOf = [&](const RowQuestion& question) {
            auto search = EventSearch::create(*plan, question, {.clock = &m_clock, .zone = zone});
            if (!search) qFatal("%s", search.error().sentence().c_str());
            auto found = (*search)->run();
            if (!found) qFatal("%s", found.error().sentence().c_str());
            return std::move(*found);
        };
        auto question = rowQuestionOf(
            *plan, {.row = R"({"window_end":"2026-03-01 00:00:01.000","total":45,"cnt":10})"}, zone);
        QVERIFY(question.ok());
        const RowEvents merged = eventsOf(*question);
        QCOMPARE(merged.counts.used, 20);
        QCOMPARE(merged.missing(), -10);
        QVERIFY(merged.replayedLive);

        QVERIFY(addReach(*question, *plan, **history).ok());
        const RowEvents read = eventsOf(*question);
        QCOMPARE(read.counts.used, 10);
        QCOMPARE(read.counts.late, 10);
        QCOMPARE(read.missing(), 0);
        for (const RowEvent& event : read.events)
            QCOMPARE(event.fate == Fate::Late, event.partition == 1);
    }

    void goesOnWhereItStopped() {
        for (int round = 0; round < 3; ++round) {
            produce(events(round * 17, round * 17 + 17));
            auto session = startSession();
            QVERIFY2(session.ok(), session ? "" : session.error().sentence().c_str());
            const int closed = (round * 17 + 16) / 10 * 10;
            QTRY_COMPARE_WITH_TIMEOUT(storedCount(*m_workspace), closed, 20'000);
            const auto position = [&session] {
                const SnapshotPtr snapshot = snapshotOf(**session);
                const auto& partitions = snapshot->sources.at(0).view.partitions;
                return partitions.empty() ? std::int64_t{-1} : partitions.front().nextOffset;
            };
            QTRY_COMPARE_WITH_TIMEOUT(position(), round * 17 + 17, 20'000);
        }
    }

    void aBrokerThatIsAwayIsNamedAndFoundAgain() {
        produce(events(0, 15));
        m_broker.stop();
        auto session = startSession();
        QVERIFY2(session.ok(), session ? "" : session.error().sentence().c_str());
        const auto problem = [&] { return snapshotOf(**session)->sources.at(0).health.problem; };
        QTRY_VERIFY_WITH_TIMEOUT(problem().has_value(), 5'000);
        const std::string port = m_broker.bootstrap().substr(m_broker.bootstrap().find(':'));
        QVERIFY2(problem()->sentence().find(port) != std::string::npos, problem()->sentence().c_str());
        GUANLAN_START(m_broker);
        QTRY_COMPARE_WITH_TIMEOUT(storedCount(*m_workspace), 10, 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(!problem().has_value(), 5'000);
    }

    void brokenRecordsAreCountedAndTheirNeighboursUnharmed() {
        auto records = events(0, 15);
        records.insert(records.begin() + 5, {R"({"ts":1772323200000,"n":)", {}, 0, kStart});
        records.insert(records.begin() + 9, {R"({"ts":1772323200000,"n":"many"})", {}, 0, kStart});
        records.insert(records.begin() + 10, {"[1,2]", {}, 0, kStart});
        produce(records);
        auto session = startSession();
        QVERIFY2(session.ok(), session ? "" : session.error().sentence().c_str());
        QTRY_COMPARE_WITH_TIMEOUT(storedCount(*m_workspace), 10, 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(snapshotOf(**session)->metrics.at("sums").accounting.read, 18, 5'000);
        const Accounting accounting = snapshotOf(**session)->metrics.at("sums").accounting;
        QCOMPARE(accounting.bad, 3);
        QCOMPARE(accounting.badByCause.size(), std::size_t{3});
        QVERIFY(accounting.balanced());
        const auto history = History::open(m_workspace->stateFolder());
        QVERIFY(history.ok());
        const auto quarantine = (*history)->quarantine(10);
        QVERIFY(quarantine.ok());
        QCOMPARE(quarantine->size(), std::size_t{3});
        const auto isFirst = [](const auto& entry) { return entry.second.offset == 5; };
        const auto first = std::find_if(quarantine->begin(), quarantine->end(), isFirst);
        QVERIFY(first != quarantine->end());
        QCOMPARE(first->second.bytes, std::string(R"({"ts":1772323200000,"n":)"));
    }

    void aDiskThatRefusesIsSaidAndNothingIsLost() {
        produce(events(0, 15));
        auto session = startSession();
        QVERIFY2(session.ok(), session ? "" : session.error().sentence().c_str());
        QTRY_COMPARE_WITH_TIMEOUT(storedCount(*m_workspace), 10, 20'000);
        rlimit limit{};
        getrlimit(RLIMIT_FSIZE, &limit);
        const rlimit nothing{1, limit.rlim_max};
        setrlimit(RLIMIT_FSIZE, &nothing);  // no file may grow: every write fails
        produce(events(15, 45));
        QTRY_VERIFY_WITH_TIMEOUT(!snapshotOf(**session)->store.saving, 5'000);
        QVERIFY(snapshotOf(**session)->store.notSavedSince > 0);
        QVERIFY(snapshotOf(**session)->store.problem.has_value());
        // The live values go on meanwhile.
        QTRY_COMPARE_WITH_TIMEOUT(snapshotOf(**session)->metrics.at("sums").accounting.used, 45, 5'000);
        setrlimit(RLIMIT_FSIZE, &limit);
        QCOMPARE(storedCount(*m_workspace), 10);
        QTRY_VERIFY_WITH_TIMEOUT(snapshotOf(**session)->store.saving, 5'000);
        QTRY_COMPARE_WITH_TIMEOUT(storedCount(*m_workspace), 40, 5'000);
    }

    void aMistakeInTheScriptStartsNothing() {
        QVERIFY(m_workspace->savePipeline("SELECT 1 FROM nowhere;").ok());
        const auto session = startSession();
        QVERIFY(!session.ok());
        QCOMPARE(session.error().position.line, 1);
        QVERIFY(!QDir(QString::fromStdString(m_workspace->stateFolder())).exists());
    }

    void aSecondWriterIsRefused() {
        const auto first = startSession();
        QVERIFY2(first.ok(), first ? "" : first.error().sentence().c_str());
        const auto second = startSession();
        QVERIFY(!second.ok());
        QCOMPARE(second.error().code, ErrorCode::Conflict);
    }
};

QTEST_GUILESS_MAIN(TestLiveSession)
#include "tst_live_session.moc"
