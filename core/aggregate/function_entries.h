// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/aggregate_function.h"

namespace guanlan {

/// The entries of the list in aggregate_functions.cpp, one file a function or family.
extern const AggregateFunction kCountFunction;
extern const AggregateFunction kSumFunction;
extern const AggregateFunction kAvgFunction;
extern const AggregateFunction kMinFunction;
extern const AggregateFunction kMaxFunction;
extern const AggregateFunction kFirstValueFunction;
extern const AggregateFunction kLastValueFunction;
extern const AggregateFunction kStddevPopFunction;
extern const AggregateFunction kStddevSampFunction;
extern const AggregateFunction kVarPopFunction;
extern const AggregateFunction kVarSampFunction;
extern const AggregateFunction kListAggFunction;
extern const AggregateFunction kPercentileFunction;
extern const AggregateFunction kMedianFunction;
extern const AggregateFunction kApproximatePercentileFunction;
extern const AggregateFunction kCorrelationFunction;
extern const AggregateFunction kApproximateDistinctFunction;

}  // namespace guanlan
