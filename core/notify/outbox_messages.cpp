// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/notify/outbox_messages.h"

#include "core/base/hash.h"

namespace guanlan {

std::vector<OutboxMessage> messagesFor(const std::vector<AlarmTransition>& transitions, Micros now) {
    std::vector<OutboxMessage> messages;
    for (const AlarmTransition& transition : transitions) {
        for (const std::string& channel : transition.channels) {
            messages.push_back({.messageId = transition.alarmId +
                                             (transition.firing ? ".firing." : ".resolved.") +
                                             hexOf(stableHash(channel)).substr(0, 8) + "@guanlan",
                                .channel = channel,
                                .alarm = transition,
                                .nextAttempt = now,
                                .created = now});
        }
    }
    return messages;
}

}  // namespace guanlan
