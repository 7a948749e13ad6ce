// SPDX-License-Identifier: GPL-3.0-or-later
// The sinks kafka and upsert-kafka against a real broker.
#include "core/sink/sink.h"
#include "tests/support/batch_text.h"
#include "tests/support/kafka_broker.h"
#include "tests/support/skip.h"

#include <QtTest>

#include <algorithm>
#include <map>
#include <set>

using namespace guanlan;

class TestKafkaSink : public QObject {
    Q_OBJECT
    KafkaBroker m_broker;

    [[nodiscard]] TableDefinition table(const std::string& connector, const std::string& topic,
                                        Options options) const {
        options.insert({{"connector", connector},
                        {"topic", topic},
                        {"properties.bootstrap.servers", m_broker.bootstrap()}});
        return {.name = "out",
                .columns = {{.name = "region", .type = DataType::string()},
                            {.name = "n", .type = DataType::bigint()}},
                .options = std::move(options)};
    }
    void write(const TableDefinition& definition, const Batch& rows) const {
        auto sink = createSink(definition, {});
        QVERIFY2(sink.ok(), sink ? "" : sink.error().sentence().c_str());
        const auto written = (*sink)->write(rows);
        QVERIFY2(written.ok(), written ? "" : written.error().sentence().c_str());
        QVERIFY((*sink)->flush().ok());
    }
    /// "key=value" of every record, by partition.
    QStringList recordsOf(const std::string& topic, int partitions) {
        QStringList texts;
        const auto records = m_broker.readAll(topic, partitions);
        if (!records) return {"cannot be read"};
        for (const KafkaRecord& record : *records)
            texts += QString::fromStdString(record.key + "=" + record.value);
        return texts;
    }

  private slots:
    void initTestCase() { GUANLAN_START(m_broker); }

    void changesUnderTheirKey() {
        QVERIFY(m_broker.createTopic("upsert", 1).ok());
        TableDefinition definition =
            table("upsert-kafka", "upsert", {{"key.format", "json"}, {"value.format", "json"}});
        definition.primaryKey = {0};
        Batch rows = batchFromText("region STRING | n BIGINT\na | 1\nb | 1\na | 1\na | 2\nb | 1\n");
        rows.kinds = {RowKind::Insert, RowKind::Insert, RowKind::UpdateBefore, RowKind::UpdateAfter,
                      RowKind::Delete};
        write(definition, rows);
        QCOMPARE(
            recordsOf("upsert", 1),
            (QStringList{R"({"region":"a"}={"region":"a","n":1})", R"({"region":"b"}={"region":"b","n":1})",
                         R"({"region":"a"}={"region":"a","n":2})", R"({"region":"b"}=)"}));
    }
    void equalKeysGoToEqualPartitions() {
        QVERIFY(m_broker.createTopic("spread", 4).ok());
        TableDefinition definition =
            table("upsert-kafka", "spread",
                  {{"key.format", "csv"}, {"value.format", "csv"}, {"value.fields-include", "EXCEPT_KEY"}});
        definition.primaryKey = {0};
        std::string text = "region STRING | n BIGINT\n";
        for (int i = 0; i < 60; ++i)
            text += "r" + std::to_string(i % 20) + " | " + std::to_string(i) + "\n";
        write(definition, batchFromText(text));
        const auto records = m_broker.readAll("spread", 4);
        QVERIFY(records.ok());
        QCOMPARE(records->size(), std::size_t{60});
        std::map<std::string, std::set<int>> places;
        std::set<int> used;
        for (const KafkaRecord& record : *records) {
            places[record.key].insert(record.partition);
            used.insert(record.partition);
            QVERIFY(record.value.find('r') == std::string::npos);
        }
        QCOMPARE(places.size(), std::size_t{20});
        QVERIFY(used.size() > 2);
        QVERIFY(
            std::all_of(places.begin(), places.end(), [](const auto& p) { return p.second.size() == 1; }));
    }
    void keysOfAPlainTopic() {
        QVERIFY(m_broker.createTopic("keyed", 1).ok());
        write(table("kafka", "keyed", {{"format", "json"}, {"key.format", "raw"}, {"key.fields", "region"}}),
              batchFromText("region STRING | n BIGINT\na | 1\n"));
        QCOMPARE(recordsOf("keyed", 1), QStringList{R"(a={"region":"a","n":1})"});
    }
    void keysWithoutTheirPrefix() {
        QVERIFY(m_broker.createTopic("prefixed", 1).ok());
        TableDefinition definition = table("kafka", "prefixed",
                                           {{"value.format", "raw"},
                                            {"key.format", "json"},
                                            {"key.fields", "k_region"},
                                            {"key.fields-prefix", "k_"},
                                            {"value.fields-include", "EXCEPT_KEY"}});
        definition.columns = {{.name = "k_region", .type = DataType::string()},
                              {.name = "text", .type = DataType::string()}};
        write(definition, batchFromText("k_region STRING | text STRING\na | hello\n"));
        QCOMPARE(recordsOf("prefixed", 1), QStringList{R"({"region":"a"}=hello)"});
    }
    void wrongOptions() {
        const auto refused = [](const TableDefinition& definition, const char* part) {
            const auto sink = createSink(definition, {});
            return !sink.ok() && sink.error().sentence().find(part) != std::string::npos;
        };
        const Options formats{{"key.format", "json"}, {"value.format", "json"}};
        QVERIFY(refused(table("upsert-kafka", "t", formats), "PRIMARY KEY"));
        QVERIFY(
            refused(table("kafka", "t", {{"format", "json"}, {"key.format", "json"}}), "need each other"));
        QVERIFY(
            refused(table("kafka", "t", {{"format", "json"}, {"key.format", "json"}, {"key.fields", "x"}}),
                    "no column 'x'"));
    }
};

QTEST_GUILESS_MAIN(TestKafkaSink)
#include "tst_kafka_sink.moc"
