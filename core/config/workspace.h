// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alarm/alarm_rule.h"
#include "core/base/result.h"
#include "core/base/zone.h"
#include "core/config/channel_config.h"
#include "core/config/dashboard_config.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace guanlan {

/// workspace.json.
struct WorkspaceSettings {
    LocalText name{};
    LocalText about{};           ///< what it shows, in a sentence: for those who choose a template
    std::string timeZone{};      ///< IANA name; empty: the system's
    std::string language{};      ///< "zh_CN", "en"; empty: the system's
    std::string theme = "dark";  ///< "dark", "light", "system"
    int retentionDays = 400;
    int retentionMegabytes = 0;             ///< 0: as the disk allows
    int prometheusPort = 0;                 ///< of this machine alone; 0: none
    std::vector<std::string> dashboards{};  ///< ids in the order of their tabs; others follow by name
    /// What the demo needs besides (profile, speed, history); empty for an ordinary workspace.
    QJsonObject demo{};
    bool operator==(const WorkspaceSettings&) const = default;
};

/// A workspace folder: plain text files, read and written whole and atomically (temporary file, fsync,
/// rename), with stable key order. Values; the functions may be called by any thread.
class WorkspaceFolder {
  public:
    explicit WorkspaceFolder(std::string path) : m_path(std::move(path)) {}

    [[nodiscard]] const std::string& path() const { return m_path; }
    [[nodiscard]] std::string pipelinePath() const { return m_path + "/pipeline.sql"; }
    [[nodiscard]] std::string stateFolder() const { return m_path + "/state"; }

    [[nodiscard]] Result<WorkspaceSettings> settings() const;
    [[nodiscard]] Result<std::string> pipeline() const;
    [[nodiscard]] Result<std::vector<DashboardConfig>> dashboards() const;
    [[nodiscard]] Result<std::vector<AlarmRule>> alarms() const;
    [[nodiscard]] Result<std::vector<ChannelConfig>> channels() const;

    Result<void> save(const WorkspaceSettings& settings) const;
    Result<void> savePipeline(const std::string& sql) const;
    Result<void> save(const DashboardConfig& dashboard) const;
    /// Also well when there is none of that name.
    Result<void> removeDashboard(const std::string& id) const;
    Result<void> save(const std::vector<AlarmRule>& rules) const;
    Result<void> save(const std::vector<ChannelConfig>& channels) const;

    /// Copies a template (a folder, or ":/" resource path) into a new folder at `path`; refuses a folder that
    /// is not empty.
    static Result<WorkspaceFolder> createFrom(const std::string& templatePath, const std::string& path);

  private:
    std::string m_path;
};

/// A zone by its IANA name; "" is the system's. NotFound with the nearest name.
[[nodiscard]] Result<Zone> zoneByName(const std::string& name);

}  // namespace guanlan
