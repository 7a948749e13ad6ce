// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/config/workspace.h"
#include "core/store/store.h"
#include "ui/model/run_view.h"

#include <QTemporaryDir>

#include <memory>
#include <string>
#include <vector>

namespace guanlan {

/// A clock that stands still until it is moved.
class HandClock final : public Clock {
  public:
    explicit HandClock(Micros now) : m_now(now) {}
    [[nodiscard]] Micros now() const override { return m_now; }
    [[nodiscard]] Micros monotonic() const override { return m_now; }
    void advance(Micros by) { m_now += by; }

  private:
    Micros m_now;
};

/// A workspace folder made from the Bilibili template, with a real history file of some days, and a snapshot
/// of a run that the test can change: what the screens are given, without broker and engine.
class RecordedRun {
  public:
    /// 20:30:20 on a Thursday in China.
    static constexpr Micros kNow = 1'772'713'820 * kSecond;
    explicit RecordedRun(int days = 2);

    [[nodiscard]] const WorkspaceFolder& folder() const { return *m_folder; }
    [[nodiscard]] RunView view() const;
    [[nodiscard]] Snapshot& snapshot() { return m_next; }
    /// Makes the changes to snapshot() visible.
    void publish();
    /// The next final batch of a metric, as the engine would publish it.
    void emitRows(const std::string& metric, BatchPtr rows);
    [[nodiscard]] const MetricDefinition& metric(const std::string& name) const;
    [[nodiscard]] HandClock& clock() { return *m_clock; }
    [[nodiscard]] Store& store() { return *m_store; }
    [[nodiscard]] QString path(const QString& name) const { return m_directory.filePath(name); }
    /// Some rows of open windows for every metric, and one firing alarm.
    void fillLively();

  private:
    void planMetrics();
    void writeHistory(int days);
    void addSource();

    QTemporaryDir m_directory{};
    std::unique_ptr<HandClock> m_clock;
    std::unique_ptr<WorkspaceFolder> m_folder{};
    std::unique_ptr<Store> m_store{};
    std::vector<MetricDefinition> m_metrics{};
    Zone m_zone;
    Snapshot m_next{};
    std::shared_ptr<SnapshotPtr> m_published = std::make_shared<SnapshotPtr>();
};

}  // namespace guanlan
