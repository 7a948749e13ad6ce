// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/draft_run.h"
#include "tests/support/kafka_broker.h"
#include "tests/support/skip.h"

#include <QDir>
#include <QtTest>

using namespace guanlan;

namespace {

const char* const kMetric =
    "CREATE MATERIALIZED TABLE m AS SELECT window_end, k, COUNT(*) AS n FROM "
    "TABLE(TUMBLE(TABLE t, DESCRIPTOR(rt), INTERVAL '1' MINUTE)) WHERE n > 0 GROUP BY "
    "window_start, window_end, k;\nCREATE MATERIALIZED TABLE other AS SELECT COUNT(*) "
    "AS n FROM t;\n";

std::string table(const std::string& options) {
    return "CREATE TABLE t (k STRING, n BIGINT, ts BIGINT, rt AS TO_TIMESTAMP_LTZ(ts, 3), WATERMARK FOR rt "
           "AS "
           "rt) WITH (" +
           options + ");\n";
}

}  // namespace

class TestDraftRun : public QObject {
    Q_OBJECT
  private slots:
    void theNewestRecordsOfATopic();
    void generatedEventsUntilNow();
    void whatCannotBeReadTwiceIsTold();
    void stoppedItEnds();

  private:
    Result<DraftRows> run(const std::string& script, const std::string& metric = "m") {
        return runDraft(script + kMetric, metric, {.clock = &m_clock, .zone = Zone("UTC")}, m_stopping);
    }
    SystemClock m_clock{};
    std::atomic<bool> m_stopping = false;
};

void TestDraftRun::theNewestRecordsOfATopic() {
    KafkaBroker broker;
    GUANLAN_START(broker);
    QVERIFY(broker.createTopic("clicks", 3));
    std::vector<KafkaRecord> records;
    for (int i = 0; i < 9000; ++i) {
        records.push_back({.value = R"({"k":"a","n":)" + std::to_string(i % 2) + R"(,"ts":)" +
                                    std::to_string(1772323200000 + i * 100) + "}",
                           .partition = i % 3,
                           .timestamp = 1772323200000 + i * 100});
    }
    QVERIFY(broker.produce("clicks", records));
    const std::string options =
        "'connector' = 'kafka', 'topic' = 'clicks', 'format' = 'json', "
        "'scan.startup.mode' = 'latest-offset', 'properties.bootstrap.servers' = '";
    const auto found = run(table(options + broker.bootstrap() + "'"));
    QVERIFY2(found.ok(), found ? "" : found.error().sentence().c_str());
    QVERIFY2(found->account.read >= 4990 && found->account.read < 9000,
             std::to_string(found->account.read).c_str());
    QVERIFY(found->account.filtered > 2000);
    QVERIFY(found->account.balanced());
    QVERIFY(found->rows.has_value());
    QVERIFY(found->rows->rows() >= 8);
    QCOMPARE(found->made, std::int64_t(found->rows->rows()));
    QVERIFY(broker.createTopic("empty", 1));
    const auto none =
        run(table("'connector' = 'kafka', 'topic' = 'empty', 'format' = 'json', "
                  "'scan.startup.mode' = 'earliest-offset', 'properties.bootstrap.servers' = '" +
                  broker.bootstrap() + "'"));
    QVERIFY2(none.ok(), none ? "" : none.error().sentence().c_str());
    QVERIFY(!none->rows.has_value());
}

void TestDraftRun::generatedEventsUntilNow() {
    QElapsedTimer timer;
    timer.start();
    const auto found = run(
        "CREATE TABLE t (k STRING, n BIGINT, rt TIMESTAMP(3), WATERMARK FOR rt AS rt) WITH ('connector' = "
        "'datagen', 'rows-per-second' = '50', 'fields.k.length' = '1', 'fields.n.min' = '1', "
        "'fields.n.max' = '9');\n");
    QVERIFY2(found.ok(), found ? "" : found.error().sentence().c_str());
    QVERIFY(found->account.read >= 10'000);
    QVERIFY(found->rows.has_value());
    QVERIFY2(timer.elapsed() < 5000, std::to_string(timer.elapsed()).c_str());
}

void TestDraftRun::whatCannotBeReadTwiceIsTold() {
    const auto found =
        run(table("'connector' = 'socket', 'hostname' = 'localhost', 'port' = '9', 'format' = 'json'"));
    QVERIFY(!found.ok());
    QCOMPARE(found.error().id, std::string("draft.not-again"));
    QVERIFY(!run("CREATE TABLE t (k STRING);", "missing").ok());
}

void TestDraftRun::stoppedItEnds() {
    m_stopping = true;
    const auto found = run(table("'connector' = 'datagen', 'guanlan.profile' = 'bilibili'"));
    QVERIFY2(found.ok(), found ? "" : found.error().sentence().c_str());
    QVERIFY(!found->rows.has_value());
    m_stopping = false;
}

QTEST_GUILESS_MAIN(TestDraftRun)
#include "tst_draft_run.moc"
