// SPDX-License-Identifier: GPL-3.0-or-later
// Lookup joins on real files: a CSV file and a SQLite file, with their caches.
#include "core/exec/job.h"
#include "core/lookup/lookup.h"
#include "core/lookup/lookup_cache.h"
#include "core/plan/planner.h"
#include "core/runtime/components.h"
#include "core/store/database.h"
#include "tests/support/batch_text.h"
#include "tests/support/written_file.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace guanlan;

namespace {

class HandClock final : public Clock {
  public:
    [[nodiscard]] Micros now() const override { return at; }
    [[nodiscard]] Micros monotonic() const override { return at; }
    Micros at = kSecond;
};

const std::string kEvents =
    "CREATE TABLE events (id BIGINT, ts TIMESTAMP(3), p AS PROCTIME(), WATERMARK FOR ts AS ts) WITH "
    "('connector' = 'filesystem', 'path' = 'none.json', 'format' = 'json');\n";
const std::string kRegions =
    "CREATE TABLE regions (id INT, name STRING, weight INT) WITH ('connector' = 'filesystem', 'path' = "
    "'regions.csv', 'format' = 'csv', 'lookup.partial-cache.expire-after-write' = '10 s');\n";
const std::string kNames =
    "CREATE TABLE names (id BIGINT, name STRING, price DECIMAL(6, 2)) WITH ('connector' = 'jdbc', 'url' = "
    "'jdbc:sqlite:names.db', 'table-name' = 'names', 'lookup.cache' = 'PARTIAL', "
    "'lookup.partial-cache.max-rows' = '2', 'lookup.partial-cache.expire-after-write' = '10 s');\n";

Batch events(const std::string& lines) {
    Batch batch = batchFromText("id BIGINT | ts TIMESTAMP(3)\n" + lines);
    batch.runs = {{.rows = static_cast<std::uint32_t>(batch.rows())}};
    return batch;
}

}  // namespace

class TestLookups : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    HandClock m_clock;

    void write(const QString& name, const QByteArray& bytes) const {
        writeFile(m_folder.filePath(name), bytes);
    }
    void runSql(const std::string& sql) const {
        auto database = Database::open(m_folder.filePath("names.db").toStdString(), Database::Access::Write);
        if (!database) qFatal("cannot open");
        (*database)->run(sql);
        if (const auto done = (*database)->takeProblem(); !done)
            qFatal("%s", done.error().sentence().c_str());
    }
    std::unique_ptr<Job> jobFor(const std::string& script) {
        const PlanOutcome outcome =
            planScript(script, {.file = "lookup.sql", .components = knownComponents()});
        if (!outcome.ok()) qFatal("%s", renderError(outcome.errors.front(), script).c_str());
        auto job = Job::create(
            outcome.plan,
            {.clock = &m_clock,
             .bounded = true,
             .lookups = lookupMaker({.clock = &m_clock, .baseFolder = m_folder.path().toStdString()})});
        if (!job) qFatal("%s", job.error().sentence().c_str());
        return std::move(*job);
    }
    static QString feed(Job& job, const std::string& lines) {
        SourceBatch batch;
        batch.rows = events(lines);
        if (const auto consumed = job.consume(batch); !consumed)
            return QString::fromStdString(consumed.error().sentence());
        std::string text;
        for (const Emission& emission : job.takeEmissions())
            text += textOf(*emission.rows);
        return QString::fromStdString(text);
    }

  private slots:
    void init() {
        write("regions.csv", "1,north,5\n2,south,7\n2,south again,1\n");
        QFile::remove(m_folder.filePath("names.db"));
        runSql(
            "CREATE TABLE names(id INTEGER, name TEXT, price TEXT);"
            "INSERT INTO names VALUES(1,'one','1.50'),(2,'two',NULL);");
    }

    void everyRowThatIsFound() {
        const auto job = jobFor(kEvents + kRegions +
                                "SELECT e.id, r.name, r.weight FROM events AS e JOIN regions FOR SYSTEM_TIME "
                                "AS OF e.p AS r ON e.id = r.id;");
        QCOMPARE(feed(*job,
                      "1 | 2024-01-01 00:00:00\n2 | 2024-01-01 00:00:01\n3 | 2024-01-01 00:00:02\n"
                      "NULL | 2024-01-01 00:00:03\n1 | 2024-01-01 00:00:04\n"),
                 QString("1 | north | 5\n2 | south | 7\n2 | south again | 1\n1 | north | 5\n"));
        const Accounting counts = job->accounting(0, 0);
        QVERIFY(counts.balanced());
        QCOMPARE(counts.used, 3);
        QCOMPARE(counts.filtered, 2);
        QCOMPARE(counts.rows, 4);
    }
    void unmatchedRowsKeepNulls() {
        const auto job =
            jobFor(kEvents + kRegions +
                   "SELECT e.id, r.name FROM events AS e LEFT JOIN regions FOR SYSTEM_TIME AS OF e.p AS r "
                   "ON r.id = e.id AND r.weight > 1 WHERE r.name IS NULL OR r.name <> 'north';");
        QCOMPARE(feed(*job, "1 | 2024-01-01 00:00:00\n2 | 2024-01-01 00:00:01\n3 | 2024-01-01 00:00:02\n"),
                 QString("2 | south\n3 | NULL\n"));
        QVERIFY(job->accounting(0, 0).balanced());
        QCOMPARE(job->accounting(0, 0).filtered, 1);
    }
    /// Windows behind a lookup: lateness and counts belong to the records.
    void windowsOfLookedUpRows() {
        const std::string script =
            kEvents + kRegions +
            "CREATE VIEW v AS SELECT e.ts, r.name FROM events AS e JOIN regions FOR SYSTEM_TIME AS OF e.p AS "
            "r ON e.id = r.id;\n"
            "SELECT window_end, name, COUNT(*) AS n FROM TABLE(TUMBLE(TABLE v, DESCRIPTOR(ts), INTERVAL '10' "
            "SECOND)) GROUP BY window_start, window_end, name;";
        const std::string lines[] = {"1 | 2024-01-01 00:00:00\n", "2 | 2024-01-01 00:00:05\n",
                                     "1 | 2024-01-01 00:00:11\n", "2 | 2024-01-01 00:00:03\n"};
        const auto whole = jobFor(script);
        const auto cut = jobFor(script);
        const QString expected(
            "2024-01-01 00:00:10.000 | north | 1\n2024-01-01 00:00:10.000 | south | 1\n"
            "2024-01-01 00:00:10.000 | south again | 1\n");
        QCOMPARE(feed(*whole, lines[0] + lines[1] + lines[2] + lines[3]), expected);
        QString parts;
        for (const std::string& line : lines)
            parts += feed(*cut, line);
        QCOMPARE(parts, expected);
        QCOMPARE(whole->accounting(0, 0).late, 1);
        QVERIFY(whole->accounting(0, 0).balanced());
        QVERIFY(whole->accounting(0, 0) == cut->accounting(0, 0));
    }
    void fileIsReadAnewAfterItsTime() {
        const auto job = jobFor(kEvents + kRegions +
                                "SELECT r.name FROM events AS e LEFT JOIN regions FOR SYSTEM_TIME AS OF e.p "
                                "AS r ON e.id = r.id;");
        QCOMPARE(feed(*job, "1 | 2024-01-01 00:00:00\n"), QString("north\n"));
        write("regions.csv", "1,up,5\n");
        m_clock.at += 9 * kSecond;
        QCOMPARE(feed(*job, "1 | 2024-01-01 00:00:01\n"), QString("north\n"));
        m_clock.at += 2 * kSecond;
        QCOMPARE(feed(*job, "1 | 2024-01-01 00:00:02\n"), QString("up\n"));
        QFile::remove(m_folder.filePath("regions.csv"));
        m_clock.at += 11 * kSecond;
        QCOMPARE(feed(*job, "1 | 2024-01-01 00:00:03\n"), QString("up\n"));
    }
    void sqliteIsAskedWhenTheCacheForgets() {
        const auto job =
            jobFor(kEvents + kNames +
                   "SELECT e.id, n.name, n.price FROM events AS e LEFT JOIN names FOR SYSTEM_TIME "
                   "AS OF e.p AS n ON e.id = n.id;");
        QCOMPARE(feed(*job, "1 | 2024-01-01 00:00:00\n2 | 2024-01-01 00:00:00\n9 | 2024-01-01 00:00:00\n"),
                 QString("1 | one | 1.50\n2 | two | NULL\n9 | NULL | NULL\n"));
        runSql("UPDATE names SET name = 'changed'; INSERT INTO names VALUES(9,'nine','9');");
        // 2 and 9 are remembered; 1 had to make room.
        QCOMPARE(feed(*job, "9 | 2024-01-01 00:00:01\n2 | 2024-01-01 00:00:01\n1 | 2024-01-01 00:00:01\n"),
                 QString("9 | NULL | NULL\n2 | two | NULL\n1 | changed | 1.50\n"));
        m_clock.at += 11 * kSecond;
        QCOMPARE(feed(*job, "9 | 2024-01-01 00:00:02\n"), QString("9 | nine | 9.00\n"));
    }
    void tableThatIsNotThereEndsTheRun() {
        QFile::remove(m_folder.filePath("names.db"));
        const auto job = jobFor(kEvents + kNames +
                                "SELECT n.name FROM events AS e JOIN names FOR SYSTEM_TIME AS OF e.p AS n ON "
                                "e.id = n.id;");
        SourceBatch batch;
        batch.rows = events("1 | 2024-01-01 00:00:00\n");
        QVERIFY(!job->consume(batch));
    }
    void cacheKeepsWhatItsLimitsSay() {
        const auto rows = [](std::int64_t value) {
            return std::make_shared<const std::vector<RowValues>>(std::vector<RowValues>{{Value(value)}});
        };
        const auto none = std::make_shared<const std::vector<RowValues>>();
        LookupCache cache({.mostKeys = 2, .afterAccess = 5 * kSecond, .missing = false}, m_clock);
        cache.keep({Value(std::int64_t{1})}, rows(1));
        cache.keep({Value(std::int64_t{2})}, rows(2));
        cache.keep({Value(std::int64_t{7})}, none);
        QCOMPARE(cache.keys(), std::size_t{2});
        QVERIFY(cache.find({Value(std::int64_t{1})}) != nullptr);
        cache.keep({Value(std::int64_t{3})}, rows(3));
        QVERIFY(cache.find({Value(std::int64_t{2})}) == nullptr);
        m_clock.at += 4 * kSecond;
        QVERIFY(cache.find({Value(std::int64_t{1})}) != nullptr);
        m_clock.at += 4 * kSecond;
        QVERIFY(cache.find({Value(std::int64_t{1})}) != nullptr);
        QVERIFY(cache.find({Value(std::int64_t{3})}) == nullptr);
    }
};

QTEST_GUILESS_MAIN(TestLookups)
#include "tst_lookups.moc"
