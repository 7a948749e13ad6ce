// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/snapshot.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace guanlan {

/// What a running workspace tells of itself, as rows of metrics that panels, alarms and history take like
/// any other. Time is the workspace's clock. One thread.
class SelfMetrics {
  public:
    static constexpr Micros kEvery = 10 * kSecond;
    static constexpr std::string_view kSources = "guanlan_sources";  ///< a row a source
    static constexpr std::string_view kRun = "guanlan_run";

    [[nodiscard]] static std::vector<MetricDefinition> definitions();

    /// In the order of definitions(), once a span of kEvery; nothing in between and for the first of them.
    [[nodiscard]] std::vector<BatchPtr> due(const Snapshot& snapshot);

  private:
    struct Counted {
        std::int64_t read = 0;
        std::int64_t bad = 0;
    };
    [[nodiscard]] BatchPtr sourceRows(const Snapshot& snapshot, Micros at) const;
    void remember(const Snapshot& snapshot);

    std::vector<MetricDefinition> m_definitions = definitions();
    std::map<std::string, Counted> m_before{};
    Micros m_takenBefore = 0;
    std::optional<Micros> m_span{};
};

/// Whether a name belongs to them; no table of a script may have it.
[[nodiscard]] inline bool isSelfMetric(std::string_view name) {
    return name == SelfMetrics::kSources || name == SelfMetrics::kRun;
}

/// How far behind the clock a source's events are, in seconds; nothing before its first one.
[[nodiscard]] std::optional<double> watermarkDelay(const SourceLive& source, Micros now);

/// What this program takes of the memory; nothing where the system does not say.
[[nodiscard]] std::optional<std::int64_t> residentBytes();

}  // namespace guanlan
