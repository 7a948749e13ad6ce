// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/notify/wording.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <initializer_list>
#include <map>
#include <utility>

namespace guanlan {

namespace {

constexpr std::size_t kMostLines = 100;  // of one digest

// The words of one language. Mail is read outside the window, so they are data here and not the UI's.
struct Words {
    const char* language;
    std::array<const char*, 3> levels;
    const char* resolved;
    const char* colon;
    const char* rule;
    const char* level;
    const char* metric;
    const char* series;
    const char* value;
    const char* threshold;
    const char* window;
    const char* note;
    const char* workspace;
    const char* alarm;
    const char* digest;  ///< %1 alarms, %2 of them not resolved
    const char* digestText;
    const char* more;  ///< %1 of them
    const char* testSubject;
    const char* testText;
};
constexpr std::array kWords{
    Words{"zh_CN",
          {"提示", "警告", "紧急"},
          "恢复",
          "：",
          "规则",
          "级别",
          "指标",
          "维度",
          "当前值",
          "阈值",
          "窗口",
          "处理说明",
          "工作区",
          "告警编号",
          "[补报] %1 条告警，其中 %2 条未恢复",
          "以下告警发生在程序未运行或读取落后期间，现一并告知。",
          "另有 %1 条，见告警页。",
          "[测试] 观澜通知渠道",
          "这是一封测试通知。收到它说明该渠道工作正常。"},
    Words{"en",
          {"Info", "Warning", "Critical"},
          "Resolved",
          ": ",
          "Rule",
          "Level",
          "Metric",
          "Series",
          "Value",
          "Threshold",
          "Window",
          "What to do",
          "Workspace",
          "Alarm",
          "[Catching up] %1 alarms, %2 of them not resolved",
          "These alarms fell into a time in which the program did not run or was behind.",
          "%1 more are on the page of alarms.",
          "[Test] Guanlan notification channel",
          "This is a test notification. Receiving it means that the channel works."},
};

const Words& wordsOf(const std::string& language) {
    for (const Words& words : kWords) {
        if (language == words.language) return words;
    }
    for (const Words& words : kWords) {
        if (!language.empty() && std::string_view(words.language).starts_with(language.substr(0, 2)))
            return words;
    }
    return kWords.back();
}

const char* sign(Comparison comparison) {
    switch (comparison) {
        case Comparison::Above:
            return ">";
        case Comparison::AtLeast:
            return "≥";
        case Comparison::Below:
            return "<";
        case Comparison::AtMost:
            return "≤";
    }
    return "";
}

// The comparison as it is once the value no longer crosses the threshold.
const char* oppositeSign(Comparison comparison) {
    switch (comparison) {
        case Comparison::Above:
            return "≤";
        case Comparison::AtLeast:
            return "<";
        case Comparison::Below:
            return "≥";
        case Comparison::AtMost:
            return ">";
    }
    return "";
}

// Counts in full, everything else with six digits.
std::string numberText(double value) {
    std::array<char, 64> buffer{};
    const bool whole = std::fabs(value) < 1e15 && std::trunc(value) == value;
    const auto [end, error] =
        whole ? std::to_chars(buffer.data(), buffer.data() + buffer.size(), static_cast<std::int64_t>(value))
              : std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::general,
                              6);
    return error == std::errc() ? std::string(buffer.data(), end) : std::string();
}

std::string escaped(const std::string& text) {
    std::string html;
    for (const char c : text) {
        switch (c) {
            case '&':
                html += "&amp;";
                break;
            case '<':
                html += "&lt;";
                break;
            case '>':
                html += "&gt;";
                break;
            case '"':
                html += "&quot;";
                break;
            case '\n':
                html += "<br>";
                break;
            default:
                html += c;
        }
    }
    return html;
}

std::string subjectOf(const AlarmTransition& alarm, const Words& words) {
    const char* level = alarm.firing
                            ? words.levels[static_cast<std::size_t>(alarm.level) % words.levels.size()]
                            : words.resolved;
    const char* comparison = alarm.firing ? sign(alarm.comparison) : oppositeSign(alarm.comparison);
    return std::string("[") + level + "] " + alarm.ruleName + ": " + numberText(alarm.value) + " " +
           comparison + " " + numberText(alarm.threshold) +
           (alarm.series.empty() ? "" : " (" + alarm.series + ")");
}

std::string windowText(const AlarmTransition& alarm, const Zone& zone) {
    return formatTimestamp(alarm.windowIsInstant ? zone.toLocal(alarm.window) : alarm.window, 0);
}

std::string filled(std::string text, std::initializer_list<std::size_t> numbers) {
    char digit = '0';
    for (const std::size_t number : numbers) {
        const std::size_t at = text.find(std::string{'%', ++digit});
        if (at != std::string::npos) text.replace(at, 2, std::to_string(number));
    }
    return text;
}

using Lines = std::vector<std::pair<std::string, std::string>>;

Lines linesOf(const OutboxMessage& message, const WordingContext& context, const Words& words) {
    const AlarmTransition& alarm = message.alarm;
    Lines lines{{words.rule, alarm.ruleName},
                {words.level, words.levels[static_cast<std::size_t>(alarm.level) % words.levels.size()]},
                {words.metric, alarm.metric + "." + alarm.column}};
    if (!alarm.series.empty()) lines.emplace_back(words.series, alarm.series);
    lines.emplace_back(words.value, numberText(alarm.value));
    lines.emplace_back(words.threshold,
                       std::string(sign(alarm.comparison)) + " " + numberText(alarm.threshold));
    lines.emplace_back(words.window, windowText(alarm, context.zone) + " (" + context.zone.name() + ")");
    if (!alarm.note.empty()) lines.emplace_back(words.note, alarm.note);
    if (!context.workspace.empty()) lines.emplace_back(words.workspace, context.workspace);
    lines.emplace_back(words.alarm, alarm.alarmId);
    return lines;
}

std::string htmlOf(const std::string& title, const Lines& lines) {
    std::string html = "<!DOCTYPE html><html><body style=\"font-family:sans-serif\"><h3>" + escaped(title) +
                       "</h3><table cellpadding=\"4\">";
    for (const auto& [name, value] : lines)
        html +=
            "<tr><td style=\"color:#667085\">" + escaped(name) + "</td><td>" + escaped(value) + "</td></tr>";
    return html + "</table></body></html>\n";
}

Notification wordDigest(const OutboxMessage& message, const WordingContext& context, const Words& words) {
    std::vector<const AlarmTransition*> alarms{&message.alarm};
    for (const AlarmTransition& other : message.others)
        alarms.push_back(&other);
    std::stable_sort(alarms.begin(), alarms.end(),
                     [](const auto* a, const auto* b) { return a->window < b->window; });
    std::map<std::string, bool> firing;  // by alarm, as it was at last
    for (const AlarmTransition* alarm : alarms)
        firing[alarm->alarmId] = alarm->firing;
    const auto open =
        std::count_if(firing.begin(), firing.end(), [](const auto& each) { return each.second; });
    Notification notification{
        .messageId = message.messageId, .date = message.created, .delivered = message.delivered};
    notification.subject = filled(words.digest, {firing.size(), static_cast<std::size_t>(open)});
    Lines lines;
    for (const AlarmTransition* alarm : alarms) {
        if (lines.size() == kMostLines) break;
        lines.emplace_back(windowText(*alarm, context.zone), subjectOf(*alarm, words));
    }
    if (alarms.size() > kMostLines) lines.emplace_back("", filled(words.more, {alarms.size() - kMostLines}));
    const std::string before = std::string(words.digestText) + " (" + context.zone.name() +
                               (context.workspace.empty() ? "" : ", " + context.workspace) + ")";
    notification.text = notification.subject + "\n\n" + before + "\n\n";
    for (const auto& [time, alarm] : lines)
        notification.text.append(time).append(time.empty() ? "" : "  ").append(alarm).append("\n");
    notification.html = htmlOf(before, lines);
    return notification;
}

}  // namespace

Notification wordAlarm(const OutboxMessage& message, const WordingContext& context) {
    const Words& words = wordsOf(context.language);
    if (!message.others.empty()) return wordDigest(message, context, words);
    Notification notification{.messageId = message.messageId,
                              .subject = subjectOf(message.alarm, words),
                              .date = message.created,
                              .delivered = message.delivered};
    const Lines lines = linesOf(message, context, words);
    notification.text = notification.subject + "\n\n";
    for (const auto& [name, value] : lines)
        notification.text.append(name).append(words.colon).append(value).append("\n");
    notification.html = htmlOf(notification.subject, lines);
    return notification;
}

Notification wordTest(const std::string& messageId, Micros now, const WordingContext& context) {
    const Words& words = wordsOf(context.language);
    Notification notification{.messageId = messageId, .subject = words.testSubject, .date = now};
    Lines lines;
    if (!context.workspace.empty()) lines.emplace_back(words.workspace, context.workspace);
    notification.text = std::string(words.testText) + "\n";
    for (const auto& [name, value] : lines)
        notification.text.append("\n").append(name).append(words.colon).append(value).append("\n");
    notification.html = htmlOf(words.testText, lines);
    return notification;
}

std::vector<std::string> wordingLanguages() {
    std::vector<std::string> languages;
    for (const Words& words : kWords)
        languages.emplace_back(words.language);
    return languages;
}

}  // namespace guanlan
