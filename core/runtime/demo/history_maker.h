// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/runtime/demo/history_plan.h"
#include "core/runtime/demo/minute_totals.h"
#include "core/store/store.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace guanlan {

/// Rows of metrics for times when nobody watched, as they would be had the event model run then: levels from
/// its expectations, scatter as counting has it, incidents included. Counts of one kind of event agree
/// across metrics; the parts of a whole add up to it.
class HistoryMaker {
  public:
    HistoryMaker(const EventModel& model, const DemoConfig& config) : m_model(model), m_config(config) {}

    /// Writes the windows that end in (after, until] of every metric that has a recipe; `after` is by metric,
    /// and limited by the recipe's days. InvalidInput when a recipe does not fit its metric.
    Result<void> write(Store& store, const std::vector<MetricDefinition>& metrics,
                       const std::map<std::string, Micros>& after, Micros until) const;

    /// The rows of one metric, in order of time; for write() and for tests.
    [[nodiscard]] Result<std::vector<BatchPtr>> rows(const MetricRecipe& recipe,
                                                     const MetricDefinition& metric,
                                                     const MinuteTotals& totals, Micros after,
                                                     Micros until) const;

  private:
    const EventModel& m_model;
    const DemoConfig& m_config;
};

}  // namespace guanlan
