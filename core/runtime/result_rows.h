// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/batch/batch.h"
#include "core/plan/plan.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace guanlan {

/// The rows of one plain SELECT on their way out: ORDER BY and LIMIT. Used by one thread.
class ResultRows {
  public:
    /// `endless`: the result is never complete, so that an ORDER BY its time is applied to what closes
    /// together.
    ResultRows(const Query& query, bool endless);

    /// What may be shown now: the rows themselves, or nothing while the order is not known yet.
    [[nodiscard]] std::optional<Batch> take(const Batch& rows);
    /// What is left when nothing follows.
    [[nodiscard]] std::optional<Batch> finish();

  private:
    [[nodiscard]] Batch sorted(const Batch& rows, std::optional<std::size_t> most) const;
    [[nodiscard]] bool before(const Batch& rows, std::size_t left, std::size_t right) const;
    Batch limited(Batch rows);

    std::vector<OrderKey> m_order;
    std::optional<std::size_t> m_limit;
    bool m_collects;
    std::size_t m_shown = 0;
    std::optional<BatchBuilder> m_collected;
};

}  // namespace guanlan
