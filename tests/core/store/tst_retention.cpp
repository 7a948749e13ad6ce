// SPDX-License-Identifier: GPL-3.0-or-later
// What leaves history when, and what it says of its size.
#include "core/store/database.h"
#include "tests/core/store/store_folder.h"

#include <QtTest>

#include <random>

using namespace guanlan;

namespace {

constexpr Micros kFirstDay = 1'772'323'200'000'000;  // 2026-03-01
constexpr int kRowsADay = 24 * 60;

SchemaPtr countsSchema() {
    const auto some = table("at TIMESTAMP(3) | region STRING | n BIGINT\n2026-03-01 00:00:00 | a | 1");
    return some->schemaPtr();
}

MetricDefinition counts(const std::string& name) {
    return {.name = name, .schema = countsSchema(), .timeColumn = 0, .dimensions = {1}};
}

// A row a minute of the day, of numbers that do not pack.
BatchPtr day(int number, std::mt19937_64& random) {
    BatchBuilder rows(countsSchema());
    for (int minute = 0; minute < kRowsADay; ++minute) {
        rows[0].appendInt(kFirstDay + number * kDay + minute * kMinute);
        rows[1].appendText("a");
        rows[2].appendInt(static_cast<std::int64_t>(random() >> 1U));
    }
    return std::make_shared<const Batch>(rows.seal());
}

void saveDays(Workspace& workspace, const std::string& metric, int from, int to) {
    std::mt19937_64 random(7);
    for (int number = from; number < to; ++number) {
        workspace.save(metric, day(number, random), kFirstDay + number * kDay);
        QVERIFY(workspace.store->compact());
    }
}

Micros oldestOf(const Workspace& workspace, const std::string& metric) {
    const auto rows = workspace.history->rows({.metric = metric});
    return rows && !rows->empty() ? rows->column(0).ints().front() : kMinTime;
}

}  // namespace

class TestRetention : public QObject {
    Q_OBJECT
  private slots:
    void rowsLeaveByAge() {
        Workspace workspace;
        QVERIFY(workspace.store->defineMetrics({counts("plays")}));
        saveDays(workspace, "plays", 0, 60);
        const Micros now = kFirstDay + 60 * kDay;
        QVERIFY(workspace.store->forgetRows({.age = 90 * kDay}, now));
        QCOMPARE(oldestOf(workspace, "plays"), kFirstDay);
        QVERIFY(workspace.store->forgetRows({.age = 10 * kDay}, now));
        const Micros oldest = oldestOf(workspace, "plays");
        const Micros newest = now - kMinute;
        QVERIFY(oldest <= newest - 10 * kDay);  // never less than promised
        QVERIFY(oldest > newest - 17 * kDay);   // more by at most the block that reaches over
    }
    /// A stream of long ago, or one that has stopped, keeps its last days; one row of a far future takes
    /// nothing with it.
    void ageCountsFromTheNewestRow() {
        Workspace workspace;
        QVERIFY(workspace.store->defineMetrics({counts("old"), counts("ahead")}));
        saveDays(workspace, "old", 0, 8);
        saveDays(workspace, "ahead", 0, 8);
        std::mt19937_64 random(1);
        workspace.save("ahead", day(40'000, random));
        QVERIFY(workspace.store->compact());
        const Micros before = oldestOf(workspace, "old");
        QVERIFY(workspace.store->forgetRows({.age = 30 * kDay}, kFirstDay + 9 * kDay));
        QCOMPARE(oldestOf(workspace, "ahead"), before);
        QVERIFY(workspace.store->forgetRows({.age = 30 * kDay}, kFirstDay + 3650 * kDay));
        QCOMPARE(oldestOf(workspace, "old"), before);
    }
    /// Their rows are what they are now, however old.
    void resultsWithoutATimeAreKept() {
        Workspace workspace;
        MetricDefinition totals = counts("totals");
        totals.timeColumn.reset();
        QVERIFY(workspace.store->defineMetrics({totals}));
        workspace.save("totals",
                       table("at TIMESTAMP(3) | region STRING | n BIGINT\n"
                             "2026-03-01 00:00:00 | a | 1"),
                       kFirstDay);
        QVERIFY(workspace.store->compact());
        QVERIFY(workspace.store->forgetRows({.age = kDay, .bytes = 1}, kFirstDay + 900 * kDay));
        QCOMPARE(workspace.text({.metric = "totals"}), std::string("2026-03-01 00:00:00.000 | a | 1\n"));
    }
    void theOldestRowsLeaveWhenItIsFull() {
        Workspace workspace;
        QVERIFY(workspace.store->defineMetrics({counts("plays")}));
        saveDays(workspace, "plays", 0, 400);
        const auto before = workspace.history->usage();
        QVERIFY(before);
        const std::int64_t limit = before->bytesUsed / 2;
        QVERIFY(workspace.store->forgetRows({.bytes = limit}, kFirstDay + 400 * kDay));
        const auto after = workspace.history->usage();
        QVERIFY(after);
        QVERIFY2(after->bytesUsed <= limit, qPrintable(QString::number(after->bytesUsed)));
        QVERIFY(after->bytesUsed > limit * 8 / 10);
        QVERIFY(after->oldest > before->oldest);
        QCOMPARE(after->newest, before->newest);
        QCOMPARE(workspace.history->rows({.metric = "plays"})->rows(), static_cast<std::size_t>(after->rows));
    }
    void freeRoomGoesBackToTheDisk() {
        Workspace workspace;
        QVERIFY(workspace.store->defineMetrics({counts("plays")}));
        saveDays(workspace, "plays", 0, 900);
        const std::int64_t full = workspace.history->usage()->bytesUsed;
        for (int i = 0; i < 3; ++i)
            QVERIFY(workspace.store->forgetRows({.age = kDay}, kFirstDay + 900 * kDay));
        workspace.history.reset();
        workspace.reopen();  // the log goes into the file
        const auto after = workspace.history->usage();
        QVERIFY2(after->bytesOnDisk < full / 2 && after->bytesUsed < full / 10,
                 qPrintable(QString::number(after->bytesOnDisk)));
    }
    void growthAndForecast() {
        Workspace workspace;
        QCOMPARE(workspace.history->usage()->bytesPerDay, 0.0);
        QVERIFY(workspace.store->defineMetrics({counts("plays")}));
        saveDays(workspace, "plays", 0, 30);
        const auto usage = workspace.history->usage();
        QVERIFY(usage);
        QCOMPARE(usage->rows, 30 * kRowsADay);
        QCOMPARE(*usage->oldest, kFirstDay);
        // Eight bytes of noise a row, and a little for its time.
        QVERIFY2(usage->bytesPerDay > kRowsADay * 7.5 && usage->bytesPerDay < kRowsADay * 11,
                 qPrintable(QString::number(usage->bytesPerDay)));
    }
    void forecastNamesTheNearerLimit() {
        HistoryUsage usage{.bytesUsed = 1'000, .bytesFree = 9'000, .oldest = 0, .newest = 10 * kDay};
        usage.bytesPerDay = 100;
        const auto fits = forecastOf(usage, {.age = 30 * kDay});
        QCOMPARE(fits.bytes, 3'000);
        QVERIFY(!fits.daysLeft);
        const auto limited = forecastOf(usage, {.age = 30 * kDay, .bytes = 2'000});
        QCOMPARE(limited.bytes, 2'000);
        QCOMPARE(*limited.daysLeft, 10.0);
        QVERIFY(!limited.diskIsTheLimit);
        const auto disk = forecastOf(usage, {.age = 300 * kDay, .bytes = 50'000});
        QCOMPARE(disk.bytes, 10'000);
        QCOMPARE(*disk.daysLeft, 90.0);
        QVERIFY(disk.diskIsTheLimit);
        QCOMPARE(*forecastOf(usage, {}).daysLeft, 90.0);
        usage.bytesPerDay = 0;
        QVERIFY(!forecastOf(usage, {.age = 30 * kDay}).daysLeft);
    }
};

QTEST_GUILESS_MAIN(TestRetention)
#include "tst_retention.moc"
