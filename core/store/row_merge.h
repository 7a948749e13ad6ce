// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/row_codec.h"
#include "core/store/store.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace guanlan {

/// Brings rows of one metric into order of time, then of the dimensions (nulls first). Where these name a
/// row, the one added last stays: that is how a corrected window replaces the old one.
class RowMerge {
  public:
    using Wanted = std::function<bool(const Batch& rows, std::size_t row, Micros time)>;

    explicit RowMerge(const MetricDefinition& metric)
        : m_schema(metric.schema),
          m_dimensions(metric.dimensions),
          m_replaces(metric.keyed && metric.timeColumn) {}

    /// Only the rows that `wanted` accepts; all when it is empty. Retractions are left out.
    void add(TimedRows rows, const Wanted& wanted = {});
    /// Puts everything added so far in order; needed before the functions below.
    void order();
    /// Of rows with the same dimensions keeps the last; in order of the dimensions. After order().
    void keepNewest();

    [[nodiscard]] std::size_t rows() const { return m_rows.size(); }
    [[nodiscard]] Micros time(std::size_t row) const { return m_rows[row].time; }
    /// Rows [from, to) as one batch. Fails when they hold more different texts than one column can.
    [[nodiscard]] Result<TimedRows> build(std::size_t from, std::size_t to) const;

  private:
    struct Row {
        Micros time = 0;
        std::uint32_t piece = 0;
        std::uint32_t row = 0;
    };
    [[nodiscard]] int compare(const Row& a, const Row& b) const;
    [[nodiscard]] int compareDimensions(const Row& a, const Row& b) const;
    template <typename Same>
    void dropReplaced(Same same);
    [[nodiscard]] Result<ColumnPtr> buildColumn(std::size_t column, std::size_t from, std::size_t to) const;

    SchemaPtr m_schema;
    std::vector<std::size_t> m_dimensions;
    bool m_replaces;
    std::vector<Batch> m_pieces;
    std::vector<Row> m_rows;
};

}  // namespace guanlan
