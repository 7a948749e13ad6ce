// SPDX-License-Identifier: GPL-3.0-or-later
// The JSON parsing test suite, each file as one record: by a decoder that never saw another record, by one
// that has seen all of them, and as a value that no column reads. Nothing of what is not JSON may pass
// anywhere.
#include "core/decode/decoder.h"
#include "tests/support/batch_text.h"
#include "tests/support/skip.h"

#include <QDir>
#include <QFile>
#include <QtTest>

#include <algorithm>
#include <fstream>

using namespace guanlan;

namespace {

struct SuiteFile {
    QString name;
    std::string text;
    [[nodiscard]] bool valid() const { return name.startsWith('y'); }
    [[nodiscard]] bool decided() const { return !name.startsWith('i'); }
};

std::vector<SuiteFile> filesOf(const QString& folder) {
    std::vector<SuiteFile> files;
    for (const QFileInfo& entry : QDir(folder).entryInfoList({"*.json"}, QDir::Files, QDir::Name)) {
        QFile file(entry.filePath());
        if (!file.open(QIODevice::ReadOnly)) qFatal("cannot read %s", qPrintable(entry.filePath()));
        files.push_back({entry.fileName(), file.readAll().toStdString()});
    }
    return files;
}

/// Columns for the keys that the files of the suite use, as texts, which take every scalar.
std::unique_ptr<Decoder> newDecoder() {
    TableDefinition table{.name = "t", .columns = {}, .options = {{"format", "json"}}};
    for (const char* key : {"a", "b", "v", "x", "min", "max", "title", "asd", "\xC3\xA9"})
        table.columns.push_back({.name = key, .type = DataType::string()});
    auto decoder = createDecoder(table, {});
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
        outcome += "#" + bad.cause + ": " + bad.detail;
    return outcome;
}

bool isRow(const std::string& outcome) {
    return !outcome.starts_with("#");
}

bool isJson(const std::string& outcome) {
    return isRow(outcome) || outcome.starts_with("#json.not-object");
}

/// The most memory that this process has ever held.
std::int64_t peakKilobytes() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmHWM:")) return std::stoll(line.substr(6));
    }
    return 0;
}

}  // namespace

class TestJsonSuite : public QObject {
    Q_OBJECT

    std::vector<SuiteFile> m_files;

    void compareAfter(Decoder& experienced, const SuiteFile& file, const std::string& record) const {
        const std::string expected = outcomeOf(*newDecoder(), record);
        for (int round = 0; round < 2; ++round) {
            const std::string actual = outcomeOf(experienced, record);
            QVERIFY2(actual == expected, (file.name.toStdString() + "\n" + actual + "\n" + expected).c_str());
        }
    }

  private slots:
    void initTestCase() {
        GUANLAN_SHARED_DATA(parsing, "json/test_parsing");
        GUANLAN_SHARED_DATA(transform, "json/test_transform");
        m_files = filesOf(parsing);
        const auto count = [this](char kind) {
            return std::count_if(m_files.begin(), m_files.end(),
                                 [kind](const SuiteFile& file) { return file.name.startsWith(kind); });
        };
        QVERIFY(count('y') >= 95);
        QVERIFY(count('n') >= 187);
        QVERIFY(count('i') >= 35);
        for (SuiteFile& file : filesOf(transform)) {
            file.name.prepend("i_");
            m_files.push_back(std::move(file));
        }
    }
    void wholeRecords() {
        for (const SuiteFile& file : m_files) {
            const std::string outcome = outcomeOf(*newDecoder(), file.text);
            QVERIFY2(!file.decided() || isJson(outcome) == file.valid(),
                     qPrintable(file.name + ": " + outcome.c_str()));
            QVERIFY2(!outcome.empty(), qPrintable(file.name));
        }
    }
    /// Only an object is a record; anything else is counted as what it is.
    void otherValuesAreNoObjects() {
        for (const SuiteFile& file : m_files) {
            if (!file.valid()) continue;
            const std::size_t first = file.text.find_first_not_of(" \t\r\n");
            QCOMPARE(isRow(outcomeOf(*newDecoder(), file.text)), file.text[first] == '{');
        }
    }
    /// No column reads the value, and yet it has to be JSON: no file of the suite is an exception.
    void unreadValues() {
        for (const SuiteFile& file : m_files) {
            const std::string record = "{\"v\":1,\"unread\":" + file.text + "}";
            const std::string outcome = outcomeOf(*newDecoder(), record);
            QVERIFY2(!file.decided() || isRow(outcome) == file.valid(),
                     qPrintable(file.name + ": " + outcome.c_str()));
        }
    }
    /// A decoder learns the arrangement of every record that it could read.
    void learnedArrangementsChangeNothing() {
        const auto experienced = newDecoder();
        for (const bool again : {false, true}) {
            for (const SuiteFile& file : m_files) {
                compareAfter(*experienced, file, file.text);
                compareAfter(*experienced, file, "{\"v\":1,\"unread\":" + file.text + "}");
                compareAfter(*experienced, file, "{\"a\":1,\"b\":" + file.text + ",\"v\":2}");
                if (again) compareAfter(*experienced, file, "[" + file.text + "]");
            }
        }
    }
    void memoryIsBounded() {
        const auto decoder = newDecoder();
        const auto readAll = [&] {
            for (const SuiteFile& file : m_files)
                (void)outcomeOf(*decoder, file.text);
        };
        readAll();
        const std::int64_t before = peakKilobytes();
        for (int round = 0; round < 30; ++round)
            readAll();
        constexpr std::int64_t kMostKilobytes = 64 * 1024;
        QVERIFY2(peakKilobytes() - before < kMostKilobytes,
                 qPrintable(QString::number(peakKilobytes() - before)));
    }
};

QTEST_APPLESS_MAIN(TestJsonSuite)
#include "tst_json_suite.moc"
