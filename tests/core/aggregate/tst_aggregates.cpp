// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aggregate/aggregate_function.h"
#include "core/aggregate/distinct_states.h"
#include "core/aggregate/quantile_sketch.h"
#include "tests/support/batch_text.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <set>

using namespace guanlan;

namespace {

std::vector<std::uint32_t> numbered(std::size_t count) {
    std::vector<std::uint32_t> rows(count);
    std::iota(rows.begin(), rows.end(), 0U);
    return rows;
}

struct Call {
    const AggregateFunction* function = nullptr;
    std::vector<DataType> arguments;
    DataType result;
    bool distinct = false;

    [[nodiscard]] std::unique_ptr<AggregateStates> states(std::size_t groups) const {
        auto made =
            distinct ? makeDistinctStates(*function, arguments, result) : function->create(arguments, result);
        made->resize(groups);
        return made;
    }
    /// The values of all groups: "1 | NULL | 3"; an overflowed group is "!".
    [[nodiscard]] std::string values(const AggregateStates& states, std::size_t groups) const {
        ColumnBuilder out(result);
        std::vector<bool> failed;
        for (std::size_t group = 0; group < groups; ++group)
            failed.push_back(states.finish(group, out));
        const Batch batch(std::make_shared<Schema>(std::vector<Field>{{"x", result}}), {out.seal()}, groups);
        std::string text;
        const std::string cells = textOf(batch);
        std::size_t at = 0;
        for (std::size_t group = 0; group < groups; ++group) {
            const std::size_t end = cells.find('\n', at);
            text += (group == 0 ? "" : " | ") + (failed[group] ? "!" : cells.substr(at, end - at));
            at = end + 1;
        }
        return text;
    }
};

/// The value over a whole column: "TYPE: value".
std::string over(std::string_view name, std::string_view table, bool distinct = false) {
    const Batch batch = batchFromText(table);
    Call call{findAggregateFunction(name), {}, {}, distinct};
    for (const Field& field : batch.schema().fields())
        call.arguments.push_back(field.type);
    const auto type = call.function->resolve(call.arguments);
    if (!type) return type.error().sentence();
    call.result = *type;
    const auto states = call.states(1);
    states->update(batch.columns(), numbered(batch.rows()), std::vector<std::uint32_t>(batch.rows(), 0));
    return type->sql() + ": " + call.values(*states, 1);
}

/// Random values of a type, one in eight null.
ColumnPtr randomColumn(const DataType& type, std::size_t rows, std::mt19937& random) {
    ColumnBuilder builder(type);
    for (std::size_t row = 0; row < rows; ++row) {
        const auto number = static_cast<std::int64_t>(random() % 50) - 10;
        if (random() % 8 == 0) {
            builder.appendNull();
        } else if (type.physical() == Physical::Text) {
            builder.appendText("value-" + std::to_string(number));
        } else if (type.physical() == Physical::Double) {
            builder.appendDouble(static_cast<double>(number) / 4);
        } else if (type.physical() == Physical::Decimal) {
            builder.appendDecimal(number);
        } else {
            builder.appendInt(type.kind == TypeKind::Boolean ? number & 1 : number);
        }
    }
    return builder.seal();
}

/// A column for each argument; the fraction or separator of a call is one and the same in every row.
std::vector<ColumnPtr> randomColumns(const Call& call, std::size_t rows, std::mt19937& random) {
    std::vector<ColumnPtr> columns(call.arguments.size() < 2 ? 1 : 2);
    columns.front() = randomColumn(call.arguments[0], rows, random);
    if (columns.size() < 2) return columns;
    if (call.function->parameter == AggregateParameter::None) {
        columns.back() = randomColumn(call.arguments[1], rows, random);
        return columns;
    }
    ColumnBuilder builder(call.arguments[1]);
    for (std::size_t row = 0; row < rows; ++row) {
        if (call.function->parameter == AggregateParameter::Text) {
            builder.appendText("; ");
        } else {
            builder.appendDouble(0.9);
        }
    }
    columns.back() = builder.seal();
    return columns;
}

/// Every listed function, over every type it takes, with and without DISTINCT.
std::vector<Call> allCalls() {
    const DataType types[] = {DataType::boolean(),     DataType::integer(), DataType::bigint(),
                              DataType::real(),        DataType::string(),  DataType::timestamp(),
                              DataType::decimal(10, 2)};
    std::vector<Call> calls;
    for (const AggregateFunction* function : aggregateFunctions()) {
        for (const DataType& type : types) {
            for (const bool distinct : {false, true}) {
                Call call{function, {type}, {}, distinct};
                if (const auto result = function->resolve(call.arguments)) {
                    call.result = *result;
                    calls.push_back(call);
                }
            }
            for (const DataType& second : {DataType::real(), DataType::string()}) {
                Call call{function, {type, second}, {}};
                if (const auto result = function->resolve(call.arguments)) {
                    call.result = *result;
                    calls.push_back(call);
                }
            }
        }
    }
    return calls;
}

constexpr std::size_t kGroups = 5;

std::vector<std::uint32_t> randomGroups(std::size_t rows, std::mt19937& random) {
    std::vector<std::uint32_t> groups(rows);
    for (auto& group : groups)
        group = static_cast<std::uint32_t>(random() % (kGroups - 1));  // the last one stays empty
    return groups;
}

/// Variances of doubles may differ in the last digits when parts are combined in another order.
bool exactWhenCombined(const Call& call) {
    const bool moments = call.function->name.starts_with("VAR") || call.function->name.starts_with("STDDEV");
    return !(moments && !call.result.isInteger()) && call.function->name != "CORR";
}

}  // namespace

class TestAggregates : public QObject {
    Q_OBJECT
  private slots:
    void namesAreUniqueAndFound() {
        std::set<std::string_view> names;
        for (const AggregateFunction* function : aggregateFunctions()) {
            QVERIFY(names.insert(function->name).second);
            QCOMPARE(findAggregateFunction(function->name), function);
        }
        QVERIFY(findAggregateFunction("NOPE") == nullptr);
    }
    void values() {
        struct Case {
            const char* function;
            const char* table;
            const char* expected;
        };
        const Case cases[] = {
            {"COUNT", "a STRING\n x\n NULL\n y", "BIGINT NOT NULL: 2"},
            {"SUM", "a INT\n 1\n NULL\n 2", "INT: 3"},
            {"SUM", "a INT\n NULL", "INT: NULL"},
            {"SUM", "a INT\n 2147483647\n 1", "INT: !"},
            {"SUM", "a INT\n 2147483647\n 1\n -1", "INT: 2147483647"},
            {"SUM", "a BIGINT\n 9223372036854775807\n 1", "BIGINT: !"},
            {"SUM", "a DECIMAL(10,2)\n 1.25\n 2.50", "DECIMAL(38, 2): 3.75"},
            {"SUM", "a DOUBLE\n 0.5\n 0.25", "DOUBLE: 0.75"},
            {"AVG", "a INT\n 1\n 2", "INT: 1"},
            {"AVG", "a INT\n -1\n -2", "INT: -1"},
            {"AVG", "a DOUBLE\n 1\n 2", "DOUBLE: 1.5"},
            {"AVG", "a DECIMAL(10,2)\n 1.00\n 1.00\n 2.00", "DECIMAL(38, 6): 1.333333"},
            {"MIN", "a STRING\n b\n a\n NULL", "STRING: a"},
            {"MAX", "a TIMESTAMP(3)\n 2026-01-01 00:00:00\n 2026-02-01 00:00:00",
             "TIMESTAMP(3): 2026-02-01 00:00:00.000"},
            {"MAX", "a DOUBLE\n -2\n -1.5", "DOUBLE: -1.5"},
            {"FIRST_VALUE", "a STRING\n NULL\n x\n y", "STRING: x"},
            {"LAST_VALUE", "a STRING\n x\n y\n NULL", "STRING: y"},
            {"STDDEV_SAMP", "a DOUBLE\n 1", "DOUBLE: NULL"},
            {"STDDEV_POP", "a DOUBLE\n 1\n 3", "DOUBLE: 1"},
            {"VAR_SAMP", "a DOUBLE\n 1\n 2\n 3\n 4", "DOUBLE: 1.66667"},
            {"VAR_SAMP", "a INT\n 5\n 6", "INT: 1"},
            {"VAR_POP", "a INT\n 1\n 2\n 4", "INT: 1"},
            {"LISTAGG", "a STRING\n x\n NULL\n y", "STRING: x,y"},
            {"LISTAGG", "a STRING | b STRING\n x | -\n y | -", "STRING: x-y"},
            {"LISTAGG", "a STRING\n NULL", "STRING: NULL"},
            {"MEDIAN", "a INT\n 4\n 1\n NULL\n 2", "DOUBLE: 2"},
            {"MEDIAN", "a DECIMAL(10,2)\n 4.00\n 1.50", "DOUBLE: 2.75"},
            {"PERCENTILE", "a DOUBLE | p DOUBLE\n 1 | 0.25\n 2 | 0.25\n 3 | 0.25\n 9 | 0.25", "DOUBLE: 1.75"},
            {"PERCENTILE", "a BIGINT | p DOUBLE\n 7 | 1\n 2 | 1", "DOUBLE: 7"},
            {"CORR", "y INT | x INT\n 1 | 2\n 2 | 4\n 3 | 6\n NULL | 9\n 8 | NULL", "DOUBLE: 1"},
            {"CORR", "y INT | x INT\n 1 | 2", "DOUBLE: NULL"},
            {"CORR", "y INT | x INT\n 1 | 2\n 1 | 3", "DOUBLE: NULL"},
            {"APPROX_COUNT_DISTINCT", "a STRING\n x\n y\n x\n NULL", "BIGINT NOT NULL: 2"},
            {"MEDIAN", "a STRING\n x", "MEDIAN takes one number, but got STRING"},
            {"SUM", "a STRING\n x", "SUM takes one number, but got STRING. CAST the text to a number"},
        };
        for (const Case& c : cases)
            QCOMPARE(QString::fromStdString(std::string(c.function) + " " + over(c.function, c.table)),
                     QString(c.function) + " " + c.expected);
        QCOMPARE(over("COUNT", "a DOUBLE\n 0\n -0\n 1", true), std::string("BIGINT NOT NULL: 2"));
        QCOMPARE(over("SUM", "a INT\n 2\n 2\n 3\n NULL", true), std::string("INT: 5"));
        QCOMPARE(over("LISTAGG", "a STRING\n b\n a\n b", true), std::string("STRING: b,a"));
    }
    /// Deviations far smaller than the mean must survive.
    void varianceKeepsDigits() {
        QCOMPARE(over("VAR_SAMP", "a DOUBLE\n 1000000000.25\n 1000000000.5\n 1000000000.75"),
                 std::string("DOUBLE: 0.0625"));
    }
    /// Every answer of APPROX_PERCENTILE is within 1% of a value of that rank, with either sign and over many
    /// magnitudes; APPROX_COUNT_DISTINCT within 3%.
    void approximationsAreClose() {
        std::mt19937 random(14);
        std::vector<double> sorted;
        ColumnBuilder values(DataType::real());
        for (int i = 0; i < 20'000; ++i) {
            const double size = std::exp(static_cast<double>(random() % 10'000) / 500);
            const double value = random() % 100 == 0 ? 0 : (random() % 4 == 0 ? -size : size);
            values.appendDouble(value);
            sorted.push_back(value);
        }
        std::sort(sorted.begin(), sorted.end());
        const ColumnPtr column = values.seal();
        const auto rows = numbered(20'000);
        const std::vector<std::uint32_t> groups(20'000, 0);
        for (const double fraction : {0.0, 0.05, 0.25, 0.5, 0.95, 0.999, 1.0}) {
            ColumnBuilder fractions(DataType::real());
            for (int i = 0; i < 20'000; ++i)
                fractions.appendDouble(fraction);
            const Call call{findAggregateFunction("APPROX_PERCENTILE"),
                            {DataType::real(), DataType::real()},
                            DataType::real()};
            const auto states = call.states(1);
            const ColumnPtr columns[] = {column, fractions.seal()};
            states->update(columns, rows, groups);
            ColumnBuilder out(DataType::real());
            QVERIFY(!states->finish(0, out));
            const double answer = out.seal()->doubles()[0];
            const double exact = sorted[static_cast<std::size_t>(fraction * 19'999)];
            QVERIFY2(std::fabs(answer - exact) <= 0.0101 * std::fabs(exact),
                     qPrintable(QStringLiteral("%1: %2, not %3").arg(fraction).arg(answer).arg(exact)));
        }
        for (const std::int64_t distinct : {100, 1024, 5'000, 200'000}) {
            ColumnBuilder numbers(DataType::bigint());
            for (std::int64_t i = 0; i < distinct; ++i)
                numbers.appendInt(i * 7);
            const ColumnPtr columns[] = {numbers.seal()};
            const Call call{
                findAggregateFunction("APPROX_COUNT_DISTINCT"), {DataType::bigint()}, DataType::bigint()};
            const auto states = call.states(1);
            const auto count = static_cast<std::size_t>(distinct);
            for (int twice = 0; twice < 2; ++twice)
                states->update(columns, numbered(count), std::vector<std::uint32_t>(count, 0));
            ColumnBuilder out(DataType::bigint());
            QVERIFY(!states->finish(0, out));
            const auto answer = out.seal()->ints()[0];
            QVERIFY2(std::abs(answer - distinct) <= (distinct > 1024 ? distinct * 3 / 100 : 0),
                     qPrintable(QStringLiteral("%1 for %2").arg(answer).arg(distinct)));
        }
    }
    /// Whether a size has a cell in the table of buckets or not, and at the edges of the cells too.
    void sketchesHoldEverySize() {
        std::mt19937_64 random(15);
        for (int exponent = -1000; exponent < 1000; ++exponent) {
            for (const double fraction :
                 {1.0, 1.015625, 1.5, 1.0 + static_cast<double>(random() % 1000) / 1000}) {
                const double size = std::ldexp(fraction, exponent);
                for (const double value : {size, -size, std::nextafter(size, 0.0)}) {
                    QuantileSketch sketch;
                    sketch.add(value);
                    const double error = std::fabs(sketch.quantile(0.5) / value - 1);
                    QVERIFY2(error <= 0.0100001, std::to_string(value).c_str());
                }
            }
        }
    }
    void combinedSketchesAreOne() {
        std::mt19937_64 random(16);
        for (int round = 0; round < 300; ++round) {
            QuantileSketch whole;
            QuantileSketch sum;
            for (std::uint64_t parts = random() % 5; parts > 0; --parts) {
                QuantileSketch part;
                const auto middle = static_cast<int>(random() % 1000) - 500;
                for (std::uint64_t values = random() % 20; values > 0; --values) {
                    const double value = std::ldexp(static_cast<double>(random() % 1000) - 300, middle);
                    part.add(value);
                    whole.add(value);
                }
                sum.combine(part);
            }
            if (whole.bytes() > 4096 * sizeof(std::uint64_t)) continue;  // the least sizes share a bucket
            std::string expected;
            std::string bytes;
            whole.save(expected);
            sum.save(bytes);
            QCOMPARE(bytes, expected);
        }
    }
    void emptyIsNullOrZero() {
        for (const Call& call : allCalls()) {
            const auto states = call.states(1);
            QCOMPARE(call.values(*states, 1),
                     std::string(call.function->name.find("COUNT") != std::string_view::npos ? "0" : "NULL"));
        }
    }
    void combinedPartsEqualTheWhole() {
        std::mt19937 random(11);
        for (const Call& call : allCalls()) {
            if (!exactWhenCombined(call)) continue;
            const auto columns = randomColumns(call, 600, random);
            const auto groups = randomGroups(600, random);
            const auto rows = numbered(600);
            const auto whole = call.states(kGroups);
            whole->update(columns, rows, groups);
            const auto sum = call.states(kGroups);
            for (std::size_t from = 0; from < 600; from += 200) {
                const auto part = call.states(kGroups);
                part->update(columns, std::span(rows).subspan(from, 200),
                             std::span(groups).subspan(from, 200));
                sum->combine(*part, numbered(kGroups));
            }
            QVERIFY2(call.values(*sum, kGroups) == call.values(*whole, kGroups),
                     std::string(call.function->name).c_str());
        }
    }
    /// A whole save followed by saves of the changes restores to the same values, and goes on equally.
    void savedChangesRestore() {
        std::mt19937 random(12);
        for (const Call& call : allCalls()) {
            const auto columns = randomColumns(call, 900, random);
            const auto groups = randomGroups(900, random);
            const auto rows = numbered(900);
            const auto feed = [&](AggregateStates& states, std::size_t from) {
                states.update(columns, std::span(rows).subspan(from, 300),
                              std::span(groups).subspan(from, 300));
            };
            const auto original = call.states(kGroups);
            std::vector<std::string> segments;
            for (const std::size_t from : {0U, 300U}) {
                feed(*original, from);
                std::string segment;
                for (std::size_t group = 0; group < kGroups; ++group)
                    original->save(group, segment, from == 0 ? SavePart::Whole : SavePart::Changes);
                segments.push_back(segment);
            }
            const auto restored = call.states(kGroups);
            for (std::string_view segment : segments) {
                for (std::size_t group = 0; group < kGroups; ++group)
                    QVERIFY(restored->restore(group, segment));
                QVERIFY(segment.empty());
            }
            QCOMPARE(call.values(*restored, kGroups), call.values(*original, kGroups));
            feed(*original, 600);
            feed(*restored, 600);
            QCOMPARE(call.values(*restored, kGroups), call.values(*original, kGroups));
        }
    }
    void damagedStateIsRefused() {
        std::mt19937 random(13);
        for (const Call& call : allCalls()) {
            const auto states = call.states(1);
            const auto columns = randomColumns(call, 40, random);
            states->update(columns, numbered(40), std::vector<std::uint32_t>(40, 0));
            std::string bytes;
            states->save(0, bytes, SavePart::Whole);
            bytes.pop_back();
            std::string_view in = bytes;
            const auto restored = call.states(1);
            QVERIFY2(!restored->restore(0, in), std::string(call.function->name).c_str());
        }
    }
};

QTEST_APPLESS_MAIN(TestAggregates)
#include "tst_aggregates.moc"
