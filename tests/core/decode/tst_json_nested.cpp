// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/decoder.h"
#include "tests/support/batch_text.h"

#include <QtTest>

#include <algorithm>

using namespace guanlan;

namespace {

DataType nested(TypeKind kind, std::vector<Field> fields) {
    DataType type = DataType::of(kind);
    type.fields = std::make_shared<const std::vector<Field>>(std::move(fields));
    return type;
}
DataType arrayOf(DataType element) {
    return nested(TypeKind::Array, {{"element", std::move(element)}});
}
DataType mapOf(DataType value) {
    return nested(TypeKind::Map, {{"key", DataType::string()}, {"value", std::move(value)}});
}
DataType rowOf(std::vector<Field> fields) {
    return nested(TypeKind::Row, std::move(fields));
}
DataType required(DataType type) {
    type.nullable = false;
    return type;
}

/// With double quotes for single ones.
std::string quoted(std::string text) {
    std::replace(text.begin(), text.end(), '\'', '"');
    return text;
}

TableDefinition tableOf(const DataType& type, Options options = {}) {
    options["format"] = "json";
    return {.name = "t",
            .columns = {{.name = "n", .type = DataType::bigint()}, {.name = "v", .type = type}},
            .options = std::move(options)};
}

/// Rows as text, then a line for every bad record.
QString outcomeOf(const TableDefinition& table, const std::vector<std::string>& records,
                  const DecoderSettings& settings = {}) {
    auto decoder = createDecoder(table, settings);
    if (!decoder) return QString::fromStdString(decoder.error().sentence());
    for (const std::string& record : records) {
        if (auto appended = (*decoder)->append({.value = record}); !appended) return "stopped";
    }
    SourceBatch batch;
    (*decoder)->seal(batch);
    QStringList lines = QString::fromStdString(textOf(batch.rows)).split('\n', Qt::SkipEmptyParts);
    for (const BadRecord& bad : batch.samples)
        lines += QString::fromStdString(bad.cause + ": " + bad.detail);
    return lines.join('\n');
}

const DataType kInt = DataType::integer();

}  // namespace

class TestJsonNested : public QObject {
    Q_OBJECT
  private slots:
    void valuesByType() {
        const DataType person =
            rowOf({{"id", kInt}, {"name", DataType::string()}, {"at", rowOf({{"x", DataType::real()}})}});
        struct Row {
            DataType type;
            const char* json;
            const char* expected;
        };
        const Row rows[] = {
            {person, "{'id':7,'name':'li','at':{'x':1.5}}", "(7, li, (1.5))"},
            {person, "{'at':{'y':[1,{'z':2}],'x':2},'name':7,'other':{}}", "(NULL, 7, (2))"},
            {person, "{}", "(NULL, NULL, NULL)"},
            {person, "{'id':null,'at':{}}", "(NULL, NULL, (NULL))"},
            {person, "null", "NULL"},
            {person, "{'id':1,'id':2,'name':{'a': [1, 2]}}", "(2, {\"a\":[1,2]}, NULL)"},
            {person, "{'id':'x'}", "json.type: column 'v.id' INT cannot be \"x\""},
            {person, "{'at':{'x':true}}", "json.type: column 'v.at.x' DOUBLE cannot be \"true\""},
            {person, "{'at':[]}", "json.type: column 'v.at' ROW<`x` DOUBLE> cannot be an array"},
            {person, "[1]",
             "json.type: column 'v' ROW<`id` INT, `name` STRING, `at` ROW<`x` DOUBLE>> cannot be an array"},
            {arrayOf(kInt), "[1, null, '3']", "[1, NULL, 3]"},
            {arrayOf(kInt), "[]", "[]"},
            {arrayOf(kInt), "[1, 2.5]", "json.type: column 'v[2]' INT cannot be \"2.5\""},
            {arrayOf(kInt), "{}", "json.type: column 'v' ARRAY<INT> cannot be an object"},
            {arrayOf(arrayOf(kInt)), "[[1],[],null,[2,3]]", "[[1], [], NULL, [2, 3]]"},
            {arrayOf(arrayOf(kInt)), "[[1],[2,'z']]", "json.type: column 'v[2][2]' INT cannot be \"z\""},
            {arrayOf(rowOf({{"a", kInt}})), "[{'a':1},{'b':2},null]", "[(1), (NULL), NULL]"},
            {mapOf(kInt), "{'a':1,'b':null,'':3}", "[a: 1, b: NULL, : 3]"},
            {mapOf(kInt), "{'a':1,'b':2,'a':3}", "[b: 2, a: 3]"},
            {mapOf(kInt), "{'a':{}}", "json.type: column 'v['a']' INT cannot be an object"},
            {mapOf(arrayOf(kInt)), "{'\\u0061':[1],'b':[2],'a':[]}", "[b: [2], a: []]"},
            {arrayOf(required(kInt)), "[1,null]", "json.type: column 'v[2]' INT NOT NULL cannot be \"null\""},
            {rowOf({{"a", required(kInt)}}), "{}", "json.missing: field 'v.a' is missing"},
            {arrayOf(kInt), "[1,'x'", "json.syntax"},
            {arrayOf(kInt), "['x', nul]", "json.syntax"},
            {arrayOf(kInt), "[1,]", "json.syntax"},
        };
        for (const Row& row : rows) {
            const std::string record = quoted(std::string("{'n':1,'v':") + row.json + "}");
            const QString got = outcomeOf(tableOf(row.type), {record});
            const QString expected = QString::fromUtf8(row.expected);
            const bool same = expected == "json.syntax"
                                  ? got.startsWith(expected)
                                  : got == (expected.startsWith("json.") ? expected : "1 | " + expected);
            QVERIFY2(same, qPrintable(QString(row.json) + " gave " + got));
        }
    }
    void badRecordsLeaveNothingBehind() {
        const DataType type = arrayOf(rowOf({{"a", kInt}, {"m", mapOf(DataType::string())}}));
        QCOMPARE(
            outcomeOf(tableOf(type),
                      {quoted("{'n':1,'v':[{'a':1,'m':{'k':'x'}}]}"),
                       quoted("{'n':2,'v':[{'a':2,'m':{'k':'y'}},{'a':'bad'}]}"),
                       quoted("{'n':3,'v':[{'a':3,'m':{'k':'z'}},{'a"), quoted("{'v':[{'m':{}}],'n':4}")}),
            QString("1 | [(1, [k: x])]\n4 | [(NULL, [])]\njson.type: column 'v[2].a' INT cannot be \"bad\"\n"
                    "json.syntax: ") +
                outcomeOf(tableOf(type), {quoted("{'n':3,'v':[{'a':3,'m':{'k':'z'}},{'a")}).mid(13));
    }
    void aMissingFieldMayBeAFault() {
        const TableDefinition table = tableOf(rowOf({{"a", kInt}}), {{"json.fail-on-missing-field", "true"}});
        QCOMPARE(outcomeOf(table, {quoted("{'n':1,'v':{'a':1}}"), quoted("{'n':1,'v':{}}")}),
                 QString("1 | (1)\njson.missing: field 'v.a' is missing"));
    }
    /// What no query reads is checked all the same.
    void unreadTextsAreLeftOut() {
        const DataType type = rowOf({{"a", kInt}, {"t", DataType::string()}});
        const DecoderSettings settings{.needed = {true, false}};
        QCOMPARE(outcomeOf(tableOf(type),
                           {quoted("{'n':1,'v':{'a':1,'t':'x'}}"), quoted("{'n':1,'v':{'a':[]}}"),
                            quoted("{'n':1,'v':5}")},
                           settings),
                 QString("1 | (1, NULL)\njson.type: column 'v.a' INT cannot be an array\n"
                         "json.type: column 'v' ROW<`a` INT, `t` STRING> cannot be \"5\""));
    }
    void otherFormatsSayThatTheyCannot() {
        TableDefinition table = tableOf(arrayOf(kInt));
        table.options["format"] = "csv";
        QVERIFY(outcomeOf(table, {}).startsWith("format 'csv' cannot hold column 'v' ARRAY<INT>"));
        table = tableOf(nested(TypeKind::Map, {{"key", kInt}, {"value", kInt}}));
        QVERIFY(outcomeOf(table, {}).startsWith("format 'json' cannot hold column 'v' MAP<INT, INT>"));
    }
};

QTEST_APPLESS_MAIN(TestJsonNested)
#include "tst_json_nested.moc"
