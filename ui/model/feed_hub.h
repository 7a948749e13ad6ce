// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/model/metric_feed.h"
#include "ui/model/run_view.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <vector>

namespace guanlan {

/// The pulse of the screens: ten times a second takes the newest snapshot and says so. Stands still while
/// no one watches. Holds the feeds that the panels share.
class FeedHub : public QObject {
    Q_OBJECT
  public:
    explicit FeedHub(RunView run, QObject* parent = nullptr);

    /// The feed for a demand; lives as long as someone holds it.
    [[nodiscard]] std::shared_ptr<MetricFeed> feed(const PanelDemand& demand);
    /// Brings a feed up to date; its time axis moves only by steps that can be seen.
    void refresh(MetricFeed& feed);

    void setTime(const TimeChoice& choice);
    [[nodiscard]] const TimeChoice& time() const { return m_time; }
    void setPaused(bool paused);
    [[nodiscard]] bool paused() const { return m_pausedAt != 0; }
    /// Zone, history folder, clock of the run.
    [[nodiscard]] const RunView& run() const { return m_run; }
    [[nodiscard]] HistoryReader& history() { return m_history; }
    [[nodiscard]] const SnapshotPtr& snapshot() const { return m_snapshot; }

    void setWatched(bool watched);
    /// One pulse now.
    void pulse();

  signals:
    /// The snapshot is new.
    void snapshotArrived(const guanlan::SnapshotPtr& snapshot);
    /// After every pulse; panels take what is new for them.
    void pulsed();
    void timeChanged();

  private:
    [[nodiscard]] VisibleSpan spanOf(const PanelDemand& demand) const;
    [[nodiscard]] Micros endOfTime() const;

    RunView m_run;
    HistoryReader m_history;
    QTimer m_timer;
    SnapshotPtr m_snapshot;
    TimeChoice m_time;
    Micros m_lastAnchor = 0;  ///< of "last": when it was chosen
    Micros m_pausedAt = 0;
    std::vector<std::weak_ptr<MetricFeed>> m_feeds;
};

}  // namespace guanlan
