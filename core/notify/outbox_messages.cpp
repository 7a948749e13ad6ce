// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/notify/outbox_messages.h"

#include "core/base/hash.h"

namespace guanlan {

namespace {

constexpr Micros kNews = 5 * kMinute;      // an alarm about a window that ended longer ago is of a gap
constexpr Micros kForMore = 20 * kSecond;  // it waits for more of them

std::string idOf(const AlarmTransition& transition, const std::string& channel) {
    return transition.alarmId + (transition.firing ? ".firing." : ".resolved.") +
           hexOf(stableHash(channel)).substr(0, 8) + "@guanlan";
}

}  // namespace

std::vector<OutboxMessage> messagesFor(const std::vector<AlarmTransition>& transitions, Micros now,
                                       const Zone& zone) {
    std::vector<OutboxMessage> messages;
    for (const AlarmTransition& transition : transitions) {
        const Micros window = zone.instantOf(transition.window, transition.windowIsInstant);
        const bool ofGap = now - window > kNews;
        for (const std::string& channel : transition.channels) {
            const std::string id = idOf(transition, channel);
            messages.push_back({.messageId = ofGap ? std::string(OutboxMessage::kOfGap) + id : id,
                                .channel = channel,
                                .alarm = transition,
                                .nextAttempt = ofGap ? now + kForMore : now,
                                .created = now});
        }
    }
    return messages;
}

}  // namespace guanlan
