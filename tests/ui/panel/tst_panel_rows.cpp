// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/batch_text.h"
#include "ui/panel/panel_rows.h"

#include <QtTest>

#include <cmath>

using namespace guanlan;

namespace {

BatchPtr table(const char* text) {
    return std::make_shared<const Batch>(batchFromText(text));
}

const char* const kRegions = R"(
    window_end TIMESTAMP(3) | region STRING | plays BIGINT | rate DECIMAL(5,3) | name STRING
    2026-03-18 14:01:00     | 广东          | 10           | 0.125             | x
    2026-03-18 14:01:00     | 江苏          | 4            | 0.500             | x
    2026-03-18 14:02:00     | 广东          | 20           | NULL              | x
    2026-03-18 14:02:00     | NULL          | 1            | 0.250             | x
    2026-03-18 14:02:00     | 江苏          | NULL         | 0.250             | x
)";

struct Fixture {
    PanelData data;
    PanelQuery query;
    GroupNames groups;

    explicit Fixture(const BatchPtr& batch) {
        data.finals = batch;
        data.definition = {.name = "plays", .schema = batch->schemaPtr(), .timeColumn = 0, .dimensions = {1}};
        data.zone = Zone("Asia/Shanghai", 8 * kHour);
        query.series = {{.value = "plays"}};
    }
    Result<PanelRows> read(const BatchPtr& batch, Micros shift = 0) {
        return readRows(batch, {.data = &data, .query = &query, .series = 0, .shift = shift}, groups);
    }
};

Micros utc(const char* text) {
    return parseTimestamp(text)->wallTime;
}

}  // namespace

class TestPanelRows : public QObject {
    Q_OBJECT
  private slots:
    void localWallTimeBecomesUtc() {
        Fixture f(table(kRegions));
        const auto rows = f.read(f.data.finals);
        QVERIFY(rows.ok());
        QCOMPARE(rows->value.size(), std::size_t{4});  // the null is left out
        QCOMPARE(rows->at.front(), utc("2026-03-18 06:01:00"));
        const auto shifted = f.read(f.data.finals, kDay);
        QCOMPARE(shifted->at.front(), utc("2026-03-19 06:01:00"));
    }
    void instantsStayAsTheyAre() {
        const BatchPtr batch = table("at TIMESTAMP_LTZ(3) | plays BIGINT\n 2026-03-18 06:01:00 | 5");
        Fixture f(batch);
        QCOMPARE(f.read(batch)->at.front(), utc("2026-03-18 06:01:00"));
    }
    void conditionsChooseRows() {
        Fixture f(table(kRegions));
        f.query.where["region"] = "广东";
        const auto rows = f.read(f.data.finals);
        QCOMPARE(rows->value, (std::vector<double>{10, 20}));
    }
    void groupsKeepOneNumberOverSeveralBatches() {
        Fixture f(table(kRegions));
        f.query.group = "region";
        const auto first = f.read(f.data.finals);
        const auto again = f.read(table(kRegions));  // another dictionary, other codes
        QCOMPARE(first->group, again->group);
        QCOMPARE(f.groups.names(), (std::vector<std::string>{"广东", "江苏", ""}));
    }
    void decimalsAreScaled() {
        Fixture f(table(kRegions));
        f.query.series = {{.value = "rate"}};
        QCOMPARE(f.read(f.data.finals)->value, (std::vector<double>{0.125, 0.5, 0.25, 0.25}));
    }
    void aLineJoinsGroupsOfOneTime() {
        Fixture f(table(kRegions));
        const auto rows = f.read(f.data.finals);
        QCOMPARE(lineOf(*rows, Aggregate::Sum).value, (std::vector<double>{14, 21}));
        QCOMPARE(lineOf(*rows, Aggregate::Avg).value, (std::vector<double>{7, 10.5}));
        QCOMPARE(lineOf(*rows, Aggregate::Max).value, (std::vector<double>{10, 20}));
        QCOMPARE(lineOf(*rows, Aggregate::Min).value, (std::vector<double>{4, 1}));
    }
    void openWindowsCountWhereTheyMeanSomething() {
        const TimeLine closed{.at = {1, 2, 3}, .value = {5, 9, 7}};
        const TimeLine open{.at = {4}, .value = {1}};
        struct Row {
            Aggregate aggregate;
            double value;
            bool provisional;
        };
        for (const Row& row :
             {Row{Aggregate::Sum, 22, true}, Row{Aggregate::Max, 9, true}, Row{Aggregate::Min, 1, true},
              Row{Aggregate::Last, 7, false}, Row{Aggregate::Avg, 7, false}}) {
            const GroupTotal total = totalOf(closed, open, row.aggregate);
            QCOMPARE(total.value, row.value);
            QCOMPARE(total.provisional, row.provisional);
        }
        QCOMPARE(totalOf({}, open, Aggregate::Last).value, 1.0);
        QVERIFY(totalOf({}, open, Aggregate::Last).provisional);
        QVERIFY(std::isnan(totalOf({}, {}, Aggregate::Sum).value));
    }
    void lastIsTheSumOfTheNewestTime() {
        Fixture f(table(kRegions));
        f.query.group = "region";
        const auto rows = f.read(f.data.finals);
        const auto totals = totalsOf(*rows, {}, Aggregate::Last, f.groups.size());
        QCOMPARE(totals[0].value, 20.0);
        QCOMPARE(totals[1].value, 4.0);
    }
    void aWrongColumnIsSaidWithTheRightOnes() {
        Fixture f(table(kRegions));
        f.query.series = {{.value = "plais"}};
        const auto missing = f.read(f.data.finals);
        QVERIFY(!missing.ok());
        QVERIFY(QString::fromStdString(missing.error().what).contains(QStringLiteral("plais")));
        QVERIFY(QString::fromStdString(missing.error().cause).contains(QStringLiteral("region, plays")));
        f.query.series = {{.value = "name"}};
        QVERIFY(!f.read(f.data.finals).ok());
        f.query.series = {{.value = "plays"}};
        f.query.group = "regoin";
        QVERIFY(!f.read(f.data.finals).ok());
        f.query.group.clear();
        f.query.where["regoin"] = "广东";
        QVERIFY(!f.read(f.data.finals).ok());
    }
};

QTEST_APPLESS_MAIN(TestPanelRows)
#include "tst_panel_rows.moc"
