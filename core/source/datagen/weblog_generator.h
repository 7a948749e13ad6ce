// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/source/datagen/event_model.h"
#include "core/source/datagen/event_profile.h"
#include "core/source/datagen/random.h"

namespace guanlan {

/// A web server's access log: lines in the combined format with the seconds a request took behind them. The
/// addresses are those that are set aside for documentation; every half hour one path is slow and fails.
class WeblogGenerator final : public EventProfile {
  public:
    WeblogGenerator(std::uint64_t seed, double requestsPerSecond, const Zone& zone);
    void second(Micros second, double factor, std::vector<ProfileEvent>& out) override;

  private:
    [[nodiscard]] ProfileEvent draw(Micros second, Random& random) const;
    /// The path in trouble at that moment; none most of the time.
    [[nodiscard]] std::uint32_t troubled(Micros time) const;
    [[nodiscard]] std::string timeText(Micros time) const;

    std::uint64_t m_seed;
    Zone m_zone;
    EventModel m_rhythm;
    WeightedPick m_pages;
    WeightedPick m_addresses;
};

}  // namespace guanlan
