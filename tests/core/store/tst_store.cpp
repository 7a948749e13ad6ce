// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/store/store_folder.h"

#include <QElapsedTimer>
#include <QFile>
#include <QtTest>

#include <algorithm>
#include <random>

using namespace guanlan;

namespace {

std::string regionName(int i) {
    return "region-" + std::to_string(i);
}

// `windows` minutes of `regions` series.
BatchPtr manyRows(int windows, int regions, std::int64_t add = 0, Micros begin = 1'772'000'000'000'000) {
    auto schema = std::make_shared<const Schema>(Schema({{"window_end", DataType::timestamp()},
                                                         {"region", DataType::string()},
                                                         {"plays", DataType::bigint()},
                                                         {"rate", DataType::real()}}));
    BatchBuilder rows(schema);
    for (int window = 0; window < windows; ++window) {
        for (int region = 0; region < regions; ++region) {
            rows[0].appendInt(begin + window * kMinute);
            rows[1].appendText(regionName(region));
            rows[2].appendInt(window * 1000 + region + add);
            rows[3].appendDouble(static_cast<double>(window % 100) / 100);
        }
    }
    return std::make_shared<const Batch>(rows.seal());
}

}  // namespace

class TestStore : public QObject {
    Q_OBJECT
  private slots:
    void rowsComeBackInOrderOfTimeThenDimension() {
        Workspace workspace;
        const BatchPtr rows = table(R"(
            at TIMESTAMP(3)     | region STRING | plays BIGINT
            2026-03-01 08:01:00 | b             | 3
            2026-03-01 08:00:00 | b             | 2
            2026-03-01 08:00:00 | NULL          | 9
            2026-03-01 08:00:00 | a             | 1)");
        QVERIFY(workspace.store->defineMetrics({definitionOf("plays", *rows)}));
        workspace.save("plays", rows);
        const std::string expected =
            "2026-03-01 08:00:00.000 | NULL | 9\n2026-03-01 08:00:00.000 | a | 1\n"
            "2026-03-01 08:00:00.000 | b | 2\n2026-03-01 08:01:00.000 | b | 3\n";
        QCOMPARE(workspace.text({.metric = "plays"}), expected);
        QVERIFY(workspace.store->compact());
        QCOMPARE(workspace.text({.metric = "plays"}), expected);
        workspace.reopen();
        QCOMPARE(workspace.text({.metric = "plays"}), expected);
        QCOMPARE(workspace.history->metrics()->front().name, std::string("plays"));
    }
    void queriesTakeRangeDimensionAndNewestRows() {
        Workspace workspace;
        const BatchPtr rows = table(R"(
            at TIMESTAMP(3)     | region STRING | plays BIGINT
            2026-03-01 08:00:00 | a             | 1
            2026-03-01 08:00:00 | b             | 2
            2026-03-01 08:01:00 | a             | 3
            2026-03-01 08:01:00 | b             | 4
            2026-03-01 08:02:00 | a             | 5)");
        QVERIFY(workspace.store->defineMetrics({definitionOf("plays", *rows)}));
        workspace.save("plays", rows);
        const Micros eight = parseTimestamp("2026-03-01 08:00:00")->wallTime;
        for (int round = 0; round < 2; ++round) {
            QCOMPARE(workspace.text({.metric = "plays", .from = eight + kMinute, .to = eight + 2 * kMinute}),
                     std::string("2026-03-01 08:01:00.000 | a | 3\n2026-03-01 08:01:00.000 | b | 4\n"));
            QCOMPARE(workspace.text({.metric = "plays", .where = {{"region", "b"}}, .lastRows = 1}),
                     std::string("2026-03-01 08:01:00.000 | b | 4\n"));
            QCOMPARE(workspace.text({.metric = "plays", .lastRows = 2}),
                     std::string("2026-03-01 08:01:00.000 | b | 4\n2026-03-01 08:02:00.000 | a | 5\n"));
            QCOMPARE(workspace.text({.metric = "plays", .from = kMaxTime - 1}), std::string());
            QVERIFY(workspace.store->compact());
        }
        const auto unknown = workspace.history->rows({.metric = "nope"});
        QVERIFY(!unknown && unknown.error().code == ErrorCode::NotFound);
        const auto column = workspace.history->rows({.metric = "plays", .where = {{"\"; DROP", "b"}}});
        QVERIFY(!column && column.error().code == ErrorCode::InvalidInput);
    }
    void rowsWithoutTimeColumnGetTheTimeOfTheCommit() {
        Workspace workspace;
        const BatchPtr one = table("total BIGINT\n1");
        const BatchPtr two = table("total BIGINT\n2");
        QVERIFY(
            workspace.store->defineMetrics({{.name = "total", .schema = one->schemaPtr(), .keyed = false}}));
        workspace.save("total", one, 5 * kSecond);
        workspace.save("total", two, 6 * kSecond);
        for (int round = 0; round < 2; ++round) {
            QCOMPARE(workspace.text({.metric = "total"}), std::string("1\n2\n"));
            QCOMPARE(workspace.text({.metric = "total", .from = 6 * kSecond}), std::string("2\n"));
            QVERIFY(workspace.store->compact());
        }
    }
    void manyCommitsCompactedAtRandomEqualAPlainMap() {
        Workspace workspace;
        std::mt19937 random(3);
        std::map<std::pair<Micros, std::string>, std::int64_t> expected;
        const BatchPtr shape = manyRows(1, 1);
        QVERIFY(workspace.store->defineMetrics({definitionOf("plays", *shape)}));
        const Micros begin = 1'772'000'000'000'000;
        for (int round = 0; round < 60; ++round) {
            BatchBuilder rows(shape->schemaPtr());
            const int count = random() % 10 == 0 ? 20'000 : static_cast<int>(random() % 400);
            for (int i = 0; i < count; ++i) {
                // Mostly onwards, sometimes far back: corrections and gaps.
                const auto span = random() % 5 == 0 ? 200 * 60 : 60;
                const Micros time = begin + (round * 60 + static_cast<Micros>(random() % 60) -
                                             static_cast<Micros>(random() % static_cast<unsigned>(span))) *
                                                kSecond;
                const std::string region = regionName(static_cast<int>(random() % 30));
                const auto plays = static_cast<std::int64_t>(random());
                rows[0].appendInt(time);
                rows[1].appendText(region);
                rows[2].appendInt(plays);
                rows[3].appendDouble(0.5);
                expected[{time, region}] = plays;
            }
            workspace.save("plays", std::make_shared<const Batch>(rows.seal()));
            if (random() % 7 == 0) QVERIFY(workspace.store->compact());
        }
        const auto rows = workspace.history->rows({.metric = "plays"});
        QVERIFY(rows);
        QCOMPARE(rows->rows(), expected.size());
        std::size_t row = 0;
        for (const auto& [key, plays] : expected) {
            if (rows->column(0).ints()[row] != key.first || rows->column(1).text(row) != key.second ||
                rows->column(2).ints()[row] != plays)
                QFAIL(qPrintable(QString("row %1 differs").arg(row)));
            ++row;
        }
        const auto newest = workspace.history->rows({.metric = "plays", .lastRows = 1000});
        QVERIFY(newest && newest->rows() == 1000);
        for (std::size_t i = 0; i < 1000; ++i)
            QCOMPARE(newest->column(2).ints()[i], rows->column(2).ints()[rows->rows() - 1000 + i]);
    }
    void bulkImportIsFastAndSmall() {
        Workspace workspace;
        const BatchPtr rows = manyRows(30 * 1440, 34);
        QVERIFY(workspace.store->defineMetrics({definitionOf("plays", *rows)}));
        QElapsedTimer timer;
        timer.start();
        workspace.save("plays", rows);
        const qint64 imported = timer.restart();
        const auto day = workspace.history->rows({.metric = "plays", .lastRows = 34 * 1440});
        const qint64 read = timer.elapsed();
        QVERIFY(day && day->rows() == 34 * 1440);
        const std::int64_t bytes = workspace.history->usage()->bytesOnDisk;
        qInfo("%zu rows: imported in %lld ms, one day read in %lld ms, %.1f bytes a row", rows->rows(),
              imported, read, static_cast<double>(bytes) / static_cast<double>(rows->rows()));
        QVERIFY(bytes < static_cast<std::int64_t>(rows->rows()) * 16);
        // A correction of a day long ago touches its own blocks only.
        timer.restart();
        workspace.save("plays", manyRows(1, 34, 1'000'000));
        QVERIFY(workspace.store->compact());
        QVERIFY2(timer.elapsed() < 2000, "a correction rewrote too much");
        const auto corrected = workspace.history->rows({.metric = "plays", .to = 1'772'000'000'000'001});
        QVERIFY(corrected && corrected->rows() == 34 && corrected->column(2).ints()[0] == 1'000'000);
    }
    void aChangedMetricKeepsTheRowsThatFit() {
        Workspace workspace;
        const BatchPtr before = table(R"(
            at TIMESTAMP(3)     | region STRING | plays BIGINT
            2026-03-01 08:00:00 | a             | 1)");
        const BatchPtr after = table(R"(
            at TIMESTAMP(3)     | region STRING | users BIGINT | plays BIGINT
            2026-03-01 08:01:00 | a             | 5            | 2)");
        QVERIFY(workspace.store->defineMetrics({definitionOf("plays", *before)}));
        workspace.save("plays", before);
        QVERIFY(workspace.store->defineMetrics({definitionOf("plays", *after)}));
        workspace.save("plays", after);
        QCOMPARE(
            workspace.text({.metric = "plays"}),
            std::string("2026-03-01 08:00:00.000 | a | NULL | 1\n2026-03-01 08:01:00.000 | a | 5 | 2\n"));
        // Another key: old and new rows cannot be told apart, so the metric starts anew.
        MetricDefinition keyed = definitionOf("plays", *after);
        keyed.dimensions = {};
        QVERIFY(workspace.store->defineMetrics({keyed}));
        QCOMPARE(workspace.text({.metric = "plays"}), std::string());
        // And the way back finds them again.
        QVERIFY(workspace.store->defineMetrics({definitionOf("plays", *before)}));
        QCOMPARE(workspace.text({.metric = "plays"}),
                 std::string("2026-03-01 08:00:00.000 | a | 1\n2026-03-01 08:01:00.000 | a | 2\n"));
    }
    void strangeNamesAreOnlyNames() {
        Workspace workspace;
        const std::string name = "\"; DROP TABLE metric; --\n'x" + std::string(10'000, 'y');
        const BatchPtr rows = table(
            "at TIMESTAMP(3) | region STRING | plays BIGINT\n"
            "2026-03-01 08:00:00 | a | 1");
        QVERIFY(workspace.store->defineMetrics({definitionOf(name, *rows)}));
        workspace.save(name, rows);
        QCOMPARE(workspace.text({.metric = name}), std::string("2026-03-01 08:00:00.000 | a | 1\n"));
    }
    void offsetsAreKeptPerIdentity() {
        Workspace workspace;
        Commit commit;
        commit.offsets = {{"events", "cluster-1/topic-1", {{0, 100}, {7, std::int64_t{1} << 62}}}};
        QVERIFY(workspace.store->commit(commit));
        commit.offsets = {{"events", "cluster-1/topic-1", {{0, 101}}}};
        QVERIFY(workspace.store->commit(commit));
        workspace.reopen();
        commit.offsets = {{"events", "cluster-2/topic-1", {{0, 3}}},
                          {"other", "cluster-1/topic-1", {{0, 4}}}};
        QVERIFY(workspace.store->commit(commit));
        const auto positions = workspace.store->offsets("events");
        QVERIFY(positions && positions->size() == 2);
        QCOMPARE(positions->at(0).identity, std::string("cluster-1/topic-1"));
        QCOMPARE(positions->at(0).next.at(0), 101);
        QCOMPARE(positions->at(0).next.at(7), std::int64_t{1} << 62);
        QCOMPARE(positions->at(1).next.at(0), 3);
        QVERIFY(workspace.store->offsets("nothing")->empty());
    }
    void stateIsPutAppendedAndErased() {
        Workspace workspace;
        using Kind = StateOperation::Kind;
        const std::string key("a\0b", 3);
        Commit commit;
        commit.state = {{Kind::Append, "q1/0", key, "1"}, {Kind::Append, "q1/0", key, "2"},
                        {Kind::Put, "q1/0", "gone", "x"}, {Kind::Put, "q1/1", key, "other scope"},
                        {Kind::Erase, "q1/0", "gone"},    {Kind::Append, "q1/0", "z", ""}};
        QVERIFY(workspace.store->commit(commit));
        workspace.reopen();
        const auto all = [&workspace](std::string_view scope) {
            std::string text;
            const auto reader = workspace.store->state();
            reader->forEach(scope, [&](std::string_view k, std::string_view segment) {
                text.append(k).append("=").append(segment).append(";");
                return true;
            });
            return reader->problem() ? "problem" : text;
        };
        QCOMPARE(all("q1/0"), key + "=1;" + key + "=2;z=;");
        commit.state = {{Kind::Put, "q1/0", key, "12"}};
        QVERIFY(workspace.store->commit(commit));
        QCOMPARE(all("q1/0"), key + "=12;z=;");
        QCOMPARE(all("nothing"), std::string());
        commit.state = {{Kind::Put, "q1", key, "own"}, {Kind::Put, "q10/0", key, "another"}};
        QVERIFY(workspace.store->commit(commit));
        QVERIFY(workspace.store->forgetStateExcept({"q1"}));
        QCOMPARE(all("q1"), key + "=own;");
        QCOMPARE(all("q1/0"), key + "=12;z=;");
        QCOMPARE(all("q10/0"), std::string());
        QVERIFY(workspace.store->forgetStateExcept({}));
        QCOMPARE(all("q1/0"), std::string());
    }
    void aCommitIsAllOrNothing() {
        Workspace workspace;
        Commit commit;
        commit.offsets = {{"events", "id", {{0, 5}}}};
        commit.rows = {{"undefined", table("a BIGINT\n1")}};
        const auto refused = workspace.store->commit(commit);
        QVERIFY(!refused && refused.error().code == ErrorCode::Internal);
        QVERIFY(workspace.store->offsets("events")->empty());
        commit.rows.clear();
        QVERIFY(workspace.store->commit(commit));
    }
    void quarantineKeepsTheNewestTenThousand() {
        Workspace workspace;
        for (int round = 0; round < 3; ++round) {
            Commit commit;
            for (int i = 0; i < 5000; ++i)
                commit.quarantine.emplace_back("events", BadRecord{.partition = 1,
                                                                   .offset = round * 5000 + i,
                                                                   .cause = "json.syntax",
                                                                   .detail = "unexpected ','",
                                                                   .bytes = std::string("{\0,", 3),
                                                                   .size = 3});
            QVERIFY(workspace.store->commit(commit));
        }
        const auto records = workspace.history->quarantine(20'000);
        QVERIFY(records);
        QCOMPARE(records->size(), std::size_t{10'000});
        QCOMPARE(records->front().second.offset, 14'999);
        QCOMPARE(records->back().second.offset, 5000);
        QCOMPARE(records->front().second.bytes, std::string("{\0,", 3));
    }
};

QTEST_APPLESS_MAIN(TestStore)
#include "tst_store.moc"
