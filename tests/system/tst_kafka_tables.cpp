// SPDX-License-Identifier: GPL-3.0-or-later
// The options of kafka tables, as `guanlanctl run` takes them, against a real broker.
#include "core/source/source.h"
#include "tests/support/kafka_broker.h"
#include "tests/support/skip.h"

#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

using namespace guanlan;

namespace {

const SystemClock kClock;

KafkaRecord numbered(int n, int partition = 0) {
    return {.value = "{\"n\":" + std::to_string(n) + "}", .partition = partition};
}

}  // namespace

class TestKafkaTables : public QObject {
    Q_OBJECT

    KafkaBroker m_broker;
    QTemporaryDir m_folder;

    /// `columns` of a table with these options, read by a SELECT of `select`: the rows in order of their
    /// text, or what was said instead.
    QString read(const QString& columns, const QString& options, const QString& select) {
        QFile file(m_folder.filePath("script.sql"));
        if (!file.open(QIODevice::WriteOnly)) return "no room for the script";
        file.write(QStringLiteral("CREATE TABLE t (%1) WITH ('connector' = 'kafka', "
                                  "'properties.bootstrap.servers' = '%2', %3);\nSELECT %4 FROM t;\n")
                       .arg(columns, QString::fromStdString(m_broker.bootstrap()), options, select)
                       .toUtf8());
        file.close();
        QProcess process;
        process.start(QStringLiteral(GUANLAN_BINARY_DIR "/app/console/guanlanctl"), {"run", file.fileName()});
        if (!process.waitForFinished(40'000)) return "it did not end";
        const QString error = QString::fromUtf8(process.readAllStandardError());
        if (process.exitCode() != 0) return QString::number(process.exitCode()) + ": " + error;
        QStringList lines =
            QString::fromUtf8(process.readAllStandardOutput()).split('\n', Qt::SkipEmptyParts);
        lines.sort();
        return lines.join(' ') + error;
    }
    QString numbers(const QString& options) {
        QString rows = read("n BIGINT", options + ", 'format' = 'json'", "n");
        return rows.replace("{\"n\":", "").replace("}", "");
    }
    [[nodiscard]] std::unique_ptr<Source> live(const std::string& pattern) const {
        const TableDefinition table{.name = "t",
                                    .columns = {{.name = "n", .type = DataType::bigint()}},
                                    .options = {{"connector", "kafka"},
                                                {"topic-pattern", pattern},
                                                {"format", "json"},
                                                {"scan.startup.mode", "latest-offset"},
                                                {"scan.topic-partition-discovery.interval", "200 ms"},
                                                {"properties.bootstrap.servers", m_broker.bootstrap()}}};
        auto source = createSource(table, {.clock = &kClock});
        if (!source) qFatal("%s", source.error().sentence().c_str());
        return std::move(*source);
    }
    /// What a run keeps of its source.
    struct Run {
        std::vector<std::int64_t> numbers{};
        std::map<std::string, std::map<std::uint32_t, std::int64_t>> positions{};  ///< by identity
        [[nodiscard]] std::vector<SourcePosition> known() const {
            std::vector<SourcePosition> known;
            for (const auto& [identity, offsets] : positions)
                known.push_back({identity, offsets});
            return known;
        }
    };
    template <typename Condition>
    static bool readUntil(Source& source, Run& run, Condition done) {
        QElapsedTimer timer;
        timer.start();
        while (!done() && timer.elapsed() < 20'000) {
            auto batch = source.next(std::chrono::milliseconds(50));
            if (!batch) {
                qWarning("%s", batch.error().sentence().c_str());
                return false;
            }
            for (std::size_t row = 0; row < batch->rows.rows(); ++row)
                run.numbers.push_back(batch->rows.column(0).ints()[row]);
            for (const PartitionProgress& progress : batch->progress)
                run.positions[source.identity()][progress.partition] = progress.nextOffset;
        }
        std::sort(run.numbers.begin(), run.numbers.end());
        return done();
    }
    static bool caughtUp(const Source& source) {
        return source.health().state == SourceHealth::State::CaughtUp;
    }

  private slots:
    void initTestCase() { GUANLAN_START(m_broker); }

    void topicsByListAndPattern() {
        for (const std::string topic : {"shop-a", "shop-b", "shop-cc", "other"})
            QVERIFY(m_broker.createTopic(topic, 2));
        QVERIFY(m_broker.produce("shop-a", {numbered(1), numbered(2, 1)}));
        QVERIFY(m_broker.produce("shop-b", {numbered(3)}));
        QVERIFY(m_broker.produce("shop-cc", {numbered(4)}));
        QVERIFY(m_broker.produce("other", {numbered(5)}));
        const QString whole =
            ", 'scan.startup.mode' = 'earliest-offset', "
            "'scan.bounded.mode' = 'latest-offset'";
        QCOMPARE(numbers("'topic' = 'shop-a; other'" + whole), QString("1 2 5"));
        QCOMPARE(numbers("'topic-pattern' = 'shop-.*'" + whole), QString("1 2 3 4"));
        QCOMPARE(numbers("'topic-pattern' = 'shop-[a-z]'" + whole), QString("1 2 3"));  // whole names
        QCOMPARE(read("n BIGINT, topic STRING METADATA, p INT METADATA FROM 'partition'",
                      "'topic-pattern' = 'shop-a|other', 'format' = 'json'" + whole, "topic, p, n"),
                 QString("{\"topic\":\"other\",\"p\":0,\"n\":5} {\"topic\":\"shop-a\",\"p\":0,\"n\":1} "
                         "{\"topic\":\"shop-a\",\"p\":1,\"n\":2}"));
        const auto refused = [&](const QString& options, const QString& part) {
            const QString said = numbers(options + whole);
            const bool well = said.startsWith("2: ") && said.contains("script.sql:1:") && said.contains(part);
            if (!well) qWarning("%s", qPrintable(said));
            return well;
        };
        QVERIFY(refused("'topic' = 'a', 'topic-pattern' = 'b'", "has both 'topic' and 'topic-pattern'"));
        QVERIFY(refused("'topic-pattern' = 'shop-['", "is no regular expression"));
        QVERIFY(refused("'scan.parallelism' = '1'", "lacks the option 'topic'"));
        const QString none = numbers("'topic-pattern' = 'nothing.*'" + whole);
        QVERIFY2(none.startsWith("1: ") && none.contains("no topic that matches 'nothing.*'"),
                 qPrintable(none));
    }

    void topicsThatAppearLaterAreReadFromTheirBeginning() {
        QVERIFY(m_broker.createTopic("day-2", 1));
        QVERIFY(m_broker.produce("day-2", {numbered(1)}));
        auto source = live("day-.*");
        QVERIFY(source->open({}));
        Run run;
        QVERIFY(readUntil(*source, run, [&] { return caughtUp(*source); }));
        QVERIFY(m_broker.createTopic("day-1", 2));
        QVERIFY(m_broker.produce("day-1", {numbered(10), numbered(11, 1)}));
        QVERIFY(m_broker.produce("day-2", {numbered(12)}));
        QVERIFY(readUntil(*source, run, [&] { return run.numbers.size() >= 3; }));
        QCOMPARE(run.numbers, (std::vector<std::int64_t>{10, 11, 12}));
        QVERIFY2(source->identity().ends_with("/~day-.*~/day-2/day-1"), source->identity().c_str());
        source.reset();

        // The next run knows which topic is whose, goes on where this one stopped, and finds another.
        QVERIFY(m_broker.createTopic("day-0", 1));
        QVERIFY(m_broker.produce("day-0", {numbered(20)}));
        QVERIFY(m_broker.produce("day-1", {numbered(21, 1)}));
        QVERIFY(m_broker.produce("day-2", {numbered(22)}));
        QVERIFY(m_broker.deleteTopic("other"));
        auto next = live("day-.*");
        QVERIFY(next->open(run.known()));
        Run second;
        QVERIFY(readUntil(*next, second, [&] { return second.numbers.size() >= 3 && caughtUp(*next); }));
        QCOMPARE(second.numbers, (std::vector<std::int64_t>{20, 21, 22}));
        QVERIFY2(next->identity().ends_with("/day-2/day-1/day-0"), next->identity().c_str());
    }

    void firstTopicOfAPatternMayAppearLater() {
        auto source = live("night-.*");
        QVERIFY(source->open({}));
        Run run;
        QVERIFY(
            readUntil(*source, run, [&] { return source->health().state == SourceHealth::State::Failing; }));
        QVERIFY(source->health().problem->what.find("no topic that matches") != std::string::npos);
        QVERIFY(m_broker.createTopic("night-1", 1));
        QVERIFY(m_broker.produce("night-1", {numbered(1), numbered(2)}));
        QVERIFY(readUntil(*source, run, [&] { return run.numbers.size() >= 2; }));
        QCOMPARE(run.numbers, (std::vector<std::int64_t>{1, 2}));
    }

    void startsAndEnds() {
        QVERIFY(m_broker.createTopic("ends", 2));
        std::vector<KafkaRecord> records;
        for (int n = 0; n < 10; ++n) {
            records.push_back(numbered(n, n % 2));
            records.back().timestamp = 1'700'000'000'000 + n;
        }
        QVERIFY(m_broker.produce("ends", records));
        QVERIFY(m_broker.commit("readers", "ends", {{0, 3}, {1, 1}}));
        const QString topic = "'topic' = 'ends', 'properties.group.id' = 'readers'";
        const QString early = topic + ", 'scan.startup.mode' = 'earliest-offset', 'scan.bounded.mode' = ";
        const QString late = topic + ", 'scan.bounded.mode' = 'latest-offset'";
        QCOMPARE(numbers(early + "'latest-offset'"), QString("0 1 2 3 4 5 6 7 8 9"));
        QCOMPARE(numbers(early + "'group-offsets'"), QString("0 1 2 4"));
        QCOMPARE(numbers(early + "'timestamp', 'scan.bounded.timestamp-millis' = '1700000000004'"),
                 QString("0 1 2 3"));
        // A partition that is not named ends before it begins, as in Flink.
        QCOMPARE(numbers(early + "'specific-offsets', 'scan.bounded.specific-offsets' = "
                                 "'partition:1,offset:2'"),
                 QString("1 3"));
        QCOMPARE(numbers(late), QString("3 5 6 7 8 9"));  // group-offsets is the default
        QCOMPARE(numbers(late + ", 'scan.startup.mode' = 'group-offsets'"), QString("3 5 6 7 8 9"));
        QCOMPARE(numbers(late + ", 'scan.startup.mode' = 'latest-offset'"), QString());
        QCOMPARE(numbers(late + ", 'scan.startup.mode' = 'timestamp', "
                                "'scan.startup.timestamp-millis' = '1700000000007'"),
                 QString("7 8 9"));
        QCOMPARE(numbers(late + ", 'scan.startup.mode' = 'specific-offsets', "
                                "'scan.startup.specific-offsets' = 'partition:0,offset:4;"
                                "partition:1,offset:3'"),
                 QString("7 8 9"));
        QCOMPARE(numbers(late + ", 'scan.startup.mode' = 'specific-offsets', "
                                "'scan.startup.specific-offsets' = 'partition:0,offset:4'"),
                 QString("1 3 5 7 8 9"));
        for (const auto& [options, part] : {
                 std::pair{"'scan.startup.mode' = 'earlyest-offset'", "did you mean 'earliest-offset'?"},
                 std::pair{"'scan.startup.mode' = 'yesterday'", "specific-offsets, timestamp"},
                 std::pair{"'scan.bounded.mode' = 'latest'", "did you mean 'latest-offset'?"},
                 std::pair{"'scan.startup.mode' = 'timestamp'", "milliseconds since 1970"},
                 std::pair{"'scan.startup.mode' = 'specific-offsets'", "partition:0,offset:42"},
                 std::pair{"'scan.startup.modus' = 'timestamp'", "did you mean 'scan.startup.mode'?"},
             }) {
            const QString said = numbers(topic + ", " + options);
            QVERIFY2(said.startsWith("2: ") && said.contains("script.sql:1:") && said.contains(part),
                     qPrintable(said));
        }
        const QString noGroup = numbers("'topic' = 'ends', 'scan.bounded.mode' = 'latest-offset'");
        QVERIFY2(noGroup.startsWith("2: ") && noGroup.contains("names no group"), qPrintable(noGroup));
    }

    void columnsFromKeys() {
        QVERIFY(m_broker.createTopic("keyed", 1));
        QVERIFY(m_broker.produce("keyed", {{.value = R"({"n":1,"id":7})", .key = R"({"id":10})"},
                                           {.value = R"({"n":2,"id":8})", .key = "{"},
                                           {.value = "{", .key = R"({"id":30})"},
                                           {.value = R"({"n":4,"id":9})", .key = R"({"id":40})"},
                                           {.value = R"({"n":5,"id":9})"}}));
        const QString keyed =
            "'topic' = 'keyed', 'scan.startup.mode' = 'earliest-offset', "
            "'scan.bounded.mode' = 'latest-offset', 'value.format' = 'json', "
            "'key.format' = 'json', 'key.fields' = ";
        // The record with a bad key, the one with a bad value and the one without a key are counted, not
        // read.
        QCOMPARE(read("id BIGINT, n BIGINT, o BIGINT METADATA FROM 'offset'",
                      keyed + "'id', 'value.fields-include' = 'EXCEPT_KEY'", "id, n, o"),
                 QString(R"({"id":10,"n":1,"o":0} {"id":40,"n":4,"o":3})"));
        // With ALL, the default, the value has the column too and is the one that counts, as in Flink.
        QCOMPARE(read("n BIGINT, id BIGINT", keyed + "'id'", "id, n"),
                 QString(R"({"id":7,"n":1} {"id":9,"n":4})"));
        QCOMPARE(read("n BIGINT, id BIGINT, k_id BIGINT, twice AS k_id * 2",
                      keyed + "'k_id', 'key.fields-prefix' = 'k_', 'value.fields-include' = 'EXCEPT_KEY'",
                      "k_id, id, twice"),
                 QString(R"({"k_id":10,"id":7,"twice":20} {"k_id":40,"id":9,"twice":80})"));
        QString raw = keyed;
        raw.replace("'key.format' = 'json'", "'key.format' = 'raw'");
        QCOMPARE(read("k STRING, n BIGINT", raw + "'k', 'value.fields-include' = 'EXCEPT_KEY'", "n, k"),
                 QString("{'n':1,'k':'{^'id^':10}'} {'n':2,'k':'{'} {'n':4,'k':'{^'id^':40}'}")
                     .replace("'", "\"")
                     .replace("^", "\\"));
    }

    void keyOptionsAreChecked() {
        const QString table =
            "'topic' = 'keyed', 'scan.startup.mode' = 'earliest-offset', "
            "'scan.bounded.mode' = 'latest-offset', 'value.format' = 'json', ";
        for (const auto& [options, part] : {
                 std::pair{"'key.format' = 'json'", "'key.format' and 'key.fields' need each other"},
                 std::pair{"'key.fields' = 'id'", "'key.format' and 'key.fields' need each other"},
                 std::pair{"'key.format' = 'json', 'key.fields' = 'idd'", "did you mean 'id'?"},
                 std::pair{"'key.format' = 'jsn', 'key.fields' = 'id'", "no format 'jsn'"},
                 std::pair{"'key.format' = 'json', 'key.fields' = 'id', 'key.fields-prefix' = 'k_'",
                           "does not begin with it"},
                 std::pair{"'key.format' = 'json', 'key.fields' = 'id', 'key.fields-prefix' = 'i'",
                           "needs 'value.fields-include' = 'EXCEPT_KEY'"},
                 std::pair{"'value.fields-include' = 'NONE', 'key.format' = 'json', 'key.fields' = 'id'",
                           "Use ALL or EXCEPT_KEY"},
             }) {
            const QString said = read("id BIGINT, n BIGINT", table + options, "n");
            QVERIFY2(said.startsWith("2: ") && said.contains("script.sql:1:") && said.contains(part),
                     qPrintable(said));
        }
    }
};

QTEST_GUILESS_MAIN(TestKafkaTables)
#include "tst_kafka_tables.moc"
