// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/zone.h"
#include "core/notify/channel.h"

#include <string>
#include <vector>

namespace guanlan {

/// In what language and zone a workspace speaks.
struct WordingContext {
    std::string
        language{};  ///< "zh_CN", "en"; another one of the same tongue, or English, where it is unknown
    Zone zone{};
    std::string workspace{};
};

/// "[紧急] 错误率过高: 0.052 > 0.02 (region=广东)" and a body that says the same at length; of several told
/// together a list.
[[nodiscard]] Notification wordAlarm(const OutboxMessage& message, const WordingContext& context);

/// What the button "send a test" sends.
[[nodiscard]] Notification wordTest(const std::string& messageId, Micros now, const WordingContext& context);

/// The languages there are words for.
[[nodiscard]] std::vector<std::string> wordingLanguages();

}  // namespace guanlan
