// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/csv/csv_line.h"
#include "core/decode/decoder.h"
#include "tests/support/batch_text.h"

#include <QtTest>

#include <algorithm>

using namespace guanlan;

namespace {

/// The text with double quotes for single ones.
std::string quoted(std::string text) {
    std::replace(text.begin(), text.end(), '\'', '"');
    return text;
}

const std::vector<TableColumn> kColumns{{.name = "id", .type = DataType::bigint()},
                                        {.name = "name", .type = DataType::string()},
                                        {.name = "price", .type = DataType::decimal(6, 2)}};

/// Rows as text, then a line for every bad record.
QString decode(const std::vector<std::string>& lines, Options options = {}) {
    options["format"] = "csv";
    auto decoder = createDecoder({.name = "t", .columns = kColumns, .options = options}, {});
    if (!decoder) return "refused: " + QString::fromStdString(decoder.error().sentence());
    std::int64_t offset = 0;
    for (const std::string& line : lines) {
        if (auto appended = (*decoder)->append({.offset = offset++, .value = line}); !appended)
            return "stopped: " + QString::fromStdString(appended.error().sentence());
    }
    SourceBatch batch;
    (*decoder)->seal(batch);
    QString text = QString::fromStdString(textOf(batch.rows));
    for (const BadRecord& bad : batch.samples)
        text += QString::fromStdString("#" + std::to_string(bad.offset) + " " + bad.cause + ": " +
                                       bad.detail + "\n");
    return text;
}

}  // namespace

class TestCsv : public QObject {
    Q_OBJECT
  private slots:
    void fields() {
        QCOMPARE(
            decode({"1,tea,2.50", "2,,", "3,\"a, b\",0.1", "4,\"say \"\"hi\"\"\",1", "5,\"\",1", "6, x ,1"}),
            QString("1 | tea | 2.50\n2 |  | NULL\n3 | a, b | 0.10\n4 | say \"hi\" | 1.00\n5 |  | 1.00\n"
                    "6 |  x  | 1.00\n"));
    }
    void badRecords() {
        QCOMPARE(decode({"1,a", "2,a,1,x", "x,a,1", "4,\"a,1", "5,b,12345.6", "6,\xff,1", "7,ok,1"}),
                 QString("7 | ok | 1.00\n"
                         "#0 csv.fields: 3 fields expected, 2 found\n"
                         "#1 csv.fields: 3 fields expected, 4 found\n"
                         "#2 csv.type: column 'id' BIGINT cannot be \"x\"\n"
                         "#3 csv.quotes: a quoted field does not end\n"
                         "#4 csv.type: column 'price' DECIMAL(6, 2) cannot be \"12345.6\"\n"
                         "#5 csv.utf8: not UTF-8\n"));
    }
    void options() {
        QCOMPARE(decode({"1;'a;b';1"}, {{"csv.field-delimiter", ";"}, {"csv.quote-character", "'"}}),
                 QString("1 | a;b | 1.00\n"));
        QCOMPARE(
            decode({"1\t\"a\t2"}, {{"csv.field-delimiter", "\\t"}, {"csv.disable-quote-character", "true"}}),
            QString("1 | \"a | 2.00\n"));
        QCOMPARE(decode({"# a remark", "1,n/a,n/a"},
                        {{"csv.allow-comments", "true"}, {"csv.null-literal", "n/a"}}),
                 QString("1 | NULL | NULL\n"));
        QCOMPARE(decode({quoted("1,'a\\'b',1")}, {{"csv.escape-character", "\\"}}),
                 QString("1 | a\"b | 1.00\n"));
        QVERIFY(decode({}, {{"csv.field-delimiter", "||"}}).startsWith("refused"));
        QVERIFY(
            decode({"x"}, {{"csv.ignore-parse-errors", "false"}}).startsWith("stopped: table 't': record 0"));
    }
    void knowsWhereARecordGoesOn() {
        const CsvDialect plain;
        QVERIFY(!CsvLine::endsInsideQuotes("1,\"a\",2", plain));
        QVERIFY(CsvLine::endsInsideQuotes("1,\"a", plain));
        QVERIFY(!CsvLine::endsInsideQuotes("1,5\" disk,2", plain));
        QVERIFY(CsvLine::endsInsideQuotes("1,\"a\"\"", plain));
    }
};

QTEST_APPLESS_MAIN(TestCsv)
#include "tst_csv.moc"
