// SPDX-License-Identifier: GPL-3.0-or-later
// A record that is laid out as others before must be read exactly as by a decoder that never saw another.
#include "core/decode/decoder.h"
#include "tests/support/batch_text.h"

#include <QtTest>

#include <algorithm>
#include <array>
#include <random>

using namespace guanlan;

namespace {

DataType nested(TypeKind kind, std::vector<Field> fields) {
    DataType type = DataType::of(kind);
    type.fields = std::make_shared<const std::vector<Field>>(std::move(fields));
    return type;
}

DataType whoType() {
    const DataType inner = nested(TypeKind::Row, {{"x", DataType::real()}, {"n", DataType::bigint()}});
    return nested(TypeKind::Row, {{"id", DataType::integer()}, {"name", DataType::string()}, {"in", inner}});
}

TableDefinition eventTable() {
    return {
        .name = "t",
        .columns = {{.name = "n", .type = DataType::bigint()},
                    {.name = "small", .type = DataType::of(TypeKind::SmallInt)},
                    {.name = "name", .type = DataType::string()},
                    {.name = "unread", .type = DataType::string()},
                    {.name = "ratio", .type = DataType::real()},
                    {.name = "money", .type = DataType::decimal(10, 2)},
                    {.name = "yes", .type = DataType::boolean()},
                    {.name = "at", .type = DataType::timestamp()},
                    {.name = "who", .type = whoType()},
                    {.name = "unused", .type = whoType()},
                    {.name = "list", .type = nested(TypeKind::Array, {{"element", DataType::integer()}})}},
        .options = {{"format", "json"}}};
}

std::unique_ptr<Decoder> newDecoder() {
    const TableDefinition table = eventTable();
    std::vector<bool> needed(table.columns.size(), true);
    needed[3] = needed[9] = false;
    auto decoder = createDecoder(table, {.needed = needed});
    if (!decoder) qFatal("%s", decoder.error().sentence().c_str());
    return std::move(*decoder);
}

/// The row, or why there is none.
std::string outcomeOf(Decoder& decoder, const std::string& record) {
    if (auto appended = decoder.append({.value = record}); !appended) return appended.error().sentence();
    SourceBatch batch;
    decoder.seal(batch);
    std::string outcome = textOf(batch.rows);
    for (const BadRecord& bad : batch.samples)
        outcome += bad.cause + ": " + bad.detail;
    return outcome;
}

class RecordMaker {
  public:
    std::string next() {
        std::string record = pick(kShapes);
        for (std::size_t hole = record.find('@'); hole != std::string::npos; hole = record.find('@'))
            record.replace(hole, 1, pick(kScalars));
        std::replace(record.begin(), record.end(), '\'', '"');
        if (m_random() % 4 == 0) damage(record);
        return record;
    }

  private:
    // With single quotes for double ones.
    static constexpr std::array<const char*, 21> kShapes{
        "{'n':@,'who':{'id':@,'name':@,'in':{'x':@,'n':@}}}",
        "{'who':{'id':@,'name':@,'in':{'n':@}},'n':@}",
        "{'who':{'in':{'x':@},'other':[@],'more':{'id':@}},'unused':{'id':@,'name':@}}",
        "{'who':@,'n':@}",
        "{'who':{'id':@,'in':@}}",
        "{'who':{'in':{},'name':@}}",
        "{'who':{}}",
        "{'who':{'id':@,'id':@}}",
        "{'who':{'id':@},'who':@}",
        "{'who':[@],'list':@}",
        "{'list':[@,@],'n':@}",
        "{'unused':{'in':{'n':@,'x':@},'id':@,'name':@}}",
        "{'n':@,'name':@,'small':@}",
        "{'n': @, 'name': @, 'small': @}",
        "{'name':@,'n':@,'ratio':@,'money':@,'yes':@,'at':@}",
        "{'n':@,'other':@,'unread':@,'yes':@}",
        "{'n':@,'deep':{'n':@,'list':[@,@]},'name':@}",
        "{'n':@,'name':{'n':@}}",
        "{'n':@,'n':@}",
        "{}",
        "{'n':@,\n 'na\\u006de':@}\n",
    };
    static constexpr std::array<const char*, 46> kScalars{"0",
                                                          "1",
                                                          "-7",
                                                          "12345",
                                                          "123456789012345678",
                                                          "9223372036854775807",
                                                          "-9223372036854775808",
                                                          "9223372036854775808",
                                                          "00",
                                                          "01",
                                                          "-",
                                                          "-0",
                                                          "1.5",
                                                          "1e3",
                                                          "1e400",
                                                          "2.",
                                                          "+1",
                                                          "70000",
                                                          "null",
                                                          "nul",
                                                          "true",
                                                          "false",
                                                          "True",
                                                          "''",
                                                          "'ab'",
                                                          "'广东 弹幕'",
                                                          "'a string of more than sixteen bytes'",
                                                          "'a\\nb'",
                                                          "'a\nb'",
                                                          "'\xC3\x28'",
                                                          "'42'",
                                                          "'-42'",
                                                          "' 42'",
                                                          "'42 '",
                                                          "'042'",
                                                          "'1234567890123456'",
                                                          "'123456789012345678'",
                                                          "'32768'",
                                                          "'fifteen letters'",
                                                          "'sixteen letters.'",
                                                          "'seventeen letters'",
                                                          "1234567890123456",
                                                          "'2026-03-01'",
                                                          "'2026-03-01 10:00:00'",
                                                          "'2026-03-01T10:00:00.123Z'",
                                                          "'2026-13-01 10:00:00'"};

    template <typename List>
    std::string pick(const List& list) {
        return list[m_random() % list.size()];
    }
    void damage(std::string& record) {
        const std::size_t at = m_random() % record.size();
        constexpr std::string_view kBytes = "\"\\{}[]:, 0n\n\x01\xFF";
        switch (m_random() % 3) {
            case 0:
                record.erase(at, 1);
                break;
            case 1:
                record.insert(at, 1, kBytes[m_random() % kBytes.size()]);
                break;
            default:
                record[at] = kBytes[m_random() % kBytes.size()];
        }
    }
    std::mt19937_64 m_random{42};
};

}  // namespace

class TestJsonLayout : public QObject {
    Q_OBJECT
  private slots:
    void whatWasSeenBeforeChangesNoOutcome() {
        RecordMaker maker;
        const auto experienced = newDecoder();
        int rows = 0;
        int bad = 0;
        for (int i = 0; i < 8'000; ++i) {
            const std::string record = maker.next();
            const std::string expected = outcomeOf(*newDecoder(), record);
            const std::string actual = outcomeOf(*experienced, record);
            QVERIFY2(actual == expected, (record + "\n" + actual + "\n" + expected).c_str());
            (expected.ends_with('\n') ? rows : bad) += 1;
        }
        QVERIFY(rows > 1'000);
        QVERIFY(bad > 1'000);
    }
    /// More arrangements than are kept.
    void endlesslyNewArrangementsAreStillRead() {
        const auto decoder = newDecoder();
        for (int i = 0; i < 10'000; ++i) {
            const std::string record = "{\"n\":" + std::to_string(i) + ",\"key" + std::to_string(i) + "\":1}";
            QCOMPARE(outcomeOf(*decoder, record),
                     outcomeOf(*newDecoder(), "{\"n\":" + std::to_string(i) + "}"));
        }
    }
};

QTEST_APPLESS_MAIN(TestJsonLayout)
#include "tst_json_layout.moc"
