// SPDX-License-Identifier: GPL-3.0-or-later
// CSV files for people: what a spreadsheet must not calculate, and the rows of a history slice by slice.
#include "core/sink/csv_file.h"
#include "core/sink/history_csv.h"
#include "tests/core/store/store_folder.h"

#include <QDir>
#include <QFile>
#include <QtTest>

using namespace guanlan;

namespace {

const std::string kMark = "\xEF\xBB\xBF";
constexpr Micros kEight = 1'772'352'000'000'000;  // 2026-03-01 08:00

QByteArray bytesOf(const std::string& path) {
    QFile file(QString::fromStdString(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Rows of three regions in each of so many minutes.
BatchPtr minutes(int count) {
    std::string text = "at TIMESTAMP(3) | region STRING | n BIGINT\n";
    for (int minute = 0; minute < count; ++minute) {
        const std::string at = formatTimestamp(kEight + minute * kMinute, 0);
        for (const char* region : {"=1+2", "上海", "a,b"})
            text += at + " | " + region + " | " + std::to_string(minute - 1) + "\n";
    }
    return table(text);
}

}  // namespace

class TestCsvFile : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    [[nodiscard]] std::string file(const char* name) const {
        return (m_folder.path() + '/').toStdString() + name;
    }

  private slots:
    void formulasAreShownNotCalculated() {
        const std::pair<const char*, const char*> rows[] = {
            {"", ""},           {"plain", "plain"},
            {"=1+2", "'=1+2"},  {"+86 10", "'+86 10"},
            {"-3", "'-3"},      {"@SUM(A1)", "'@SUM(A1)"},
            {"\tx", "'\tx"},    {"\rx", "'\rx"},
            {"  =x", "'  =x"},  {"\xC2\xA0=x", "'\xC2\xA0=x"},
            {"＝x", "'＝x"},    {"a\n=x", "'a\n'=x"},
            {"a\n b", "a\n b"}, {"a=x", "a=x"},
            {"上海", "上海"},   {"\n", "\n"},
        };
        for (const auto& [text, expected] : rows)
            QCOMPARE(withoutFormula(text), std::string(expected));
    }
    void cellsAreQuotedAndNumbersStayNumbers() {
        const BatchPtr rows = table(
            "name STRING | n BIGINT | share DECIMAL(4,2) | at TIMESTAMP_LTZ(3)\n"
            "-a\"b,c       | -7       | -0.50              | 2026-03-01 00:00:00\n"
            "NULL         | NULL     | NULL               | NULL\n");
        CsvFile csv(file("cells.csv"));
        QVERIFY(csv.open());
        csv.addText("=title");
        csv.addNumber(Value(-1.5));
        csv.addNumber(Value());
        QVERIFY(csv.endRow());
        const Zone shanghai("Asia/Shanghai", 8 * kHour);
        for (std::size_t row = 0; row < rows->rows(); ++row) {
            for (const ColumnPtr& column : rows->columns())
                csv.addCell(*column, row, shanghai);
            QVERIFY(csv.endRow());
        }
        QVERIFY(!QFile::exists(QString::fromStdString(file("cells.csv"))));  // not before it is whole
        QVERIFY(csv.commit());
        QCOMPARE(bytesOf(file("cells.csv")),
                 QByteArray::fromStdString(kMark + "'=title,-1.5,\r\n"
                                                   "\"'-a\"\"b,c\",-7,-0.50,2026-03-01 08:00:00.000\r\n"
                                                   ",,,\r\n"));
    }
    void aFolderThatIsNotThereIsSaid() {
        CsvFile csv(file("nowhere/x.csv"));
        const auto opened = csv.open();
        QVERIFY(!opened);
        QCOMPARE(opened.error().id, std::string("config.not-saved"));
    }
    void historyIsWrittenSliceBySlice() {
        Workspace workspace;
        const BatchPtr rows = minutes(90);
        const MetricDefinition metric = definitionOf("plays", *rows);
        QVERIFY(workspace.store->defineMetrics({metric}));
        workspace.save("plays", rows);
        const HistoryQuery all{.metric = "plays", .from = kEight, .to = kEight + 90 * kMinute};
        std::vector<double> shares;
        const auto written = writeHistoryCsv(*workspace.history, metric, all, Zone(), file("all.csv"),
                                             [&shares](double share) {
                                                 shares.push_back(share);
                                                 return true;
                                             });
        QVERIFY(written);
        QCOMPARE(*written, 270);
        QCOMPARE(shares.size(), std::size_t{9});
        QVERIFY(std::is_sorted(shares.begin(), shares.end()));
        QCOMPARE(shares.back(), 1.0);
        const QList<QByteArray> lines = bytesOf(file("all.csv")).split('\n');
        QCOMPARE(lines.size(), 272);
        QCOMPARE(lines[0], QByteArray::fromStdString(kMark + "at,region,n\r"));
        QVERIFY(lines.contains("2026-03-01 08:00:00.000,'=1+2,-1\r"));
        QVERIFY(lines.contains("2026-03-01 09:29:00.000,\"a,b\",88\r"));
        const HistoryQuery one{.metric = "plays",
                               .from = kEight + kMinute,
                               .to = kEight + 2 * kMinute,
                               .where = {{"region", "上海"}}};
        QCOMPARE(*writeHistoryCsv(*workspace.history, metric, one, Zone(), file("one.csv")), 1);
        QCOMPARE(bytesOf(file("one.csv")),
                 QByteArray::fromStdString(kMark + "at,region,n\r\n2026-03-01 08:01:00.000,上海,0\r\n"));
        QCOMPARE(*writeHistoryCsv(*workspace.history, metric, {.metric = "plays"}, Zone(), file("whole.csv")),
                 270);
    }
    void whatIsGivenUpLeavesNoFile() {
        Workspace workspace;
        const BatchPtr rows = minutes(90);
        const MetricDefinition metric = definitionOf("plays", *rows);
        QVERIFY(workspace.store->defineMetrics({metric}));
        workspace.save("plays", rows);
        const auto written = writeHistoryCsv(*workspace.history, metric,
                                             {.metric = "plays", .from = kEight, .to = kEight + kDay}, Zone(),
                                             file("never.csv"), [](double share) { return share < 0.1; });
        QVERIFY(!written);
        QCOMPARE(written.error().code, ErrorCode::Cancelled);
        QVERIFY(QDir(m_folder.path()).entryList({QStringLiteral("never*")}).isEmpty());
    }
    void aMetricWithoutRowsHasItsTitles() {
        const Workspace workspace;
        const MetricDefinition metric = definitionOf("later", *minutes(1));
        QCOMPARE(*writeHistoryCsv(*workspace.history, metric, {.metric = "later"}, Zone(), file("later.csv")),
                 0);
        QCOMPARE(bytesOf(file("later.csv")), QByteArray::fromStdString(kMark + "at,region,n\r\n"));
    }
};

QTEST_APPLESS_MAIN(TestCsvFile)
#include "tst_csv_file.moc"
