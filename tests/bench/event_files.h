// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>

namespace guanlan {

/// Files of made-up events, the same on every machine.

/// How many events, and of how many different users.
struct ShopSize {
    std::int64_t events = 0;
    std::uint32_t users = 1'000'000;
};

/// A shop's events as the client's generator writes them, 116 bytes each: every value quoted, in the shares
/// of the public UserBehavior data (90% views, 2% purchases), 128 a second, up to two seconds out of order.
[[nodiscard]] Result<void> writeShopEvents(const std::string& path, const ShopSize& size);
/// The name of each of the shop's categories, as CSV.
[[nodiscard]] Result<void> writeCategories(const std::string& path);

/// A video site's heartbeats of about 120 bytes: 10,000 a second from 34 regions, in order of time.
[[nodiscard]] Result<void> writeHeartbeats(const std::string& path, std::int64_t events);

}  // namespace guanlan
