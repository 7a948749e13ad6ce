// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/rule_check.h"

#include "core/sql/nearest_name.h"

#include <algorithm>

namespace guanlan {

namespace {

using Names = std::vector<std::string>;

Error wrong(const AlarmRule& rule, const std::string& what, const std::string& name, const Names& names) {
    return Error{.code = ErrorCode::InvalidInput,
                 .id = "alarm.rule",
                 .what = "rule '" + rule.id + "': " + what + " '" + name + "'",
                 .next = sql::didYouMean(name, names),
                 .arguments = {rule.id, name}};
}

bool holds(const Names& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

void checkColumns(const AlarmRule& rule, const MetricDefinition& metric, std::vector<Error>& errors) {
    Names numbers;
    for (const Field& field : metric.schema->fields()) {
        if (field.type.isNumeric()) numbers.push_back(field.name);
    }
    if (!holds(numbers, rule.column))
        errors.push_back(wrong(rule, "'" + metric.name + "' has no column of numbers", rule.column, numbers));
    Names dimensions;
    for (const std::size_t dimension : metric.dimensions)
        dimensions.push_back((*metric.schema)[dimension].name);
    for (const auto& [dimension, value] : rule.where) {
        if (!holds(dimensions, dimension))
            errors.push_back(wrong(rule, "'" + metric.name + "' is not split by", dimension, dimensions));
    }
}

}  // namespace

std::vector<Error> checkRules(const std::vector<AlarmRule>& rules,
                              const std::vector<MetricDefinition>& metrics,
                              const std::vector<ChannelConfig>& channels) {
    Names metricNames;
    for (const MetricDefinition& metric : metrics)
        metricNames.push_back(metric.name);
    Names channelIds;
    for (const ChannelConfig& channel : channels)
        channelIds.push_back(channel.id);
    std::vector<Error> errors;
    for (const AlarmRule& rule : rules) {
        const auto metric = std::find_if(metrics.begin(), metrics.end(),
                                         [&rule](const auto& each) { return each.name == rule.metric; });
        if (metric == metrics.end()) {
            errors.push_back(wrong(rule, "there is no metric", rule.metric, metricNames));
        } else {
            checkColumns(rule, *metric, errors);
        }
        for (const std::string& channel : rule.channels) {
            if (!holds(channelIds, channel))
                errors.push_back(wrong(rule, "there is no channel", channel, channelIds));
        }
    }
    return errors;
}

}  // namespace guanlan
