// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/window/pane_layout.h"

#include <QtTest>

using namespace guanlan;

namespace {

Micros at(const char* text) {
    return parseTimestamp(text)->wallTime;
}
std::string text(Micros time) {
    return formatTimestamp(time, 0);
}

}  // namespace

class TestPaneLayout : public QObject {
    Q_OBJECT
  private slots:
    void tumblingPanesAreWindows() {
        const PaneLayout layout({.kind = WindowKind::Tumble, .size = kHour, .offset = 10 * kMinute}, nullptr);
        const Micros pane = layout.paneStart(at("1969-12-31 23:05:00"));
        QCOMPARE(text(pane), std::string("1969-12-31 22:10:00"));
        QCOMPARE(text(layout.lastEnd(pane)), std::string("1969-12-31 23:10:00"));
        QCOMPARE(layout.windowStart(layout.lastEnd(pane)), pane);
        const Micros end = layout.lastEnd(pane);
        QVERIFY(!layout.closed(end, end - kMilli - 1));
        QVERIFY(layout.closed(end, end - kMilli));
        QVERIFY(!layout.closed(end, kMinTime));
    }
    void monthsFollowTheCalendar() {
        const PaneLayout layout({.kind = WindowKind::Tumble, .months = 1}, nullptr);
        const Micros pane = layout.paneStart(at("2024-02-29 12:00:00"));
        QCOMPARE(text(pane), std::string("2024-02-01 00:00:00"));
        QCOMPARE(text(layout.paneEnd(pane)), std::string("2024-03-01 00:00:00"));
        QCOMPARE(text(layout.paneStart(at("1969-11-05"))), std::string("1969-11-01 00:00:00"));
    }
    void hoppingWindowsOfAPane() {
        const PaneLayout layout({.kind = WindowKind::Hop, .size = 5 * kMinute, .step = kMinute}, nullptr);
        const Micros pane = layout.paneStart(at("2024-01-01 10:00:30"));
        QCOMPARE(text(layout.firstEnd(pane)), std::string("2024-01-01 10:01:00"));
        QCOMPARE(text(layout.lastEnd(pane)), std::string("2024-01-01 10:05:00"));
        const Micros watermark = at("2024-01-01 10:02:30");
        QCOMPARE(text(*layout.firstOpenEnd(pane, watermark)), std::string("2024-01-01 10:03:00"));
        QCOMPARE(layout.closedWindows(pane, watermark), 2);
        QVERIFY(!layout.firstOpenEnd(pane, at("2024-01-01 10:05:00")));
        QCOMPARE(layout.closedWindows(pane, at("2024-01-01 10:05:00")), 5);
        QCOMPARE(text(layout.windowStart(at("2024-01-01 10:03:00"))), std::string("2024-01-01 09:58:00"));
    }
    void cumulatingWindowsOfAPane() {
        const PaneLayout layout({.kind = WindowKind::Cumulate, .size = kDay, .step = kHour}, nullptr);
        const Micros pane = layout.paneStart(at("2024-01-01 22:30:00"));
        QCOMPARE(text(layout.firstEnd(pane)), std::string("2024-01-01 23:00:00"));
        QCOMPARE(text(layout.lastEnd(pane)), std::string("2024-01-02 00:00:00"));
        QCOMPARE(text(layout.windowStart(layout.lastEnd(pane))), std::string("2024-01-01 00:00:00"));
    }
    void aFarWatermarkIsFoundWithoutSteppingThere() {
        const PaneLayout layout({.kind = WindowKind::Cumulate, .size = 3650 * kDay, .step = kSecond},
                                nullptr);
        const Micros pane = layout.paneStart(0);
        const Micros watermark = layout.lastEnd(pane) - 10 * kSecond;
        QCOMPARE(*layout.firstOpenEnd(pane, watermark), watermark + kSecond);
    }
    void daysOfAZoneAreLocalDays() {
        const Zone shanghai("Asia/Shanghai", 8 * kHour);
        const PaneLayout layout({.kind = WindowKind::Tumble, .size = kDay}, &shanghai);
        const Micros pane = layout.paneStart(layout.toWall(at("2017-11-25 16:00:00")));
        QCOMPARE(text(pane), std::string("2017-11-26 00:00:00"));
        QCOMPARE(text(layout.toTime(pane)), std::string("2017-11-25 16:00:00"));
        QCOMPARE(text(layout.closingWatermark(layout.paneEnd(pane)) + kMilli),
                 std::string("2017-11-26 16:00:00"));
    }
    void aDoubledHourClosesAfterItsSecondPass() {
        const Micros autumn = at("2021-10-31 01:00:00");
        const Zone berlin("Europe/Berlin", 2 * kHour, {{autumn, kHour}});
        const PaneLayout layout({.kind = WindowKind::Tumble, .size = 10 * kMinute}, &berlin);
        const Micros first = layout.paneStart(layout.toWall(autumn - 55 * kMinute));
        const Micros second = layout.paneStart(layout.toWall(autumn + 5 * kMinute));
        QCOMPARE(first, second);
        QCOMPARE(text(first), std::string("2021-10-31 02:00:00"));
        QCOMPARE(layout.closingWatermark(layout.paneEnd(first)), autumn + 10 * kMinute - kMilli);
        QVERIFY(!layout.contiguous(first, layout.paneEnd(first)));
    }
};

QTEST_APPLESS_MAIN(TestPaneLayout)
#include "tst_pane_layout.moc"
