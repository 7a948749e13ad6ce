// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/runtime/demo/history_plan.h"
#include "core/runtime/demo/minute_totals.h"
#include "core/source/datagen/random.h"
#include "core/store/store.h"

#include <string>
#include <string_view>
#include <vector>

namespace guanlan {

/// Makes the rows of one metric window by window. One thread.
class RowMaker {
  public:
    /// Matches the recipe to the columns of the metric; InvalidInput names the column that fits nothing.
    static Result<RowMaker> create(const EventModel& model, const MetricRecipe& recipe,
                                   const MetricDefinition& metric, const MinuteTotals& totals);
    /// Appends the rows of the window that ends at `end` (UTC).
    void window(Micros end);
    [[nodiscard]] std::size_t pendingRows() const { return m_builder.rows(); }
    [[nodiscard]] BatchPtr seal() { return std::make_shared<Batch>(m_builder.seal()); }

  private:
    /// Where the value of an output column comes from.
    struct Target {
        enum class Kind : std::uint8_t { WindowStart, WindowEnd, WindowTime, Dimension, Value };
        Kind kind = Kind::Value;
        std::size_t index = 0;  ///< into m_dimensions or m_recipe.columns
        DataType type{};
    };
    /// One combination of dimension values.
    struct Cell {
        EventScope scope{};
        std::vector<std::string_view> texts{};
    };

    RowMaker(const EventModel& model, const MetricRecipe& recipe, const MetricDefinition& metric,
             const MinuteTotals& totals);
    void addDimension(EventDimension dimension);
    void values(const ColumnRecipe& recipe, std::vector<double>& out, Micros start, Micros end);
    void counts(EventKind kind, std::vector<double>& out, Micros start, Micros end);
    void expected(EventKind kind, std::vector<double>& out, Micros start, Micros end) const;
    void means(const ColumnRecipe& recipe, std::vector<double>& out, Micros start, Micros end);
    void sums(const ColumnRecipe& recipe, std::vector<double>& out, Micros start, Micros end);
    void distinct(const ColumnRecipe& recipe, std::vector<double>& out, Micros start, Micros end);
    void ratios(const ColumnRecipe& recipe, std::vector<double>& out) const;
    [[nodiscard]] bool kept(std::size_t cell) const;
    void appendRow(std::size_t cell, Micros start, Micros end);
    [[nodiscard]] std::size_t columnIndex(const std::string& name) const;

    const EventModel& m_model;
    const MetricRecipe& m_recipe;
    const MinuteTotals& m_totals;
    BatchBuilder m_builder;
    Random m_random;
    std::vector<Target> m_targets;
    std::vector<Cell> m_cells{Cell{}};
    std::vector<std::vector<double>> m_values;  ///< by column of the recipe, then by cell
};

}  // namespace guanlan
