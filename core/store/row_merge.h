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

/// Rows [from, to) of something.
struct RowRange {
    std::size_t from = 0;
    std::size_t to = 0;
};

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

    [[nodiscard]] std::size_t rows() const { return m_whole ? m_total : m_rows.size(); }
    [[nodiscard]] Micros time(std::size_t row) const;
    /// Rows [from, to) as one batch. Fails when they hold more different texts than one column can.
    [[nodiscard]] Result<TimedRows> build(std::size_t from, std::size_t to) const;

  private:
    struct Row {
        Micros time = 0;
        std::uint32_t piece = 0;
        std::uint32_t row = 0;
    };
    /// Rows of the whole result that come from one piece.
    struct Stretch {
        std::size_t piece = 0;
        RowRange rows{};
    };
    [[nodiscard]] int compare(const Row& a, const Row& b) const;
    [[nodiscard]] int compareDimensions(const Row& a, const Row& b) const;
    template <typename Same>
    void dropReplaced(Same same);
    /// While m_whole.
    [[nodiscard]] bool wholeInOrder() const;
    [[nodiscard]] std::size_t pieceOf(std::size_t row) const;
    [[nodiscard]] std::vector<Stretch> stretches(std::size_t from, std::size_t to) const;
    /// From now on row by row.
    void spread();
    [[nodiscard]] Result<ColumnPtr> buildColumn(std::size_t column, std::size_t from, std::size_t to) const;

    SchemaPtr m_schema;
    std::vector<std::size_t> m_dimensions;
    bool m_replaces;
    std::vector<Batch> m_pieces;
    std::vector<std::vector<Micros>> m_times;  ///< of the pieces, while m_whole
    std::vector<std::size_t> m_starts;         ///< of the pieces, while m_whole
    std::size_t m_total = 0;
    /// All rows of all pieces are wanted and, as far as order() has looked, in order: m_rows is not needed.
    bool m_whole = true;
    std::vector<Row> m_rows;
};

}  // namespace guanlan
