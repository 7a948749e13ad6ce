// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/functions/date_format.h"
#include "core/plan/functions/like_pattern.h"
#include "core/plan/scalar_function.h"
#include "tests/support/batch_text.h"

#include <QtTest>

#include <set>

using namespace guanlan;

namespace {

struct FixedClock final : Clock {
    [[nodiscard]] Micros now() const override { return parseTimestamp("2026-03-01 00:30:00")->wallTime; }
    [[nodiscard]] Micros monotonic() const override { return 0; }
};

const FixedClock kClock;
const Zone kShanghai("Asia/Shanghai", 8 * kHour);

/// One call over the columns of a text table: "type: cell, cell, …", bad rows as "bad(cause)".
std::string callText(std::string_view name, std::string_view table, const DataType* target = nullptr,
                     std::uint64_t constants = 0) {
    const Batch batch = batchFromText(table);
    std::vector<DataType> types;
    for (const Field& field : batch.schema().fields())
        types.push_back(field.type);
    const ScalarFunction* function = findScalarFunction(name);
    if (function == nullptr) return "no such function";
    const auto type = function->resolve(types, target);
    if (!type) return type.error().what + (type.error().next.empty() ? "" : "; " + type.error().next);
    EvaluationContext context{
        .zone = &kShanghai, .clock = &kClock, .rows = batch.rows(), .constants = constants};
    std::unique_ptr<FunctionMemo> memo;
    context.memo = &memo;
    const ColumnPtr column = function->evaluate(batch.columns(), *type, context);
    const Batch result(std::make_shared<Schema>(std::vector<Field>{{"x", *type}}), {column}, batch.rows());
    std::string text = type->sql() + ":";
    const std::string cells = textOf(result);
    std::size_t row = 0;
    for (std::size_t at = 0; at < cells.size(); ++row) {
        const std::size_t end = cells.find('\n', at);
        const bool bad = !context.bad.empty() && context.bad[row] != 0;
        text +=
            (row == 0 ? " " : ", ") + (bad ? "bad(" + context.badCause + ")" : cells.substr(at, end - at));
        at = end + 1;
    }
    return text;
}

struct Case {
    const char* function;
    const char* table;
    const char* expected;
};

void checkAll(std::span<const Case> cases) {
    for (const Case& c : cases)
        QCOMPARE(QString::fromStdString(std::string(c.function) + " " + callText(c.function, c.table)),
                 QString(c.function) + " " + c.expected);
}

DataType typeOf(TypeKind kind) {
    return DataType::of(kind);
}

}  // namespace

class TestScalarFunctions : public QObject {
    Q_OBJECT
  private slots:
    void namesAreUniqueAndFound() {
        std::set<std::string_view> names;
        for (const ScalarFunction* function : scalarFunctions()) {
            QVERIFY2(names.insert(function->name).second, std::string(function->name).c_str());
            QCOMPARE(findScalarFunction(function->name), function);
        }
        QVERIFY(findScalarFunction("NO SUCH") == nullptr);
    }
    /// No entry may crash on no arguments, or on a batch without rows.
    void everyFunctionTakesAnEmptyBatch() {
        const DataType target = DataType::bigint();
        const std::vector<std::vector<DataType>> shapes{
            {},
            {DataType::bigint()},
            {DataType::string()},
            {DataType::timestamp()},
            {DataType::boolean(), DataType::boolean()},
            {DataType::real(), DataType::integer()},
            {DataType::string(), DataType::string()},
            {DataType::string(), DataType::timestamp()},
            {DataType::string(), DataType::string(), DataType::string()},
            {DataType::string(), DataType::timestamp(), DataType::timestamp()},
            {DataType::boolean(), DataType::string(), DataType::string()}};
        for (const ScalarFunction* function : scalarFunctions()) {
            for (const auto& types : shapes) {
                const auto type = function->resolve(types, &target);
                if (!type) {
                    QVERIFY(!type.error().what.empty());
                    continue;
                }
                std::vector<ColumnPtr> columns;
                for (const DataType& t : types)
                    columns.push_back(ColumnBuilder(t).seal());
                EvaluationContext context{.zone = &kShanghai, .clock = &kClock, .rows = 0};
                QCOMPARE(function->evaluate(columns, *type, context)->size(), std::size_t{0});
            }
        }
    }
    void arithmetic() {
        const Case cases[] = {
            {"+", "a INT | b INT\n 2147483647 | 1\n NULL | 1", "INT: -2147483648, NULL"},
            {"+", "a INT | b BIGINT\n 2147483647 | 1", "BIGINT: 2147483648"},
            {"-", "a BIGINT\n 5\n NULL", "BIGINT: -5, NULL"},
            {"*", "a BIGINT | b DOUBLE\n 3 | 0.5", "DOUBLE: 1.5"},
            {"/", "a INT | b INT\n 7 | 2\n -7 | 2\n 1 | 0\n NULL | 0",
             "INT: 3, -3, bad(division-by-zero), NULL"},
            {"/", "a BIGINT | b BIGINT\n -9223372036854775808 | -1", "BIGINT: -9223372036854775808"},
            {"%", "a INT | b INT\n 7 | 3\n -7 | 3\n 1 | 0", "INT: 1, -1, bad(division-by-zero)"},
            {"/", "a DOUBLE | b DOUBLE\n 1 | 0", "DOUBLE: inf"},
            {"+", "a DECIMAL(10,2) | b DECIMAL(5,3)\n 1.25 | 0.125", "DECIMAL(12, 3): 1.375"},
            {"*", "a DECIMAL(10,2) | b DECIMAL(5,3)\n 1.25 | 2.000", "DECIMAL(16, 5): 2.50000"},
            {"/", "a DECIMAL(10,2) | b DECIMAL(5,3)\n 1.00 | 3.000\n 1.00 | 0.000",
             "DECIMAL(19, 8): 0.33333333, bad(division-by-zero)"},
            {"+", "a DECIMAL(10,2) | b INT\n 1.25 | 1", "DECIMAL(13, 2): 2.25"},
            {"*", "a DECIMAL(38,0) | b DECIMAL(38,0)\n 99999999999999999999999999999999999999 | 10",
             "DECIMAL(38, 0): NULL"},
            {"+", "a STRING | b INT\n x | 1",
             "+ takes numbers, or a time and an interval, but got STRING and INT; use || to join texts, or "
             "CAST the text "
             "to a number"},
            {"-", "a TIMESTAMP(3) | b TIMESTAMP(3)\n NULL | NULL",
             "- takes numbers, or a time and an interval, but got TIMESTAMP(3) and TIMESTAMP(3); use "
             "TIMESTAMPDIFF(SECOND, from, to) for the time between two moments"},
        };
        checkAll(cases);
    }
    void comparisonsAndLogic() {
        const Case cases[] = {
            {"=", "a INT | b DECIMAL(5,2)\n 1 | 1.00\n 1 | 1.01\n NULL | 1.00", "BOOLEAN: true, false, NULL"},
            {"<", "a BIGINT | b DOUBLE\n 1 | 1.5", "BOOLEAN: true"},
            {"=", "a STRING | b STRING\n buy | buy\n pv | buy", "BOOLEAN: true, false"},
            {">=",
             "a TIMESTAMP(3) | b STRING\n 2026-03-01 08:00:00 | 2026-03-01\n 2026-03-01 08:00:00 | soon",
             "BOOLEAN: true, bad(cast)"},
            {"=", "a TIMESTAMP_LTZ(3) | b STRING\n 2026-03-01 00:00:00 | 2026-03-01 08:00:00",
             "BOOLEAN: true"},
            {"=", "a STRING | b INT\n 1 | 1",
             "= takes two values of comparable types, but got STRING and INT; CAST one side to the type of "
             "the other"},
            {"AND",
             "a BOOLEAN | b BOOLEAN\n true | NULL\n false | NULL\n NULL | false\n true | true\n NULL | NULL",
             "BOOLEAN: NULL, false, false, true, NULL"},
            {"OR", "a BOOLEAN | b BOOLEAN\n true | NULL\n false | NULL\n NULL | true\n false | false",
             "BOOLEAN: true, NULL, true, false"},
            {"NOT", "a BOOLEAN\n true\n NULL", "BOOLEAN: false, NULL"},
            {"IS NULL", "a STRING\n x\n NULL", "BOOLEAN NOT NULL: false, true"},
            {"IS NOT TRUE", "a BOOLEAN\n true\n false\n NULL", "BOOLEAN NOT NULL: false, true, true"},
            {"IN", "a STRING | b STRING | c STRING\n x | x | y\n z | x | y\n z | x | NULL",
             "BOOLEAN: true, false, NULL"},
            {"BETWEEN", "a INT | b INT | c BIGINT\n 5 | 1 | 5\n 6 | 1 | 5", "BOOLEAN: true, false"},
        };
        checkAll(cases);
    }
    void conditionals() {
        const Case cases[] = {
            {"CASE", "c BOOLEAN | a STRING | e STRING\n true | a | b\n false | a | b\n NULL | a | NULL",
             "STRING: a, b, NULL"},
            {"CASE", "c BOOLEAN | a INT | d BOOLEAN | b DOUBLE | e BIGINT\n false | 1 | true | 2.5 | 3",
             "DOUBLE: 2.5"},
            {"IF", "c BOOLEAN | a INT | b BIGINT\n true | 1 | 2\n NULL | 1 | 2", "BIGINT: 1, 2"},
            {"COALESCE", "a STRING | b STRING\n NULL | x\n y | x\n NULL | NULL", "STRING: x, y, NULL"},
            {"NULLIF", "a INT | b INT\n 1 | 1\n 2 | 1\n 3 | NULL", "INT: NULL, 2, 3"},
            {"GREATEST", "a INT | b BIGINT\n 1 | 2\n 3 | NULL", "BIGINT: 2, NULL"},
            {"LEAST", "a STRING | b STRING\n a | b", "STRING: a"},
        };
        checkAll(cases);
    }
    void texts() {
        const Case cases[] = {
            {"UPPER", "a STRING\n abcé你\n NULL", "STRING: ABCÉ你, NULL"},
            {"LOWER", "a STRING\n ÄBC", "STRING: äbc"},
            {"SUBSTRING",
             "a STRING | b INT | c INT\n 弹幕播放 | 2 | 2\n abc | -2 | 9\n abc | 0 | 2\n abc | 9 | 1",
             "STRING: 幕播, bc, ab, "},
            {"CHAR_LENGTH", "a STRING\n 弹幕x", "INT: 3"},
            {"POSITION", "a STRING | b STRING\n 播 | 弹幕播放\n z | abc", "INT: 3, 0"},
            {"REPLACE", "a STRING | b STRING | c STRING\n aXbX | X | --", "STRING: a--b--"},
            {"SPLIT_INDEX", "a STRING | b STRING | c INT\n a,b,c | , | 1\n a | , | 1", "STRING: b, NULL"},
            {"LPAD", "a STRING | b INT | c STRING\n 7 | 3 | 0\n 1234 | 3 | 0", "STRING: 007, 123"},
            {"RPAD", "a STRING | b INT | c STRING\n 7 | 4 | ab", "STRING: 7aba"},
            {"||", "a STRING | b INT\n x | 1\n NULL | 1", "STRING: x1, NULL"},
            {"CONCAT_WS", "s STRING | a STRING | b STRING\n - | NULL | b\n - | a | b", "STRING: b, a-b"},
            {"TRIM", "s STRING | c STRING | t STRING\n LEADING | x | xxaxx\n BOTH | x | xxaxx",
             "STRING: axx, a"},
            {"REVERSE", "a STRING\n 你好a", "STRING: a好你"},
            {"LIKE", "a STRING | b STRING\n video | v%o\n video | v_d%\n video | d%\n 弹幕 | _幕",
             "BOOLEAN: true, true, false, true"},
            {"REGEXP_EXTRACT", "a STRING | b STRING | c INT\n id=42; | id=(\\d+) | 1\n none | id=(\\d+) | 1",
             "STRING: 42, NULL"},
            {"REGEXP_EXTRACT", "a STRING | b STRING\n x | (", "STRING: bad(regexp)"},
            {"REGEXP_REPLACE", "a STRING | b STRING | c STRING\n a1b22 | \\d+ | #", "STRING: a#b#"},
            {"REGEXP_REPLACE", "a STRING | b STRING | c STRING\n a1 | (\\d) | $1", "STRING: a$1"},
            {"SPLIT_INDEX", "a STRING | b INT | c INT\n a,b,c | 44 | 1", "STRING: b"},
            {"LOCATE", "a STRING | b STRING | n INT\n a | banana | 3\n a | banana | 9\n n | 澜n | 1",
             "INT: 4, 0, 2"},
            {"INITCAP", "a STRING\n hello BIG world\n naïve", "STRING: Hello Big World, NaïVe"},
            {"OVERLAY", "a STRING | b STRING | n INT | m INT\n abcdef | XY | 2 | 3\n ab | X | 9 | 1",
             "STRING: aXYef, ab"},
            {"ASCII", "a STRING\n Az\n 观", "TINYINT: 65, -24"},
            {"CHR", "a INT\n 65\n 353", "STRING: A, a"},
            {"JSON_VALUE",
             "a STRING | p STRING\n {\"a\":{\"b\":[1,\"x\"]}} | $.a.b[1]\n {\"a\":2.50} | $['a']\n no | "
             "$.a\n {} | lax $.a",
             "STRING: x, 2.5, NULL, NULL"},
            {"JSON_VALUE", "a STRING | p STRING\n {\"a\":true} | $.a\n {\"a\":[1]} | $.a\n {} | a.b",
             "STRING: true, NULL, bad(json-path)"},
            {"JSON_EXISTS",
             "a STRING | p STRING | e STRING\n {\"a\":[1]} | $.a | ERROR\n {} | $.a | TRUE\n {} | $.a | "
             "UNKNOWN",
             "BOOLEAN: true, true, NULL"},
            {"HEX", "a STRING\n a1", "STRING: 6131"},
            {"HEX", "a BIGINT\n 255\n -1", "STRING: FF, FFFFFFFFFFFFFFFF"},
            {"BIN", "a INT\n 5\n 0", "STRING: 101, 0"},
            {"TO_BASE64", "a STRING\n a\n ab\n abc", "STRING: YQ==, YWI=, YWJj"},
            {"FROM_BASE64", "a STRING\n YWI=\n 6KeC\n !!", "STRING: ab, 观, NULL"},
        };
        checkAll(cases);
    }
    void times() {
        const Case cases[] = {
            {"HOUR", "a TIMESTAMP(3)\n 2017-11-26 09:15:00", "BIGINT: 9"},
            {"HOUR", "a TIMESTAMP_LTZ(3)\n 2017-11-26 01:15:00", "BIGINT: 9"},
            {"DAYOFWEEK", "a TIMESTAMP(3)\n 2026-03-01 00:00:00", "BIGINT: 1"},
            {"WEEK", "a TIMESTAMP(3)\n 2021-01-03 00:00:00\n 2020-12-31 00:00:00", "BIGINT: 53, 53"},
            {"EXTRACT", "u STRING | a TIMESTAMP(3)\n QUARTER | 2026-05-01 00:00:00", "BIGINT: 2"},
            {"FLOOR", "a TIMESTAMP(3) | u STRING\n 2026-05-17 13:14:15.678 | HOUR",
             "TIMESTAMP(3): 2026-05-17 13:00:00.000"},
            {"FLOOR", "a TIMESTAMP_LTZ(3) | u STRING\n 2026-05-17 13:14:15.678 | DAY",
             "TIMESTAMP_LTZ(3): 2026-05-16 16:00:00.000"},
            {"CEIL", "a TIMESTAMP(3) | u STRING\n 2026-12-17 13:14:15 | MONTH",
             "TIMESTAMP(3): 2027-01-01 00:00:00.000"},
            {"DATE_FORMAT", "a TIMESTAMP(3) | f STRING\n 2026-03-01 08:05:09.120 | yyyy/MM/dd HH:mm:ss.SSS",
             "STRING: 2026/03/01 08:05:09.120"},
            {"DATE_FORMAT",
             "a TIMESTAMP_LTZ(3) | f STRING\n 2026-03-01 08:05:09 | HH:mm\n 2026-03-01 08:05:09 | bb",
             "STRING: 16:05, bad(date-pattern)"},
            {"TO_TIMESTAMP", "a STRING\n 2017-11-26T09:00:01Z\n 2017-11-26 09:00:01\n no",
             "TIMESTAMP(3): 2017-11-26 09:00:01.000, 2017-11-26 09:00:01.000, NULL"},
            {"TO_TIMESTAMP",
             "a STRING | f STRING\n 26/11/2017 9:05 | dd/MM/yyyy H:mm\n 31/02/2017 9:05 | dd/MM/yyyy H:mm",
             "TIMESTAMP(3): 2017-11-26 09:05:00.000, NULL"},
            {"TO_TIMESTAMP_LTZ",
             "a BIGINT | p INT\n 1511658000 | 0\n 1511658000123 | 3\n 9223372036854775807 | 3",
             "TIMESTAMP_LTZ(3): 2017-11-26 01:00:00.000, 2017-11-26 01:00:00.123, NULL"},
            {"FROM_UNIXTIME", "a BIGINT\n 1511658000", "STRING: 2017-11-26 09:00:00"},
            {"UNIX_TIMESTAMP", "a STRING\n 2017-11-26 09:00:00", "BIGINT: 1511658000"},
            {"TIMESTAMPDIFF",
             "u STRING | a TIMESTAMP(3) | b TIMESTAMP(3)\n MINUTE | 2026-03-01 08:00:00 | 2026-03-01 "
             "09:30:59",
             "INT: 90"},
            {"TIMESTAMPDIFF",
             "u STRING | a TIMESTAMP(3) | b TIMESTAMP(3)\n MONTH | 2026-01-31 00:00:00 | 2026-02-28 00:00:00",
             "INT: 1"},
            {"TIMESTAMPADD", "u STRING | n INT | a TIMESTAMP(3)\n MONTH | 1 | 2026-01-31 10:00:00",
             "TIMESTAMP(3): 2026-02-28 10:00:00.000"},
            {"TIMESTAMPADD", "u STRING | n INT | a TIMESTAMP(3)\n HOUR | -1 | 2026-01-31 00:30:00",
             "TIMESTAMP(3): 2026-01-30 23:30:00.000"},
        };
        checkAll(cases);
    }
    void mathematics() {
        const Case cases[] = {
            {"ABS", "a INT\n -3", "INT: 3"},
            {"ROUND", "a DOUBLE | n INT\n 2.345 | 2\n -2.5 | 0", "DOUBLE: 2.35, -3"},
            {"ROUND", "a DECIMAL(10,3)\n 2.500", "DECIMAL(8, 0): 3"},
            {"TRUNCATE", "a DOUBLE | n INT\n 2.999 | 2\n -2.5 | 0\n 17.5 | -1", "DOUBLE: 2.99, -2, 10"},
            {"TRUNCATE", "a DECIMAL(10,3)\n -2.999", "DECIMAL(8, 0): -2"},
            {"LOG", "a DOUBLE | b DOUBLE\n 2 | 8", "DOUBLE: 3"},
            {"ATAN2", "a DOUBLE | b DOUBLE\n 0 | 1", "DOUBLE: 0"},
            {"COS", "a INT\n 0\n NULL", "DOUBLE: 1, NULL"},
            {"FLOOR", "a DECIMAL(10,2)\n -1.50", "DECIMAL(10, 0): -2"},
            {"CEIL", "a DOUBLE\n 1.2", "DOUBLE: 2"},
            {"POWER", "a INT | b INT\n 2 | 10", "DOUBLE: 1024"},
            {"SIGN", "a DECIMAL(5,1)\n -2.5", "DECIMAL(5, 1): -1.0"},
        };
        checkAll(cases);
    }
    void casts() {
        struct CastCase {
            DataType to;
            const char* table;
            const char* expected;
        };
        const CastCase cases[] = {
            {DataType::bigint(), "a STRING\n 42\n 4 2\n 12.9\n 9223372036854775808\n NULL",
             "BIGINT: 42, bad(cast), 12, bad(cast), NULL"},
            {typeOf(TypeKind::TinyInt), "a INT\n 300", "TINYINT: 44"},
            {DataType::integer(), "a DOUBLE\n 1e20\n -1.9", "INT: 2147483647, -1"},
            {DataType::real(), "a STRING\n 1e3\n x", "DOUBLE: 1000, bad(cast)"},
            {DataType::decimal(5, 2), "a STRING\n 1.005\n 1000\n x", "DECIMAL(5, 2): 1.01, NULL, bad(cast)"},
            {DataType::boolean(), "a STRING\n TRUE\n n\n maybe", "BOOLEAN: true, false, bad(cast)"},
            {DataType::string(), "a DOUBLE\n 1\n 12345678.5\n 0.0001\n 100.25",
             "STRING: 1.0, 1.23456785E7, 1.0E-4, 100.25"},
            {DataType::string(), "a BOOLEAN\n true", "STRING: TRUE"},
            {DataType::string(), "a TIMESTAMP_LTZ(3)\n 2026-03-01 00:00:00",
             "STRING: 2026-03-01 08:00:00.000"},
            {DataType::string(), "a DECIMAL(10,2)\n -0.50", "STRING: -0.50"},
            {DataType::timestamp(), "a TIMESTAMP_LTZ(3)\n 2026-03-01 00:00:00",
             "TIMESTAMP(3): 2026-03-01 08:00:00.000"},
            {DataType::timestampLtz(), "a STRING\n 2026-03-01 08:00:00\n 2026-03-01T00:00:00Z",
             "TIMESTAMP_LTZ(3): 2026-03-01 00:00:00.000, 2026-03-01 00:00:00.000"},
            {DataType::timestamp(), "a BIGINT\n 1",
             "cannot cast BIGINT to TIMESTAMP(3); use TO_TIMESTAMP_LTZ(x, 0) for seconds or "
             "TO_TIMESTAMP_LTZ(x, 3) for "
             "milliseconds"},
        };
        for (const CastCase& c : cases)
            QCOMPARE(callText("CAST", c.table, &c.to), std::string(c.expected));
        const DataType bigint = DataType::bigint();
        QCOMPARE(callText("TRY_CAST", "a STRING\n 42\n x", &bigint), std::string("BIGINT: 42, NULL"));
        DataType varchar = DataType::string();
        varchar.length = 2;
        QCOMPARE(callText("CAST", "a STRING\n 弹幕x", &varchar), std::string("VARCHAR(2): 弹幕"));
    }
    void clockFunctions() {
        const auto now = [](std::string_view name) {
            const ScalarFunction* function = findScalarFunction(name);
            EvaluationContext context{.zone = &kShanghai, .clock = &kClock, .rows = 1};
            const auto type = function->resolve({}, nullptr);
            return type->sql() + " " + formatTimestamp(function->evaluate({}, *type, context)->ints()[0]);
        };
        QCOMPARE(now("PROCTIME"), std::string("TIMESTAMP_LTZ(3) NOT NULL 2026-03-01 00:30:00.000"));
        QCOMPARE(now("LOCALTIMESTAMP"), std::string("TIMESTAMP(3) NOT NULL 2026-03-01 08:30:00.000"));
        QVERIFY(!findScalarFunction("PROCTIME")->deterministic);
    }
    /// Rows in which an argument is not looked at must be told, or a CASE could not guard a division.
    void narrowing() {
        const Batch batch = batchFromText("c BOOLEAN | a INT\n true | 1\n false | 2\n NULL | 3");
        std::vector<std::uint8_t> reached(3, 1);
        const std::span<const ColumnPtr> condition(batch.columns().data(), 1);
        findScalarFunction("CASE")->narrow(1, condition, reached);
        QCOMPARE(reached, (std::vector<std::uint8_t>{1, 0, 0}));
        reached.assign(3, 1);
        findScalarFunction("CASE")->narrow(2, batch.columns(), reached);
        QCOMPARE(reached, (std::vector<std::uint8_t>{0, 1, 1}));
        reached.assign(3, 1);
        findScalarFunction("AND")->narrow(1, condition, reached);
        QCOMPARE(reached, (std::vector<std::uint8_t>{1, 0, 1}));
    }
    void memoKeepsAnswersAcrossBatches() {
        const ScalarFunction* upper = findScalarFunction("UPPER");
        ColumnBuilder builder(DataType::string());
        std::unique_ptr<FunctionMemo> memo;
        std::vector<ColumnPtr> results;
        for (const char* text : {"a", "b", "a"}) {
            builder.appendText(text);
            const ColumnPtr column = builder.seal();
            EvaluationContext context{.zone = &kShanghai, .clock = &kClock, .rows = 1, .memo = &memo};
            results.push_back(upper->evaluate({&column, 1}, DataType::string(), context));
        }
        QCOMPARE(results[0]->dictionary(), results[2]->dictionary());
        QCOMPARE(results[0]->codes()[0], results[2]->codes()[0]);
        QCOMPARE(results[1]->text(0), std::string_view("B"));
    }
};

QTEST_APPLESS_MAIN(TestScalarFunctions)
#include "tst_scalar_functions.moc"
