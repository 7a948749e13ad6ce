// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"
#include "core/source/datagen/event_tables.h"

#include <cstdint>
#include <optional>

namespace guanlan {

/// Something that goes wrong, or well, for two minutes. The schedule repeats its kinds in turn and is the
/// same for the same seed, so that generated history and live events agree.
struct Incident {
    enum class Kind : std::uint8_t { CdnFailure, HotVideo, DanmakuStorm };
    Kind kind = Kind::CdnFailure;
    Micros start = 0;
    std::optional<std::uint32_t> region{};  ///< only there
    std::optional<std::uint32_t> type{};    ///< only this type of video

    /// 0 to 1: it rises and falls within ten seconds.
    [[nodiscard]] double strengthAt(Micros time) const;
    /// By what the rate of these events is multiplied in its scope.
    [[nodiscard]] double rateFactor(EventKind event, Micros time) const;
    [[nodiscard]] double slownessFactor(Micros time) const;
    /// How much of the events of a region and a type (empty: of all) lies in its scope.
    [[nodiscard]] bool covers(std::uint32_t inRegion, std::uint32_t ofType) const {
        return region.value_or(inRegion) == inRegion && type.value_or(ofType) == ofType;
    }
};

/// One incident starts in every span of this length.
inline constexpr Micros kIncidentSpan = 4 * kMinute;

/// The incident of the span that `time` lies in; it may not have begun yet, or be over (strength 0).
[[nodiscard]] Incident incidentAt(std::uint64_t seed, Micros time);

}  // namespace guanlan
