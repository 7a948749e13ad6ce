// SPDX-License-Identifier: GPL-3.0-or-later
// Between a workspace and its broker lies a network that is slow, swallows everything or breaks off: it is
// said, it recovers alone, and every record counts once.
#include "core/config/workspace.h"
#include "core/runtime/live_session.h"
#include "core/store/history.h"
#include "tests/support/accounting_check.h"
#include "tests/support/kafka_broker.h"
#include "tests/support/skip.h"
#include "tests/support/tcp_proxy.h"

#include <QDeadlineTimer>
#include <QTemporaryDir>
#include <QtTest>

using namespace guanlan;

namespace {

constexpr std::int64_t kStart = 1'772'323'200'000;  // 2026-03-01T00:00:00Z, milliseconds
constexpr int kPartitions = 2;
constexpr int kPatience = 60'000;

/// What history keeps: how many events, and the sum of their numbers.
struct Ledger {
    std::int64_t count = 0;
    std::int64_t sum = 0;
    bool operator==(const Ledger&) const = default;
};

}  // namespace

class TestKafkaNetwork : public QObject {
    Q_OBJECT

    KafkaBroker m_broker;
    std::unique_ptr<TcpProxy> m_proxy;
    SystemClock m_clock;
    std::string m_topic;
    int m_topics = 0;
    int m_sent = 0;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<WorkspaceFolder> m_workspace;
    std::unique_ptr<LiveSession> m_session;

    /// Past the proxy. Event n belongs to second n / 100 of its partition.
    void produce(int count) {
        std::vector<KafkaRecord> records;
        for (const int end = m_sent + count; m_sent < end; ++m_sent) {
            const std::int64_t ts = kStart + m_sent / kPartitions * 10;
            records.push_back({R"({"ts":)" + std::to_string(ts) + R"(,"n":)" + std::to_string(m_sent) + "}",
                               {},
                               m_sent % kPartitions,
                               ts});
        }
        const auto produced = m_broker.produce(m_topic, records);
        QVERIFY2(produced, produced ? "" : produced.error().sentence().c_str());
    }
    void start() {
        auto session = LiveSession::start(*m_workspace, {.clock = &m_clock});
        QVERIFY2(session, session ? "" : session.error().sentence().c_str());
        m_session = std::move(*session);
    }
    [[nodiscard]] std::optional<Error> problem() const {
        return m_session->snapshot()->sources.at(0).health.problem;
    }
    [[nodiscard]] std::int64_t used() const {
        return m_session->snapshot()->metrics.at("sums").accounting.used;
    }
    [[nodiscard]] Ledger kept() const {
        Ledger ledger;
        const auto history = History::open(m_workspace->stateFolder());
        if (!history) return ledger;
        const auto rows = (*history)->rows({.metric = "sums"});
        if (!rows) return ledger;
        for (const std::int64_t cell : rows->find("cnt")->ints())
            ledger.count += cell;
        for (const std::int64_t cell : rows->find("total")->ints())
            ledger.sum += cell;
        return ledger;
    }
    /// Closes all windows that hold records and compares with what was sent.
    void settle() {
        const std::int64_t last = m_sent;
        std::vector<KafkaRecord> ends;
        for (int partition = 0; partition < kPartitions; ++partition) {
            const std::int64_t ts = kStart + 3'600'000;
            ends.push_back({R"({"ts":)" + std::to_string(ts) + R"(,"n":0})", {}, partition, ts});
        }
        QVERIFY(m_broker.produce(m_topic, ends));
        QTRY_COMPARE_WITH_TIMEOUT(kept().count, last, kPatience);
        QCOMPARE(kept().sum, last * (last - 1) / 2);
        QCOMPARE(imbalanceOf(*m_session->snapshot()), QString());
    }

  private slots:
    void initTestCase() {
        m_proxy = std::make_unique<TcpProxy>(m_broker.portBehindProxy());
        m_broker.sendOnTo(m_proxy->port());
        GUANLAN_START(m_broker);
    }
    void init() {
        m_sent = 0;
        m_topic = "ledger-" + std::to_string(++m_topics);
        QVERIFY(m_broker.createTopic(m_topic, kPartitions));
        m_folder = std::make_unique<QTemporaryDir>();
        m_workspace = std::make_unique<WorkspaceFolder>(m_folder->path().toStdString());
        QVERIFY(m_workspace->save(WorkspaceSettings{.timeZone = "UTC"}));
        QVERIFY(m_workspace->savePipeline(R"(CREATE TABLE events (
  ts BIGINT, n BIGINT, at AS TO_TIMESTAMP_LTZ(ts, 3), WATERMARK FOR at AS at
) WITH ('connector' = 'kafka', 'topic' = ')" +
                                          m_topic + R"(', 'properties.bootstrap.servers' = '127.0.0.1:)" +
                                          std::to_string(m_proxy->port()) +
                                          R"(', 'scan.startup.mode' = 'earliest-offset', 'format' = 'json');
CREATE MATERIALIZED TABLE sums AS SELECT window_end, SUM(n) AS total, COUNT(*) AS cnt
FROM TABLE(TUMBLE(TABLE events, DESCRIPTOR(at), INTERVAL '1' SECOND)) GROUP BY window_start, window_end;
)"));
    }
    void cleanup() {
        m_session.reset();
        m_proxy->setBlackHole(false);
        m_proxy->setDelay(0);
    }

    /// 800 ms and 3 s there and back.
    void slow() {
        m_proxy->setDelay(400);
        produce(2000);
        start();
        QTRY_COMPARE_WITH_TIMEOUT(used(), 2000, kPatience);
        m_proxy->setDelay(1500);
        produce(2000);
        QTRY_COMPARE_WITH_TIMEOUT(used(), 4000, kPatience);
        m_proxy->setDelay(0);
        settle();
    }
    /// Nothing comes back and no one says so: noticed by the socket's time-out of 15 seconds.
    void blackHole() {
        produce(2000);
        start();
        QTRY_COMPARE_WITH_TIMEOUT(used(), 2000, kPatience);
        m_proxy->setBlackHole(true);
        produce(2000);
        QTRY_VERIFY_WITH_TIMEOUT(problem().has_value(), 25'000);
        QCOMPARE(problem()->id, std::string("kafka.unreachable"));
        QCOMPARE(used(), 2000);
        m_proxy->setBlackHole(false);
        QTRY_COMPARE_WITH_TIMEOUT(used(), 4000, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(!problem(), 5'000);
        settle();
    }
    /// It breaks off again and again, each time in the middle of an answer.
    void brokenOff() {
        start();
        // A connection is there only now and then: the client waits longer after each failure.
        for (const QDeadlineTimer patience(kPatience); m_proxy->answersCut() < 6 && !patience.hasExpired();) {
            produce(500);
            m_proxy->cut();
            QTest::qWait(100);
        }
        QVERIFY(m_proxy->answersCut() >= 6);
        QTRY_COMPARE_WITH_TIMEOUT(used(), m_sent, kPatience);
        settle();
    }
    /// The port takes connections and never answers.
    void halfOpen() {
        m_proxy->setBlackHole(true);
        produce(1000);
        start();
        QTRY_VERIFY_WITH_TIMEOUT(problem().has_value(), 40'000);
        QVERIFY2(problem()->sentence().find(std::to_string(m_proxy->port())) != std::string::npos,
                 problem()->sentence().c_str());
        m_proxy->setBlackHole(false);
        QTRY_COMPARE_WITH_TIMEOUT(used(), 1000, kPatience);
        settle();
    }
};

QTEST_GUILESS_MAIN(TestKafkaNetwork)
#include "tst_kafka_network.moc"
