// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panel/heatmap/heat_grid.h"

#include <QtTest>

#include <cmath>

using namespace guanlan;

namespace {

const Zone kShanghai("Asia/Shanghai", 8 * kHour);

Micros shanghai(const char* text) {
    return kShanghai.toUtc(parseTimestamp(text)->wallTime);
}

/// Rows of one group each; 2026-03-16 is a Monday.
PanelRows rows(std::initializer_list<std::tuple<const char*, std::uint32_t, double>> list) {
    PanelRows result;
    for (const auto& [at, group, value] : list) {
        result.at.push_back(shanghai(at));
        result.group.push_back(group);
        result.value.push_back(value);
    }
    return result;
}

double at(const HeatGrid& grid, std::size_t row, std::size_t hour) {
    return grid.value[HeatGrid::cell(row, hour)];
}

}  // namespace

class TestHeatGrid : public QObject {
    Q_OBJECT
  private slots:
    void hoursAndWeekdaysAreLocalOnes() {
        const std::vector<std::string> none{""};
        HeatInput input{.finals = rows({{"2026-03-16 00:30:00", 0, 1}, {"2026-03-22 23:30:00", 0, 2}}),
                        .groups = &none};
        const HeatGrid grid = heatGridOf(input, HeatRows::Weekday, Aggregate::Sum, kShanghai, 12);
        QCOMPARE(grid.rows.size(), std::size_t{7});
        QCOMPARE(at(grid, 0, 0), 1.0);
        QCOMPARE(at(grid, 6, 23), 2.0);
        QVERIFY(std::isnan(at(grid, 3, 12)));
    }
    void aWindowBelongsToTheHourItCovers() {
        const std::vector<std::string> none{""};
        HeatInput input{.finals = rows({{"2026-03-16 15:00:00", 0, 7}}), .groups = &none};
        QCOMPARE(at(heatGridOf(input, HeatRows::Weekday, Aggregate::Sum, kShanghai, 12), 0, 14), 7.0);
        input.timesAreEnds = false;
        QCOMPARE(at(heatGridOf(input, HeatRows::Weekday, Aggregate::Sum, kShanghai, 12), 0, 15), 7.0);
        // Midnight ends Sunday, it does not begin Monday.
        input.timesAreEnds = true;
        input.finals = rows({{"2026-03-16 00:00:00", 0, 3}});
        QCOMPARE(at(heatGridOf(input, HeatRows::Weekday, Aggregate::Sum, kShanghai, 12), 6, 23), 3.0);
    }
    void cellsAreJoinedByTheAggregate() {
        const std::vector<std::string> none{""};
        const HeatInput input{
            .finals = rows({{"2026-03-16 10:10:00", 0, 4}, {"2026-03-16 10:20:00", 0, 8}}),
            .provisional = rows({{"2026-03-16 10:30:00", 0, 100}, {"2026-03-16 11:10:00", 0, 5}}),
            .groups = &none};
        const HeatGrid sum = heatGridOf(input, HeatRows::Weekday, Aggregate::Sum, kShanghai, 12);
        QCOMPARE(at(sum, 0, 10), 112.0);
        QCOMPARE(sum.open[HeatGrid::cell(0, 10)], 1);
        // An average takes open windows only where nothing has closed.
        const HeatGrid average = heatGridOf(input, HeatRows::Weekday, Aggregate::Avg, kShanghai, 12);
        QCOMPARE(at(average, 0, 10), 6.0);
        QCOMPARE(average.open[HeatGrid::cell(0, 10)], 0);
        QCOMPARE(at(average, 0, 11), 5.0);
        QCOMPARE(average.open[HeatGrid::cell(0, 11)], 1);
        QCOMPARE(average.low, 5.0);
        QCOMPARE(average.high, 6.0);
    }
    void theNewestDatesAreKept() {
        const std::vector<std::string> none{""};
        const HeatInput input{.finals = rows({{"2026-03-16 10:00:00", 0, 1},
                                              {"2026-03-17 10:00:00", 0, 2},
                                              {"2026-03-19 10:00:00", 0, 3}}),
                              .groups = &none};
        const HeatGrid grid = heatGridOf(input, HeatRows::Date, Aggregate::Sum, kShanghai, 2);
        QCOMPARE(grid.rows.size(), std::size_t{2});
        QCOMPARE(grid.hidden, std::size_t{1});
        QCOMPARE(grid.rows[0].day, parseTimestamp("2026-03-17 00:00:00")->wallTime);
        QCOMPARE(at(grid, 1, 9), 3.0);
    }
    void theLargestGroupsComeFirst() {
        const std::vector<std::string> names{"small", "large", "middle"};
        const HeatInput input{.finals = rows({{"2026-03-16 10:00:00", 0, 1},
                                              {"2026-03-16 10:00:00", 1, 9},
                                              {"2026-03-16 10:00:00", 2, 5}}),
                              .yesterday = rows({{"2026-03-16 10:00:00", 1, 6}}),
                              .groups = &names};
        const HeatGrid grid = heatGridOf(input, HeatRows::Group, Aggregate::Sum, kShanghai, 2);
        QCOMPARE(grid.rows.size(), std::size_t{2});
        QCOMPARE(grid.rows[0].key, std::string("large"));
        QCOMPARE(grid.rows[1].key, std::string("middle"));
        QCOMPARE(grid.yesterday[HeatGrid::cell(0, 9)], 6.0);
        QVERIFY(std::isnan(grid.yesterday[HeatGrid::cell(1, 9)]));
    }
};

QTEST_APPLESS_MAIN(TestHeatGrid)
#include "tst_heat_grid.moc"
