// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/snapshot.h"

#include <cstdint>
#include <deque>
#include <vector>

namespace guanlan {

/// The newest final batches of every metric, bounded, numbered for readers who come late. Engine thread.
class LiveMetrics {
  public:
    explicit LiveMetrics(std::vector<MetricDefinition> definitions);

    void add(std::size_t metric, BatchPtr rows);
    [[nodiscard]] std::size_t size() const { return m_rings.size(); }
    [[nodiscard]] const MetricDefinition& definition(std::size_t metric) const {
        return m_definitions[metric];
    }
    [[nodiscard]] MetricLive view(std::size_t metric) const;

  private:
    struct Ring {
        std::deque<BatchPtr> batches{};
        std::uint64_t firstSequence = 1;
        std::size_t rows = 0;
    };
    std::vector<MetricDefinition> m_definitions;
    std::vector<Ring> m_rings;
};

}  // namespace guanlan
