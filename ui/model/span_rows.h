// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/store.h"

#include <span>
#include <vector>

namespace guanlan {

/// The rows of one metric over a loaded stretch of time, in order of time, from which the visible span is
/// cut. All times are as stored (local wall time for TIMESTAMP columns). A plain value of the UI thread.
class SpanRows {
  public:
    explicit SpanRows(MetricDefinition definition);

    /// What history had for (from, to]; null, and rows of another shape, count as none.
    void load(BatchPtr rows, Micros from, Micros to);
    /// Live rows: one with the time and dimensions of an older row replaces it. Rows at or before
    /// `keepAfter` are let go.
    void merge(std::span<const BatchPtr> live, Micros keepAfter);
    [[nodiscard]] bool covers(Micros from, Micros to) const {
        return m_loaded && from >= m_from && to <= m_to;
    }
    void extendTo(Micros to) { m_to = std::max(m_to, to); }
    void forget() { m_loaded = false; }

    /// Rows with time in (from, to]. The same pointer as last time when the rows are the same.
    [[nodiscard]] BatchPtr cut(Micros from, Micros to);

  private:
    [[nodiscard]] Micros timeAt(std::size_t row) const;
    [[nodiscard]] std::size_t firstAfter(Micros time) const;

    MetricDefinition m_definition;
    BatchPtr m_rows;
    Micros m_from = 0;
    Micros m_to = 0;
    bool m_loaded = false;
    BatchPtr m_cut;
    std::size_t m_cutBegin = 0;
    std::size_t m_cutEnd = 0;
    bool m_cutValid = false;
};

/// Rows [begin, end) of a batch; the batch itself when that is all of it.
[[nodiscard]] BatchPtr sliceOf(const BatchPtr& rows, std::size_t begin, std::size_t end);

/// Text of one row's dimensions, unique for the series.
[[nodiscard]] std::string seriesKey(const MetricDefinition& definition, const Batch& rows, std::size_t row);

}  // namespace guanlan
