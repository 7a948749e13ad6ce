// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/time.h"
#include "core/base/zone.h"

#include <QtTest>

using namespace guanlan;

class TestTime : public QObject {
    Q_OBJECT
  private slots:
    void civilRoundTrip() {
        for (Micros time : {Micros{0}, Micros{-1}, kDay * 11016, -kDay * 719162, kDay * 47482 + 12345678}) {
            QCOMPARE(microsFromCivil(civilFromMicros(time)), time);
        }
        QCOMPARE(formatTimestamp(-1, 6), std::string("1969-12-31 23:59:59.999999"));
        QCOMPARE(daysFromCivil(2000, 3, 1), 11017);
    }
    void parsesSqlAndIso() {
        struct Row {
            const char* text;
            const char* digits;  // null: refused
            std::optional<Micros> offset;
        };
        const Row rows[] = {
            {"2017-11-26 09:00:00", "2017-11-26 09:00:00.000", std::nullopt},
            {"2017-11-26T09:00:00.5Z", "2017-11-26 09:00:00.500", Micros{0}},
            {"2017-11-26T09:00:00+08:00", "2017-11-26 09:00:00.000", 8 * kHour},
            {"2017-11-26T09:00:00.123-0330", "2017-11-26 09:00:00.123", -(3 * kHour + 30 * kMinute)},
            {"2024-02-29", "2024-02-29 00:00:00.000", std::nullopt},
            {"2023-02-29", nullptr, std::nullopt},
            {"2017-11-26 24:00:00", nullptr, std::nullopt},
            {"2017-11-26 09:00:00 ", nullptr, std::nullopt},
            {"", nullptr, std::nullopt},
        };
        for (const Row& row : rows) {
            const auto parsed = parseTimestamp(row.text);
            QCOMPARE(parsed.has_value(), row.digits != nullptr);
            if (!parsed) continue;
            QCOMPARE(formatTimestamp(parsed->wallTime), std::string(row.digits));
            QCOMPARE(parsed->utcOffset, row.offset);
        }
    }
    void floorsNegativeTimes() {
        QCOMPARE(floorTo(-1, kMinute), -kMinute);
        QCOMPARE(floorTo(kMinute, kMinute), kMinute);
        QCOMPARE(floorTo(0, kDay, 6 * kHour), -18 * kHour);
    }
    void zoneWithDaylightSaving() {
        // Berlin in 2021: CET, from 2021-03-28T01:00Z CEST, from 2021-10-31T01:00Z CET again.
        const Micros spring = parseTimestamp("2021-03-28 01:00:00")->wallTime;
        const Micros autumn = parseTimestamp("2021-10-31 01:00:00")->wallTime;
        const Zone zone("Europe/Berlin", kHour, {{spring, 2 * kHour}, {autumn, kHour}});
        QCOMPARE(zone.toLocal(spring - 1), spring + kHour - 1);
        QCOMPARE(zone.toLocal(spring), spring + 2 * kHour);
        QCOMPARE(zone.toUtc(spring + 3 * kHour), spring + kHour);
        // 02:30 does not exist on the spring day: it becomes 03:30 CEST.
        QCOMPARE(zone.toUtc(spring + kHour + 30 * kMinute), spring + 30 * kMinute);
        // 02:30 exists twice on the autumn day: the summer one is taken.
        QCOMPARE(zone.toUtc(autumn + kHour + 30 * kMinute), autumn - 30 * kMinute);
        QCOMPARE(zone.toLatestUtc(autumn + kHour + 30 * kMinute), autumn + 30 * kMinute);
        QCOMPARE(zone.toLatestUtc(spring + 3 * kHour), spring + kHour);
        for (Micros t = spring - 3 * kDay; t < autumn + 3 * kDay; t += 7 * kHour + 11) {
            if (t >= autumn && t < autumn + kHour) continue;  // the second reading of the doubled hour
            QCOMPARE(zone.toUtc(zone.toLocal(t)), t);
        }
    }
};

QTEST_APPLESS_MAIN(TestTime)
#include "tst_time.moc"
