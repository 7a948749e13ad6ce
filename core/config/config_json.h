// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alarm/alarm_rule.h"
#include "core/config/channel_config.h"
#include "core/config/dashboard_config.h"
#include "core/config/json_fields.h"
#include "core/config/workspace.h"

#include <QJsonObject>

namespace guanlan {

/// Newest format of all workspace files that this program reads and writes.
inline constexpr int kConfigVersion = 1;

[[nodiscard]] QJsonObject toJson(const WorkspaceSettings& settings);
[[nodiscard]] Result<WorkspaceSettings> settingsFrom(JsonFields fields);

[[nodiscard]] QJsonObject toJson(const DashboardConfig& dashboard);
[[nodiscard]] Result<DashboardConfig> dashboardFrom(JsonFields fields, std::string id);

[[nodiscard]] QJsonObject toJson(const std::vector<AlarmRule>& rules);
[[nodiscard]] Result<std::vector<AlarmRule>> alarmsFrom(JsonFields fields);

[[nodiscard]] QJsonObject toJson(const std::vector<ChannelConfig>& channels);
[[nodiscard]] Result<std::vector<ChannelConfig>> channelsFrom(JsonFields fields);

}  // namespace guanlan
