// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/notify/channel.h"
#include "core/notify/smtp/smtp_channel.h"

#include <algorithm>
#include <array>

namespace guanlan {

namespace {

constexpr std::array<const ChannelKind*, 1> kKinds{
    &kSmtpChannel,
};

}  // namespace

std::span<const ChannelKind* const> channelKinds() {
    return kKinds;
}

Result<std::unique_ptr<Channel>> createChannel(const ChannelConfig& config, const SecretLookup& secrets) {
    const auto* const kind = std::find_if(kKinds.begin(), kKinds.end(), [&config](const ChannelKind* known) {
        return known->name == config.kind;
    });
    if (kind == kKinds.end()) {
        return Error{.code = ErrorCode::InvalidInput,
                     .id = "channel.kind",
                     .what = "the channel '" + config.id + "' is of the unknown kind '" + config.kind + "'",
                     .arguments = {config.id, config.kind}};
    }
    return (*kind)->create(config, secrets);
}

}  // namespace guanlan
