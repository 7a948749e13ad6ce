// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/snapshot.h"

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace guanlan {

/// Snapshots as bytes for one reader, who gets each final batch once. One thread.
class SnapshotSender {
  public:
    [[nodiscard]] std::string bytesOf(const Snapshot& snapshot);

  private:
    Micros m_began = 0;                           // of the run
    std::map<std::string, std::uint64_t> m_sent;  // one past the newest batch, by metric
};

/// The other side: what SnapshotSender wrote, with the batches that came before. Batches have numbers of this
/// side's own, with a gap where the sender's do not follow one another, as after another run began. Metrics
/// that this side knows by another definition, or not at all, are left out. One thread.
class SnapshotReceiver {
  public:
    explicit SnapshotReceiver(std::vector<MetricDefinition> metrics);
    /// Nothing when the bytes are not what a sender of this version wrote.
    [[nodiscard]] std::optional<Snapshot> read(std::string_view bytes);

  private:
    struct Kept {
        std::uint64_t first = 1;   ///< our number of the first batch
        std::uint64_t theirs = 0;  ///< the sender's
        std::deque<BatchPtr> batches{};
        bool ended = false;  ///< the sender's run did
    };
    static void keep(Kept& kept, MetricLive& live, std::uint64_t from);

    std::map<std::string, MetricDefinition> m_metrics;
    std::map<std::string, Kept> m_kept;
    Micros m_began = 0;  // of the sender's run
};

}  // namespace guanlan
