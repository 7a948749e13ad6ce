// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/alarms_command.h"

#include "app/console/interrupt.h"
#include "app/console/json_members.h"
#include "app/console/option_text.h"
#include "app/console/output_lines.h"
#include "app/console/script_file.h"
#include "core/runtime/back_test.h"
#include "core/runtime/rule_check.h"
#include "core/runtime/workspace_plan.h"

#include <array>
#include <cstdio>

namespace guanlan::console {

namespace {

constexpr std::array kLevels{"info", "warning", "critical"};
constexpr std::array kSigns{">", ">=", "<", "<="};

Result<std::vector<AlarmRule>> chosenRules(const WorkspaceFolder& workspace, const AlarmsOptions& options) {
    auto rules = workspace.alarms();
    if (!rules) return rules;
    if (options.rule.empty()) {
        if (options.threshold || options.consecutive)
            return wrongOption("--rule", "", "Name the rule that --threshold or --consecutive is for");
        std::erase_if(*rules, [](const AlarmRule& rule) { return !rule.enabled; });
        return rules;
    }
    std::string ids;
    for (const AlarmRule& rule : *rules)
        ids += (ids.empty() ? "" : ", ") + rule.id;
    std::erase_if(*rules, [&options](const AlarmRule& rule) { return rule.id != options.rule; });
    if (rules->empty())
        return wrongOption("--rule", options.rule, ids.empty() ? "There is none" : "There are " + ids);
    AlarmRule& rule = rules->front();
    rule.threshold = options.threshold.value_or(rule.threshold);
    rule.consecutive = options.consecutive.value_or(rule.consecutive);
    return rules;
}

/// The number of findings, which are said on standard error; of a script that cannot be planned as it is,
/// such as the demo's with its variables, nothing is known.
Result<std::size_t> check(const WorkspaceFolder& workspace, const std::vector<AlarmRule>& rules) {
    const auto channels = workspace.channels();
    if (!channels) return channels.error();
    const auto plan = planWorkspace(workspace, {});
    if (!plan) {
        if (plan.error().id != "workspace.variable") return plan.error();
        std::fprintf(stderr, "guanlanctl: not checked against pipeline.sql: %s\n",
                     plan.error().sentence().c_str());
        return std::size_t{0};
    }
    const std::vector<Error> errors = checkRules(rules, runMetricsOf(*plan), *channels);
    for (const Error& error : errors)
        std::fprintf(stderr, "alarms.json: %s\n", error.sentence().c_str());
    return errors.size();
}

std::string timeText(Micros instant, const Zone& zone) {
    return formatTimestamp(zone.toLocal(instant), 3);
}

void appendEpisode(std::string& line, const AlarmRule& rule, const AlarmEpisode& episode, const Zone& zone,
                   bool json) {
    const std::string from = timeText(episode.from, zone);
    const std::string to = episode.to ? timeText(*episode.to, zone) : std::string();
    if (!json) {
        std::string value;
        appendValueText(value, episode.fired.value);
        std::string end = to.empty() ? "still" : to;
        end.resize(from.size(), ' ');
        line += "  " + from + " - " + end + "  " + value + "  " + episode.fired.series;
        return;
    }
    line += "{\"rule\":";
    appendJsonString(line, rule.id);
    appendText(line, "level", kLevels.at(static_cast<std::size_t>(rule.level)));
    appendText(line, "series", episode.fired.series);
    appendText(line, "from", from);
    if (to.empty()) {
        line += ",\"to\":null";
    } else {
        appendText(line, "to", to);
    }
    appendNumber(line, "value", episode.fired.value);
    appendNumber(line, "threshold", rule.threshold);
    line += '}';
}

void appendSummary(std::string& line, const AlarmRule& rule, const BackTest& test, const Zone& zone,
                   bool json) {
    const std::size_t fired = test.episodes.size();
    const Micros seconds = firingTime(test, test.last.value_or(0)) / kSecond;
    if (json) {
        line += "{\"rule\":";
        appendJsonString(line, rule.id);
        appendNumber(line, "fired", static_cast<std::int64_t>(fired));
        appendNumber(line, "seconds", seconds);
        appendNumber(line, "rows", test.rows);
        if (test.first) appendText(line, "first", timeText(*test.first, zone));
        if (test.last) appendText(line, "last", timeText(*test.last, zone));
        line += '}';
        return;
    }
    if (!test.first) {
        line += "  there are no rows to test it with";
        return;
    }
    line += "  fired " + std::to_string(fired) + (fired == 1 ? " time" : " times") + " in " +
            std::to_string(test.rows) + " rows, " + std::to_string(seconds) + " s in all; tested from " +
            timeText(*test.first, zone) + " to " + timeText(*test.last, zone);
}

std::string headOf(const AlarmRule& rule) {
    std::string text = rule.id + ": " + rule.metric + "." + rule.column + " " +
                       kSigns.at(static_cast<std::size_t>(rule.comparison)) + " ";
    appendValueText(text, rule.threshold);
    if (rule.consecutive > 1) text += ", " + std::to_string(rule.consecutive) + " in a row";
    return text;
}

Result<void> testRule(History& history, const AlarmRule& rule, const TimeSpan& span, const Zone& zone,
                      bool json) {
    const auto test = backTest(history, rule, span.from, span.to, zone, interrupted());
    if (!test) return test.error();
    OutputLines lines;
    if (!json) {
        lines.next() += headOf(rule);
        if (auto ended = lines.end(); !ended) return ended;
    }
    for (const AlarmEpisode& episode : test->episodes) {
        appendEpisode(lines.next(), rule, episode, zone, json);
        if (auto ended = lines.end(); !ended) return ended;
    }
    appendSummary(lines.next(), rule, *test, zone, json);
    if (auto ended = lines.end(); !ended) return ended;
    return lines.flush();
}

Result<void> testRules(const WorkspaceFolder& workspace, const std::vector<AlarmRule>& rules,
                       const AlarmsOptions& options) {
    const auto zone = zoneOf(workspace);
    if (!zone) return zone.error();
    const auto span = spanOption(options.from, options.to, *zone, false);
    if (!span) return span.error();
    const auto history = History::open(workspace.stateFolder());
    if (!history) return history.error();
    for (const AlarmRule& rule : rules) {
        if (auto tested = testRule(**history, rule, *span, *zone, options.json); !tested) return tested;
    }
    return {};
}

}  // namespace

int alarms(const AlarmsOptions& options) {
    const WorkspaceFolder workspace(options.workspace);
    const auto rules = chosenRules(workspace, options);
    if (!rules) return refuse(rules.error());
    const auto findings = check(workspace, *rules);
    if (!findings) return refuse(findings.error());
    if (*findings > 0) return kWrongScript;
    if (options.check) {
        std::printf(options.json ? "{\"rules\":%zu}\n" : "%zu rules are well\n", rules->size());
        return kDone;
    }
    catchInterrupts();
    const Result<void> tested = testRules(workspace, *rules, options);
    return tested ? kDone : refuse(tested.error());
}

}  // namespace guanlan::console
