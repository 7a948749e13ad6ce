// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/store.h"

#include <vector>

namespace guanlan {

/// One message per transition and channel, for the same commit as the transitions. The Message-ID follows
/// from alarm, direction and channel, so that the same alarm processed again is the same message.
[[nodiscard]] std::vector<OutboxMessage> messagesFor(const std::vector<AlarmTransition>& transitions,
                                                     Micros now);

}  // namespace guanlan
