// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/config/channel_config.h"
#include "core/config/secret_store.h"
#include "core/store/store.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace guanlan {

/// What a channel says to people, made from a transition in the workspace's language.
struct Notification {
    std::string messageId;  ///< the same on every attempt
    std::string subject;
    std::string text;
    std::string html{};
    std::string png{};                     ///< picture of the panel, empty in builds without UI
    Micros date = 0;                       ///< wall clock when it was made, the same on every attempt; 0: now
    std::vector<std::string> delivered{};  ///< receivers who have it from an earlier attempt
};

/// How an attempt ended. Unknown: the other side may have it (connection lost after DATA); it is sent again
/// with the same Message-ID.
struct DeliveryOutcome {
    enum class Kind : std::uint8_t { Sent, Retry, Rejected, Unknown };
    Kind kind = Kind::Retry;
    std::string answer;                    ///< of the server, or what went wrong; secrets masked
    std::string hintId{};                  ///< of the translated hint, such as "smtp.hint.login"
    std::string hint{};                    ///< what people may do about it, in English
    std::vector<std::string> delivered{};  ///< receivers who have it by now
};

/// One way to reach people. Called by the notify thread; send() may take as long as its time-outs.
class Channel {
  public:
    virtual ~Channel() = default;
    virtual DeliveryOutcome send(const Notification& notification) = 0;
    /// Makes a send() under way end within about a second. By any thread.
    virtual void cancel() {}
};

/// One kind of channel; the list is in channels.cpp.
struct ChannelKind {
    std::string_view name;
    Result<std::unique_ptr<Channel>> (*create)(const ChannelConfig& config, const SecretLookup& secrets);
};
[[nodiscard]] std::span<const ChannelKind* const> channelKinds();
[[nodiscard]] Result<std::unique_ptr<Channel>> createChannel(const ChannelConfig& config,
                                                             const SecretLookup& secrets);

}  // namespace guanlan
