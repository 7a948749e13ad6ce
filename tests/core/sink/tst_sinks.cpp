// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sink/history_sinks.h"
#include "core/sink/row_writer.h"
#include "core/sink/sink.h"
#include "tests/support/batch_text.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <limits>

using namespace guanlan;

namespace {

QString jsonOf(const Batch& batch, const Zone& zone = Zone()) {
    JsonRowWriter writer(batch.schema(), zone);
    std::string text;
    for (std::size_t row = 0; row < batch.rows(); ++row) {
        writer.append(text, batch, row);
        text += '\n';
    }
    return QString::fromStdString(text);
}

/// One row of one column.
Batch cell(const DataType& type, const Value& value) {
    ColumnBuilder column(type);
    column.append(value);
    auto schema = std::make_shared<Schema>(std::vector<Field>{{"v", type}});
    return {std::move(schema), {column.seal()}, 1};
}

const char* const kSample =
    "region STRING | plays BIGINT | share DECIMAL(6,2) | at TIMESTAMP(3)\n"
    "广东          | 9007199254740993 | -0.05        | 2026-03-01 08:00:00\n"
    "NULL          | NULL         | NULL              | NULL\n";

}  // namespace

class TestSinks : public QObject {
    Q_OBJECT
  private slots:
    void rowsAsNdjson() {
        QCOMPARE(jsonOf(batchFromText(kSample)),
                 QString("{'region':'广东','plays':9007199254740993,'share':'-0.05',"
                         "'at':'2026-03-01 08:00:00.000'}\n"
                         "{'region':null,'plays':null,'share':null,'at':null}\n")
                     .replace('\'', '"'));
    }
    void cellsAsJson() {
        struct Row {
            DataType type;
            Value value;
            const char* expected;
        };
        const double infinite = std::numeric_limits<double>::infinity();
        const Row rows[] = {
            {DataType::real(), 0.1, "0.1"},
            {DataType::real(), 3.0, "3"},
            {DataType::real(), 1.0 / 3, "0.3333333333333333"},
            {DataType::real(), 100000.0, "100000"},
            {DataType::real(), 1e300, "1e+300"},
            {DataType::real(), 5e-324, "5e-324"},
            {DataType::real(), infinite, "'Infinity'"},
            {DataType::of(TypeKind::Float), static_cast<double>(0.1F), "0.1"},
            {DataType::boolean(), std::int64_t{1}, "true"},
            {DataType::of(TypeKind::Date), std::int64_t{-1}, "'1969-12-31'"},
            {DataType::of(TypeKind::Time), std::int64_t{kHour + 1}, "'01:00:00'"},
            {DataType::timestampLtz(), std::int64_t{0}, "'1970-01-01 08:00:00.000'"},
            {DataType::timestamp(), std::int64_t{0}, "'1970-01-01 00:00:00.000'"},
            {DataType::decimal(38, 0), Int128{-5}, "'-5'"},
        };
        const Zone zone("Asia/Shanghai", 8 * kHour);
        for (const Row& row : rows) {
            const QString expected = QString("{'v':%1}\n").arg(row.expected).replace('\'', '"');
            QCOMPARE(jsonOf(cell(row.type, row.value), zone), expected);
        }
        QCOMPARE(jsonOf(cell(DataType::string(), std::string("a\"\\\n\x01"))),
                 QString("{\"v\":\"a\\\"\\\\\\n\\u0001\"}\n"));
    }
    void rowsAsCsv() {
        const TableDefinition table{.name = "t", .options = {{"format", "csv"}, {"csv.null-literal", "n/a"}}};
        auto writer = RowWriter::create(table, Zone());
        QVERIFY(writer.ok());
        std::string text;
        (*writer)->append(text, batchFromText("a STRING | b STRING | c INT\nx,y | say \"hi\" | NULL\n"), 0);
        QCOMPARE(text, std::string("\"x,y\",\"say \"\"hi\"\"\",n/a"));
    }
    void filesystemWritesANewFile() {
        QTemporaryDir folder;
        const TableDefinition table{
            .name = "out", .options = {{"connector", "filesystem"}, {"path", "deep/out"}, {"format", "csv"}}};
        for (int run = 0; run < 2; ++run) {
            auto sink = createSink(table, {.baseFolder = folder.path().toStdString()});
            QVERIFY(sink.ok());
            Batch batch = batchFromText("a STRING | b BIGINT\nx | 1\ny | 2\nz | 3\n");
            batch.kinds = {RowKind::Insert, RowKind::UpdateBefore, RowKind::UpdateAfter};
            QVERIFY((*sink)->write(batch).ok());
            QVERIFY((*sink)->flush().ok());
        }
        const QDir out(folder.filePath("deep/out"));
        const QStringList files = out.entryList({"part-*.csv"}, QDir::Files);
        QCOMPARE(files.size(), 2);
        QFile file(out.filePath(files.first()));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("x,1\nz,3\n"));
    }
    void filesystemShowsCompleteFilesOnly() {
        QTemporaryDir folder;
        TableDefinition table{
            .name = "out",
            .options = {
                {"connector", "filesystem"}, {"path", folder.path().toStdString()}, {"format", "csv"}}};
        const QDir out(folder.path());
        const auto shown = [&out] { return out.entryList({"part-*"}, QDir::Files).size(); };
        {
            auto sink = createSink(table, {});
            QVERIFY((*sink)->write(batchFromText("a STRING\nx\n")).ok() && (*sink)->flush().ok());
            QCOMPARE(shown(), 0);
            QCOMPARE(out.entryList({".part-*.inprogress"}, QDir::Files | QDir::Hidden).size(), 1);
        }
        QCOMPARE(shown(), 1);
        QCOMPARE(out.entryList(QDir::Files | QDir::Hidden).size(), 1);  // nothing else is left
        // A run that was killed leaves a file with half a line; the next run completes it.
        QFile left(out.filePath(".part-20260301-000000-000-0.csv.inprogress"));
        QVERIFY(left.open(QIODevice::WriteOnly) && left.write("1\n2\n3") == 5);
        left.close();
        table.options["sink.rolling-policy.file-size"] = "4 b";
        auto sink = createSink(table, {});
        for (int i = 0; i < 3; ++i)
            QVERIFY((*sink)->write(batchFromText("a STRING\nxyz\n")).ok() && (*sink)->flush().ok());
        QCOMPARE(shown(), 5);
        QFile completed(out.filePath("part-20260301-000000-000-0.csv"));
        QVERIFY(completed.open(QIODevice::ReadOnly));
        QCOMPARE(completed.readAll(), QByteArray("1\n2\n"));
        table.options["sink.rolling-policy.file-size"] = "much";
        QVERIFY(!createSink(table, {}).ok());
    }
    void rowsInTheFormatsOfFlink() {
        const Batch batch = batchFromText(
            "d DECIMAL(6,2) | s STRING | at TIMESTAMP_LTZ(3)\n1.50 | NULL | 2026-03-01 08:00:00\n");
        const Zone zone("Asia/Shanghai", 8 * kHour);
        const auto written = [&](Options options) {
            auto writer = RowWriter::create({.name = "t", .options = std::move(options)}, zone);
            std::string text;
            if (writer) (*writer)->append(text, batch, 0);
            return QString::fromStdString(writer ? text : writer.error().sentence()).replace('"', '\'');
        };
        QCOMPARE(written({{"format", "json"}}),
                 QString("{'d':1.50,'s':null,'at':'2026-03-01 08:00:00.000Z'}"));
        QCOMPARE(written({{"format", "json"}, {"json.encode.ignore-null-fields", "true"}}),
                 QString("{'d':1.50,'at':'2026-03-01 08:00:00.000Z'}"));
        QCOMPARE(written({{"format", "csv"}}), QString("1.50,,2026-03-01 08:00:00.000Z"));
        QVERIFY(written({{"format", "raw"}}).contains("exactly one column"));
    }
    void filesystemSaysWhatIsWrong() {
        QTemporaryDir folder;
        QFile(folder.filePath("taken")).open(QIODevice::WriteOnly);
        const TableDefinition table{
            .name = "out", .options = {{"connector", "filesystem"}, {"path", "taken"}, {"format", "json"}}};
        auto sink = createSink(table, {.baseFolder = folder.path().toStdString()});
        const auto written = (*sink)->write(batchFromText("a STRING\nx\n"));
        QVERIFY(!written.ok());
        QVERIFY(written.error().what.find("taken") != std::string::npos);
    }
    void historyTakesThePlaceOfElasticsearch() {
        Plan plan;
        plan.sinks = {{.name = "es", .options = {{"connector", "elasticsearch-7"}}, .primaryKey = {1}},
                      {.name = "log", .options = {{"connector", "print"}}}};
        auto root = std::make_shared<Node>();
        root->output = std::make_shared<const Schema>(Schema({{"at", DataType::timestamp()}}));
        plan.queries.push_back({.kind = Query::Kind::Insert, .name = "es", .root = root, .sink = 0});
        plan.queries.push_back({.kind = Query::Kind::Insert, .name = "log", .root = root, .sink = 1});
        keepInHistory(plan);
        QCOMPARE(plan.queries[0].kind, Query::Kind::Metric);
        QCOMPARE(plan.queries[0].dimensions, std::vector<std::size_t>{1});
        QCOMPARE(plan.queries[1].kind, Query::Kind::Insert);
        QCOMPARE(plan.notices.size(), std::size_t{1});
        QVERIFY(plan.notices[0].text.find("elasticsearch-7") != std::string::npos);
    }
    void everyKindHasItsOwnName() {
        std::vector<std::string> names;
        for (const SinkKind* kind : sinkKinds()) {
            QVERIFY(kind->component.sink && !kind->component.name.empty());
            QVERIFY(std::find(names.begin(), names.end(), kind->component.name) == names.end());
            names.push_back(kind->component.name);
        }
        QVERIFY(!createSink({.name = "t", .options = {{"connector", "no"}}}, {}).ok());
    }
};

QTEST_GUILESS_MAIN(TestSinks)
#include "tst_sinks.moc"
