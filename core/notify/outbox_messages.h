// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/zone.h"
#include "core/store/store.h"

#include <vector>

namespace guanlan {

/// One message per transition and channel, for the same commit as the transitions. The Message-ID follows
/// from alarm, direction and channel, so that the same alarm processed again is the same message. One that is
/// found long after its window, when the run catches up, is of a gap. `zone` is that of wall times.
[[nodiscard]] std::vector<OutboxMessage> messagesFor(const std::vector<AlarmTransition>& transitions,
                                                     Micros now, const Zone& zone);

}  // namespace guanlan
