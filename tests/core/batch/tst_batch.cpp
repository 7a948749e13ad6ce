// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/batch/row_values.h"
#include "core/source/datagen/random.h"
#include "tests/support/batch_text.h"

#include <QtTest>

#include <unordered_map>

using namespace guanlan;

class TestBatch : public QObject {
    Q_OBJECT
  private slots:
    void textRoundTrip() {
        const Batch batch = batchFromText(R"(
            region STRING | plays BIGINT | share DOUBLE | price DECIMAL(10,2) | at TIMESTAMP(3)
            广东          | 3            | 0.5          | -12.30              | 2026-03-01 08:00:00
            NULL          | NULL         | NULL         | NULL                | NULL
            广东          | -4           | 1e3          | 0.05                | 2026-03-01T08:00:01.250)");
        QCOMPARE(textOf(batch), std::string("广东 | 3 | 0.5 | -12.30 | 2026-03-01 08:00:00.000\n"
                                            "NULL | NULL | NULL | NULL | NULL\n"
                                            "广东 | -4 | 1000 | 0.05 | 2026-03-01 08:00:01.250\n"));
        QCOMPARE(batch.column(0).codes()[0], batch.column(0).codes()[2]);
    }
    void firstRowMayBeNull() {
        ColumnBuilder builder(DataType::string());
        builder.appendNull();
        builder.appendText("a");
        const ColumnPtr column = builder.seal();
        QVERIFY(column->isNull(0));
        QCOMPARE(column->text(1), std::string_view("a"));
    }
    void sealedBatchesShareTheDictionary() {
        ColumnBuilder builder(DataType::string());
        builder.appendText("x");
        const ColumnPtr first = builder.seal();
        builder.appendText("y");
        builder.appendText("x");
        const ColumnPtr second = builder.seal();
        QCOMPARE(first->dictionary(), second->dictionary());
        QCOMPARE(second->codes()[1], first->codes()[0]);
    }
    void manyDistinctTextsKeepTheirValues() {
        ColumnBuilder builder(DataType::string());
        std::vector<ColumnPtr> columns;
        for (int i = 0; i < 1'200'000; ++i) {
            builder.appendText("user-" + std::to_string(i));
            if (i % 8192 == 8191) columns.push_back(builder.seal());
        }
        columns.push_back(builder.seal());
        QVERIFY(columns.front()->dictionary() != columns.back()->dictionary());
        int i = 0;
        for (const ColumnPtr& column : columns) {
            for (std::size_t row = 0; row < column->size(); ++row, ++i) {
                if (column->text(row) != "user-" + std::to_string(i)) QFAIL("a text changed");
            }
        }
        QCOMPARE(i, 1'200'000);
    }
    void aDictionaryTellsTextsApartAsAMapDoes() {
        Dictionary dictionary;
        std::unordered_map<std::string, Code> known;
        Random random(3);
        for (int i = 0; i < 200'000; ++i) {
            std::string text;
            // Few bytes, zero among them, so that short texts differ in little more than their size.
            for (std::uint32_t size = random.below(20); size > 0; --size)
                text += static_cast<char>(random.below(3) * 100);
            const auto [entry, fresh] = known.try_emplace(text, dictionary.size());
            QCOMPARE(dictionary.intern(text), entry->second);
            if (dictionary.at(entry->second) != text) QFAIL("a text changed");
        }
        QCOMPARE(dictionary.size(), static_cast<Code>(known.size()));
    }
    void equalRowsHaveEqualHashes() {
        const double nan = std::numeric_limits<double>::quiet_NaN();
        const std::vector<std::pair<RowValues, RowValues>> equal = {
            {{Value{}, std::int64_t{7}, std::string("x")}, {Value{}, std::int64_t{7}, std::string("x")}},
            {{0.0, Int128{5}}, {-0.0, Int128{5}}},
            {{nan}, {-nan}},
        };
        for (const auto& [left, right] : equal) {
            QVERIFY(RowValuesEqual{}(left, right));
            QCOMPARE(RowValuesHash{}(left), RowValuesHash{}(right));
        }
        QVERIFY(RowValuesHash{}({std::string("a"), std::string("b")}) !=
                RowValuesHash{}({std::string("b"), std::string("a")}));
        QVERIFY(RowValuesHash{}({std::int64_t{1}}) != RowValuesHash{}({std::int64_t{2}}));
    }
    void truncateTakesBackCells() {
        ColumnBuilder builder(DataType::bigint());
        builder.appendInt(1);
        builder.appendNull();
        builder.truncate(1);
        builder.appendInt(2);
        const ColumnPtr column = builder.seal();
        QCOMPARE(column->size(), std::size_t{2});
        QVERIFY(!column->isNull(1));
        QCOMPARE(column->ints()[1], 2);
    }
    void nestedCellsAreCopied() {
        DataType array = DataType::of(TypeKind::Array);
        array.fields =
            std::make_shared<std::vector<Field>>(std::vector<Field>{{"element", DataType::bigint()}});
        ColumnBuilder elements(DataType::bigint());
        for (int i = 0; i < 3; ++i)
            elements.appendInt(i);
        const Column source(ColumnData{.type = array,
                                       .offsets = {0, 2, 2, 3},
                                       .children = {elements.seal()},
                                       .valid = {1, 0, 1},
                                       .rows = 3});
        ColumnBuilder copy(array);
        for (std::size_t row : {2U, 1U, 0U})
            copy.appendFrom(source, row);
        const ColumnPtr column = copy.seal();
        QCOMPARE(std::vector<std::uint32_t>(column->offsets().begin(), column->offsets().end()),
                 (std::vector<std::uint32_t>{0, 1, 1, 3}));
        QVERIFY(column->isNull(1));
        QCOMPARE(column->children()[0]->ints()[0], 2);
    }
    /// Rows of arrays of maps, with nulls at every depth, through the bytes that operators keep.
    void nestedCellsComeBackFromTheirBytes() {
        const ColumnPtr column = deepColumn();
        ColumnBuilder copy(column->type());
        for (std::size_t row = 0; row < column->size(); ++row)
            copy.append(column->value(row));
        const ColumnPtr back = copy.seal();
        for (std::size_t row = 0; row < column->size(); ++row)
            QVERIFY(back->value(row) == column->value(row));
        QCOMPARE(textOf(Batch(schemaOf(*column), {back}, back->size())), kDeepText);
    }
    void truncateAndEraseReachIntoNestedCells() {
        const ColumnPtr column = deepColumn();
        ColumnBuilder builder(column->type());
        for (std::size_t row = 0; row < column->size(); ++row)
            builder.appendFrom(*column, row);
        builder.child(1).child(0).child(0).appendText("begun");  // a record that turns out bad on the way
        builder.truncate(3);
        builder.erase(0);
        builder.appendFrom(*column, 3);
        const ColumnPtr rest = builder.seal();
        QCOMPARE(textOf(Batch(schemaOf(*column), {rest}, rest->size())),
                 std::string("NULL\n(NULL, NULL)\n(4, [])\n"));
    }

  private:
    static inline const std::string kDeepText =
        "(1, [[a: 1, NULL: 2], [], NULL])\nNULL\n(NULL, NULL)\n(4, [])\n";

    static DataType nested(TypeKind kind, std::vector<Field> fields) {
        DataType type = DataType::of(kind);
        type.fields = std::make_shared<const std::vector<Field>>(std::move(fields));
        return type;
    }
    static SchemaPtr schemaOf(const Column& column) {
        return std::make_shared<Schema>(std::vector<Field>{{"r", column.type()}});
    }
    static ColumnPtr deepColumn() {
        const DataType map =
            nested(TypeKind::Map, {{"key", DataType::string()}, {"value", DataType::bigint()}});
        const DataType list = nested(TypeKind::Array, {{"element", map}});
        ColumnBuilder builder(nested(TypeKind::Row, {{"n", DataType::bigint()}, {"list", list}}));
        ColumnBuilder& lists = builder.child(1);
        ColumnBuilder& maps = lists.child(0);
        maps.child(0).appendText("a");
        maps.child(1).appendInt(1);
        maps.child(0).appendNull();
        maps.child(1).appendInt(2);
        maps.closeNested();
        maps.closeNested();
        maps.appendNull();
        lists.closeNested();
        builder.child(0).appendInt(1);
        builder.closeNested();
        builder.appendNull();
        builder.child(0).appendNull();
        lists.appendNull();
        builder.closeNested();
        builder.child(0).appendInt(4);
        lists.closeNested();
        builder.closeNested();
        return builder.seal();
    }
};

QTEST_APPLESS_MAIN(TestBatch)
#include "tst_batch.moc"
