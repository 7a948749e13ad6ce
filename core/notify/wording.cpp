// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/notify/wording.h"

#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace guanlan {

namespace {

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

using Lines = std::vector<std::pair<std::string, std::string>>;

Lines linesOf(const OutboxMessage& message, const WordingContext& context, const Words& words) {
    const AlarmTransition& alarm = message.alarm;
    const Micros window = alarm.windowIsInstant ? context.zone.toLocal(alarm.window) : alarm.window;
    Lines lines{{words.rule, alarm.ruleName},
                {words.level, words.levels[static_cast<std::size_t>(alarm.level) % words.levels.size()]},
                {words.metric, alarm.metric + "." + alarm.column}};
    if (!alarm.series.empty()) lines.emplace_back(words.series, alarm.series);
    lines.emplace_back(words.value, numberText(alarm.value));
    lines.emplace_back(words.threshold,
                       std::string(sign(alarm.comparison)) + " " + numberText(alarm.threshold));
    lines.emplace_back(words.window, formatTimestamp(window, 0) + " (" + context.zone.name() + ")");
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

}  // namespace

Notification wordAlarm(const OutboxMessage& message, const WordingContext& context) {
    const Words& words = wordsOf(context.language);
    const AlarmTransition& alarm = message.alarm;
    const char* level = alarm.firing
                            ? words.levels[static_cast<std::size_t>(alarm.level) % words.levels.size()]
                            : words.resolved;
    const char* comparison = alarm.firing ? sign(alarm.comparison) : oppositeSign(alarm.comparison);
    Notification notification{
        .messageId = message.messageId, .date = message.created, .delivered = message.delivered};
    notification.subject = std::string("[") + level + "] " + alarm.ruleName + ": " + numberText(alarm.value) +
                           " " + comparison + " " + numberText(alarm.threshold) +
                           (alarm.series.empty() ? "" : " (" + alarm.series + ")");
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
