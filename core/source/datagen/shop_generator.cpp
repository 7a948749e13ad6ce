// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/datagen/shop_generator.h"

#include <cmath>

namespace guanlan {

namespace {

constexpr std::uint32_t kUsers = 980'000;
constexpr std::uint32_t kCategories = 5000;
constexpr std::uint32_t kItemsOfCategory = 800;
constexpr double kMeanDelayMs = 120;
constexpr double kLongestDelayMs = 4000;  // below the five seconds the client's watermark waits

std::vector<double> byPopularity(std::uint32_t items) {
    std::vector<double> weights;
    for (std::uint32_t rank = 0; rank < items; ++rank)
        weights.push_back(1 / std::pow(rank + 20.0, 0.9));
    return weights;
}

std::string_view behaviour(double at) {
    if (at < 0.8958) return "pv";
    if (at < 0.9509) return "cart";
    return at < 0.9797 ? "fav" : "buy";
}

}  // namespace

ShopGenerator::ShopGenerator(std::uint64_t seed, double eventsPerSecond, const Zone& zone)
    : m_seed(seed),
      m_zone(zone),
      // The heartbeats of the video site follow the number of people online, as a shop's events do.
      m_rhythm({.seed = seed,
                .eventsPerSecond = eventsPerSecond / eventShare(EventKind::Heartbeat),
                .zone = zone}),
      m_categories(byPopularity(kCategories)) {}

void ShopGenerator::second(Micros second, double factor, std::vector<ProfileEvent>& out) {
    Random random(mixed(mixed(m_seed, 0x7A0), static_cast<std::uint64_t>(second)));
    const double mean = m_rhythm.plainRate(EventKind::Heartbeat, second + kSecond / 2) * factor;
    for (std::int64_t left = random.poisson(mean); left > 0; --left)
        out.push_back(draw(second, random));
}

ProfileEvent ShopGenerator::draw(Micros second, Random& random) const {
    const Micros time = second + static_cast<Micros>(random.unit() * kSecond);
    const double delay = std::min(kLongestDelayMs, -kMeanDelayMs * std::log(1 - random.unit()));
    const std::uint32_t user = 1 + random.below(kUsers);
    const std::uint32_t category = m_categories(random);
    const auto item = static_cast<std::uint32_t>(random.unit() * random.unit() * kItemsOfCategory);
    std::string text = formatTimestamp(floorTo(m_zone.toLocal(time), kMilli));
    text[10] = 'T';
    ProfileEvent event{.arrival = time + static_cast<Micros>(delay * kMilli), .key = user, .record = {}};
    event.record = R"({"user_id":)" + std::to_string(user) + R"(,"item_id":)" +
                   std::to_string(1 + category * kItemsOfCategory + item) + R"(,"category_id":)" +
                   std::to_string(80'000 + mixed(category) % 5'000'000) + R"(,"behavior":")";
    event.record.append(behaviour(random.unit())).append(R"(","ts":")").append(text).append(R"("})");
    return event;
}

}  // namespace guanlan
