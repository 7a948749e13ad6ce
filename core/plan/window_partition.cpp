// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/window_partition.h"

#include <algorithm>

namespace guanlan::planning {

WindowSpec windowPerEnd(const WindowSpec& spec) {
    WindowSpec result = spec;
    result.kind = WindowKind::Tumble;
    result.lateness = 0;
    if (spec.kind == WindowKind::Session) result.size = kMilli;
    if (spec.step != 0) {
        result.size = spec.step;
        result.months = 0;
    }
    result.step = 0;
    return result;
}

Result<void> checkPartition(const Relation& input, const std::vector<Expression>& keys,
                            TextPosition position) {
    if (!input.window || !isPartitioned(input.window->spec)) return {};
    std::vector<std::size_t> wanted = input.window->partition;
    std::vector<std::size_t> found;
    bool plain = true;
    for (const Expression& key : keys) {
        plain = plain && key.kind == Expression::Kind::Column;
        if (plain) found.push_back(key.column);
    }
    for (auto* list : {&wanted, &found}) {
        std::sort(list->begin(), list->end());
        list->erase(std::unique(list->begin(), list->end()), list->end());
    }
    if (plain && found == wanted) return {};
    std::string next = "write GROUP BY window_start, window_end";
    for (const std::size_t column : input.window->partition)
        next += ", " + (*input.node->output)[column].name;
    const bool session = input.window->spec.kind == WindowKind::Session;
    return mistake(position,
                   std::string(session ? "sessions" : "counted windows") +
                       " are grouped by window_start, window_end and their PARTITION BY, by nothing else",
                   std::move(next));
}

}  // namespace guanlan::planning
