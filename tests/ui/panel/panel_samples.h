// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/snapshot.h"
#include "ui/panel/panel.h"

#include <string>
#include <string_view>
#include <vector>

namespace guanlan {

/// How full a sample is. Overfull: more groups, longer names and larger numbers than a panel can show.
enum class Fill { Empty, Normal, Overfull };

/// A panel with everything it needs to be drawn, the same on every call.
struct PanelSample {
    PanelConfig config{};
    PanelData data{};
    Snapshot snapshot{};
    QSize size{};
};

/// A typical sample of each kind; unknown kinds get an empty configuration.
[[nodiscard]] PanelSample panelSample(std::string_view kind, Fill fill);

/// Creates the panel of a sample and hands it everything.
[[nodiscard]] std::unique_ptr<Panel> panelFrom(const PanelSample& sample);

/// 2026-03-18 14:30 in Shanghai, the moment of all samples.
inline constexpr Micros kSampleNow = Micros{1773815400} * kSecond;

}  // namespace guanlan
