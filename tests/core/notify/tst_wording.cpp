// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/notify/outbox_messages.h"
#include "core/notify/wording.h"

#include <QtTest>

#include <set>

using namespace guanlan;

namespace {

const Zone kShanghai("Asia/Shanghai", 8 * kHour);
const Micros kWindow = parseTimestamp("2026-03-01 08:00:00")->wallTime;
const Micros kSoon = kWindow - 8 * kHour + kMinute;  // a minute later

OutboxMessage message(bool firing = true) {
    const AlarmTransition alarm{.alarmId = "00ff",
                                .ruleName = "错误率过高",
                                .metric = "play_quality",
                                .column = "error_rate",
                                .series = "region=广东",
                                .level = AlarmLevel::Critical,
                                .firing = firing,
                                .window = kWindow,
                                .value = firing ? 0.0523456 : 0.01,
                                .threshold = 0.02,
                                .note = "call <ops> & wait",
                                .channels = {"mail", "chat"}};
    return messagesFor({alarm}, kSoon, kShanghai).front();
}

const WordingContext kChinese{.language = "zh_CN", .zone = kShanghai, .workspace = "演示"};

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
        QCOMPARE(words.date, kSoon);
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
    void severalAlarmsOfAGap() {
        OutboxMessage first = message();
        AlarmTransition later = first.alarm;
        later.alarmId = "0100";
        later.series = "region=<四川>";
        later.window += 3 * kMinute;
        AlarmTransition resolved = first.alarm;
        resolved.firing = false;
        resolved.value = 0.01;
        resolved.window += kMinute;
        first.others = {later, resolved};
        const Notification chinese = wordAlarm(first, kChinese);
        QCOMPARE(chinese.subject, std::string("[补报] 2 条告警，其中 1 条未恢复"));
        QCOMPARE(chinese.text,
                 chinese.subject +
                     "\n\n以下告警发生在程序未运行或读取落后期间，现一并告知。 (Asia/Shanghai, 演示)\n\n"
                     "2026-03-01 08:00:00  [紧急] 错误率过高: 0.0523456 > 0.02 (region=广东)\n"
                     "2026-03-01 08:01:00  [恢复] 错误率过高: 0.01 ≤ 0.02 (region=广东)\n"
                     "2026-03-01 08:03:00  [紧急] 错误率过高: 0.0523456 > 0.02 (region=<四川>)\n");
        QVERIFY(chinese.html.find("region=&lt;四川&gt;") != std::string::npos);
        QCOMPARE(wordAlarm(first, {.language = "en"}).subject,
                 std::string("[Catching up] 2 alarms, 1 of them not resolved"));
        first.others.assign(150, later);
        const std::string many = wordAlarm(first, kChinese).text;
        QVERIFY(many.ends_with("\n另有 51 条，见告警页。\n"));
        QCOMPARE(std::count(many.begin(), many.end(), '\n'), 4 + 101);
    }
    /// Five minutes after its window, in the zone of its times, an alarm is no news any more.
    void whatIsOfAGap() {
        AlarmTransition alarm = message().alarm;
        QVERIFY(!messagesFor({alarm}, kSoon + 4 * kMinute, kShanghai).front().ofGap());
        const OutboxMessage old = messagesFor({alarm}, kSoon + 5 * kMinute, kShanghai).front();
        QVERIFY(old.ofGap());
        QCOMPARE(old.messageId, "gap." + message().messageId);
        QCOMPARE(old.nextAttempt, kSoon + 5 * kMinute + 20 * kSecond);
        alarm.windowIsInstant = true;  // eight hours ahead
        QVERIFY(!messagesFor({alarm}, kSoon + 5 * kMinute, kShanghai).front().ofGap());
    }
    void messagesAreTheSameForTheSameAlarm() {
        const AlarmTransition alarm = message().alarm;
        AlarmTransition resolved = alarm;
        resolved.firing = false;
        const auto once = messagesFor({alarm, resolved}, kSoon, kShanghai);
        const auto again = messagesFor({alarm, resolved}, kSoon + 1, kShanghai);
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
