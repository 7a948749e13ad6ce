// SPDX-License-Identifier: GPL-3.0-or-later
// Looking at the topics of a real broker: their list, their newest records, searching, following.
#include "core/source/kafka/topic_list.h"
#include "core/source/kafka/topic_reader.h"
#include "tests/support/kafka_broker.h"
#include "tests/support/skip.h"

#include <QtTest>

#include <thread>

using namespace guanlan;

namespace {

constexpr std::int64_t kFirstMillis = 1'772'713'820'000;

std::vector<KafkaRecord> numbered(int count, int partitions) {
    std::vector<KafkaRecord> records;
    for (int i = 0; i < count; ++i) {
        records.push_back({.value = R"({"n":)" + std::to_string(i) + "}",
                           .key = "key-" + std::to_string(i % 7),
                           .partition = i % partitions,
                           .timestamp = kFirstMillis + i * 1000});
    }
    return records;
}

const TopicFacts* topic(const std::vector<TopicFacts>& topics, std::string_view name) {
    for (const TopicFacts& each : topics) {
        if (each.name == name) return &each;
    }
    return nullptr;
}

}  // namespace

class TestTopicReader : public QObject {
    Q_OBJECT

    KafkaBroker m_broker;
    std::atomic<bool> m_running{false};  // never set: nothing stops

    KafkaProperties properties() const { return {.settings = {{"bootstrap.servers", m_broker.bootstrap()}}}; }
    std::unique_ptr<TopicReader> open(const std::string& name) const {
        auto reader = TopicReader::open(properties(), name);
        if (!reader) qFatal("%s", reader.error().sentence().c_str());
        return std::move(*reader);
    }

  private slots:
    void initTestCase() {
        GUANLAN_START(m_broker);
        QVERIFY(m_broker.createTopic("numbers", 3));
        QVERIFY(m_broker.produce("numbers", numbered(3000, 3)));
        QVERIFY(m_broker.createTopic("nothing", 2));
    }
    void topicsAreListedWithTheirRates();
    void theNewestRecordsComeFirst();
    void anEmptyTopicHasNone();
    void anUnknownTopicIsToldApart();
    void searchTellsHowFarItIs();
    void searchCanBeStopped();
    void recordsAreFollowed();
    void hugeRecordsAreCut();
    void aMillionKeysAreNoBurden();
    void nothingIsCommittedAndNoGroupIsMade();
};

void TestTopicReader::topicsAreListedWithTheirRates() {
    const SystemClock clock;
    auto list = TopicList::connect(properties(), clock);
    QVERIFY(list.ok());
    auto first = (*list)->look();
    QVERIFY2(first.ok(), first ? "" : first.error().sentence().c_str());
    QVERIFY(!topic(*first, "numbers")->perSecond);
    // A cluster answers for a new topic as soon as it has a leader.
    QTRY_VERIFY_WITH_TIMEOUT((first = (*list)->look()).ok() && topic(*first, "numbers")->kept == 3000,
                             10'000);
    QCOMPARE(topic(*first, "numbers")->partitions, 3);
    QCOMPARE(topic(*first, "nothing")->kept, 0);
    QVERIFY(m_broker.createTopic("busy", 1));
    const auto rateOf = [&list](std::string_view name) {
        const auto facts = (*list)->look();
        const TopicFacts* found = facts.ok() ? topic(*facts, name) : nullptr;
        return found == nullptr ? -1 : found->perSecond.value_or(-1);
    };
    QTRY_COMPARE_WITH_TIMEOUT(rateOf("busy"), 0.0, 10'000);  // a topic has no leader at first
    QVERIFY(m_broker.produce("busy", numbered(500, 1)));
    QVERIFY(rateOf("busy") > 0);
    QCOMPARE(rateOf("numbers"), 0.0);
}

void TestTopicReader::theNewestRecordsComeFirst() {
    const auto newest = open("numbers")->newest(100, m_running);
    QVERIFY(newest.ok());
    QCOMPARE(newest->size(), std::size_t{100});
    for (std::size_t i = 0; i < newest->size(); ++i)
        QCOMPARE((*newest)[i].value, R"({"n":)" + std::to_string(2999 - i) + "}");
    QCOMPARE(newest->front().key, std::string("key-3"));
    QCOMPARE(newest->front().timestamp.value_or(0), (kFirstMillis + 2'999'000) * kMilli);
    QCOMPARE(newest->front().offset, 999);
    QCOMPARE(open("numbers")->newest(100'000, m_running)->size(), std::size_t{3000});
}

void TestTopicReader::anEmptyTopicHasNone() {
    const auto newest = open("nothing")->newest(100, m_running);
    QVERIFY(newest.ok());
    QVERIFY(newest->empty());
}

void TestTopicReader::anUnknownTopicIsToldApart() {
    const auto reader = TopicReader::open(properties(), "no-such-topic");
    QVERIFY(!reader.ok());
    QCOMPARE(reader.error().code, ErrorCode::NotFound);
    const SystemClock clock;
    const auto topics = (*TopicList::connect(properties(), clock))->look();
    QVERIFY(topic(*topics, "no-such-topic") == nullptr);  // looking made none
}

void TestTopicReader::searchTellsHowFarItIs() {
    std::vector<TopicReadProgress> told;
    const auto found = open("numbers")->search(":42}", 50, m_running,
                                               [&](const TopicReadProgress& each) { told.push_back(each); });
    QVERIFY(found.ok());
    QCOMPARE(found->size(), std::size_t{1});
    QCOMPARE(found->front().value, std::string(R"({"n":42})"));
    QVERIFY(told.size() >= 2);
    QCOMPARE(told.back().read, 3000);
    QCOMPARE(told.back().of, 3000);
    QCOMPARE(told.back().found, std::size_t{1});
    QCOMPARE(open("numbers")->search("key-5", 1000, m_running, [](const auto&) {})->size(), std::size_t{428});
}

void TestTopicReader::searchCanBeStopped() {
    std::atomic<bool> stopping{false};
    std::int64_t read = 0;
    const auto found = open("numbers")->search("nowhere", 50, stopping, [&](const TopicReadProgress& each) {
        read = each.read;
        stopping = true;
    });
    QVERIFY(found.ok());
    QVERIFY(read > 0 && read < 3000);
}

void TestTopicReader::recordsAreFollowed() {
    QVERIFY(m_broker.createTopic("tail", 1));
    QVERIFY(m_broker.produce("tail", numbered(5, 1)));
    const auto reader = open("tail");
    std::atomic<bool> stopping{false};
    std::vector<SampleMessage> come;
    std::thread producer([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(1500));
        (void)m_broker.produce("tail", {{.value = "new", .timestamp = kFirstMillis}});
    });
    const auto started = std::chrono::steady_clock::now();
    std::thread guard([&] {
        while (!stopping && std::chrono::steady_clock::now() - started < std::chrono::seconds(20))
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        stopping = true;
    });
    const auto followed = reader->follow(stopping, [&](std::vector<SampleMessage> messages) {
        come.insert(come.end(), messages.begin(), messages.end());
        stopping = true;
    });
    producer.join();
    guard.join();
    QVERIFY(followed.ok());
    QCOMPARE(come.size(), std::size_t{1});
    QCOMPARE(come.front().value, std::string("new"));
}

void TestTopicReader::hugeRecordsAreCut() {
    constexpr std::size_t kHuge = 30'000'000;
    QVERIFY(m_broker.createTopic("huge", 1, {{"max.message.bytes", "40000000"}}));
    const auto produced = m_broker.produce("huge", {{.value = std::string(kHuge, 'x')}, {.value = "{}"}});
    QVERIFY2(produced.ok(), produced ? "" : produced.error().sentence().c_str());
    const auto newest = open("huge")->newest(100, m_running);
    QVERIFY2(newest.ok(), newest ? "" : newest.error().sentence().c_str());
    QCOMPARE(newest->size(), std::size_t{2});
    const auto huge =
        std::find_if(newest->begin(), newest->end(), [](const auto& each) { return !each.whole(); });
    QVERIFY(huge != newest->end());
    QCOMPARE(huge->bytes, kHuge);
    QVERIFY(huge->value.size() <= TopicReader::kHeadBytes);
}

void TestTopicReader::aMillionKeysAreNoBurden() {
    QVERIFY(m_broker.createTopic("keys", 1));
    for (int part = 0; part < 10; ++part) {
        std::vector<KafkaRecord> records;
        for (int i = 0; i < 100'000; ++i)
            records.push_back({.value = "{}", .key = std::to_string(part * 100'000 + i)});
        QVERIFY(m_broker.produce("keys", records));
    }
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(open("keys")->newest(2000, m_running)->size(), std::size_t{2000});
    qInfo("the newest of a million in %lld ms", timer.elapsed());
    QVERIFY(timer.elapsed() < 20'000);
}

void TestTopicReader::nothingIsCommittedAndNoGroupIsMade() {
    auto client = KafkaClient::create(properties(), KafkaRole::Consumer);
    QVERIFY(client.ok());
    const rd_kafka_group_list* groups = nullptr;
    QCOMPARE(rd_kafka_list_groups((*client)->handle(), nullptr, &groups, 10'000), RD_KAFKA_RESP_ERR_NO_ERROR);
    const int count = groups->group_cnt;
    rd_kafka_group_list_destroy(groups);
    QCOMPARE(count, 0);
}

QTEST_GUILESS_MAIN(TestTopicReader)
#include "tst_topic_reader.moc"
