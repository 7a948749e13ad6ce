// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aggregate/aggregate_function.h"
#include "core/aggregate/function_entries.h"

#include <array>

namespace guanlan {

namespace {

/// Other names of listed functions.
struct Alias {
    std::string_view name;
    std::string_view means;
};
constexpr std::array<Alias, 3> kAliases{Alias{"STDDEV", "STDDEV_SAMP"}, Alias{"VARIANCE", "VAR_SAMP"},
                                        Alias{"AVERAGE", "AVG"}};

}  // namespace

std::span<const AggregateFunction* const> aggregateFunctions() {
    static const std::array all{&kCountFunction,
                                &kSumFunction,
                                &kAvgFunction,
                                &kMinFunction,
                                &kMaxFunction,
                                &kFirstValueFunction,
                                &kLastValueFunction,
                                &kStddevPopFunction,
                                &kStddevSampFunction,
                                &kVarPopFunction,
                                &kVarSampFunction,
                                &kListAggFunction,
                                &kPercentileFunction,
                                &kMedianFunction,
                                &kApproximatePercentileFunction,
                                &kCorrelationFunction,
                                &kApproximateDistinctFunction};
    return all;
}

const AggregateFunction* findAggregateFunction(std::string_view name) {
    for (const Alias& alias : kAliases) {
        if (alias.name == name) name = alias.means;
    }
    for (const AggregateFunction* function : aggregateFunctions()) {
        if (function->name == name) return function;
    }
    return nullptr;
}

}  // namespace guanlan
