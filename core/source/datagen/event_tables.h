// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace guanlan {

/// What a user of a video site does, as its event stream names it.
enum class EventKind : std::uint8_t { Play, Like, Comment, Danmaku, Share, Error, Heartbeat };
inline constexpr std::size_t kEventKinds = 7;

/// One value of a dimension and its part of all events.
struct WeightedName {
    std::string_view name;
    double weight;
};

[[nodiscard]] std::string_view eventName(EventKind kind);
[[nodiscard]] std::optional<EventKind> eventByName(std::string_view name);
/// Part of all events that are of this kind, when nothing special happens.
[[nodiscard]] double eventShare(EventKind kind);

/// The 34 regions by internet population, with how much slower than average they are served.
struct Region {
    std::string_view name;
    double weight;
    double slowness;
};
[[nodiscard]] std::span<const Region> regions();
[[nodiscard]] std::span<const WeightedName> videoTypes();
[[nodiscard]] std::span<const WeightedName> danmakuTypes();

}  // namespace guanlan
