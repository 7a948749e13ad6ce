// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/decoder.h"
#include "tests/support/batch_text.h"

#include <QtTest>

using namespace guanlan;

namespace {

QString decode(const DataType& type, const std::vector<std::string>& records, Options options = {}) {
    options["format"] = "raw";
    auto decoder =
        createDecoder({.name = "t", .columns = {{.name = "v", .type = type}}, .options = options}, {});
    if (!decoder) return "refused: " + QString::fromStdString(decoder.error().sentence());
    std::int64_t offset = 0;
    for (const std::string& record : records) {
        if (!(*decoder)->append({.offset = offset++, .value = record})) return "stopped";
    }
    SourceBatch batch;
    (*decoder)->seal(batch);
    std::string text = textOf(batch.rows);
    for (const BadRecord& bad : batch.samples)
        text += "#" + std::to_string(bad.offset) + " " + bad.cause + ": " + bad.detail + "\n";
    return QString::fromStdString(text);
}

std::string bytes(std::initializer_list<int> values) {
    std::string made;
    for (const int value : values)
        made += static_cast<char>(value);
    return made;
}

}  // namespace

class TestRaw : public QObject {
    Q_OBJECT
  private slots:
    void numbersInBothByteOrders() {
        const Options little{{"raw.endianness", "little-endian"}};
        QCOMPARE(decode(DataType::integer(), {bytes({0, 0, 1, 2}), bytes({255, 255, 255, 254}), "abc"}),
                 QString("258\n-2\n#2 raw.size: 4 bytes expected, 3 found\n"));
        QCOMPARE(decode(DataType::bigint(), {bytes({2, 1, 0, 0, 0, 0, 0, 128})}, little),
                 QString("-9223372036854775550\n"));
        QCOMPARE(decode(DataType::real(), {bytes({0x3F, 0xF8, 0, 0, 0, 0, 0, 0})}), QString("1.5\n"));
        QCOMPARE(decode(DataType::of(TypeKind::Float), {bytes({0, 0, 0xC0, 0xBF})}, little),
                 QString("-1.5\n"));
        QCOMPARE(decode(DataType::boolean(), {bytes({1}), bytes({0})}), QString("true\nfalse\n"));
    }
    void lettersOfOtherCharsets() {
        QCOMPARE(decode(DataType::string(), {"caf\xE9"}, {{"raw.charset", "ISO-8859-1"}}), QString("café\n"));
        QCOMPARE(decode(DataType::string(), {"ok", "\xE9"}), QString("ok\n#1 raw.utf8: not UTF-8\n"));
        QVERIFY(decode(DataType::string(), {}, {{"raw.charset", "EBCDIC-X"}}).startsWith("refused"));
        QVERIFY(decode(DataType::string(), {}, {{"raw.endianness", "middle"}}).startsWith("refused"));
        QVERIFY(decode(DataType::timestamp(), {}).startsWith("refused"));
    }
};

QTEST_APPLESS_MAIN(TestRaw)
#include "tst_raw.moc"
