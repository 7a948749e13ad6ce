// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/live_metrics.h"

namespace guanlan {

namespace {

constexpr std::size_t kMostRows = 50'000;
constexpr std::size_t kMostBatches = 400;

}  // namespace

LiveMetrics::LiveMetrics(std::vector<MetricDefinition> definitions)
    : m_definitions(std::move(definitions)), m_rings(m_definitions.size()) {}

void LiveMetrics::add(std::size_t metric, BatchPtr rows) {
    Ring& ring = m_rings[metric];
    ring.rows += rows->rows();
    ring.batches.push_back(std::move(rows));
    while (ring.batches.size() > 1 && (ring.rows > kMostRows || ring.batches.size() > kMostBatches)) {
        ring.rows -= ring.batches.front()->rows();
        ring.batches.pop_front();
        ++ring.firstSequence;
    }
}

MetricLive LiveMetrics::view(std::size_t metric) const {
    const Ring& ring = m_rings[metric];
    MetricLive live;
    live.definition = m_definitions[metric];
    live.firstSequence = ring.firstSequence;
    live.recent.assign(ring.batches.begin(), ring.batches.end());
    return live;
}

}  // namespace guanlan
