// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/config/dashboard_config.h"

#include <QByteArray>

#include <vector>

namespace guanlan {

/// Panels as text, as they lie on the clipboard: the same JSON as in a dashboard's file, so that it can also
/// be pasted into a mail or an editor.
[[nodiscard]] QByteArray panelsAsText(const std::vector<PanelConfig>& panels);
/// Fails when the text is no panels.
[[nodiscard]] Result<std::vector<PanelConfig>> panelsFromText(const QByteArray& text);

/// `dashboard` with the panels added: fresh ids, together at the first place with room, lying to each other
/// as they did. `added` receives the new ids.
[[nodiscard]] DashboardConfig withPanels(const DashboardConfig& dashboard, std::vector<PanelConfig> panels,
                                         std::vector<std::string>& added);
/// "bar-3": the first that is free.
[[nodiscard]] std::string freshPanelId(const DashboardConfig& dashboard, const std::string& kind);

}  // namespace guanlan
