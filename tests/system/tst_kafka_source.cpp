// SPDX-License-Identifier: GPL-3.0-or-later
// The Kafka source against a real broker.
#include "core/source/source.h"
#include "tests/support/kafka_broker.h"
#include "tests/support/skip.h"

#include <QElapsedTimer>
#include <QtTest>

#include <set>

using namespace guanlan;

namespace {

const SystemClock kClock;

std::vector<KafkaRecord> numbered(int count, int partitions, int from = 0, std::int64_t timestamp = -1) {
    std::vector<KafkaRecord> records;
    for (int i = from; i < from + count; ++i) {
        records.push_back({.value = "{\"n\":" + std::to_string(i) + "}",
                           .partition = i % partitions,
                           .timestamp = timestamp < 0 ? -1 : timestamp + i});
    }
    return records;
}

/// Reads and keeps what came, in order.
struct Collected {
    std::vector<std::int64_t> numbers;
    std::map<std::uint32_t, std::int64_t> next;
    std::vector<std::uint32_t> idle;
    std::int64_t lost = 0;
    bool ended = false;
    std::string error;

    /// Until `done` or the time is over.
    template <typename Condition>
    void readUntil(Source& source, Condition done, int seconds = 30) {
        QElapsedTimer timer;
        timer.start();
        while (!done() && !ended && timer.elapsed() < seconds * 1000) {
            auto batch = source.next(std::chrono::milliseconds(100));
            if (!batch) {
                error = batch.error().sentence();
                return;
            }
            for (const std::int64_t number :
                 batch->rows.rows() > 0 ? batch->rows.column(0).ints() : std::span<const std::int64_t>())
                numbers.push_back(number);
            for (const PartitionProgress& progress : batch->progress) {
                next[progress.partition] = progress.nextOffset;
                lost += progress.lostRecords;
            }
            idle.insert(idle.end(), batch->idle.begin(), batch->idle.end());
            ended = batch->endOfInput;
        }
    }
    void readCount(Source& source, std::size_t count) {
        readUntil(source, [&] { return numbers.size() >= count; });
    }
    [[nodiscard]] bool eachOnce(std::int64_t count) const {
        const std::set<std::int64_t> unique(numbers.begin(), numbers.end());
        return static_cast<std::int64_t>(numbers.size()) == count &&
               static_cast<std::int64_t>(unique.size()) == count;
    }
};

}  // namespace

class TestKafkaSource : public QObject {
    Q_OBJECT
    KafkaBroker m_broker;

    [[nodiscard]] std::unique_ptr<Source> sourceOf(const std::string& topic, Options options = {},
                                                   Micros idle = 0) const {
        options.insert({{"connector", "kafka"},
                        {"topic", topic},
                        {"format", "json"},
                        {"properties.bootstrap.servers", m_broker.bootstrap()}});
        if (!options.contains("scan.startup.mode") && !options.contains("properties.group.id"))
            options["scan.startup.mode"] = "earliest-offset";
        const TableDefinition table{
            .name = "t", .columns = {{.name = "n", .type = DataType::bigint()}}, .options = options};
        auto source = createSource(table, {.clock = &kClock, .batchRows = 500, .idleTimeout = idle});
        if (!source) qFatal("%s", source.error().sentence().c_str());
        return std::move(*source);
    }
    static bool ok(const Result<void>& result) {
        if (!result) qWarning("%s", result.error().sentence().c_str());
        return result.ok();
    }

  private slots:
    void initTestCase() { GUANLAN_START(m_broker); }

    void readsEverythingOnceAndGoesOn() {
        QVERIFY(ok(m_broker.createTopic("plain", 3)));
        QVERIFY(ok(m_broker.produce("plain", numbered(5000, 3))));
        auto first = sourceOf("plain");
        QVERIFY(ok(first->open({})));
        Collected before;
        before.readCount(*first, 2000);
        QVERIFY(before.numbers.size() >= 2000 && before.numbers.size() < 5000);
        const std::string identity = first->identity();
        QVERIFY(identity.starts_with("kafka:") && identity.ends_with("/plain"));
        first.reset();

        QVERIFY(ok(m_broker.produce("plain", numbered(10, 3, 5000))));
        auto second = sourceOf("plain");
        QVERIFY(ok(second->open({{.identity = "kafka:other/plain", .nextOffsets = {{0, 9}}},
                                 {.identity = identity, .nextOffsets = before.next}})));
        Collected all = before;
        all.readCount(*second, 5010);
        QVERIFY(all.eachOnce(5010));
        QCOMPARE(all.lost, 0);
        QTRY_COMPARE((static_cast<void>(second->next(std::chrono::milliseconds(20))), second->health().state),
                     SourceHealth::State::CaughtUp);
    }
    void startModes() {
        QVERIFY(ok(m_broker.createTopic("modes", 1)));
        QVERIFY(ok(m_broker.produce("modes", numbered(10, 1, 0, 1'700'000'000'000))));
        const Options bounded{{"scan.bounded.mode", "latest-offset"}};
        const auto read = [&](Options options) {
            options.insert(bounded.begin(), bounded.end());
            auto source = sourceOf("modes", options);
            Collected all;
            if (auto opened = source->open({}); !opened) return QString("not opened");
            all.readUntil(*source, [] { return false; });
            QStringList numbers;
            for (const std::int64_t n : all.numbers)
                numbers += QString::number(n);
            return all.error.empty() ? numbers.join(',') : QString::fromStdString(all.error);
        };
        QCOMPARE(read({{"scan.startup.mode", "latest-offset"}}), QString());
        QCOMPARE(
            read({{"scan.startup.mode", "timestamp"}, {"scan.startup.timestamp-millis", "1700000000007"}}),
            QString("7,8,9"));
        QCOMPARE(read({{"scan.startup.mode", "specific-offsets"},
                       {"scan.startup.specific-offsets", "partition:0,offset:8"}}),
                 QString("8,9"));
        QVERIFY(read({{"properties.group.id", "never"}}).contains("no committed offset"));
        QCOMPARE(read({{"properties.group.id", "never"}, {"properties.auto.offset.reset", "earliest"}}),
                 QString("0,1,2,3,4,5,6,7,8,9"));
    }
    void boundedOrderDependsOnTheLogAlone() {
        QVERIFY(ok(m_broker.createTopic("bounded", 4)));
        QVERIFY(ok(m_broker.produce("bounded", numbered(20000, 4, 0, 1'700'000'000'000))));
        std::vector<std::int64_t> order;
        for (int round = 0; round < 3; ++round) {
            auto source = sourceOf("bounded", {{"scan.bounded.mode", "latest-offset"}});
            QVERIFY(ok(source->open({})));
            Collected all;
            all.readUntil(*source, [] { return false; });
            QVERIFY(all.ended && all.eachOnce(20000));
            QCOMPARE(source->health().state, SourceHealth::State::Ended);
            if (round == 0) order = all.numbers;
            QVERIFY(all.numbers == order);
        }
    }
    void boundedReadsMergeByEventTime() {
        QVERIFY(ok(m_broker.createTopic("merge", 3)));
        // Event times and record times disagree; partition 2 is in disorder and has records that are bad.
        std::vector<KafkaRecord> records;
        for (int i = 0; i < 9000; ++i) {
            const int event = i % 3 == 2 ? i ^ 4 : i;
            records.push_back({.value = i % 900 == 89 ? "{" : "{\"n\":" + std::to_string(event) + "}",
                               .partition = i % 3,
                               .timestamp = 1'700'000'000'000 + 9000 - i});
        }
        QVERIFY(ok(m_broker.produce("merge", records)));
        TableDefinition table{
            .name = "t",
            .columns = {{.name = "n", .type = DataType::bigint()},
                        {.name = "p",
                         .type = DataType::integer(),
                         .kind = TableColumn::Kind::Metadata,
                         .metadataKey = "partition"},
                        {.name = "at", .type = DataType::timestamp(), .kind = TableColumn::Kind::Computed}},
            .rowtime = 2};
        table.columns[2].computation =
            Expression{.kind = Expression::Kind::Column, .type = DataType::bigint(), .column = 0};
        table.options = {{"connector", "kafka"},
                         {"topic", "merge"},
                         {"format", "json"},
                         {"scan.startup.mode", "earliest-offset"},
                         {"scan.bounded.mode", "latest-offset"},
                         {"properties.bootstrap.servers", m_broker.bootstrap()}};
        std::vector<std::int64_t> order;
        for (const std::size_t batchRows : {100, 8192, 777}) {
            auto source = createSource(table, {.clock = &kClock, .batchRows = batchRows});
            QVERIFY(source.ok() && ok((*source)->open({})));
            Collected all;
            all.readUntil(**source, [] { return false; });
            QVERIFY(all.ended);
            QCOMPARE(all.numbers.size(), std::size_t{8990});
            QCOMPARE(all.next[0] + all.next[1] + all.next[2], 9000);
            if (order.empty()) order = all.numbers;
            QVERIFY(all.numbers == order);
        }
        // Never further apart than the disorder inside one partition.
        std::int64_t largest = 0;
        for (const std::int64_t n : order) {
            QVERIFY2(n > largest - 16, qPrintable(QString::number(n)));
            largest = std::max(largest, n);
        }
    }
    void idlePartitionsAreReported() {
        QVERIFY(ok(m_broker.createTopic("idle", 2)));
        QVERIFY(ok(m_broker.produce("idle", {{.value = "1", .partition = 0}})));
        auto source = sourceOf("idle", {}, 700 * kMilli);
        QVERIFY(ok(source->open({})));
        Collected all;
        all.readUntil(
            *source, [&] { return all.idle.size() == 2; }, 10);
        QCOMPARE(all.idle.size(), std::size_t{2});
        QVERIFY(ok(m_broker.produce("idle", numbered(1, 1))));
        all.idle.clear();
        all.readUntil(
            *source, [&] { return !all.idle.empty(); }, 10);
        QCOMPARE(all.numbers.size(), std::size_t{1});
        QCOMPARE(all.idle, std::vector<std::uint32_t>{0});
    }
    void deletedRecordsAreCountedAsLost() {
        QVERIFY(ok(m_broker.createTopic("retention", 1)));
        QVERIFY(ok(m_broker.produce("retention", numbered(100, 1))));
        auto first = sourceOf("retention");
        QVERIFY(ok(first->open({})));
        Collected before;
        before.readCount(*first, 100);
        const std::string identity = first->identity();
        first.reset();
        QVERIFY(ok(m_broker.produce("retention", numbered(60, 1, 100))));
        QVERIFY(ok(m_broker.deleteRecordsBefore("retention", 0, 130)));
        auto second = sourceOf("retention");
        QVERIFY(ok(second->open({{.identity = identity, .nextOffsets = {{0, 100}}}})));
        Collected after;
        after.readCount(*second, 30);
        QVERIFY(after.eachOnce(30));
        QCOMPARE(after.numbers.front(), 130);
        QCOMPARE(after.lost, 30);
        const auto said = second->health().problem;
        QVERIFY(said && second->health().state != SourceHealth::State::Failing);
        QVERIFY2(
            said->what.find("30 records of partition 0 of topic 'retention' are lost, offsets 100..129") !=
                std::string::npos,
            said->what.c_str());
    }
    void topicsMadeAnewAreReadFromTheirBeginning() {
        QVERIFY(ok(m_broker.createTopic("anew", 1)));
        QVERIFY(ok(m_broker.produce("anew", numbered(20, 1))));
        auto first = sourceOf("anew");
        QVERIFY(ok(first->open({})));
        Collected before;
        before.readCount(*first, 20);
        const std::string identity = first->identity();
        first.reset();
        QVERIFY(ok(m_broker.deleteTopic("anew")));
        QVERIFY(ok(m_broker.createTopic("anew", 1)));
        QVERIFY(ok(m_broker.produce("anew", numbered(5, 1, 100))));
        auto second = sourceOf("anew");
        QVERIFY(ok(second->open({{.identity = identity, .nextOffsets = {{0, 20}}}})));
        Collected after;
        after.readCount(*second, 5);
        QVERIFY(after.eachOnce(5));
        QCOMPARE(after.numbers.front(), 100);
        const auto said = second->health().problem;
        QVERIFY(said && said->what.find("ends at offset 5, and 20 had been reached") != std::string::npos);
    }
    void topicThatComesLater() {
        auto source = sourceOf("later");
        QVERIFY(ok(source->open({})));
        Collected all;
        all.readUntil(
            *source, [&] { return source->health().state == SourceHealth::State::Failing; }, 10);
        QVERIFY(source->health().problem->what.find("no topic 'later'") != std::string::npos);
        QVERIFY(ok(m_broker.createTopic("later", 1)));
        QVERIFY(ok(m_broker.produce("later", numbered(3, 1))));
        all.readCount(*source, 3);
        QVERIFY(all.eachOnce(3));
    }
    void brokerAwayAndBack() {
        QVERIFY(ok(m_broker.createTopic("away", 2)));
        QVERIFY(ok(m_broker.produce("away", numbered(100, 2))));
        auto source = sourceOf("away");
        QVERIFY(ok(source->open({})));
        Collected all;
        all.readCount(*source, 100);
        m_broker.kill();
        QElapsedTimer timer;
        timer.start();
        all.readUntil(
            *source, [&] { return source->health().state == SourceHealth::State::Failing; }, 10);
        QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
        const std::string cause = source->health().problem->sentence();
        QVERIFY2(cause.find(m_broker.bootstrap().substr(m_broker.bootstrap().find(':'))) != std::string::npos,
                 cause.c_str());
        QVERIFY(ok(m_broker.start()));
        QVERIFY(ok(m_broker.produce("away", numbered(50, 2, 100))));
        timer.restart();
        all.readCount(*source, 150);
        QVERIFY(all.eachOnce(150));
        all.readUntil(
            *source, [&] { return source->health().state == SourceHealth::State::CaughtUp; }, 10);
        QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
    }
    void nobodyListens() {
        const TableDefinition table{
            .name = "t",
            .columns = {{.name = "n", .type = DataType::bigint()}},
            .options = {{"connector", "kafka"},
                        {"topic", "x"},
                        {"format", "json"},
                        {"scan.startup.mode", "earliest-offset"},
                        {"properties.bootstrap.servers", "127.0.0.1:" + std::to_string(freePort())}}};
        auto source = createSource(table, {.clock = &kClock});
        QVERIFY(source.ok());
        QVERIFY(ok((*source)->open({})));
        Collected all;
        all.readUntil(
            **source, [&] { return (*source)->health().state == SourceHealth::State::Failing; }, 5);
        const SourceHealth health = (*source)->health();
        QCOMPARE(health.state, SourceHealth::State::Failing);
        const std::string cause = health.problem->sentence();
        QVERIFY2(cause.find("127.0.0.1:") != std::string::npos && cause.find("refused") != std::string::npos,
                 cause.c_str());
    }
};

QTEST_GUILESS_MAIN(TestKafkaSource)
#include "tst_kafka_source.moc"
