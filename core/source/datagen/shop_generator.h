// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/source/datagen/event_model.h"
#include "core/source/datagen/event_profile.h"
#include "core/source/datagen/random.h"

namespace guanlan {

/// A shop's user behaviour: pv, cart, fav and buy events in the shares of the Taobao data, over items and
/// categories of uneven popularity, in the rhythm of day and week.
class ShopGenerator final : public EventProfile {
  public:
    ShopGenerator(std::uint64_t seed, double eventsPerSecond, const Zone& zone);
    void second(Micros second, double factor, std::vector<ProfileEvent>& out) override;

  private:
    [[nodiscard]] ProfileEvent draw(Micros second, Random& random) const;

    std::uint64_t m_seed;
    Zone m_zone;
    EventModel m_rhythm;
    WeightedPick m_categories;
};

}  // namespace guanlan
