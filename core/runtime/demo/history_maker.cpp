// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/demo/history_maker.h"

#include "core/runtime/demo/row_maker.h"

#include <algorithm>

namespace guanlan {

namespace {

constexpr std::size_t kRowsPerBatch = 65536;

const MetricDefinition* definitionOf(const std::vector<MetricDefinition>& metrics, const std::string& name) {
    const auto found = std::find_if(metrics.begin(), metrics.end(),
                                    [&name](const MetricDefinition& metric) { return metric.name == name; });
    return found == metrics.end() ? nullptr : &*found;
}

Micros beginOf(const MetricRecipe& recipe, const std::map<std::string, Micros>& after, Micros until) {
    const auto known = after.find(recipe.metric);
    const Micros earliest = until - recipe.days * kDay;
    return known == after.end() ? earliest : std::max(earliest, known->second);
}

}  // namespace

Result<void> HistoryMaker::write(Store& store, const std::vector<MetricDefinition>& metrics,
                                 const std::map<std::string, Micros>& after, Micros until) const {
    Micros first = until;
    for (const MetricRecipe& recipe : m_config.history)
        first = std::min(first, beginOf(recipe, after, until) - recipe.window);
    const MinuteTotals totals(m_model, first, until);
    for (const MetricRecipe& recipe : m_config.history) {
        const MetricDefinition* metric = definitionOf(metrics, recipe.metric);
        if (metric == nullptr) {
            return Error{
                .code = ErrorCode::InvalidInput,
                .id = "demo.no-metric",
                .what = "demo.json describes '" + recipe.metric + "', which pipeline.sql does not define",
                .next = "Remove it from demo.json or define it",
                .arguments = {recipe.metric}};
        }
        const Result<std::vector<BatchPtr>> batches =
            rows(recipe, *metric, totals, beginOf(recipe, after, until), until);
        if (!batches) return batches.error();
        Commit commit{.at = until};
        for (const BatchPtr& batch : *batches)
            commit.rows.push_back({recipe.metric, batch});
        if (commit.empty()) continue;
        if (Result<void> committed = store.commit(commit); !committed) return committed;
    }
    return {};
}

Result<std::vector<BatchPtr>> HistoryMaker::rows(const MetricRecipe& recipe, const MetricDefinition& metric,
                                                 const MinuteTotals& totals, Micros after,
                                                 Micros until) const {
    Result<RowMaker> maker = RowMaker::create(m_model, recipe, metric, totals);
    if (!maker) return maker.error();
    std::vector<BatchPtr> batches;
    for (Micros end = floorTo(after, recipe.every) + recipe.every; end <= until; end += recipe.every) {
        maker->window(end);
        if (maker->pendingRows() >= kRowsPerBatch) batches.push_back(maker->seal());
    }
    if (maker->pendingRows() > 0) batches.push_back(maker->seal());
    return batches;
}

}  // namespace guanlan
