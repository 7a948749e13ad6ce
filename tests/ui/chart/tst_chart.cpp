// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chart/axis_ticks.h"
#include "ui/chart/min_max_pyramid.h"
#include "ui/chart/stacked_lines.h"

#include <QtTest>

#include <cmath>
#include <limits>
#include <random>

using namespace guanlan;

namespace {

QString labelsOf(const std::vector<TimeTick>& ticks) {
    QStringList labels;
    for (const TimeTick& tick : ticks)
        labels.append(tick.label);
    return labels.join(u' ');
}

Micros utc(const char* text) {
    return parseTimestamp(text)->wallTime;
}

}  // namespace

class TestChart : public QObject {
    Q_OBJECT
  private slots:
    void pyramidEqualsLookingAtEveryValue() {
        std::mt19937 random(7);
        MinMaxPyramid pyramid;
        std::vector<double> values;
        for (int i = 0; i < 5000; ++i) {
            const double value = i % 97 == 0 ? std::numeric_limits<double>::quiet_NaN()
                                             : static_cast<double>(random() % 100000) - 50000;
            values.push_back(value);
            pyramid.append(value);
            if (i % 61 != 0 && i < 4990) continue;
            for (int probe = 0; probe < 20; ++probe) {
                const std::size_t first = random() % values.size();
                const std::size_t last = first + random() % (values.size() - first + 1);
                double low = std::numeric_limits<double>::infinity();
                double high = -low;
                for (std::size_t k = first; k < last; ++k) {
                    if (std::isnan(values[k])) continue;
                    low = std::min(low, values[k]);
                    high = std::max(high, values[k]);
                }
                const auto range = pyramid.range(first, last);
                QCOMPARE(range.low, low);
                QCOMPARE(range.high, high);
            }
        }
    }
    void valueScaleIsRoundAndHoldsItsValues() {
        for (const auto& [low, high] : std::initializer_list<std::pair<double, double>>{{0, 0},
                                                                                        {5, 5},
                                                                                        {-3, 12},
                                                                                        {0.0123, 0.0127},
                                                                                        {2900, 4100},
                                                                                        {1e11, 9e11},
                                                                                        {-8, -2},
                                                                                        {0, 1e-7}}) {
            const ValueScale scale = niceScale(low, high, 4, false);
            QVERIFY2(scale.low <= low && scale.high >= high, qPrintable(QString::number(low)));
            QVERIFY(scale.high > scale.low);
            QVERIFY2(scale.ticks().size() >= 2 && scale.ticks().size() <= 7,
                     qPrintable(QString::number(high)));
        }
        QCOMPARE(niceScale(100, 3400, 4, true).high, 4000.0);
        QCOMPARE(niceScale(98, 99, 4, true).low, 0.0);
        QCOMPARE(niceScale(98, 99, 4, false).low, 98.0);
    }
    void stackedLinesLieUponEachOther() {
        const ChartLine first{.at = {1, 2, 3}, .value = {10, 20, 30}, .openAt = {4}, .openValue = {5}};
        const ChartLine second{.at = {2, 5}, .value = {1, 2}, .openAt = {4, 6}, .openValue = {7, 8}};
        const auto stacked = stackedLines({&first, &second});
        QCOMPARE(stacked[0].at, (std::vector<Micros>{1, 2, 3, 5}));
        QCOMPARE(stacked[0].base, (std::vector<double>{0, 0, 0, 0}));
        QCOMPARE(stacked[0].top, (std::vector<double>{10, 20, 30, 0}));
        QCOMPARE(stacked[1].base, stacked[0].top);
        QCOMPARE(stacked[1].top, (std::vector<double>{10, 21, 30, 2}));
        QCOMPARE(stacked[0].openTop, (std::vector<double>{5}));
        QCOMPARE(stacked[1].openTop, (std::vector<double>{12, 8}));
        QVERIFY(stackedLines({}).empty());
    }
    void timeTicksStandOnRoundLocalTimes() {
        const Zone shanghai("Asia/Shanghai", 8 * kHour);
        const Micros end = utc("2026-03-18 06:30:20");
        QCOMPARE(labelsOf(timeTicks(end - 30 * kMinute, end, shanghai, 7)),
                 QStringLiteral("14:05 14:10 14:15 14:20 14:25 14:30"));
        QCOMPARE(labelsOf(timeTicks(end - kMinute, end, shanghai, 5)),
                 QStringLiteral("14:29:30 14:29:45 14:30:00 14:30:15"));
        // A day ends at local midnight, not at that of UTC.
        QCOMPARE(labelsOf(timeTicks(end - kDay, end, shanghai, 5)),
                 QStringLiteral("18:00 03-18 06:00 12:00"));
        QVERIFY(timeTicks(end, end, shanghai, 5).empty());
    }
};

QTEST_APPLESS_MAIN(TestChart)
#include "tst_chart.moc"
