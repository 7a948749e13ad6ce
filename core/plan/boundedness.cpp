// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/boundedness.h"

#include <algorithm>

namespace guanlan {

bool isBounded(const TableDefinition& table) {
    const std::string connector = table.option("connector");
    if (connector == "filesystem") {
        return !table.options.contains("source.monitor-interval") && table.option("guanlan.tail") != "true";
    }
    if (connector == "kafka") return table.option("scan.bounded.mode", "unbounded") != "unbounded";
    if (connector != "datagen") return false;
    const auto isSequence = [](const auto& option) {
        return option.first.starts_with("fields.") && option.first.ends_with(".kind") &&
               option.second == "sequence";
    };
    return table.options.contains("number-of-rows") ||
           std::any_of(table.options.begin(), table.options.end(), isSequence);
}

bool isBounded(const Node& node, const Plan& plan) {
    if (const auto* scan = std::get_if<ScanNode>(&node.op)) return isBounded(plan.sources[scan->source]);
    return std::all_of(node.inputs.begin(), node.inputs.end(),
                       [&plan](const NodePtr& input) { return isBounded(*input, plan); });
}

}  // namespace guanlan
