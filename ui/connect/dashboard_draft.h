// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/stream_proposal.h"
#include "core/base/zone.h"
#include "core/config/dashboard_config.h"

namespace guanlan {

/// What a value column of a proposed metric is called, in both languages.
[[nodiscard]] LocalText valueTitle(const std::string& value);
[[nodiscard]] LocalText panelTitle(const PanelProposal& panel);
/// The panels that are used side by side on the grid, numbers on top. `now` decides whether the dashboard is
/// live or shows the span of the sample.
[[nodiscard]] DashboardConfig draftDashboard(const StreamProposal& proposal,
                                             const std::vector<PanelProposal>& panels, const std::string& id,
                                             const LocalText& title, Micros now, const Zone& zone);

}  // namespace guanlan
