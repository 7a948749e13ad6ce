// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/source.h"
#include "tests/support/batch_text.h"
#include "tests/support/skip.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QtTest>

#include <zlib.h>

using namespace guanlan;

namespace {

const SystemClock kClock;

TableDefinition table(const std::string& path, const std::string& format, std::vector<TableColumn> columns,
                      Options options = {}) {
    options["connector"] = "filesystem";
    options["path"] = path;
    options["format"] = format;
    return {.name = "t", .columns = std::move(columns), .options = std::move(options)};
}

struct Outcome {
    std::string text;
    std::int64_t rows = 0;
    std::int64_t bad = 0;
    std::int64_t next = 0;
    std::string error;
};

Outcome readAll(Source& source, const std::vector<SourcePosition>& known = {}, int mostBatches = 1 << 30) {
    Outcome outcome;
    if (auto opened = source.open(known); !opened) {
        outcome.error = opened.error().sentence();
        return outcome;
    }
    for (int i = 0; i < mostBatches; ++i) {
        auto batch = source.next(std::chrono::milliseconds(10));
        if (!batch) {
            outcome.error = batch.error().sentence();
            return outcome;
        }
        outcome.rows += static_cast<std::int64_t>(batch->rows.rows());
        if (outcome.rows < 1000) outcome.text += textOf(batch->rows);
        for (const BadCount& bad : batch->bad)
            outcome.bad += bad.records;
        outcome.next = batch->progress.at(0).nextOffset;
        if (batch->endOfInput) break;
    }
    return outcome;
}

std::unique_ptr<Source> sourceOf(const TableDefinition& definition, SourceSettings settings = {}) {
    settings.clock = &kClock;
    auto source = createSource(definition, settings);
    if (!source) qFatal("%s", source.error().sentence().c_str());
    return std::move(*source);
}

const std::vector<TableColumn> kOneText{{.name = "v", .type = DataType::string()}};

}  // namespace

class TestFilesystemSource : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;

    void write(const QString& name, const QByteArray& bytes) const {
        QDir().mkpath(QFileInfo(m_folder.filePath(name)).path());
        QFile file(m_folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }
    [[nodiscard]] SourceSettings here(std::size_t batchRows = 8192) const {
        return {.baseFolder = m_folder.path().toStdString(), .batchRows = batchRows};
    }

  private slots:
    void lineEndsBlankLinesAndByteOrderMark() {
        write("a.txt", "\xEF\xBB\xBFone\r\n\ntwo\nthree");
        auto source = sourceOf(table("a.txt", "raw", kOneText), here());
        const Outcome outcome = readAll(*source);
        QCOMPARE(outcome.text, std::string("one\ntwo\nthree\n"));
        QCOMPARE(outcome.next, 4);  // the blank line keeps its number
        QCOMPARE(source->health().state, SourceHealth::State::Ended);
    }
    void emptyFile() {
        write("empty.txt", "");
        auto source = sourceOf(table("empty.txt", "raw", kOneText), here());
        QCOMPARE(readAll(*source).rows, 0);
    }
    void folderInOrderOfNames() {
        write("many/b.txt", "3\n");
        write("many/a.txt", "1\n2");
        write("many/c/d.txt", "4\n");
        write("many/.hidden", "no\n");
        write("many/_SUCCESS", "no\n");
        const std::vector<TableColumn> columns{
            {.name = "v", .type = DataType::string()},
            {.name = "file.name", .type = DataType::string(), .kind = TableColumn::Kind::Metadata}};
        auto source = sourceOf(table("many", "raw", columns), here());
        QCOMPARE(readAll(*source).text, std::string("1 | a.txt\n2 | a.txt\n3 | b.txt\n4 | d.txt\n"));
    }
    void wildcardsInAnyPart() {
        for (const char* name : {"g/x1/b.txt", "g/x1/a.log", "g/x2/c.txt", "g/y/d.txt", "g/x2/.no.txt"})
            write(name, QByteArray(name) + "\n");
        auto source = sourceOf(table("g/x?/*.txt", "raw", kOneText), here());
        QCOMPARE(readAll(*source).text, std::string("g/x1/b.txt\ng/x2/c.txt\n"));
        auto folders = sourceOf(table("g/[xy]*", "raw", kOneText), here());
        QCOMPARE(readAll(*folders).rows, 4);
        auto nothing = sourceOf(table("g/z*", "raw", kOneText), here());
        QVERIFY(readAll(*nothing).error.find("no file matches") != std::string::npos);
    }
    void quotedFieldOverSeveralLines() {
        write("q.csv", "id,note\n1,\"a\nb\"\n2,5\" disk\n3,\"never closed\n4,x\n");
        const std::vector<TableColumn> columns{{.name = "id", .type = DataType::bigint()},
                                               {.name = "note", .type = DataType::string()}};
        auto source = sourceOf(table("q.csv", "csv", columns, {{"csv.header", "true"}}), here());
        const Outcome outcome = readAll(*source);
        QCOMPARE(outcome.text, std::string("1 | a\nb\n2 | 5\" disk\n4 | x\n"));
        QCOMPARE(outcome.bad, 1);
    }
    void resumesExactly() {
        QByteArray lines;
        for (int i = 0; i < 1000; ++i)
            lines += QByteArray::number(i) + (i % 7 == 0 ? "\n\n" : "\n");
        write("r/1.txt", lines);
        write("r/2.txt", lines);
        const TableDefinition definition = table("r", "raw", kOneText);
        for (int batches : {1, 7, 13, 20}) {
            auto first = sourceOf(definition, here(100));
            const Outcome before = readAll(*first, {}, batches);
            auto second = sourceOf(definition, here(64));
            const Outcome after = readAll(*second, {{first->identity(), {{0, before.next}}}});
            QCOMPARE(before.rows + after.rows, 2000);
            auto third = sourceOf(definition, here());
            QCOMPARE(readAll(*third, {{"file:/elsewhere", {{0, before.next}}}}).rows, 2000);
        }
    }
    void gzipOfSeveralMembers() {
        const QString path = m_folder.filePath("z.txt.gz");
        for (const char* text : {"one\ntw", "o\nthree\n"}) {
            gzFile file = gzopen(path.toLocal8Bit().constData(), "ab");
            QVERIFY(gzputs(file, text) > 0);
            QCOMPARE(gzclose(file), Z_OK);
        }
        auto source = sourceOf(table("z.txt.gz", "raw", kOneText), here());
        QCOMPARE(readAll(*source).text, std::string("one\ntwo\nthree\n"));
        QFile file(path);
        QVERIFY(file.resize(file.size() - 6));
        auto cut = sourceOf(table("z.txt.gz", "raw", kOneText), here());
        QVERIFY(readAll(*cut).error.find("ends in the middle") != std::string::npos);
        write("plain.gz", "not packed");
        auto plain = sourceOf(table("plain.gz", "raw", kOneText), here());
        QVERIFY(!readAll(*plain).error.empty());
    }
    void hugeLineIsCountedAndTheNextOneRead() {
        QFile file(m_folder.filePath("huge.txt"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        const QByteArray megabyte(1024 * 1024, 'x');
        for (int i = 0; i < 130; ++i)
            QCOMPARE(file.write(megabyte), megabyte.size());
        QVERIFY(file.write("\nnext\n") == 6);
        file.close();
        auto source = sourceOf(table("huge.txt", "raw", kOneText), here());
        const Outcome outcome = readAll(*source);
        QCOMPARE(outcome.bad, 1);
        QCOMPARE(outcome.text, std::string("next\n"));
    }
    void missingFile() {
        auto source = sourceOf(table("a.tct", "raw", kOneText), here());
        const std::string error = readAll(*source).error;
        QVERIFY2(error.find("a.tct") != std::string::npos, error.c_str());
        QVERIFY2(error.find("did you mean 'a.txt'?") != std::string::npos, error.c_str());
    }
    void realGzipFile() {
        GUANLAN_SHARED_DATA(path, "bilibili/live_danmaku_2020-03_05.csv.gz");
        std::vector<TableColumn> columns;
        for (const char* name : {"session", "seq", "ts_ms"})
            columns.push_back({.name = name, .type = DataType::bigint()});
        columns.push_back({.name = "user", .type = DataType::string()});
        for (const char* name : {"msg_type", "font_size", "color", "msg_len"})
            columns.push_back({.name = name, .type = DataType::integer()});
        auto source = sourceOf(table(path.toStdString(), "csv", columns, {{"csv.header", "true"}}));
        const Outcome outcome = readAll(*source);
        QCOMPARE(outcome.error, std::string());
        QCOMPARE(outcome.rows, 907070);
        QCOMPARE(outcome.bad, 0);
    }
};

QTEST_APPLESS_MAIN(TestFilesystemSource)
#include "tst_filesystem_source.moc"
