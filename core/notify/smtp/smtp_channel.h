// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/notify/channel.h"

namespace guanlan {

/// Mail by libcurl; options as SmtpSettings::read() takes them.
extern const ChannelKind kSmtpChannel;

}  // namespace guanlan
