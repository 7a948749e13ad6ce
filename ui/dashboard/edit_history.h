// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/dashboard_config.h"

#include <QString>

#include <vector>

namespace guanlan {

/// Every state of a dashboard since it was opened, to go back and forward in. Changes of one field in quick
/// succession, as typing makes them, are one step. A plain value.
class EditHistory {
  public:
    static constexpr std::size_t kMostSteps = 2000;
    static constexpr qint64 kTogether = 800;  ///< milliseconds between changes that are one step

    void open(DashboardConfig dashboard);
    [[nodiscard]] const DashboardConfig& now() const { return m_now; }
    /// `field` names what was changed; an empty one is always a step of its own.
    void change(DashboardConfig next, const QString& field, qint64 milliseconds);
    bool undo();
    bool redo();
    /// So many can be undone.
    [[nodiscard]] std::size_t steps() const { return m_past.size(); }
    [[nodiscard]] bool canUndo() const { return !m_past.empty(); }
    [[nodiscard]] bool canRedo() const { return !m_future.empty(); }

  private:
    DashboardConfig m_now{};
    std::vector<DashboardConfig> m_past{};
    std::vector<DashboardConfig> m_future{};
    QString m_field{};
    qint64 m_changedAt = 0;
};

}  // namespace guanlan
