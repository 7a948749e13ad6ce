// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exec/record_ledger.h"

namespace guanlan {

/// What became of the rows that came into one operator. Where the rows are records, their ledger hears it
/// too.
class OperatorCounts {
  public:
    /// They have come in.
    void take(const Chunk& chunk);
    void handOn(const Chunk& chunk) { m_counts.handedOn += static_cast<std::int64_t>(chunk.rows()); }

    /// They go on to the next operator, which decides about them.
    void pass(const Chunk& chunk) { pass(chunk.rows()); }
    void pass(std::size_t rows) { m_counts.used += static_cast<std::int64_t>(rows); }
    /// They end here, in a result or in state; those that are `late` are not among them.
    void keep(const Chunk& chunk, std::span<const std::uint32_t> late = {});
    /// The rows of the chunk as selected now; with sign -1 they are taken back.
    void count(Fate fate, const Chunk& chunk, std::int64_t sign = 1);
    /// Rows of its columns, in order.
    void count(Fate fate, const Chunk& chunk, std::span<const std::uint32_t> rows, std::int64_t sign = 1);

    [[nodiscard]] const OperatorAccounting& counts() const { return m_counts; }
    void save(StateBytes& out) const;
    void restore(StateView& in);
    void clear() { m_counts = {}; }

  private:
    OperatorAccounting m_counts;  // nameless
};

}  // namespace guanlan
