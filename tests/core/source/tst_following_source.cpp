// SPDX-License-Identifier: GPL-3.0-or-later
// Files that grow, are cut, rotated and resumed while they are read.
#include "core/source/source.h"
#include "tests/support/batch_text.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace guanlan;

namespace {

const SystemClock kClock;

/// A source that is read on, with what came from it so far.
class Reading {
  public:
    explicit Reading(std::unique_ptr<Source> source, const std::vector<SourcePosition>& known = {})
        : m_source(std::move(source)) {
        if (auto opened = m_source->open(known); !opened) qFatal("%s", opened.error().sentence().c_str());
    }

    /// Until as many lines came, or nothing for a while.
    QString lines(int count) {
        QElapsedTimer timer;
        timer.start();
        while (m_text.count('\n') < count && timer.elapsed() < 5000)
            step();
        return m_text;
    }
    void step() {
        auto batch = m_source->next(std::chrono::milliseconds(20));
        if (!batch) qFatal("%s", batch.error().sentence().c_str());
        m_text += QString::fromStdString(textOf(batch->rows));
        for (const PartitionProgress& progress : batch->progress)
            m_next[progress.partition] = progress.nextOffset;
        m_idle += static_cast<int>(batch->idle.size());
        for (const BadCount& bad : batch->bad)
            m_bad += bad.records;
    }
    [[nodiscard]] std::vector<SourcePosition> positions() const { return {{m_source->identity(), m_next}}; }
    [[nodiscard]] SourceHealth health() const { return m_source->health(); }
    [[nodiscard]] int idle() const { return m_idle; }
    [[nodiscard]] std::size_t files() const { return m_next.size(); }
    [[nodiscard]] std::int64_t bad() const { return m_bad; }

  private:
    std::unique_ptr<Source> m_source;
    QString m_text;
    std::map<std::uint32_t, std::int64_t> m_next;
    int m_idle = 0;
    std::int64_t m_bad = 0;
};

}  // namespace

class TestFollowingSource : public QObject {
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_folder;

    [[nodiscard]] QString at(const QString& name) const { return m_folder->filePath(name); }
    void add(const QString& name, const QByteArray& bytes,
             QIODevice::OpenMode mode = QIODevice::Append) const {
        QFile file(at(name));
        QVERIFY(file.open(mode | QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }
    [[nodiscard]] std::unique_ptr<Source> follow(const std::string& path, Options options = {},
                                                 Micros idle = 0) const {
        options.insert({{"connector", "filesystem"},
                        {"path", path},
                        {"format", "raw"},
                        {"source.monitor-interval", "30 ms"}});
        std::vector<TableColumn> columns(options.at("format") == "csv" ? 2 : 1);
        columns.front() = {.name = "v", .type = DataType::string()};
        if (columns.size() > 1) columns.back() = {.name = "n", .type = DataType::bigint()};
        auto source = createSource({.name = "t", .columns = std::move(columns), .options = options},
                                   {.clock = &kClock,
                                    .baseFolder = m_folder->path().toStdString(),
                                    .batchRows = 100,
                                    .idleTimeout = idle});
        if (!source) qFatal("%s", source.error().sentence().c_str());
        return std::move(*source);
    }

  private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void halfLinesWaitForTheirEnd() {
        add("a.log", "one\ntw");
        Reading reading(follow("a.log"));
        QCOMPARE(reading.lines(1), QString("one\n"));
        reading.step();
        add("a.log", "o");
        reading.step();
        QCOMPARE(reading.lines(1), QString("one\n"));
        QCOMPARE(reading.health().state, SourceHealth::State::CaughtUp);
        add("a.log", "\n\nthree\n");
        QCOMPARE(reading.lines(3), QString("one\ntwo\nthree\n"));
        QCOMPARE(reading.positions().front().nextOffsets.begin()->second, 4);  // the blank line counts
    }
    void quotedFieldsAndHeadersWaitToo() {
        add("a.csv", "v,");
        Reading reading(follow("a.csv", {{"format", "csv"}, {"csv.header", "true"}}));
        reading.step();
        add("a.csv", "n\n\"a\n");
        reading.step();
        add("a.csv", "b\",1\n");
        QCOMPARE(reading.lines(2), QString("a\nb | 1\n"));
        QCOMPARE(reading.bad(), 0);
    }
    void rotationLosesAndRepeatsNothing() {
        add("a.log", "1\n2\n");
        Reading reading(follow("a.log"));
        reading.lines(2);
        add("a.log", "3\nhal");
        QVERIFY(QFile::rename(at("a.log"), at("a.log.1")));
        add("a.log.1", "f\n4\nlast");  // the writer has not noticed yet
        reading.lines(4);
        add("a.log", "5\n");
        QCOMPARE(reading.lines(7), QString("1\n2\n3\nhalf\n4\n5\nlast\n"));
        QCOMPARE(reading.files(), std::size_t{2});
    }
    void aCutFileIsReadFromItsBeginning() {
        add("a.log", "1\n2\n3\n");
        Reading reading(follow("a.log"));
        reading.lines(3);
        add("a.log", "x\n", QIODevice::Truncate);
        QCOMPARE(reading.lines(4), QString("1\n2\n3\nx\n"));
        QCOMPARE(reading.positions().front().nextOffsets.begin()->second, 1);
    }
    void newFilesAndPatterns() {
        QVERIFY(QDir(m_folder->path()).mkpath("logs/deep"));
        add("logs/a.log", "a\n");
        add("logs/b.txt", "no\n");
        Reading folder(follow("logs"));
        Reading pattern(follow("lo?s/*.log"));
        QCOMPARE(folder.lines(2).size(), QString("a\nno\n").size());
        QCOMPARE(pattern.lines(1), QString("a\n"));
        add("logs/c.log", "c\n");
        add("logs/deep/d.log", "d\n");
        QCOMPARE(pattern.lines(2), QString("a\nc\n"));
        QCOMPARE(folder.lines(4).count('\n'), 4);
        // All but the newest file were told to be idle, so that they hold nothing back.
        for (int i = 0; i < 5; ++i)
            folder.step();
        QCOMPARE(folder.idle(), 3);
    }
    void idleAfterTheTimeout() {
        add("a.log", "1\n");
        Reading reading(follow("a.log", {}, 100 * kMilli));
        reading.lines(1);
        QCOMPARE(reading.idle(), 0);
        QTRY_COMPARE((reading.step(), reading.idle()), 1);
    }
    void aFileThatComesLater() {
        Reading reading(follow("later.log"));
        reading.step();
        QCOMPARE(reading.health().state, SourceHealth::State::Failing);
        QVERIFY(reading.health().problem->what.find("later.log") != std::string::npos);
        add("later.log", "1\n");
        QCOMPARE(reading.lines(1), QString("1\n"));
        QCOMPARE(reading.health().state, SourceHealth::State::CaughtUp);
    }
    void resumesExactlyEvenAfterARotation() {
        QByteArray lines;
        for (int i = 0; i < 1000; ++i)
            lines += QByteArray::number(i) + (i % 9 == 0 ? "\n\n" : "\n");
        add("a.log", lines);
        QString all;
        std::vector<SourcePosition> known;
        for (int round = 0; round < 4; ++round) {
            Reading reading(follow("a.log"), known);
            const int wanted = round == 3 ? 1002 - static_cast<int>(all.count('\n')) : 150 + round;
            all += reading.lines(wanted);
            for (const SourcePosition& position : reading.positions())
                for (const auto& [file, next] : position.nextOffsets) {
                    if (known.empty()) known = {{position.identity, {}}};
                    known.front().nextOffsets[file] = next;
                }
            if (round != 1) continue;
            QVERIFY(QFile::rename(at("a.log"), at("a.log.1")));
            add("a.log", "new 1\nnew 2\n");
        }
        QStringList expected;
        for (int i = 0; i < 1000; ++i)
            expected += QString::number(i);
        expected += {"new 1", "new 2"};
        QStringList got = all.split('\n', Qt::SkipEmptyParts);
        QCOMPARE(got.size(), expected.size());
        got.sort();
        expected.sort();
        QCOMPARE(got, expected);
        Reading again(follow("a.log"), known);
        again.step();
        QCOMPARE(again.lines(0), QString());
        QVERIFY(again.idle() >= 1);  // the file that was rotated away holds nothing back
    }
};

QTEST_APPLESS_MAIN(TestFollowingSource)
#include "tst_following_source.moc"
