// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/notify/channel.h"
#include "core/notify/smtp/smtp_conversation.h"

#include <string>

namespace guanlan {

/// How the transfer ended as libcurl sees it.
struct TransferEnd {
    int curlCode = 0;
    std::string message{};  ///< in words, empty when all went well
};

/// What the end of a session means for the mail: 2xx Sent, 4xx Retry, 5xx Rejected; cut before the mail was
/// out Retry, after that Unknown. Receivers are judged one by one: a mailbox that is full for now is tried
/// again while the others have the mail.
[[nodiscard]] DeliveryOutcome outcomeOf(const SmtpConversation& conversation, const TransferEnd& end);

}  // namespace guanlan
