// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/history.h"
#include "core/store/store.h"

#include <QTemporaryDir>
#include <QtTest>

#include <limits>

using namespace guanlan;

namespace {

AlarmTransition transition(const std::string& id, bool firing = true) {
    return {.alarmId = id,
            .ruleId = "errors",
            .ruleName = "错误率 \"过高\"",
            .metric = "play_quality",
            .column = "error_rate",
            .series = "region=广东",
            .level = AlarmLevel::Critical,
            .firing = firing,
            .window = 1'772'000'000'123'456,
            .at = 1'772'000'001'000'001,
            .value = 0.1 + 0.2,
            .threshold = 0.02,
            .comparison = Comparison::AtLeast,
            .note = "call\nops",
            .channels = {"mail", "chat"},
            .windowIsInstant = true};
}

OutboxMessage message(const std::string& id, const std::string& channel, Micros due) {
    return {.messageId = id,
            .channel = channel,
            .alarm = transition(id),
            .nextAttempt = due,
            .created = 1000 * kHour};
}

std::vector<std::string> idsOf(const Result<std::vector<OutboxMessage>>& messages) {
    std::vector<std::string> ids;
    if (!messages) return {messages.error().sentence()};
    for (const OutboxMessage& message : *messages)
        ids.push_back(message.messageId);
    return ids;
}

using Ids = std::vector<std::string>;
constexpr Micros kNow = 1000 * kHour;

}  // namespace

class TestStoreAlarms : public QObject {
    Q_OBJECT
  private slots:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        reopen();
    }
    void alarmStatesComeBackExactly() {
        Commit commit;
        commit.alarmStates = {{.ruleId = "r",
                               .series = "region=广东",
                               .phase = AlarmState::Phase::Firing,
                               .breaches = 3,
                               .since = 5,
                               .lastWindow = 7,
                               .value = 0.1 + 0.2,
                               .alarmId = "abc",
                               .meaning = "m"},
                              {.ruleId = "r", .series = "", .phase = AlarmState::Phase::Pending}};
        QVERIFY(m_store->commit(commit));
        commit.alarmStates[0].breaches = 4;
        commit.alarmStates[0].value = std::numeric_limits<double>::infinity();
        commit.alarmStates.resize(1);
        QVERIFY(m_store->commit(commit));
        reopen();
        const auto states = m_store->alarmStates();
        QVERIFY(states && states->size() == 2);
        QVERIFY(states->at(1) == commit.alarmStates[0]);
        QVERIFY(!states->at(0).value);
        QCOMPARE(states->at(0).lastWindow, kMinTime);
    }
    void transitionsAreKeptOnceNewestFirst() {
        Commit commit;
        commit.transitions = {transition("a"), transition("a", false), transition("b")};
        commit.transitions[2].value = -std::numeric_limits<double>::infinity();
        QVERIFY(m_store->commit(commit));
        QVERIFY(m_store->commit(commit));
        auto history = History::open(folder());
        QVERIFY(history);
        const auto alarms = (*history)->alarms(10);
        QVERIFY(alarms);
        QCOMPARE(alarms->size(), std::size_t{3});
        QVERIFY(alarms->at(0).transition == commit.transitions[2]);
        QVERIFY(alarms->at(1).transition == commit.transitions[1]);
        QVERIFY(alarms->at(2).transition == commit.transitions[0]);
        QCOMPARE((*history)->alarms(1)->size(), std::size_t{1});
    }
    /// Messages of a gap wait until no more of them come, and are then one that carries the others.
    void messagesOfAGapBecomeOne() {
        Commit commit;
        commit.outbox = {message("gap.a", "mail", kNow), message("gap.b", "mail", kNow + kSecond),
                         message("gap.c", "chat", kNow), message("now", "mail", kNow + kSecond)};
        QVERIFY(m_store->commit(commit));
        QCOMPARE(idsOf(m_store->dueMessages(kNow + 5 * kSecond, 10)), Ids{"now"});
        commit.outbox = {message("gap.d", "mail", kNow + 20 * kSecond)};
        commit.outbox[0].created += 15 * kSecond;
        QVERIFY(m_store->commit(commit));
        // 20 seconds after the last one of its channel
        QCOMPARE(idsOf(m_store->dueMessages(kNow + 21 * kSecond, 10)), (Ids{"now", "gap.c"}));
        auto due = m_store->dueMessages(kNow + 36 * kSecond, 10);
        QCOMPARE(idsOf(due), (Ids{"now", "gap.c", "gap.a"}));
        QVERIFY(due->at(1).others.empty());
        QCOMPARE(due->at(2).others.size(), std::size_t{2});
        QVERIFY(due->at(2).others[0] == transition("gap.b") && due->at(2).others[1] == transition("gap.d"));

        // Once it was tried it stays as it is, also over a restart; what comes then is another one.
        due->at(2).attempts = 1;
        QVERIFY(m_store->updateMessage(due->at(2)));
        commit.outbox = {message("gap.e", "mail", kNow + 40 * kSecond)};
        QVERIFY(m_store->commit(commit));
        reopen();
        due = m_store->dueMessages(kNow + 80 * kSecond, 1);
        QCOMPARE(idsOf(due), (Ids{"now", "gap.c"}));
        due = m_store->dueMessages(kNow + 80 * kSecond, 10);
        QCOMPARE(idsOf(due), (Ids{"now", "gap.c", "gap.a", "gap.e"}));
        QCOMPARE(due->at(2).others.size(), std::size_t{2});
        QVERIFY(due->at(3).others.empty());
    }
    /// A gap that takes long is told in parts.
    void aLongGapIsToldInParts() {
        Commit commit;
        for (int i = 0; i < 40; ++i) {
            commit.outbox = {message("gap." + std::to_string(i), "mail", kNow)};
            commit.outbox[0].created = kNow + i * 10 * kSecond;
            QVERIFY(m_store->commit(commit));
            const auto due = m_store->dueMessages(kNow + i * 10 * kSecond, 10);
            QCOMPARE(idsOf(due), i < 30 ? Ids{} : Ids{"gap.0"});
            if (i < 30) continue;
            QCOMPARE(due->at(0).others.size(), std::size_t(i));
        }
    }
    void aMessageIsThereOnceAndKeepsItsFields() {
        Commit commit;
        commit.outbox = {message("m1", "mail", kNow)};
        QVERIFY(m_store->commit(commit));
        QVERIFY(m_store->commit(commit));
        auto due = m_store->dueMessages(kNow, 10);
        QCOMPARE(idsOf(due), Ids{"m1"});
        OutboxMessage sent = due->front();
        QVERIFY(sent.alarm == commit.outbox[0].alarm);
        sent.phase = OutboxMessage::Phase::Sent;
        sent.attempts = 2;
        sent.lastAnswer = "250 OK\nqueued";
        sent.delivered = {"a@x.cn", "b@x.cn"};
        QVERIFY(m_store->updateMessage(sent));
        QVERIFY(m_store->dueMessages(kNow, 10)->empty());
        auto history = History::open(folder());
        const auto all = (*history)->messages(10);
        QCOMPARE(all->size(), std::size_t{1});
        QCOMPARE(all->front().lastAnswer, sent.lastAnswer);
        QVERIFY(all->front().delivered == sent.delivered);
        QCOMPARE(all->front().attempts, 2);
    }
    void dueMessagesAreOldestFirstAndFairToChannels() {
        Commit commit;
        for (int i = 0; i < 50; ++i)
            commit.outbox.push_back(message("slow" + std::to_string(i), "slow", kNow - kHour + i));
        commit.outbox.push_back(message("quick", "quick", kNow - kMinute));
        commit.outbox.push_back(message("later", "quick", kNow + kMinute));
        QVERIFY(m_store->commit(commit));
        QCOMPARE(idsOf(m_store->dueMessages(kNow, 2)), (Ids{"slow0", "slow1", "quick"}));
        // The wall clock was set back by hours: nothing waits for it to catch up.
        QCOMPARE(m_store->dueMessages(kNow - 5 * kHour, 100)->size(), std::size_t{52});
    }
    void aMessageThatWasBeingSentIsDueAgainAfterACrash() {
        Commit commit;
        commit.outbox = {message("m1", "mail", kNow)};
        QVERIFY(m_store->commit(commit));
        OutboxMessage sending = m_store->dueMessages(kNow, 1)->front();
        sending.phase = OutboxMessage::Phase::Sending;
        sending.attempts = 1;
        QVERIFY(m_store->updateMessage(sending));
        QVERIFY(m_store->dueMessages(kNow, 1)->empty());
        reopen();
        const auto due = m_store->dueMessages(kNow, 1);
        QCOMPARE(idsOf(due), Ids{"m1"});
        QCOMPARE(due->front().attempts, 1);
    }
    void changedSettingsReviveRecentMessagesOfTheChannel() {
        Commit commit;
        commit.outbox = {message("failed", "mail", kNow), message("waits", "mail", kNow + 5 * kMinute),
                         message("old", "mail", kNow), message("other", "chat", kNow)};
        commit.outbox[2].created = kNow - 72 * kHour;
        for (const std::size_t i : {0U, 2U, 3U})
            commit.outbox[i].phase = OutboxMessage::Phase::Failed;
        QVERIFY(m_store->commit(commit));
        QVERIFY(m_store->retryMessages("mail", kNow));
        QCOMPARE(idsOf(m_store->dueMessages(kNow, 10)), (Ids{"failed", "waits"}));
    }

  private:
    [[nodiscard]] std::string folder() const { return m_folder->path().toStdString(); }
    void reopen() {
        m_store.reset();
        auto opened = Store::open(folder());
        QVERIFY2(opened, opened ? "" : opened.error().sentence().c_str());
        m_store = std::move(*opened);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Store> m_store;
};

QTEST_APPLESS_MAIN(TestStoreAlarms)
#include "tst_store_alarms.moc"
