// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/alarm/alarm_rule.h"
#include "core/base/result.h"
#include "core/config/channel_config.h"
#include "core/store/store.h"

#include <vector>

namespace guanlan {

/// What is wrong with rules: a metric, a column or a dimension that is not there, a column that is no number,
/// a channel nobody set up. Each names the rule and the nearest name.
[[nodiscard]] std::vector<Error> checkRules(const std::vector<AlarmRule>& rules,
                                            const std::vector<MetricDefinition>& metrics,
                                            const std::vector<ChannelConfig>& channels);

}  // namespace guanlan
