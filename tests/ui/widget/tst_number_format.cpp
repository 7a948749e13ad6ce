// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widget/number_format.h"

#include <QLocale>
#include <QtTest>

#include <limits>

using namespace guanlan;

class TestNumberFormat : public QObject {
    Q_OBJECT
  private slots:
    void cleanup() { QLocale::setDefault(QLocale::c()); }

    void shortensAsTheLanguageDoes() {
        struct Row {
            double value;
            const char* english;
            const char* chinese;
        };
        const Row rows[] = {
            {0, "0", "0"},
            {-0.0, "0", "0"},
            {7.5, "7.5", "7.5"},
            {9999, "9,999", "9,999"},
            {10000, "10K", "1万"},
            {128700, "128.7K", "12.87万"},
            {1286540, "1.29M", "128.7万"},
            {-1286540, "-1.29M", "-128.7万"},
            {984821578, "984.8M", "9.85亿"},
            {4.2e12, "4.2T", "4.2万亿"},
        };
        for (const Row& row : rows) {
            QLocale::setDefault(QLocale(QLocale::English));
            QCOMPARE(axisNumber(row.value, {}), QString::fromUtf8(row.english));
            QLocale::setDefault(QLocale(QLocale::Chinese));
            QCOMPARE(axisNumber(row.value, {}), QString::fromUtf8(row.chinese));
        }
    }
    void numberAndUnitStandApart() {
        const ValueFormat plays{.unit = QStringLiteral("次"), .decimals = 0};
        QCOMPARE(fullNumber(1362104.4, plays).joined(), QStringLiteral("1,362,104 次"));
        QLocale::setDefault(QLocale(QLocale::Chinese));
        QCOMPARE(shortNumber(13343000, plays).number, QStringLiteral("1,334"));
        QCOMPARE(shortNumber(13343000, plays).unit, QStringLiteral("万次"));
    }
    void bytes() {
        const ValueFormat size{.kind = ValueFormat::Kind::Bytes};
        QCOMPARE(shortNumber(999, size).joined(), QStringLiteral("999 B"));
        QCOMPARE(fullNumber(1'234'567, size).joined(), QStringLiteral("1.2 MB"));
        QCOMPARE(axisNumber(-2'500, size), QStringLiteral("-2.5 kB"));
        QCOMPARE(axisNumber(0, size), QStringLiteral("0 B"));
    }
    void percentAndMilliseconds() {
        const ValueFormat percent{.kind = ValueFormat::Kind::Percent};
        QCOMPARE(fullNumber(0.9873, percent).joined(), QStringLiteral("98.7%"));
        QCOMPARE(fullNumber(0.0127, percent).joined(), QStringLiteral("1.27%"));
        const ValueFormat time{.kind = ValueFormat::Kind::Milliseconds};
        QCOMPARE(fullNumber(42.6, time).joined(), QStringLiteral("42.6 ms"));
        QCOMPARE(fullNumber(1240, time).joined(), QStringLiteral("1.24 s"));
    }
    void changeCarriesItsSign() {
        QCOMPARE(changeText(112.4, 100, {}), QStringLiteral("+12.4%"));
        QCOMPARE(changeText(50, 100, {}), QStringLiteral("-50.0%"));
        QCOMPARE(changeText(1, 0, {}), QString());
        QCOMPARE(changeText(0.981, 0.987, {.kind = ValueFormat::Kind::Percent}), QStringLiteral("-0.60 pp"));
        QCOMPARE(changeText(1, std::numeric_limits<double>::quiet_NaN(), {}), QString());
    }
    void whatIsNoNumberIsADash() {
        for (const double value :
             {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
            QCOMPARE(fullNumber(value, {}).number, QStringLiteral("–"));
            QCOMPARE(shortNumber(value, {}).number, QStringLiteral("–"));
            QCOMPARE(axisNumber(value, {}), QStringLiteral("–"));
        }
    }
};

QTEST_APPLESS_MAIN(TestNumberFormat)
#include "tst_number_format.moc"
