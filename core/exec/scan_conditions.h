// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exec/expression_evaluator.h"

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

namespace guanlan {

/// Conditions on the rows of a scan: each is evaluated once a batch, however many queries ask for it. One
/// thread.
class ScanConditions {
  public:
    struct Answer {
        ColumnPtr holds{};
        BadRows bad{};
        std::vector<std::uint32_t> rows{};  ///< that are not bad and where it holds
    };

    explicit ScanConditions(const ExpressionEvaluator& evaluator) : m_evaluator(evaluator) {}

    /// Another batch: what is known no longer holds.
    void renew() { ++m_batch; }
    /// The condition stays where it is as long as this lives. Valid until the next call.
    const Answer& of(const Expression& condition, std::span<const ColumnPtr> columns, std::size_t rows);

  private:
    struct Known {
        const Expression* condition = nullptr;
        std::uint64_t batch = 0;  ///< that it was evaluated for
        Answer answer{};
    };
    [[nodiscard]] std::size_t numberOf(const Expression& condition);

    const ExpressionEvaluator& m_evaluator;
    std::uint64_t m_batch = 1;
    std::vector<Known> m_known;
    std::unordered_map<const Expression*, std::size_t> m_numbers;  // of m_known, where equal ones are one
};

}  // namespace guanlan
