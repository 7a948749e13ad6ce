// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/int_codec.h"
#include "core/store/row_codec.h"
#include "core/store/schema_text.h"
#include "tests/support/batch_text.h"

#include <QtTest>

#include <bit>
#include <limits>
#include <random>

using namespace guanlan;

namespace {

constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kGreatest = std::numeric_limits<std::int64_t>::max();

std::size_t encodedSize(const std::vector<std::int64_t>& values) {
    ByteWriter to;
    encodeInts(to, values);
    ByteReader from(to.bytes());
    if (decodeInts(from, values.size()) != values || from.bad() || from.left() != 0) return 0;
    return to.bytes().size();
}

DataType nested(TypeKind kind, std::vector<Field> fields) {
    DataType type = DataType::of(kind);
    type.fields = std::make_shared<const std::vector<Field>>(std::move(fields));
    return type;
}

}  // namespace

class TestRowCodec : public QObject {
    Q_OBJECT
  private slots:
    void integersComeBackExactly() {
        QVERIFY(encodedSize({}) > 0);
        QVERIFY(encodedSize({kLeast}) > 0);
        QVERIFY(encodedSize({kLeast, kGreatest, 0, -1, 1}) > 0);
        QVERIFY(encodedSize({kGreatest, kLeast}) > 0);
        std::mt19937_64 random(7);
        std::vector<std::int64_t> values(5000);
        for (auto& value : values)
            value = static_cast<std::int64_t>(random());
        QVERIFY(encodedSize(values) > 0);
    }
    void valuesTakeAsManyBitsAsTheyNeed() {
        std::mt19937_64 random(5);
        for (int bits = 1; bits <= 64; ++bits) {
            std::vector<std::int64_t> values(1000);
            for (auto& value : values)
                value = static_cast<std::int64_t>(random() >> (64 - bits));
            const std::size_t size = encodedSize(values);
            const std::size_t room = static_cast<std::size_t>(bits <= 56 ? bits : 64) * 1000 / 8;
            QVERIFY2(size > 0 && size <= room + 32, qPrintable(QString("%1 bits: %2").arg(bits).arg(size)));
        }
    }
    void theSameSeriesInTheSameOrderTakeNoRoom() {
        std::vector<std::int64_t> times;
        std::vector<std::int64_t> series;
        for (int minute = 0; minute < 50; ++minute) {
            for (int i = 0; i < 2000; ++i) {
                times.push_back(minute * kMinute);
                series.push_back(i);
            }
        }
        for (const auto& values : {times, series}) {
            const std::size_t size = encodedSize(values);
            QVERIFY2(size > 0 && size < 400, qPrintable(QString::number(size)));
        }
    }
    /// As versions before 0.1 wrote them: whole bytes, of values and of differences.
    void olderBytesAreStillRead() {
        ByteWriter to;
        to.byte(0);
        to.zigzag(-7);
        to.varint(10);
        to.byte(2);
        to.raw("\x01\x00\x00\x01", 4);
        to.byte(1);
        to.zigzag(100);
        to.zigzag(3);
        to.varint(1);
        to.byte(1);
        to.raw("\x00\x02", 2);
        ByteReader from(to.bytes());
        QCOMPARE(decodeInts(from, 2), (std::vector<std::int64_t>{3, 2553}));
        QCOMPARE(decodeInts(from, 3), (std::vector<std::int64_t>{100, 103, 108}));
        QVERIFY(!from.bad() && from.left() == 0);
    }
    void minutesAndConstantsTakeNoRoom() {
        std::vector<std::int64_t> minutes;
        for (int i = 0; i < 240; ++i)
            minutes.push_back(1'772'000'000'000'000 + i * kMinute);
        QVERIFY(encodedSize(minutes) < 260);
        std::vector<std::int64_t> steady;
        for (int i = 0; i < 100'000; ++i)
            steady.push_back(1'772'000'000'000'000 + i * kSecond);
        const std::size_t size = encodedSize(steady);
        QVERIFY2(size > 0 && size < 40, qPrintable(QString::number(size)));
        QVERIFY(encodedSize(std::vector<std::int64_t>(1000, 42)) < 10);
    }
    void everyTypeComesBackExactly() {
        const Batch batch = batchFromText(R"(
            region STRING | plays BIGINT | share DOUBLE | price DECIMAL(38,2)                      | at TIMESTAMP(3)     | ok BOOLEAN
            广东          | 3            | 0.1          | -999999999999999999999999999999999999.99 | 2026-03-01 08:00:00 | true
            NULL          | NULL         | NULL         | NULL                                     | NULL                | NULL
            a             | -4           | 1e300        | 0.05                                     | 1969-12-31 23:59:59 | false)");
        RowCodec codec(batch.schemaPtr(), 4);
        const auto back = codec.decode(codec.encode({batch, codec.timesOf(batch, 0)}));
        QVERIFY(back);
        QCOMPARE(textOf(back->rows), textOf(batch));
        QCOMPARE(back->times[1], kMinTime);
        QCOMPARE(back->times[2], Micros{-kSecond});
    }
    void doublesKeepEveryBit() {
        const std::vector<double> odd{0.0,
                                      -0.0,
                                      std::numeric_limits<double>::quiet_NaN(),
                                      std::numeric_limits<double>::infinity(),
                                      -std::numeric_limits<double>::infinity(),
                                      std::numeric_limits<double>::denorm_min(),
                                      std::numeric_limits<double>::max(),
                                      0.1 + 0.2};
        for (const std::size_t count : {std::size_t{1}, std::size_t{2}, odd.size()}) {
            ColumnBuilder builder(DataType::real());
            for (std::size_t i = 0; i < count; ++i)
                builder.appendDouble(odd[i]);
            const auto schema = std::make_shared<const Schema>(Schema({{"x", DataType::real()}}));
            const Batch batch(schema, {builder.seal()}, count);
            RowCodec codec(schema, std::nullopt);
            const auto back = codec.decode(codec.encode({batch, codec.timesOf(batch, 17)}));
            QVERIFY(back);
            QCOMPARE(back->times, std::vector<Micros>(count, 17));
            for (std::size_t i = 0; i < count; ++i)
                QCOMPARE(std::bit_cast<std::uint64_t>(back->rows.column(0).doubles()[i]),
                         std::bit_cast<std::uint64_t>(odd[i]));
        }
    }
    void nestedCellsComeBack() {
        const DataType array = nested(TypeKind::Array, {{"element", DataType::string()}});
        const DataType row = nested(TypeKind::Row, {{"a", DataType::bigint()}, {"tags", array}});
        ColumnBuilder texts(DataType::string());
        texts.appendText("x");
        texts.appendNull();
        texts.appendText("y");
        ColumnBuilder numbers(DataType::bigint());
        numbers.appendInt(7);
        numbers.appendNull();
        auto tags = std::make_shared<const Column>(
            ColumnData{.type = array, .offsets = {0, 2, 3}, .children = {texts.seal()}, .rows = 2});
        auto rows = std::make_shared<const Column>(
            ColumnData{.type = row, .children = {numbers.seal(), tags}, .valid = {1, 0}, .rows = 2});
        const auto schema = std::make_shared<const Schema>(Schema({{"r", row}}));
        RowCodec codec(schema, std::nullopt);
        const Batch batch(schema, {rows}, 2);
        const auto back = codec.decode(codec.encode({batch, {1, 2}}));
        QVERIFY(back);
        const Column& column = back->rows.column(0);
        QVERIFY(column.isNull(1));
        QCOMPARE(column.children()[0]->ints()[0], 7);
        const Column& list = *column.children()[1];
        QCOMPARE(list.offsets()[1], 2U);
        QVERIFY(list.children()[0]->isNull(1));
        QCOMPARE(list.children()[0]->text(2), std::string_view("y"));
    }
    void anyDamageIsNoticed() {
        const Batch batch = batchFromText(R"(
            region STRING | plays BIGINT
            广东          | 3
            NULL          | 70000)");
        RowCodec codec(batch.schemaPtr(), std::nullopt);
        const std::string good = codec.encode({batch, {5, 6}});
        for (std::size_t i = 0; i < good.size(); ++i) {
            std::string bad = good;
            bad[i] = static_cast<char>(bad[i] ^ 0x10);
            QVERIFY(!codec.decode(bad));
            QVERIFY(!codec.decode(std::string_view(good).substr(0, i)));
        }
        QVERIFY(codec.decode(good));
    }
    void readersSurviveNonsense() {
        std::mt19937 random(11);
        for (int round = 0; round < 20'000; ++round) {
            std::string bytes(random() % 40, '\0');
            for (char& byte : bytes)
                byte = static_cast<char>(random());
            ByteReader from(bytes);
            const std::size_t rows = random() % 50;
            if (!bytes.empty() && round % 2 == 0) bytes[0] = static_cast<char>(random() % 6);
            const auto values = decodeInts(from, rows);
            QVERIFY(from.bad() || values.size() == rows);
        }
    }
    void schemasComeBackExactly() {
        DataType text = DataType::string();
        text.length = 12;
        text.fixedLength = true;
        text.nullable = false;
        const Schema schema(
            {{"a\"b", text},
             {"价格", DataType::decimal(38, 12)},
             {"t", DataType::timestampLtz(6)},
             {"m", nested(TypeKind::Map,
                          {{"key", DataType::string()}, {"value", nested(TypeKind::Row, {{"x", text}})}})}});
        const auto back = schemaFromText(schemaToText(schema));
        QVERIFY(back);
        QVERIFY(*back == schema);
        QVERIFY(!schemaFromText("[{\"name\":\"a\",\"type\":{\"kind\":\"BLUE\"}}]"));
        QVERIFY(!schemaFromText("nonsense"));
    }
};

QTEST_APPLESS_MAIN(TestRowCodec)
#include "tst_row_codec.moc"
