// SPDX-License-Identifier: GPL-3.0-or-later
// Which rows of a metric take the place of older ones, and which never do.
#include "tests/core/store/store_folder.h"

#include <QtTest>

#include <algorithm>

using namespace guanlan;

class TestReplacedRows : public QObject {
    Q_OBJECT
  private slots:
    void aCorrectedRowReplacesTheOlder() {
        Workspace workspace;
        const BatchPtr old = table(R"(
            at TIMESTAMP(3)     | region STRING | plays BIGINT
            2026-03-01 08:00:00 | a             | 1
            2026-03-01 08:00:00 | b             | 2)");
        const BatchPtr corrected = table(R"(
            at TIMESTAMP(3)     | region STRING | plays BIGINT
            2026-03-01 08:00:00 | a             | 10)");
        const std::string expected = "2026-03-01 08:00:00.000 | a | 10\n2026-03-01 08:00:00.000 | b | 2\n";
        for (const bool compactBetween : {false, true}) {
            Workspace fresh;
            QVERIFY(fresh.store->defineMetrics({definitionOf("plays", *old)}));
            fresh.save("plays", old);
            if (compactBetween) QVERIFY(fresh.store->compact());
            fresh.save("plays", corrected);
            QCOMPARE(fresh.text({.metric = "plays"}), expected);
            QVERIFY(fresh.store->compact());
            QCOMPARE(fresh.text({.metric = "plays"}), expected);
        }
    }
    /// Rows that nothing names are all kept, though they came at the same time.
    void rowsWithoutAKeyAreNeverReplaced() {
        const BatchPtr rows = table(R"(
            at TIMESTAMP(3)     | region STRING | plays BIGINT
            2026-03-01 08:00:00 | a             | 1
            2026-03-01 08:00:00 | a             | 1
            2026-03-01 08:00:00 | a             | 2)");
        MetricDefinition events = definitionOf("plays", *rows);
        events.keyed = false;
        MetricDefinition timeless = events;
        timeless.timeColumn.reset();
        for (const MetricDefinition& metric : {events, timeless}) {
            Workspace workspace;
            QVERIFY(workspace.store->defineMetrics({metric}));
            workspace.save("plays", rows);
            const std::string once = workspace.text({.metric = "plays"});
            QCOMPARE(std::count(once.begin(), once.end(), '\n'), 3);
            QVERIFY(workspace.store->compact());
            QCOMPARE(workspace.text({.metric = "plays"}), once);
            workspace.save("plays", rows);
            QVERIFY(workspace.store->compact());
            const std::string twice = workspace.text({.metric = "plays"});
            QCOMPARE(std::count(twice.begin(), twice.end(), '\n'), 6);
            workspace.reopen();
            QCOMPARE(workspace.text({.metric = "plays"}), twice);
        }
    }
    /// What updates has no time of its own: its newest rows are what it is.
    void withoutATimeTheKeysNameTheRow() {
        const auto counts = [](int first, int second) {
            return table("at TIMESTAMP(3) | region STRING | plays BIGINT\n2026-03-01 08:00:00 | b | " +
                         std::to_string(first) + "\n2026-03-01 08:00:00 | NULL | " + std::to_string(second));
        };
        MetricDefinition metric = definitionOf("plays", *counts(1, 2));
        metric.timeColumn.reset();
        const std::string expected = "2026-03-01 08:00:00.000 | NULL | 4\n2026-03-01 08:00:00.000 | b | 3\n";
        for (const bool compacted : {false, true}) {
            Workspace workspace;
            QVERIFY(workspace.store->defineMetrics({metric}));
            workspace.save("plays", counts(1, 2), 1000);
            if (compacted) QVERIFY(workspace.store->compact());
            workspace.save("plays", counts(3, 4), 2000);
            if (compacted) QVERIFY(workspace.store->compact());
            QCOMPARE(workspace.text({.metric = "plays"}), expected);
            QCOMPARE(workspace.text({.metric = "plays", .lastRows = 2}), expected);
            QCOMPARE(workspace.text({.metric = "plays", .to = 2000}),
                     std::string("2026-03-01 08:00:00.000 | NULL | 2\n2026-03-01 08:00:00.000 | b | 1\n"));
        }
    }
    void retractionsOfOldValuesAreLeftOut() {
        Workspace workspace;
        Batch rows = batchFromText(R"(
            at TIMESTAMP(3)     | region STRING | plays BIGINT
            2026-03-01 08:00:00 | a             | 1
            2026-03-01 08:00:00 | a             | 2)");
        rows.kinds = {RowKind::UpdateBefore, RowKind::UpdateAfter};
        QVERIFY(workspace.store->defineMetrics({definitionOf("plays", rows)}));
        workspace.save("plays", std::make_shared<const Batch>(rows));
        QCOMPARE(workspace.text({.metric = "plays"}), std::string("2026-03-01 08:00:00.000 | a | 2\n"));
        rows.kinds = {RowKind::Insert, RowKind::Delete};
        Commit commit;
        commit.rows = {{"plays", std::make_shared<const Batch>(rows)}};
        const auto refused = workspace.store->commit(commit);
        QVERIFY(!refused && refused.error().code == ErrorCode::NotYet);
    }
};

QTEST_APPLESS_MAIN(TestReplacedRows)
#include "tst_replaced_rows.moc"
