// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/notify/outbox_messages.h"
#include "core/notify/wording.h"

#include <QtTest>

#include <set>

using namespace guanlan;

namespace {

OutboxMessage message(bool firing = true) {
    const AlarmTransition alarm{.alarmId = "00ff",
                                .ruleName = "错误率过高",
                                .metric = "play_quality",
                                .column = "error_rate",
                                .series = "region=广东",
                                .level = AlarmLevel::Critical,
                                .firing = firing,
                                .window = parseTimestamp("2026-03-01 08:00:00")->wallTime,
                                .value = firing ? 0.0523456 : 0.01,
                                .threshold = 0.02,
                                .note = "call <ops> & wait",
                                .channels = {"mail", "chat"}};
    return messagesFor({alarm}, 99).front();
}

const WordingContext kChinese{
    .language = "zh_CN", .zone = Zone("Asia/Shanghai", 8 * kHour), .workspace = "演示"};

}  // namespace

class TestWording : public QObject {
    Q_OBJECT
  private slots:
    void anAlarmInChinese() {
        const Notification words = wordAlarm(message(), kChinese);
        QCOMPARE(words.subject, std::string("[紧急] 错误率过高: 0.0523456 > 0.02 (region=广东)"));
        QCOMPARE(words.text, words.subject +
                                 "\n\n"
                                 "规则：错误率过高\n级别：紧急\n指标：play_quality.error_rate\n"
                                 "维度：region=广东\n当前值：0.0523456\n阈值：> 0.02\n"
                                 "窗口：2026-03-01 08:00:00 (Asia/Shanghai)\n"
                                 "处理说明：call <ops> & wait\n工作区：演示\n告警编号：00ff\n");
        QVERIFY(words.html.find("call &lt;ops&gt; &amp; wait") != std::string::npos);
        QVERIFY(words.html.find("<ops>") == std::string::npos);
        QCOMPARE(words.date, Micros{99});
    }
    void aResolvedAlarmInEnglish() {
        const Notification words = wordAlarm(message(false), {.language = "en"});
        QCOMPARE(words.subject, std::string("[Resolved] 错误率过高: 0.01 ≤ 0.02 (region=广东)"));
    }
    void instantsAreShownInTheZone() {
        OutboxMessage one = message();
        one.alarm.windowIsInstant = true;
        QVERIFY(wordAlarm(one, kChinese).text.find("2026-03-01 16:00:00 (Asia/Shanghai)") !=
                std::string::npos);
    }
    void numbersStayReadable() {
        OutboxMessage one = message();
        for (const auto& [value, text] : std::vector<std::pair<double, std::string>>{
                 {12'345'678, "12345678"}, {0.1 + 0.2, "0.3"}, {-3, "-3"}, {1e300, "1e+300"}}) {
            one.alarm.value = value;
            const std::string subject = wordAlarm(one, kChinese).subject;
            QVERIFY2(subject.find(": " + text + " > ") != std::string::npos, subject.c_str());
        }
    }
    void everyLanguageHasAllItsWords() {
        QCOMPARE(wordingLanguages(), (std::vector<std::string>{"zh_CN", "en"}));
        std::set<std::string> subjects;
        for (const std::string& language : wordingLanguages()) {
            WordingContext context = kChinese;
            context.language = language;
            const Notification alarm = wordAlarm(message(), context);
            QCOMPARE(std::count(alarm.text.begin(), alarm.text.end(), '\n'), 12);
            QVERIFY(alarm.text.find("\n：") == std::string::npos &&
                    alarm.text.find("\n: ") == std::string::npos);
            QVERIFY(subjects.insert(alarm.subject).second);
            const Notification test = wordTest("t1@guanlan", 5, context);
            QVERIFY(!test.subject.empty() && test.text.find("演示") != std::string::npos &&
                    !test.html.empty());
            QVERIFY(subjects.insert(test.subject).second);
        }
        QCOMPARE(wordTest("t", 0, {.language = "zh_TW"}).subject, wordTest("t", 0, kChinese).subject);
        QCOMPARE(wordTest("t", 0, {.language = "fr"}).subject, wordTest("t", 0, {.language = "en"}).subject);
    }
    void messagesAreTheSameForTheSameAlarm() {
        const AlarmTransition alarm = message().alarm;
        AlarmTransition resolved = alarm;
        resolved.firing = false;
        const auto once = messagesFor({alarm, resolved}, 1);
        const auto again = messagesFor({alarm, resolved}, 2);
        QCOMPARE(once.size(), std::size_t{4});
        std::set<std::string> ids;
        for (std::size_t i = 0; i < once.size(); ++i) {
            QCOMPARE(once[i].messageId, again[i].messageId);
            QVERIFY(ids.insert(once[i].messageId).second);
        }
        QCOMPARE(once[1].channel, std::string("chat"));
    }
};

QTEST_APPLESS_MAIN(TestWording)
#include "tst_wording.moc"
