// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/edit_history.h"

#include <utility>

namespace guanlan {

void EditHistory::open(DashboardConfig dashboard) {
    m_now = std::move(dashboard);
    m_past.clear();
    m_future.clear();
    m_field.clear();
}

void EditHistory::change(DashboardConfig next, const QString& field, qint64 milliseconds) {
    if (next == m_now) return;
    const bool together =
        !field.isEmpty() && field == m_field && !m_past.empty() && milliseconds - m_changedAt < kTogether;
    m_field = field;
    m_changedAt = milliseconds;
    m_future.clear();
    if (!together) m_past.push_back(std::move(m_now));
    if (m_past.size() > kMostSteps) m_past.erase(m_past.begin());
    m_now = std::move(next);
}

bool EditHistory::undo() {
    if (m_past.empty()) return false;
    m_future.push_back(std::exchange(m_now, std::move(m_past.back())));
    m_past.pop_back();
    m_field.clear();
    return true;
}

bool EditHistory::redo() {
    if (m_future.empty()) return false;
    m_past.push_back(std::exchange(m_now, std::move(m_future.back())));
    m_future.pop_back();
    m_field.clear();
    return true;
}

}  // namespace guanlan
