// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/alarm_tables.h"

#include "core/store/alarm_text.h"

namespace guanlan {

namespace {

constexpr Micros kLongestWait = 15 * kMinute;  // longer than any step of the retry schedule
constexpr Micros kGapQuiet = 20 * kSecond;     // so long no alarm of a gap came: it is over
constexpr Micros kGapLongest = 5 * kMinute;    // then those so far are told

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

constexpr const char* kMessageColumns =
    "SELECT id, message, channel, transition, phase, attempts, next_attempt, last_answer, delivered, "
    "created ";
// A digest that was tried once stays as it is.
constexpr const char* kOpenGap =
    "FROM outbox WHERE channel = ? AND phase = ? AND attempts = 0 AND message GLOB 'gap.*'";

std::vector<AlarmTransition> readOthers(Database& database, const OutboxMessage& first) {
    std::vector<AlarmTransition> others;
    SqlStatement query(
        database,
        "SELECT transition FROM outbox WHERE channel = ? AND phase = ? AND last_answer = ? ORDER BY id",
        first.channel, number(OutboxMessage::Phase::Joined), first.messageId);
    while (query.next())
        others.push_back(transitionFromText(query.bytes(0)));
    return others;
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
    const std::string sql = std::string(kMessageColumns) +
                            "FROM (SELECT *, row_number() OVER (PARTITION BY channel ORDER BY next_attempt, "
                            "id) AS place FROM outbox "
                            "WHERE phase = ? AND (next_attempt <= ? OR next_attempt > ?)) WHERE place <= ? "
                            "ORDER BY next_attempt, id";
    SqlStatement query(database, sql.c_str(), number(OutboxMessage::Phase::Waiting), now, now + kLongestWait,
                       limit);
    while (query.next())
        messages.push_back(messageOf(query));
    for (OutboxMessage& message : messages) {
        if (message.ofGap()) message.others = readOthers(database, message);
    }
    return messages;
}

bool gatherGap(Database& database, OutboxMessage& due, Micros now) {
    const std::string open = kOpenGap;
    const int waiting = number(OutboxMessage::Phase::Waiting);
    Micros oldest = 0;
    Micros newest = 0;
    {
        const std::string sql = "SELECT min(created), max(created) " + open;
        SqlStatement span(database, sql.c_str(), due.channel, waiting);
        if (!span.next()) return false;
        oldest = span.integer(0);
        newest = span.integer(1);
    }
    if (now >= newest && now - newest < kGapQuiet && now - oldest < kGapLongest) {
        const std::string sql = "UPDATE outbox SET next_attempt = ? WHERE id IN (SELECT id " + open + ")";
        SqlStatement(database, sql.c_str(), newest + kGapQuiet, due.channel, waiting).run();
        return false;
    }
    {
        const std::string sql = kMessageColumns + open + " ORDER BY id LIMIT 1";
        SqlStatement first(database, sql.c_str(), due.channel, waiting);
        if (!first.next()) return false;
        due = messageOf(first);
    }
    const std::string sql =
        "UPDATE outbox SET phase = ?, last_answer = ? WHERE id <> ? AND id IN (SELECT id " + open + ")";
    SqlStatement(database, sql.c_str(), number(OutboxMessage::Phase::Joined), due.messageId, due.id,
                 due.channel, waiting)
        .run();
    due.others = readOthers(database, due);
    return true;
}

std::vector<OutboxMessage> readMessages(Database& database, int limit) {
    std::vector<OutboxMessage> messages;
    const std::string sql = std::string(kMessageColumns) + "FROM outbox ORDER BY id DESC LIMIT ?";
    SqlStatement query(database, sql.c_str(), limit);
    while (query.next())
        messages.push_back(messageOf(query));
    return messages;
}

}  // namespace guanlan
