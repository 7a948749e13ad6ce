// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/workspace_model.h"

#include <algorithm>

namespace guanlan {

namespace {

constexpr int kDashboardDelay = 400;
constexpr int kRetryDelay = 3000;
const std::string kSettings = "settings";
const std::string kRules = "rules";
const std::string kChannels = "channels";
const std::string kDashboard = "dashboard:";

/// Keeps the first error; takes the value where there is one.
template <typename T>
void take(Result<T> read, T& into, std::optional<Error>& problem) {
    if (read.ok()) {
        into = std::move(*read);
    } else if (!problem) {
        problem = read.error();
    }
}

}  // namespace

WorkspaceModel::WorkspaceModel(WorkspaceFolder folder, QObject* parent)
    : QObject(parent), m_folder(std::move(folder)) {
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &WorkspaceModel::flush);
}

WorkspaceModel::~WorkspaceModel() {
    flush();
}

Result<void> WorkspaceModel::load() {
    std::optional<Error> problem;
    take(m_folder.settings(), m_settings, problem);
    take(m_folder.dashboards(), m_dashboards, problem);
    take(m_folder.alarms(), m_rules, problem);
    take(m_folder.channels(), m_channels, problem);
    emit settingsChanged();
    emit rulesChanged();
    emit channelsChanged();
    return problem ? Result<void>(*problem) : Result<void>();
}

void WorkspaceModel::setSettings(const WorkspaceSettings& settings) {
    if (settings == m_settings) return;
    m_settings = settings;
    m_dirty.insert(kSettings);
    flush();
    emit settingsChanged();
}

void WorkspaceModel::setDashboard(const DashboardConfig& dashboard) {
    const auto same = [&](const DashboardConfig& other) { return other.id == dashboard.id; };
    const auto place = std::find_if(m_dashboards.begin(), m_dashboards.end(), same);
    if (place == m_dashboards.end()) {
        m_dashboards.push_back(dashboard);
    } else if (*place == dashboard) {
        return;
    } else {
        *place = dashboard;
    }
    later(kDashboard + dashboard.id, kDashboardDelay);
}

Result<void> WorkspaceModel::removeDashboard(const std::string& id) {
    std::erase_if(m_dashboards, [&](const DashboardConfig& dashboard) { return dashboard.id == id; });
    m_dirty.erase(kDashboard + id);
    return m_folder.removeDashboard(id);
}

void WorkspaceModel::setRules(const std::vector<AlarmRule>& rules) {
    if (rules == m_rules) return;
    m_rules = rules;
    m_dirty.insert(kRules);
    flush();
    emit rulesChanged();
}

void WorkspaceModel::setChannels(const std::vector<ChannelConfig>& channels) {
    if (channels == m_channels) return;
    m_channels = channels;
    m_dirty.insert(kChannels);
    flush();
    emit channelsChanged();
}

void WorkspaceModel::later(const std::string& what, int milliseconds) {
    m_dirty.insert(what);
    m_timer.start(milliseconds);
}

Result<void> WorkspaceModel::save(const std::string& what) {
    if (what == kSettings) return m_folder.save(m_settings);
    if (what == kRules) return m_folder.save(m_rules);
    if (what == kChannels) return m_folder.save(m_channels);
    const std::string id = what.substr(kDashboard.size());
    const auto same = [&](const DashboardConfig& dashboard) { return dashboard.id == id; };
    const auto place = std::find_if(m_dashboards.begin(), m_dashboards.end(), same);
    return place == m_dashboards.end() ? Result<void>() : m_folder.save(*place);
}

void WorkspaceModel::flush() {
    m_timer.stop();
    if (m_dirty.empty()) return;
    m_problem.reset();
    std::set<std::string> unsaved;
    for (const std::string& what : m_dirty) {
        const Result<void> saved = save(what);
        if (saved.ok()) continue;
        unsaved.insert(what);
        if (!m_problem) m_problem = saved.error();
    }
    m_dirty = std::move(unsaved);
    if (!m_dirty.empty()) m_timer.start(kRetryDelay);
    emit saveAttempted();
}

}  // namespace guanlan
