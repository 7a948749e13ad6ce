// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exec/scan_conditions.h"

#include <algorithm>

namespace guanlan {

std::size_t ScanConditions::numberOf(const Expression& condition) {
    const auto [entry, fresh] = m_numbers.try_emplace(&condition, m_known.size());
    if (!fresh) return entry->second;
    const auto equal = std::find_if(m_known.begin(), m_known.end(), [&condition](const Known& known) {
        return *known.condition == condition && isDeterministic(condition);
    });
    entry->second = static_cast<std::size_t>(equal - m_known.begin());
    if (equal == m_known.end()) m_known.push_back({.condition = &condition});
    return entry->second;
}

const ScanConditions::Answer& ScanConditions::of(const Expression& condition,
                                                 std::span<const ColumnPtr> columns, std::size_t rows) {
    Known& known = m_known[numberOf(condition)];
    Answer& answer = known.answer;
    if (known.batch == m_batch) return answer;
    known.batch = m_batch;
    answer.bad = {};
    answer.holds = m_evaluator.evaluate(condition, columns, rows, answer.bad);
    answer.rows.clear();
    const auto values = answer.holds->ints();
    for (std::uint32_t row = 0; row < rows; ++row) {
        const bool bad = !answer.bad.rows.empty() && answer.bad.rows[row] != 0;
        if (values[row] != 0 && !bad && !answer.holds->isNull(row)) answer.rows.push_back(row);
    }
    return answer;
}

}  // namespace guanlan
