// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/alarm_tables.h"

#include "core/store/alarm_text.h"

namespace guanlan {

namespace {

constexpr Micros kLongestWait = 15 * kMinute;  // longer than any step of the retry schedule

int number(OutboxMessage::Phase phase) {
    return static_cast<int>(phase);
}

std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines)
        text += line + '\n';
    return text;
}

std::vector<std::string> split(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

// Of: id, message, channel, transition, phase, attempts, next_attempt, last_answer, delivered, created.
OutboxMessage messageOf(const SqlStatement& row) {
    return {.id = row.integer(0),
            .messageId = row.text(1),
            .channel = row.text(2),
            .alarm = transitionFromText(row.bytes(3)),
            .phase = static_cast<OutboxMessage::Phase>(row.integer(4)),
            .attempts = static_cast<int>(row.integer(5)),
            .nextAttempt = row.integer(6),
            .lastAnswer = row.text(7),
            .created = row.integer(9),
            .delivered = split(row.bytes(8))};
}

}  // namespace

void saveAlarmStates(Database& database, const std::vector<AlarmState>& states) {
    for (const AlarmState& state : states) {
        SqlStatement(
            database,
            "INSERT OR REPLACE INTO alarm_state(rule, series, phase, breaches, since, last_window, value, "
            "alarm, meaning) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)",
            state.ruleId, state.series, static_cast<int>(state.phase), state.breaches, state.since,
            state.lastWindow, state.value, state.alarmId, state.meaning)
            .run();
    }
}

std::vector<AlarmState> readAlarmStates(Database& database) {
    std::vector<AlarmState> states;
    SqlStatement query(database,
                       "SELECT rule, series, phase, breaches, since, last_window, value, alarm, meaning "
                       "FROM alarm_state ORDER BY rule, series");
    while (query.next()) {
        AlarmState state{.ruleId = query.text(0),
                         .series = query.text(1),
                         .phase = static_cast<AlarmState::Phase>(query.integer(2)),
                         .breaches = static_cast<int>(query.integer(3)),
                         .since = query.integer(4),
                         .lastWindow = query.integer(5),
                         .alarmId = query.text(7),
                         .meaning = query.text(8)};
        if (!query.isNull(6)) state.value = query.real(6);
        states.push_back(std::move(state));
    }
    return states;
}

void saveTransitions(Database& database, const std::vector<AlarmTransition>& transitions) {
    for (const AlarmTransition& transition : transitions) {
        SqlStatement(database,
                     "INSERT INTO alarm(alarm, firing, transition) VALUES(?, ?, ?) ON CONFLICT DO NOTHING",
                     transition.alarmId, transition.firing, transitionToText(transition))
            .run();
    }
}

std::vector<StoredAlarm> readAlarms(Database& database, int limit) {
    std::vector<StoredAlarm> alarms;
    SqlStatement query(database, "SELECT id, transition FROM alarm ORDER BY id DESC LIMIT ?", limit);
    while (query.next())
        alarms.push_back({transitionFromText(query.bytes(1)), query.integer(0)});
    return alarms;
}

void saveMessages(Database& database, const std::vector<OutboxMessage>& messages) {
    for (const OutboxMessage& message : messages) {
        SqlStatement(
            database,
            "INSERT INTO outbox(message, channel, transition, phase, attempts, next_attempt, last_answer, "
            "delivered, created) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            message.messageId, message.channel, transitionToText(message.alarm), number(message.phase),
            message.attempts, message.nextAttempt, message.lastAnswer, joined(message.delivered),
            message.created)
            .run();
    }
}

void updateMessageRow(Database& database, const OutboxMessage& message) {
    SqlStatement(
        database,
        "UPDATE outbox SET phase = ?, attempts = ?, next_attempt = ?, last_answer = ?, delivered = ? "
        "WHERE id = ?",
        number(message.phase), message.attempts, message.nextAttempt, message.lastAnswer,
        joined(message.delivered), message.id)
        .run();
}

std::vector<OutboxMessage> readDueMessages(Database& database, Micros now, int limit) {
    std::vector<OutboxMessage> messages;
    // An attempt planned further ahead than any wait was planned before the wall clock was set back.
    SqlStatement query(database,
                       "SELECT id, message, channel, transition, phase, attempts, next_attempt, last_answer, "
                       "delivered, created FROM (SELECT *, row_number() OVER (PARTITION BY channel ORDER BY "
                       "next_attempt, id) AS place FROM outbox WHERE phase = ? AND (next_attempt <= ? OR "
                       "next_attempt > ?)) WHERE place <= ? ORDER BY next_attempt, id",
                       number(OutboxMessage::Phase::Waiting), now, now + kLongestWait, limit);
    while (query.next())
        messages.push_back(messageOf(query));
    return messages;
}

std::vector<OutboxMessage> readMessages(Database& database, int limit) {
    std::vector<OutboxMessage> messages;
    SqlStatement query(database,
                       "SELECT id, message, channel, transition, phase, attempts, next_attempt, last_answer, "
                       "delivered, created FROM outbox ORDER BY id DESC LIMIT ?",
                       limit);
    while (query.next())
        messages.push_back(messageOf(query));
    return messages;
}

}  // namespace guanlan
