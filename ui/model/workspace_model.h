// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/dashboard_version.h"
#include "core/config/workspace.h"

#include <QObject>
#include <QTimer>

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace guanlan {

/// The files of a workspace in memory, as the screens edit them. A change is visible at once and saved at
/// once, a dragged dashboard a moment later; what could not be saved stays in memory, is said, and is tried
/// again. UI thread.
class WorkspaceModel : public QObject {
    Q_OBJECT
  public:
    explicit WorkspaceModel(WorkspaceFolder folder, QObject* parent = nullptr);
    ~WorkspaceModel() override;

    /// Reads everything; the first error is returned, what could be read is there all the same.
    Result<void> load();

    [[nodiscard]] const WorkspaceFolder& folder() const { return m_folder; }
    [[nodiscard]] const WorkspaceSettings& settings() const { return m_settings; }
    [[nodiscard]] const std::vector<DashboardConfig>& dashboards() const { return m_dashboards; }
    [[nodiscard]] const std::vector<AlarmRule>& rules() const { return m_rules; }
    [[nodiscard]] const std::vector<ChannelConfig>& channels() const { return m_channels; }
    /// What the last attempt to save said, while something is unsaved.
    [[nodiscard]] const std::optional<Error>& saveProblem() const { return m_problem; }

    void setSettings(const WorkspaceSettings& settings);
    /// A new one becomes the last.
    void setDashboard(const DashboardConfig& dashboard);
    /// A new one at this place among the others.
    void insertDashboard(const DashboardConfig& dashboard, std::size_t place);
    /// As it stood in its file before, newest first.
    [[nodiscard]] std::vector<DashboardVersion> versions(const std::string& id) const;
    /// Its file goes with the next flush(), so that until then it comes back as it was.
    void removeDashboard(const std::string& id);
    void moveDashboard(const std::string& id, std::size_t place);
    /// Null when there is none of that id.
    [[nodiscard]] const DashboardConfig* dashboard(const std::string& id) const;
    void setRules(const std::vector<AlarmRule>& rules);
    void setChannels(const std::vector<ChannelConfig>& channels);
    /// Saves now what waits to be saved.
    void flush();

  signals:
    void settingsChanged();
    void rulesChanged();
    void channelsChanged();
    /// Which dashboards there are, their order or their titles.
    void dashboardsChanged();
    /// After every attempt to save; saveProblem() says how it went.
    void saveAttempted();

  private:
    using Dashboards = std::vector<DashboardConfig>;
    [[nodiscard]] Dashboards::iterator place(const std::string& id);
    void keepOrder();
    void later(const std::string& what, int milliseconds);
    void write(bool removals);
    [[nodiscard]] bool isRemoval(const std::string& what) const;
    [[nodiscard]] Result<void> save(const std::string& what);

    WorkspaceFolder m_folder;
    WorkspaceSettings m_settings{};
    Dashboards m_dashboards{};
    std::vector<AlarmRule> m_rules{};
    std::vector<ChannelConfig> m_channels{};
    std::set<std::string> m_dirty{};
    std::optional<Error> m_problem{};
    QTimer m_timer;
};

}  // namespace guanlan
