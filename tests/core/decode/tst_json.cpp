// SPDX-License-Identifier: GPL-3.0-or-later
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

TableDefinition tableOf(std::vector<TableColumn> columns, Options options = {}) {
    options["format"] = "json";
    return {.name = "t", .columns = std::move(columns), .options = std::move(options)};
}

std::unique_ptr<Decoder> decoderOf(const TableDefinition& table, const DecoderSettings& settings = {}) {
    auto decoder = createDecoder(table, settings);
    if (!decoder) qFatal("%s", decoder.error().sentence().c_str());
    return std::move(*decoder);
}

/// Rows as text, then a line for every bad record: "cause: detail".
QString outcomeOf(Decoder& decoder, const std::vector<std::string>& records) {
    std::int64_t offset = 0;
    for (const std::string& record : records) {
        if (auto appended = decoder.append({.offset = offset++, .value = record}); !appended)
            return "stopped: " + QString::fromStdString(appended.error().sentence());
    }
    SourceBatch batch;
    decoder.seal(batch);
    QStringList lines = QString::fromStdString(textOf(batch.rows)).split('\n', Qt::SkipEmptyParts);
    for (const BadRecord& bad : batch.samples)
        lines +=
            QString::fromStdString("#" + std::to_string(bad.offset) + " " + bad.cause + ": " + bad.detail);
    return lines.join('\n');
}

QString decodeOne(const DataType& type, const std::string& record, const Options& options = {}) {
    auto decoder = decoderOf(tableOf({{.name = "v", .type = type}}, options));
    return outcomeOf(*decoder, {record});
}

}  // namespace

class TestJson : public QObject {
    Q_OBJECT
  private slots:
    void valuesByType() {
        struct Row {
            DataType type;
            const char* json;
            const char* expected;
        };
        const DataType money = DataType::decimal(10, 2);
        const DataType ltz = DataType::timestampLtz();
        const Row rows[] = {
            {DataType::bigint(), "9223372036854775807", "9223372036854775807"},
            {DataType::bigint(), "-9223372036854775808", "-9223372036854775808"},
            {DataType::bigint(), "9007199254740993", "9007199254740993"},
            {DataType::bigint(), "\" 42 \"", "42"},
            {DataType::bigint(), "null", "NULL"},
            {DataType::bigint(), "9223372036854775808", "bad"},
            {DataType::bigint(), "1.5", "bad"},
            {DataType::bigint(), "true", "bad"},
            {DataType::bigint(), "\"x\"", "bad"},
            {DataType::bigint(), "{\"a\":1}", "bad"},
            {DataType::integer(), "2147483648", "bad"},
            {DataType::integer(), "-2147483648", "-2147483648"},
            {money, "0.1", "0.10"},
            {money, "12345678.90", "12345678.90"},
            {money, "\"1.005\"", "1.01"},
            {money, "-1.005", "-1.01"},
            {money, "1e3", "1000.00"},
            {money, "123456789", "bad"},
            {DataType::decimal(38, 0), "99999999999999999999999999999999999999",
             "99999999999999999999999999999999999999"},
            {DataType::real(), "0.1", "0.1"},
            {DataType::real(), "1e400", "bad"},
            {DataType::real(), "\"NaN\"", "bad"},
            {DataType::boolean(), "true", "true"},
            {DataType::boolean(), "\"False\"", "false"},
            {DataType::boolean(), "1", "bad"},
            {DataType::string(), "\"观\\n\\u6f9c\\ud83c\\udf0a\"", "观\n澜🌊"},
            {DataType::string(), "17.50", "17.50"},
            {DataType::string(), "{\"a\": [1, \"x y\"] }", "{\"a\":[1,\"x y\"]}"},
            {DataType::timestamp(), "\"2026-03-01T08:00:00Z\"", "2026-03-01 08:00:00.000"},
            {DataType::timestamp(), "\"2026-03-01 08:00:00.1239\"", "2026-03-01 08:00:00.123"},
            {DataType::timestamp(), "1767225600000", "bad"},
            {DataType::timestamp(), "\"2026-02-30 00:00:00\"", "bad"},
            {DataType::timestamp(), "\"\"", "bad"},
            {ltz, "\"2026-03-01T08:00:00Z\"", "2026-03-01 08:00:00.000"},
            {ltz, "\"2026-03-01T08:00:00+08:00\"", "2026-03-01 00:00:00.000"},
            {ltz, "\"2026-03-01 08:00:00\"", "2026-03-01 08:00:00.000"},
        };
        for (const Row& row : rows) {
            const QString got = decodeOne(row.type, std::string("{\"v\":") + row.json + "}");
            const QString expected = QString::fromUtf8(row.expected);
            const bool same = expected == "bad" ? got.startsWith("#0 json.type") : got == expected;
            QVERIFY2(same, qPrintable(QString(row.json) + " as " + row.type.sql().c_str() + " gave " + got));
        }
    }
    void wrongTypeNamesColumnAndValue() {
        QCOMPARE(decodeOne(DataType::integer(), quoted("{'v':'many'}")),
                 QString("#0 json.type: column 'v' INT cannot be \"many\""));
    }
    void localTextIntoLtzUsesTheZone() {
        const auto table = tableOf({{.name = "v", .type = DataType::timestampLtz()}});
        auto decoder = decoderOf(table, {.zone = Zone("Asia/Shanghai", 8 * kHour)});
        QCOMPARE(outcomeOf(*decoder, {quoted("{'v':'2026-03-01 08:00:00'}")}),
                 QString("2026-03-01 00:00:00.000"));
    }
    void timestampStandards() {
        const DataType type = DataType::timestamp();
        const std::string sqlText = quoted("{'v':'2026-03-01 08:00:00'}");
        const std::string isoText = quoted("{'v':'2026-03-01T08:00:00'}");
        const QString good = "2026-03-01 08:00:00.000";
        const char* option = "json.timestamp-format.standard";
        QCOMPARE(decodeOne(type, sqlText, {{option, "SQL"}}), good);
        QVERIFY(decodeOne(type, isoText, {{option, "SQL"}}).startsWith("#0 json.type"));
        QCOMPARE(decodeOne(type, isoText, {{option, "ISO-8601"}}), good);
        QVERIFY(decodeOne(type, sqlText, {{option, "ISO-8601"}}).startsWith("#0 json.type"));
        QVERIFY(!createDecoder(tableOf({{.name = "v", .type = type}}, {{option, "iso"}}), {}).ok());
    }
    void badRecordsLeaveNeighboursAlone() {
        auto decoder = decoderOf(
            tableOf({{.name = "a", .type = DataType::bigint()}, {.name = "b", .type = DataType::string()}}));
        const QString outcome = outcomeOf(*decoder, {
                                                        quoted("{'a':1,'b':'x'}"),
                                                        quoted("{'a':2,'b':'y'"),
                                                        quoted("{'b':'z','a':'no'}"),
                                                        "",
                                                        "[1,2]",
                                                        "[1,",
                                                        "17",
                                                        "{\"a\":3,\"b\":\"\xff\"}",
                                                        quoted("{'a':4} {'a':5}"),
                                                        quoted("{'a':6,'c':tru}"),
                                                        quoted("{'a':6,'c':{'d':[01]}}"),
                                                        quoted("{'a':6,'c':'\\q'}"),
                                                        quoted("{'b':'后','x':{'y':[1,{'z':null}]},'a':7}"),
                                                    });
        const QStringList lines = outcome.split('\n');
        QCOMPARE(lines.mid(0, 2).join(';'), QString("1 | x;7 | 后"));
        QStringList causes;
        for (const QString& line : lines.mid(2))
            causes += line.section(':', 0, 0);
        QCOMPARE(causes.join(';'), QString("#1 json.syntax;#2 json.type;#3 json.syntax;#4 json.not-object;"
                                           "#5 json.syntax;#6 json.not-object;#7 json.utf8;#8 json.syntax;"
                                           "#9 json.syntax;#10 json.syntax;#11 json.syntax"));
    }
    void runsCountsAndSamples() {
        auto decoder = decoderOf(tableOf({{.name = "a", .type = DataType::bigint()}}));
        const std::string big = "{\"a\":" + std::string(9000, 'x');
        QVERIFY(decoder->append({.partition = 3, .offset = 10, .value = quoted("{'a':1}")}).ok());
        QVERIFY(decoder->append({.partition = 3, .offset = 11, .value = quoted("{'a':2}")}).ok());
        for (int i = 0; i < 250; ++i)
            QVERIFY(decoder->append({.partition = 3, .offset = 12 + i, .value = big}).ok());
        QVERIFY(decoder->append({.partition = 3, .offset = 262, .value = quoted("{'a':3}")}).ok());
        QVERIFY(decoder->append({.partition = 4, .offset = 0, .value = "", .hasValue = false}).ok());
        SourceBatch batch;
        decoder->seal(batch);
        const std::vector<RowRun> runs{{3, 0, 2, 10}, {3, 2, 1, 262}};
        QCOMPARE(batch.rows.runs, runs);
        QCOMPARE(batch.bad.size(), std::size_t{2});
        QCOMPARE(batch.bad[0].records, 250);
        QCOMPARE(batch.bad[1].cause, std::string("null-value"));
        QCOMPARE(batch.samples.size(), std::size_t{101});
        QCOMPARE(batch.samples[0].bytes.size(), std::size_t{4096});
        QCOMPARE(batch.samples[0].size, std::int64_t{9005});
        SourceBatch after;
        decoder->seal(after);
        QVERIFY(after.rows.empty() && after.bad.empty() && after.samples.empty());
    }
    void lastOfEqualKeysCounts() {
        QCOMPARE(decodeOne(DataType::bigint(), quoted("{'v':1,'v':2}")), QString("2"));
        QCOMPARE(decodeOne(DataType::bigint(), quoted("{'v':'no','v':2}")), QString("2"));
        QVERIFY(decodeOne(DataType::bigint(), quoted("{'v':1,'v':'no'}")).startsWith("#0 json.type"));
        QCOMPARE(decodeOne(DataType::bigint(), quoted("{'\\u0076':5}")), QString("5"));
    }
    void keysInAnyOrderAreFound() {
        auto decoder = decoderOf(
            tableOf({{.name = "a", .type = DataType::bigint()}, {.name = "b", .type = DataType::bigint()}}));
        QCOMPARE(
            outcomeOf(*decoder, {quoted("{'a':1,'b':2}"), quoted("{'b':3,'a':4}"), quoted("{'x':0,'a':5}"),
                                 quoted("{'b':6}"), quoted("{}"), quoted("{'a':7,'ab':0,'b':8}")}),
            QString("1 | 2\n4 | 3\n5 | NULL\nNULL | 6\nNULL | NULL\n7 | 8"));
    }
    void missingFieldsAndNotNull() {
        const Options strict{{"json.fail-on-missing-field", "true"}};
        QVERIFY(decodeOne(DataType::bigint(), "{}", strict).startsWith("#0 json.missing"));
        DataType notNull = DataType::bigint();
        notNull.nullable = false;
        QVERIFY(decodeOne(notNull, "{}").startsWith("#0 json.missing"));
        QVERIFY(decodeOne(notNull, quoted("{'v':null}")).startsWith("#0 json.type"));
        Options both = strict;
        both["json.ignore-parse-errors"] = "true";
        QVERIFY(!createDecoder(tableOf({{.name = "v", .type = DataType::bigint()}}, both), {}).ok());
    }
    void stopsWithPositionWhenToldTo() {
        auto decoder = decoderOf(
            tableOf({{.name = "v", .type = DataType::bigint()}}, {{"json.ignore-parse-errors", "false"}}));
        const QString outcome = outcomeOf(*decoder, {quoted("{'v':1}"), "{"});
        QVERIFY2(
            outcome.startsWith("stopped: table 't': record 1 of partition 0 cannot be decoded (json.syntax)"),
            qPrintable(outcome));
    }
    void optionsOfTheValueFormat() {
        const TableDefinition table{
            .name = "t",
            .columns = {{.name = "v", .type = DataType::bigint()}},
            .options = {{"value.format", "json"}, {"value.json.ignore-parse-errors", "false"}}};
        auto decoder = decoderOf(table);
        QVERIFY(outcomeOf(*decoder, {"{"}).startsWith("stopped"));
    }
    void metadataColumns() {
        const auto metadata = [](const char* name, const DataType& type, const char* key = "") {
            return TableColumn{
                .name = name, .type = type, .kind = TableColumn::Kind::Metadata, .metadataKey = key};
        };
        const auto table = tableOf({metadata("topic", DataType::string()),
                                    {.name = "v", .type = DataType::bigint()},
                                    metadata("p", DataType::integer(), "partition"),
                                    metadata("offset", DataType::bigint()),
                                    metadata("at", DataType::timestampLtz(), "timestamp")});
        auto decoder = decoderOf(table);
        QVERIFY(decoder->append({.partition = 2, .offset = 9, .value = "{", .topic = "plays"}).ok());
        QVERIFY(decoder
                    ->append({.partition = 2,
                              .offset = 10,
                              .value = quoted("{'v':1}"),
                              .timestamp = kSecond,
                              .topic = "plays"})
                    .ok());
        SourceBatch batch;
        decoder->seal(batch);
        QCOMPARE(textOf(batch.rows), std::string("plays | 1 | 2 | 10 | 1970-01-01 00:00:01.000\n"));
        QCOMPARE(batch.recordTimes, std::vector<Micros>{kSecond});
        QCOMPARE(batch.bad.size(), std::size_t{1});
        QVERIFY(!createDecoder(tableOf({metadata("ofset", DataType::bigint())}), {}).ok());
        QVERIFY(!createDecoder(tableOf({metadata("topic", DataType::bigint())}), {}).ok());
    }
    /// Whether a record is good must not depend on what the queries read.
    void unneededColumnsAreCheckedButTextsNotKept() {
        const auto table = tableOf({{.name = "a", .type = DataType::bigint()},
                                    {.name = "b", .type = DataType::string()},
                                    {.name = "c", .type = DataType::bigint()}});
        auto decoder = decoderOf(table, {.needed = {false, false, true}});
        QCOMPARE(outcomeOf(*decoder, {quoted("{'a':1,'b':'x','c':2}"), quoted("{'a':'text','c':3}")}),
                 QString("1 | NULL | 2\n#1 json.type: column 'a' BIGINT cannot be \"text\""));
    }
    void depthAndSizeAreBounded() {
        const std::string bomb = quoted("{'v':1,'x':") + std::string(1'000'000, '[');
        QVERIFY(decodeOne(DataType::bigint(), bomb).startsWith("#0 json."));
        const std::string closed =
            quoted("{'v':1,'x':") + std::string(600, '[') + std::string(600, ']') + "}";
        QVERIFY(decodeOne(DataType::bigint(), closed).startsWith("#0 json.depth"));
        const std::string deep = quoted("{'v':1,'x':") + std::string(400, '[') + std::string(400, ']') + "}";
        QCOMPARE(decodeOne(DataType::bigint(), deep), QString("1"));
        const std::string huge = quoted("{'v':1,'x':'").append(20'000'000, 'x') + "\"}";
        QCOMPARE(decodeOne(DataType::bigint(), huge), QString("1"));
        const std::string tooLong = std::string().append(std::size_t{101} * 1024 * 1024, ' ');
        QVERIFY(decodeOne(DataType::bigint(), tooLong).startsWith("#0 record.too-long"));
    }
};

QTEST_APPLESS_MAIN(TestJson)
#include "tst_json.moc"
