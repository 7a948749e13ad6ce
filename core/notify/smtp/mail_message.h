// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/notify/channel.h"
#include "core/notify/smtp/smtp_settings.h"

#include <string>
#include <string_view>
#include <vector>

namespace guanlan {

/// A mail as it goes over the wire: headers and a body of plain text, HTML and a picture where there is one.
/// Nothing in the notification can add a header or a part: names and subject become encoded words, bodies
/// base64.
[[nodiscard]] std::string mailFrom(const Mailbox& from, const std::vector<std::string>& to,
                                   const Notification& notification, Micros date);

/// Text for a header by RFC 2047, folded. Control characters and marks that turn the direction of writing
/// become blanks; at most 200 characters are kept.
[[nodiscard]] std::string headerText(std::string_view text);

}  // namespace guanlan
