// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/decimal.h"
#include "core/base/duration.h"

#include <QtTest>

#include <random>

using namespace guanlan;

namespace {

Int128 number(std::string_view digits) {
    return parseDecimal(digits, 0).value();
}

std::string text(const std::optional<Int128>& value, int scale) {
    return value ? formatDecimal(*value, scale) : "none";
}

}  // namespace

class TestDecimal : public QObject {
    Q_OBJECT
  private slots:
    void textRoundTrip() {
        struct Row {
            const char* in;
            int scale;
            const char* out;
        };
        const Row rows[] = {
            {"0", 0, "0"},
            {"-12.3", 2, "-12.30"},
            {"12.345", 2, "12.35"},
            {"-12.345", 2, "-12.35"},
            {"0.004", 2, "0.00"},
            {"1e3", 1, "1000.0"},
            {"15e-1", 0, "2"},
            {".5", 1, "0.5"},
            {"99999999999999999999999999999999999999", 0, "99999999999999999999999999999999999999"},
            {"100000000000000000000000000000000000000", 0, "none"},
            {"99999999999999999999999999999999999999.5", 0, "none"},
            {"1", 38, "none"},
            {"0.99999999999999999999999999999999999999", 38, "0.99999999999999999999999999999999999999"},
            {"0.123456789012345678901234567890123456789012345", 4, "0.1235"},
            {"0.99999999999999999999999999999999999999999999", 4, "1.0000"},
            {"1.99999999999999999999999999999999999995", 37, "2.0000000000000000000000000000000000000"},
            {"", 0, "none"},
            {"-", 0, "none"},
            {"1.2.3", 0, "none"},
            {"1e", 0, "none"},
            {"abc", 0, "none"},
        };
        for (const Row& row : rows)
            QCOMPARE(std::string(row.in) + ' ' + text(parseDecimal(row.in, row.scale), row.scale),
                     std::string(row.in) + ' ' + row.out);
    }
    void productsPastSixtyFourBits() {
        const Int128 a = number("12345678901234567890");
        QCOMPARE(text(multiplyDecimals(a, 3, 10, 10), 10), std::string("3703703670.3703703670"));
        const Int128 big = number("99999999999999999999999999999999999999");
        QCOMPARE(text(multiplyDecimals(big, 2, 0, 0), 0), std::string("none"));
        QCOMPARE(text(multiplyDecimals(big, big, 76, 38), 38),
                 std::string("0.99999999999999999999999999999999999998"));
    }
    void quotientsRoundHalfAwayFromZero() {
        QCOMPARE(text(divideDecimals(2, 0, 3, 0, 6), 6), std::string("0.666667"));
        QCOMPARE(text(divideDecimals(-1, 0, 2, 0, 0), 0), std::string("-1"));
        QCOMPARE(text(divideDecimals(number("1"), 0, number("3"), 0, 38), 38),
                 std::string("0.33333333333333333333333333333333333333"));
        QCOMPARE(text(divideDecimals(100, 0, 8, 2, 0), 0), std::string("1250"));
    }
    void comparisonIsExactAcrossScales() {
        QCOMPARE(compareDecimals(10, 1, 1, 0), 0);
        QCOMPARE(compareDecimals(number("99999999999999999999999999999999999999"), 0, 1, 38), 1);
        QCOMPARE(compareDecimals(-15, 1, -1, 0), -1);
    }
    /// a / b * b lies within half a unit of a, for random numbers of every length.
    void divisionProperty() {
        std::mt19937_64 random(7);
        for (int i = 0; i < 20'000; ++i) {
            const auto digits = static_cast<int>(random() % 30);
            const Int128 a =
                static_cast<Int128>(random()) * static_cast<Int128>(random() % 1000) % powerOfTen(digits + 1);
            const Int128 b = static_cast<Int128>(random() % 1'000'000) + 1;
            const auto quotient = divideDecimals(a, 0, b, 0, 6);
            QVERIFY(quotient);
            const Int128 difference = *quotient * b - a * 1'000'000;
            QVERIFY((difference < 0 ? -difference : difference) * 2 <= b);
        }
    }
    void doubles() {
        QCOMPARE(text(decimalFromDouble(0.1, 3), 3), std::string("0.100"));
        QCOMPARE(text(decimalFromDouble(1e300, 3), 3), std::string("none"));
        QCOMPARE(decimalToDouble(123, 2), 1.23);
        QCOMPARE(decimalToDouble(number("12345678901234567890123456789"), 9), 12345678901234567890.123456789);
    }
    void durations() {
        QCOMPARE(parseDuration("1 day").value(), kDay);
        QCOMPARE(parseDuration("30s").value(), 30 * kSecond);
        QCOMPARE(parseDuration("250").value(), 250 * kMilli);
        QCOMPARE(parseDuration(" 5 Min ").value(), 5 * kMinute);
        QVERIFY(!parseDuration("-1 s"));
        QVERIFY(!parseDuration("1 fortnight"));
        QVERIFY(!parseDuration("9223372036854775807 d"));
    }
};

QTEST_APPLESS_MAIN(TestDecimal)
#include "tst_decimal.moc"
