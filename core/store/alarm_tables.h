// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/database.h"
#include "core/store/store.h"

#include <vector>

namespace guanlan {

// Rows of alarms and of their messages. All run inside the caller's transaction; problems stay with the
// database.

void saveAlarmStates(Database& database, const std::vector<AlarmState>& states);
[[nodiscard]] std::vector<AlarmState> readAlarmStates(Database& database);

/// A transition that is there already (the same data processed again) is kept as it was.
void saveTransitions(Database& database, const std::vector<AlarmTransition>& transitions);
[[nodiscard]] std::vector<StoredAlarm> readAlarms(Database& database, int limit);

/// A message whose Message-ID is there already is kept as it was.
void saveMessages(Database& database, const std::vector<OutboxMessage>& messages);
void updateMessageRow(Database& database, const OutboxMessage& message);
[[nodiscard]] std::vector<OutboxMessage> readDueMessages(Database& database, Micros now, int limit);
/// All messages of a gap that wait for the channel of `due`, which is one of them, as the first of them; the
/// others stay as Joined. False while more may come: then they are due later.
[[nodiscard]] bool gatherGap(Database& database, OutboxMessage& due, Micros now);
[[nodiscard]] std::vector<OutboxMessage> readMessages(Database& database, int limit);

}  // namespace guanlan
