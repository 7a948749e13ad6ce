// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/workspace_model.h"

#include "core/base/clock.h"

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

std::vector<std::string> idsOf(const std::vector<DashboardConfig>& dashboards) {
    std::vector<std::string> ids;
    for (const DashboardConfig& dashboard : dashboards)
        ids.push_back(dashboard.id);
    return ids;
}

}  // namespace

WorkspaceModel::WorkspaceModel(WorkspaceFolder folder, QObject* parent)
    : QObject(parent), m_folder(std::move(folder)) {
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] { write(m_problem.has_value()); });
}

WorkspaceModel::~WorkspaceModel() {
    flush();
}

Result<void> WorkspaceModel::load() {
    flush();
    std::optional<Error> problem;
    take(m_folder.settings(), m_settings, problem);
    take(m_folder.dashboards(), m_dashboards, problem);
    take(m_folder.alarms(), m_rules, problem);
    take(m_folder.channels(), m_channels, problem);
    emit settingsChanged();
    emit dashboardsChanged();
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

WorkspaceModel::Dashboards::iterator WorkspaceModel::place(const std::string& id) {
    return std::find_if(m_dashboards.begin(), m_dashboards.end(),
                        [&](const DashboardConfig& dashboard) { return dashboard.id == id; });
}

const DashboardConfig* WorkspaceModel::dashboard(const std::string& id) const {
    for (const DashboardConfig& dashboard : m_dashboards) {
        if (dashboard.id == id) return &dashboard;
    }
    return nullptr;
}

void WorkspaceModel::setDashboard(const DashboardConfig& dashboard) {
    const auto known = place(dashboard.id);
    if (known == m_dashboards.end()) return insertDashboard(dashboard, m_dashboards.size());
    if (*known == dashboard) return;
    const bool renamed = !(known->title == dashboard.title);
    *known = dashboard;
    later(kDashboard + dashboard.id, kDashboardDelay);
    if (renamed) emit dashboardsChanged();
}

void WorkspaceModel::insertDashboard(const DashboardConfig& dashboard, std::size_t place) {
    const auto at = static_cast<std::ptrdiff_t>(std::min(place, m_dashboards.size()));
    m_dashboards.insert(m_dashboards.begin() + at, dashboard);
    later(kDashboard + dashboard.id, kDashboardDelay);
    keepOrder();
}

void WorkspaceModel::removeDashboard(const std::string& id) {
    const auto known = place(id);
    if (known == m_dashboards.end()) return;
    m_dashboards.erase(known);
    later(kDashboard + id, kDashboardDelay);
    keepOrder();
}

void WorkspaceModel::moveDashboard(const std::string& id, std::size_t place) {
    const auto from = this->place(id);
    if (from == m_dashboards.end() || place >= m_dashboards.size()) return;
    const auto to = m_dashboards.begin() + static_cast<std::ptrdiff_t>(place);
    if (from < to) {
        std::rotate(from, from + 1, to + 1);
    } else {
        std::rotate(to, from, from + 1);
    }
    keepOrder();
}

/// The order of the files needs no words.
void WorkspaceModel::keepOrder() {
    std::vector<std::string> order = idsOf(m_dashboards);
    if (m_settings.dashboards.empty() && std::is_sorted(order.begin(), order.end())) order.clear();
    if (order != m_settings.dashboards) {
        m_settings.dashboards = std::move(order);
        later(kSettings, kDashboardDelay);
    }
    emit dashboardsChanged();
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
    const DashboardConfig* known = dashboard(id);
    if (known == nullptr) return m_folder.removeDashboard(id);
    if (Result<void> kept = keepVersion(m_folder, id, SystemClock().now()); !kept) return kept;
    return m_folder.save(*known);
}

std::vector<DashboardVersion> WorkspaceModel::versions(const std::string& id) const {
    return versionsOf(m_folder, id);
}

bool WorkspaceModel::isRemoval(const std::string& what) const {
    return what.starts_with(kDashboard) && dashboard(what.substr(kDashboard.size())) == nullptr;
}

void WorkspaceModel::flush() {
    write(true);
}

void WorkspaceModel::write(bool removals) {
    m_timer.stop();
    if (m_dirty.empty()) return;
    m_problem.reset();
    std::set<std::string> unsaved;
    for (const std::string& what : m_dirty) {
        const bool waits = !removals && isRemoval(what);
        const Result<void> saved = waits ? Result<void>() : save(what);
        if (waits) unsaved.insert(what);
        if (saved.ok()) continue;
        unsaved.insert(what);
        if (!m_problem) m_problem = saved.error();
    }
    m_dirty = std::move(unsaved);
    if (m_problem) m_timer.start(kRetryDelay);
    emit saveAttempted();
}

}  // namespace guanlan
