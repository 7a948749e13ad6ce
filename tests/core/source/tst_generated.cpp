// SPDX-License-Identifier: GPL-3.0-or-later
// Tables of the connector datagen.
#include "core/source/source.h"
#include "tests/support/batch_text.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QtTest>

#include <set>

using namespace guanlan;

namespace {

const SystemClock kClock;

TableDefinition table(std::vector<TableColumn> columns, Options options) {
    options["connector"] = "datagen";
    return {.name = "t", .columns = std::move(columns), .options = std::move(options)};
}

struct Generated {
    QString text;
    std::int64_t rows = 0;
    std::map<std::uint32_t, std::int64_t> next;
    std::map<std::string, std::int64_t> bad;
    std::vector<std::uint32_t> idle;
    std::string error;
    std::string identity;
    bool ended = false;
};

Generated generate(const TableDefinition& definition, std::size_t batchRows = 1000, int mostBatches = 10'000,
                   const std::vector<SourcePosition>& known = {}) {
    Generated made;
    auto source = createSource(definition, {.clock = &kClock, .batchRows = batchRows});
    if (!source) {
        made.error = source.error().sentence();
        return made;
    }
    if (!(*source)->open(known)) return made;
    made.identity = (*source)->identity();
    for (int i = 0; i < mostBatches && !made.ended; ++i) {
        auto batch = (*source)->next(std::chrono::milliseconds(20));
        if (!batch) {
            made.error = batch.error().sentence();
            return made;
        }
        made.rows += static_cast<std::int64_t>(batch->rows.rows());
        made.text += QString::fromStdString(textOf(batch->rows));
        for (const PartitionProgress& progress : batch->progress)
            made.next[progress.partition] = progress.nextOffset;
        for (const BadCount& bad : batch->bad)
            made.bad[bad.cause] += bad.records;
        made.idle.insert(made.idle.end(), batch->idle.begin(), batch->idle.end());
        made.ended = batch->endOfInput;
    }
    return made;
}

const std::vector<TableColumn> kShop{{.name = "user_id", .type = DataType::bigint()},
                                     {.name = "behavior", .type = DataType::string()},
                                     {.name = "ts", .type = DataType::timestamp()}};

Options shop(Options options = {}) {
    options.insert({{"guanlan.profile", "taobao"},
                    {"guanlan.start", "2026-03-01 20:00:00"},
                    {"rows-per-second", "100"},
                    {"number-of-rows", "8000"},
                    {"guanlan.partitions", "4"}});
    return options;
}

}  // namespace

class TestGenerated : public QObject {
    Q_OBJECT
  private slots:
    void fieldsAsFlinkDescribesThem() {
        const std::vector<TableColumn> columns{{.name = "id", .type = DataType::integer()},
                                               {.name = "n", .type = DataType::bigint()},
                                               {.name = "price", .type = DataType::decimal(6, 2)},
                                               {.name = "name", .type = DataType::string()},
                                               {.name = "at", .type = DataType::timestamp()}};
        const Options options{{"fields.id.kind", "sequence"}, {"fields.id.start", "1"},
                              {"fields.id.end", "500"},       {"fields.n.min", "-3"},
                              {"fields.n.max", "3"},          {"fields.price.min", "1"},
                              {"fields.price.max", "2"},      {"fields.name.length", "7"},
                              {"fields.n.null-rate", "0.1"},  {"guanlan.start", "2026-03-01 00:00:00"},
                              {"rows-per-second", "2"}};
        const Generated made = generate(table(columns, options), 64);
        QCOMPARE(made.error, std::string());
        QVERIFY(made.ended);
        QCOMPARE(made.rows, 500);
        const QStringList rows = made.text.split('\n', Qt::SkipEmptyParts);
        std::set<QString> seen;
        for (int i = 0; i < rows.size(); ++i) {
            const QStringList cells = rows[i].split(" | ");
            QCOMPARE(cells[0].toInt(), i + 1);
            seen.insert(cells[1]);
            QVERIFY(cells[2].toDouble() >= 1 && cells[2].toDouble() <= 2);
            QCOMPARE(cells[3].size(), 7);
        }
        QCOMPARE(seen.size(), std::size_t{8});  // -3 to 3, and NULL
        QVERIFY(rows[5].endsWith("2026-03-01 00:00:02.500"));
        // The same for any batches, and where it goes on in the middle.
        QCOMPARE(generate(table(columns, options), 7).text, made.text);
        const Generated half = generate(table(columns, options), 100, 2);
        QCOMPARE(half.rows, 200);
        const Generated rest = generate(table(columns, options), 100, 1000, {{half.identity, half.next}});
        QCOMPARE(half.text + rest.text, made.text);
    }
    void itKeepsThePace() {
        QElapsedTimer timer;
        timer.start();
        const Generated made = generate(table({{.name = "n", .type = DataType::integer()}},
                                              {{"rows-per-second", "1000"}, {"number-of-rows", "1000000"}}),
                                        100'000, 10);
        // It begins with the second in which it was opened.
        QVERIFY2(made.rows > 50 && made.rows <= timer.elapsed() + 1000,
                 qPrintable(QString::number(made.rows)));
    }
    void wrongOptions() {
        struct Row {
            Options options;
            const char* part;
        };
        const Row rows[] = {
            {{{"fields.n.kind", "sequense"}}, "random or sequence"},
            {{{"fields.n.kind", "sequence"}}, "needs 'start' and 'end'"},
            {{{"fields.n.min", "5"}, {"fields.n.max", "1"}}, "below 'min'"},
            {{{"fields.n.max", "99999999999"}}, "a value of INT"},
            {{{"rows-per-second", "0"}}, "from 1"},
            {{{"guanlan.profile", "jd"}}, "bilibili, taobao or weblog"},
            {{{"guanlan.profile", "bilibili"}, {"guanlan.incidents", "flood@1 s"}}, "cdn-failure"},
        };
        for (const Row& row : rows) {
            const std::string error =
                generate(table({{.name = "n", .type = DataType::integer()}}, row.options)).error;
            QVERIFY2(error.find(row.part) != std::string::npos, error.c_str());
        }
    }
    void anAccessLog() {
        Options options{{"guanlan.profile", "weblog"},
                        {"guanlan.start", "2026-03-01 20:00:00"},
                        {"rows-per-second", "100"},
                        {"number-of-rows", "5000"},
                        {"format", "regex"},
                        {"regex.pattern",
                         "(?<address>\\S+) - - \\[(?<ts>[^\\]]+)\\] \"\\S+ (?<path>\\S+) [^\"]+\" "
                         "(?<status>\\d+) .* (?<seconds>[0-9.]+)"},
                        {"regex.timestamp-format", "dd/MMM/yyyy:HH:mm:ss Z"}};
        const std::vector<TableColumn> columns{{.name = "address", .type = DataType::string()},
                                               {.name = "ts", .type = DataType::timestampLtz()},
                                               {.name = "path", .type = DataType::string()},
                                               {.name = "status", .type = DataType::integer()},
                                               {.name = "seconds", .type = DataType::real()}};
        const Generated made = generate(table(columns, options));
        QCOMPARE(made.error, std::string());
        QVERIFY(made.ended && made.bad.empty());
        QCOMPARE(made.rows, 5000);
        QVERIFY(made.text.contains("2026-03-01 20:00:0"));
        QVERIFY(made.text.contains("| /api/search | 200 |"));
        QVERIFY(std::abs(made.text.count("| 404 |") - 160) < 60);
        QVERIFY(made.text.startsWith("192.0.2.") || made.text.startsWith("198.51.100.") ||
                made.text.startsWith("203.0.113."));
        // The same for any batches.
        QCOMPARE(generate(table(columns, options), 7).text, made.text);
    }
    void aShop() {
        const Generated made = generate(table(kShop, shop()));
        QCOMPARE(made.error, std::string());
        QVERIFY(made.ended && made.bad.empty());
        QCOMPARE(made.rows, 8000);
        QCOMPARE(made.next.size(), std::size_t{4});
        QVERIFY(std::abs(made.text.count("| pv |") - 7166) < 200);
        QCOMPARE(generate(table(kShop, shop()), 333).text, made.text);
        QVERIFY(generate(table(kShop, shop({{"guanlan.seed", "2"}}))).text != made.text);
        const Generated half = generate(table(kShop, shop()), 1000, 7);
        QCOMPARE(half.rows, 7000);
        QCOMPARE(half.text + generate(table(kShop, shop()), 999, 10'000, {{half.identity, half.next}}).text,
                 made.text);
    }
    void faultsOnRequest() {
        const Generated clean = generate(table(kShop, shop()));
        const Generated dirty = generate(table(kShop, shop({{"guanlan.dirt-rate", "0.02"}})));
        std::int64_t bad = 0;
        for (const auto& [cause, records] : dirty.bad)
            bad += records;
        QCOMPARE(dirty.rows + bad, 8000);
        QVERIFY2(bad > 100 && bad < 230, qPrintable(QString::number(bad)));
        QVERIFY(dirty.bad.size() >= 2);

        const Generated twice = generate(table(kShop, shop({{"guanlan.duplicate-rate", "0.1"}})));
        QStringList rows = twice.text.split('\n', Qt::SkipEmptyParts);
        rows.removeDuplicates();
        QVERIFY2(std::abs(static_cast<int>(rows.size()) - 7273) < 150,
                 qPrintable(QString::number(rows.size())));

        const auto late = [](const QString& text) {
            QString latest;
            int count = 0;
            for (const QString& row : text.split('\n', Qt::SkipEmptyParts)) {
                const QString time = row.section(" | ", 2);
                if (!latest.isEmpty() &&
                    QDateTime::fromString(time, Qt::ISODateWithMs)
                            .msecsTo(QDateTime::fromString(latest, Qt::ISODateWithMs)) > 5000)
                    ++count;
                latest = std::max(latest, time);
            }
            return count;
        };
        QCOMPARE(late(clean.text), 0);
        const int lateRows = late(
            generate(table(kShop, shop({{"guanlan.late-rate", "0.05"}, {"guanlan.late-by", "20 s"}}))).text);
        QVERIFY2(lateRows > 140 && lateRows < 300, qPrintable(QString::number(lateRows)));
    }
    void burstsAndSilentPartitions() {
        const Generated burst = generate(table(kShop, shop({{"number-of-rows", "18000"},
                                                            {"guanlan.burst-every", "1 min"},
                                                            {"guanlan.burst-factor", "5"}})));
        std::map<QString, int> byTenSeconds;
        for (const QString& row : burst.text.split('\n', Qt::SkipEmptyParts))
            ++byTenSeconds[row.section(" | ", 2).left(18)];
        QVERIFY(byTenSeconds["2026-03-01 20:00:5"] > 3 * byTenSeconds["2026-03-01 20:00:3"]);
        const Generated silent = generate(table(kShop, shop({{"number-of-rows", "16000"},
                                                             {"guanlan.idle-partitions", "2"},
                                                             {"guanlan.idle-every", "40 s"},
                                                             {"scan.watermark.idle-timeout", "5 s"}})));
        QCOMPARE(silent.rows, 16'000);
        QVERIFY(silent.idle.size() >= 4);
        for (const std::uint32_t partition : silent.idle)
            QVERIFY(partition >= 2);
    }
    void aVideoSiteWithScriptedIncidents() {
        const std::vector<TableColumn> columns{{.name = "ts", .type = DataType::bigint()},
                                               {.name = "event", .type = DataType::string()},
                                               {.name = "region", .type = DataType::string()},
                                               {.name = "response_ms", .type = DataType::integer()}};
        const auto errors = [&](const char* incidents) {
            const Generated made = generate(table(columns, {{"guanlan.profile", "bilibili"},
                                                            {"guanlan.start", "2026-03-01 20:00:00"},
                                                            {"rows-per-second", "1000"},
                                                            {"number-of-rows", "30000"},
                                                            {"guanlan.incidents", incidents}}));
            if (made.rows != 30'000 || !made.bad.empty()) qFatal("%s", made.error.c_str());
            return made.text.count("| error |");
        };
        const auto calm = errors("false");
        const auto failing = errors("cdn-failure@5 s");
        QVERIFY2(calm > 10 && calm < 100 && failing > calm * 3 / 2,
                 qPrintable(QString("%1 %2").arg(calm).arg(failing)));
    }
};

QTEST_APPLESS_MAIN(TestGenerated)
#include "tst_generated.moc"
